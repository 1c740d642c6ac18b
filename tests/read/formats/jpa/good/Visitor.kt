package org.example.clinic

import jakarta.persistence.*
import jakarta.validation.constraints.Size
import java.time.LocalDateTime

/** One who comes to see a patient. */
// minlint: purpose=visits
@Entity
@Table(name = "visitors", uniqueConstraints = [UniqueConstraint(columnNames = ["badge"])])
data class Visitor(
    @Id @GeneratedValue val id: Long? = null,
    @field:Size(max = 80) @Column(nullable = false) var name: String, // as on the badge
    var badge: Int,
    var phone: String?,
    val came: LocalDateTime = LocalDateTime.now(),
    @ManyToOne(fetch = FetchType.LAZY) val host: Patient?,
    @ManyToOne @JoinColumn(name = "ward") val ward: Ward,
    unkept: String,
) : Stamped() {
    @Embedded
    lateinit var home: Address

    // minlint: allow X101 until 2030-01-31 because of the fire list
    @ElementCollection var languages: MutableSet<String> = mutableSetOf()

    @Enumerated(EnumType.STRING)
    var kind: Kind? = null

    val initials: String get() = name.take(1)
    val later by lazy { 1 }

    @Transient
    var scratch: String = ""

    fun greet() = "hello"
}

enum class Kind { FAMILY, FRIEND }
