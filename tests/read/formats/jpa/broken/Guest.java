package org.example;

import jakarta.persistence.*;

@Entity
public class Guest {
    @Id private Long id;
    @Column(nullable = false) private String name;
    private String e mail;
    private String phone;
}
