package org.example.clinic;

import javax.persistence.*;

@Entity
public class Letter {
    private Long id;
    private String body;

    @Id
    public Long getId() { return id; }

    @Column(name = "text", length = 4000)
    public String getBody() { return body; }

    @Transient
    public String getPreview() { return body.substring(0, 9); }
}
