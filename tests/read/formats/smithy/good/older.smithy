$version: "1.0"

namespace example.shop

// minlint: purpose=shopping
structure Account {
    @required
    email: Email,

    interests: Interests,
    @deprecated
    sex: Sex,
}

string Email

@enum([
    { value: "female", name: "FEMALE" },
    { value: "male", name: "MALE", documentation: "see 'value: none'" }
])
string Sex

set Interests { member: String }

@http(method: "POST", uri: "/accounts")
operation Open(Account) -> Opened
structure Opened { number: Integer } // minlint: allow X101 until 2030-01-31 because it is printed
