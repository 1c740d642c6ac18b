// minlint: purpose=care

package org.example.clinic;

import jakarta.persistence.*;
import jakarta.validation.constraints.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;
import org.hibernate.annotations.*;

/**
 * Somebody who is treated.
 */
@Entity
@Table(name = "kranke", uniqueConstraints = {
    @UniqueConstraint(columnNames = "e_mail"),
    @UniqueConstraint(columnNames = {"surname", "born"})})
public class Patient extends Stamped {
    private static final long serialVersionUID = 1L;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Embedded
    private Name name;

    /** Größe 𝄞 in m */
    @Column(precision = 3, scale = 2) private BigDecimal height;

    @Column(name = "e_mail", length = 320, nullable = false)
    @Email
    private String eMail; // minlint: allow X101 until 2030-01-31 because reminders go by mail

    @NotBlank @Size(max = 30) private String phone, mobile = "";

    @Temporal(TemporalType.DATE)
    private Date born;

    private java.util.Date seen;
    private LocalDate vaccinated;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private Sex sex = Sex.UNKNOWN;

    @ElementCollection
    private Set<String> languages = new HashSet<>();

    @ElementCollection
    private Map<String, Integer> scores;

    @ElementCollection
    private List<Address> former;

    private Address home;

    // who looks after them
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "doctor_id", referencedColumnName = "id")
    private Doctor doctor;

    @OneToOne
    private Insurance insurance;

    @OneToOne(mappedBy = "patient")
    private Chart chart;

    @OneToMany(mappedBy = "patient", cascade = CascadeType.ALL)
    private List<Visit> visits = new ArrayList<>();

    @Lob @Basic(optional = false)
    private byte[] photo;

    private boolean smoker;
    private int[] pulses;

    @NaturalId
    private String number;

    @Formula("upper(surname)")
    private String shout;

    @Comment("said at the desk")
    private String note;

    @CreationTimestamp
    private Instant createdAt;

    @Transient
    private String scratch;

    private transient int cached;

    public String getPhone() { String other = "x"; return phone; }
}

@Embeddable
class Name {
    @Column(length = 80, nullable = false)
    private String given;
    private String surname;
}

enum Sex { FEMALE, MALE, UNKNOWN }
