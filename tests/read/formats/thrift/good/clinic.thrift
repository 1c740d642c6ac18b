# What the clinic's services say to each other.
# minlint: purpose=appointment-booking

namespace java example.clinic
namespace * clinic
include "shared.thrift"
cpp_include "<map>"

typedef string (unicode = "true") Guid
typedef i64 Timestamp // milliseconds
typedef list<string> Tags
const i32 LIMIT = 10;
const map<string, list<i32>> CODES = {"a": [1, 2], 'b': []}

/** As registered */
enum Sex {
  FEMALE = 1,
  MALE = 0x2 (label = "m"),
  OTHER;
}

senum Colour { "red", "blue" }

/**
 * Somebody who is treated here.
 */
struct Patient {
  1: required Guid id,            // ours, not the insurer's
  2: optional string fullName;
  /* to the
     millisecond */
  3: Timestamp birth
  4: optional Sex sex = Sex.OTHER (deprecated = "1"),
  // minlint: allow X101 until 2030-01-31 because the insurer asks for it
  5: optional string insuranceNumber
  6: required list<Contact> contacts = [],
  7: map<string, list<Contact>> byKind;
  8: set cpp_type "x" <Guid> devices
  -9: Tags tags
  10: shared.Visit last
  i32 height; i32 weight,
  11: binary photo (minimum = "1")
} (kept = "10y")

# minlint: purpose=emergency
struct Contact {
  1: string name
  2: optional &Contact next
  3: list<map<i32, string>> notes
}

union Address { 1: string street  2: double latitude }

exception Missing { 1: string email }

service Base { void ping() }

service Booking extends Base {
  /** A new patient. */
  Patient signUp(1: Registration registration, 2: string password) throws (1: Missing missing),
  // minlint: purpose=search
  list<Contact> find(
    1: string name  // as it is written
    // minlint: allow X101 until 2030-01-31 because names repeat
    2: optional string birthDate
  )
  oneway void forget(1: Guid id);
  map<string, Address> addresses() (priority = "low")
}

struct Registration { 1: required string name, 2: Address address }
