package org.example.clinic

import jakarta.persistence.Column
import jakarta.persistence.Embeddable

@Embeddable
class Address(
    var street: String,
    @Column(name = "plz", length = 10) var postcode: String?,
)
