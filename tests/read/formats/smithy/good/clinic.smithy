// The clinic's interface.
// minlint: purpose=appointment-booking
$version: "2.0"
$operationInputSuffix: "Input"

metadata suppressions = [{ id: "UnstableTrait", namespace: "*" }]

namespace example.clinic

use smithy.api#externalDocumentation
use example.shared#Address

/// What the clinic offers
@title("Clinic")
service Clinic {
    version: "2027-01-01"
    resources: [Patients]
    operations: [Register, Find, Forget]
    errors: [Missing]
}

resource Patients {
    identifiers: { patientId: PatientId }
    properties: { ward: Ward, phones: PhoneList }
    read: Find
}

/// Ours, not the insurer's
@pattern("^[0-9a-f-]+$")
string PatientId

@length(min: 1, max: 120)
string Name
timestamp Moment
@range(min: 0, max: 120)
integer Age

enum Ward {
    SURGERY
    @enumValue("kids")
    CHILDREN
    OTHER = "other"
}

intEnum Floor { GROUND = 0, FIRST = 1 }

list PhoneList { member: Phone }
map ContactsByKind {
    key: String
    value: ContactList
}
list ContactList {
    /// somebody close
    member: Contact
}
map Labels { key: String, value: smithy.api#String }

@mixin
structure Audited {
    changedBy: String
    @required
    changedAt: Moment
}

/// Somebody who is treated here.
structure Patient for Patients with [Audited] {
    @required
    $patientId
    $phones

    @required
    @documentation("as on the card")
    name: Name

    @required born: Timestamp = 0
    // minlint: allow X101 until 2030-01-31 because the insurer asks for it
    @length(max: 20)
    insuranceNumber: String
    ward: Ward = "SURGERY"
    floor: Floor, age: Age
    contacts: ContactsByKind
    labels: Labels
    address: Address
    $changedBy
    @notProperty
    photo: Blob
}

@documentation("""
    One way to reach "somebody"
    """)
structure Phone { number: String, mobile: Boolean }

// minlint: purpose=emergency
structure Contact {
    name: Name
    reach: Reach
}

union Reach {
    phone: Phone
    email: String // minlint: allow X101 until 2030-01-31 because some have no phone
    none: Unit
}

operation Register {
    input := for Patients with [Audited] {
        @required
        name: Name
        password: String
    }
    output: Patient
    errors: [Missing]
}

@readonly
operation Find {
    // minlint: purpose=search
    input := { @required @httpLabel patientId: PatientId }
    output := { patient: Patient, contact: Contact }
}

operation Forget { input: ForgetRequest, output: Unit }

structure ForgetRequest { patientId: PatientId }

@error("client")
structure Missing { message: String }

apply Phone$number @required
apply ForgetRequest$patientId { @required @length(max: 36) }
