package org.example.clinic;

import javax.persistence.*;

/** What every row has. */
@MappedSuperclass
public abstract class Stamped {
    @Version
    private long version;

    @Column(name = "geaendert_von")
    private String changedBy;
}
