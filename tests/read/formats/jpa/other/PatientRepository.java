package org.example.clinic;

import jakarta.persistence.EntityManager;

public class PatientRepository {
    private final EntityManager manager;

    PatientRepository(EntityManager manager) { this.manager = manager; }
}
