"""When a field is within purpose (CONTRACT, part 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minlint import taxonomy

if TYPE_CHECKING:
    from tests.acceptance.conftest import Judge, Project


BOUND = 'bindings: [{source: "db/*", purposes: [p]}]\n'


def purpose(text: str) -> str:
    """A manifest's purpose ``p``, bound to everything, that keeps its data for a year."""
    return f"purposes: {{p: {{statement: P., retention: 1 year, {text}}}}}\n{BOUND}"


def test_an_entry_covers_its_own_category_and_those_below_it(schema: Judge) -> None:
    sql = "CREATE TABLE customers (email text, phone_number text, street_address text, full_name text);"
    found = schema(sql, purpose("necessary: [user.contact]"))
    assert found.all == [("X101", "customers.full_name")]


def test_an_entry_covers_nothing_above_it_which_is_a_gap_and_no_excess(schema: Judge) -> None:
    sql = "CREATE TABLE customers (full_name text, contact_details text);"
    said = "necessary: [user.name, user.contact.phone_number]"
    bound = """\
bindings:
  - source: "db/*"
    purposes: [p]
    fields: {customers.contact_details: {category: user.contact}}
"""
    found = schema(sql, f"purposes: {{p: {{statement: P., retention: 1 year, {said}}}}}\n{bound}")
    assert found.all == []


@pytest.mark.parametrize(
    ("field", "broad"),
    [
        ("religion text", "user.demographic"),
        ("face_embedding vector(512)", "user"),
        ("diagnosis text", "user"),
        ("eye_color text", "user"),
        ("license_plate text", "user"),
        ("bank_account_number text", "user.financial"),
        ("emergency_contact_name text", "user"),
        ("fraud_score numeric(4, 3)", "user"),
    ],
)
def test_what_must_be_named_is_never_covered_from_above(schema: Judge, field: str, broad: str) -> None:
    found = schema(f"CREATE TABLE customers (full_name text, {field});", purpose(f"necessary: [user.name, {broad}]"))
    assert "X101" in found.at(f"customers.{field.split()[0]}"), found.all


def test_an_entry_within_the_part_that_must_be_named_covers_what_is_below_it(schema: Judge) -> None:
    sql = "CREATE TABLE guests (full_name text, allergies text);"
    said = "necessary: [user.name, {category: user.health_and_medical, because: The kitchen.}], "
    found = schema(sql, purpose(said + "special_category_basis: consent"))
    assert found.all == []


def test_a_field_is_within_purpose_when_one_bound_purpose_covers_it(schema: Judge) -> None:
    sql = "CREATE TABLE customers (full_name text, email text, date_of_birth date);"
    two = """\
purposes:
  a: {statement: A., retention: 1 year, necessary: [user.name]}
  b: {statement: B., retention: 1 year, necessary: [user.contact.email]}
bindings: [{source: "db/*", purposes: [a, b]}]
"""
    found = schema(sql, two)
    assert found.all == [("X101", "customers.date_of_birth")]
    assert found.findings[0]["purposes"] == ["a", "b"]
    assert "a and b can do without it" in found.findings[0]["message"]


def test_the_finding_names_the_purposes_that_can_do_without_the_field(schema: Judge) -> None:
    sql = "CREATE TABLE customers (full_name text, religion text);"
    three = """\
purposes:
  a: {statement: A., retention: 1 year, necessary: [user.name]}
  b: {statement: B., retention: 1 year, necessary: [user.demographic.religious_belief]}
  c: {statement: C., retention: 1 year, necessary: [user.contact]}
bindings: [{source: "db/*", purposes: [a, b, c]}]
"""
    found = schema(sql, three)  # b needs it, and shows neither reasons nor basis
    assert found.all == [("S201", "customers.religion"), ("P007", "")]
    assert found.findings[0]["purposes"] == ["a", "c"]


def test_forbidden_reaches_what_is_below_it_and_stands_in_for_excess(schema: Judge) -> None:
    sql = "CREATE TABLE pupils (full_name text, visa_type text);"
    found = schema(sql, purpose("necessary: [user.name], forbidden: [user.immigration]"))
    assert found.at("pupils.visa_type") == ["S206", "S207", "X102"]
    banned = found.one("X102")
    assert (banned["purposes"], banned["facts"]) == (["p"], {"forbidden_by": ["p"]})
    assert banned["category"] == "user.immigration.visa"


def test_forbidden_wins_over_a_permission_from_above(schema: Judge) -> None:
    sql = "CREATE TABLE customers (email text, phone_number text);"
    found = schema(sql, purpose("necessary: [user.contact], forbidden: [user.contact.phone_number]"))
    assert found.all == [("X102", "customers.phone_number")]


def test_forbidden_wins_over_an_optional_entry_that_names_the_category(schema: Judge) -> None:
    sql = "CREATE TABLE customers (email text, phone_number text);"
    said = (
        "necessary: [user.contact.email], optional: [user.contact.phone_number], forbidden: [user.contact.phone_number]"
    )
    assert schema(sql, purpose(said)).all == [("X102", "customers.phone_number")]


def test_a_purpose_that_names_the_very_category_as_necessary_lifts_the_ban(schema: Judge) -> None:
    sql = "CREATE TABLE customers (email text, phone_number text);"
    two = """\
purposes:
  a: {statement: A., retention: 1 year, necessary: [user.contact.email], forbidden: [user.contact.phone_number]}
  b: {statement: B., retention: 1 year, necessary: [user.contact.phone_number]}
bindings: [{source: "db/*", purposes: [a, b]}]
"""
    assert schema(sql, two).all == []


def test_forbidden_names_those_purposes_alone_that_forbid(schema: Judge) -> None:
    sql = "CREATE TABLE customers (email text, phone_number text);"
    two = """\
purposes:
  a: {statement: A., retention: 1 year, necessary: [user.contact], forbidden: [user.contact.phone_number]}
  b: {statement: B., retention: 1 year, necessary: [user.contact]}
bindings: [{source: "db/*", purposes: [a, b]}]
"""
    found = schema(sql, two).one("X102")
    assert found["facts"] == {"forbidden_by": ["a"]}
    assert "a forbids" in found["message"]


SYNONYMS = [
    ("user.vehicle.plate", "user.government_id.vehicle_registration"),
    ("user.immigration", "user.government_id.immigration"),
    ("user.demographic.age", "user.demographic.age_range"),
    ("user.employment.employer", "user.workplace"),
    ("user.employment.employer", "user.contact.organization"),
    ("user.workplace", "user.contact.organization"),
    ("user.payment", "user.financial"),
    ("user.content.voice", "user.biometric.voice.recording"),
    ("user.childrens", "user.children"),
]


@pytest.mark.parametrize(("said", "held"), [*SYNONYMS, *((b, a) for a, b in SYNONYMS)])
def test_of_two_words_for_one_thing_either_covers_the_other(schema: Judge, said: str, held: str) -> None:
    bound = f'bindings: [{{source: "db/*", purposes: [p], fields: {{t.x: {{category: {held}}}}}}}]\n'
    entry = f"{{category: {said}, because: So.}}"
    basis = "retention: 1 year, special_category_basis: consent, subjects: [child], assessment: DPIA-1"
    need = f"purposes: {{p: {{statement: P., {basis}, necessary: [{entry}]}}}}\n"
    assert schema("CREATE TABLE t (x text);", need + bound).all == []
    ban = f"purposes: {{p: {{statement: P., retention: 1 year, forbidden: [{said}]}}}}\n"
    assert "X102" in schema("CREATE TABLE t (x text);", ban + bound).at("t.x")


def test_what_stands_below_a_word_is_covered_by_the_other_word(schema: Judge) -> None:
    pairs = [
        ("user.government_id.immigration", "user.immigration.visa"),
        ("user.payment", "user.financial.bank_account"),
        ("user.children", "user.childrens"),
    ]
    for said, held in pairs:
        bound = f'bindings: [{{source: "db/*", purposes: [p], fields: {{t.x: {{category: {held}}}}}}}]\n'
        need = f"purposes: {{p: {{statement: P., retention: 1 year, necessary: [{said}]}}}}\n"
        codes = schema("CREATE TABLE t (x text);", need + bound).at("t.x")
        named = taxonomy.default()[held].must_be_named and not taxonomy.default()[said].must_be_named
        assert ("X101" in codes) == named, (said, held, codes)


def test_a_records_own_key_and_times_are_covered_by_any_purpose(schema: Judge) -> None:
    sql = """\
    CREATE TABLE customers (
      customer_id bigint PRIMARY KEY,
      email text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      last_login_at timestamptz,
      referred_by_customer_id bigint REFERENCES customers (customer_id)
    );
    CREATE TABLE complaints (
      id bigint PRIMARY KEY,
      customer_id bigint NOT NULL REFERENCES customers (customer_id),
      handled_by_employee_id bigint REFERENCES employees (id)
    );
    """
    found = schema(sql, purpose("necessary: [user.contact.email]"))
    assert found.all == [
        ("X101", "customers.referred_by_customer_id"),
        ("X101", "complaints.handled_by_employee_id"),
    ]
    assert {f["category"] for f in found.findings} == {"user.unique_id"}


def test_an_own_key_that_is_forbidden_is_a_finding(schema: Judge) -> None:
    sql = "CREATE TABLE customers (customer_id bigint PRIMARY KEY, email text NOT NULL);"
    found = schema(sql, purpose("necessary: [user.contact.email], forbidden: [user.unique_id]"))
    assert found.all == [("X102", "customers.customer_id")]


def test_a_record_without_a_purpose_is_unstated_and_no_excess(schema: Judge) -> None:
    sql = "CREATE TABLE customers (email text, religion text);"
    found = schema(sql, "purposes: {}\n")
    assert found.all == [("P001", "customers")]
    assert found.findings[0]["facts"]["categories"] == ["user.contact.email", "user.demographic.religious_belief"]


def test_min_confidence_leaves_out_what_is_less_sure(schema: Judge) -> None:
    sql = "CREATE TABLE customers (email text, religion text);"
    assert schema(sql, purpose("necessary: [user.contact.email]"), min_confidence=1.0).all == []


def test_any_of_takes_one_and_the_second_mandatory_one_is_excess(schema: Judge) -> None:
    one = purpose("necessary: [user.name, {any_of: [user.contact.email, user.contact.phone_number]}]")
    both = schema("CREATE TABLE p (full_name text NOT NULL, email text NOT NULL, phone text NOT NULL);", one)
    assert both.all == [("X103", "p.phone")]
    assert both.findings[0]["category"] == "user.contact.phone_number"
    assert both.findings[0]["message"] == (
        "p.phone must be given, while one of several is enough for p, and p.email is given already"
    )
    free = schema("CREATE TABLE p (full_name text NOT NULL, email text NOT NULL, phone text);", one)
    assert free.all == []
    named = purpose("necessary: [user.contact.phone_number, {any_of: [user.contact.email, user.contact.phone_number]}]")
    assert schema("CREATE TABLE p (full_name2 text, email text, phone text NOT NULL);", named).at("p.phone") == []


def test_optional_must_not_be_mandatory_in_sql(schema: Judge) -> None:
    sql = """\
    CREATE TABLE readers (
      email text NOT NULL,
      phone text NOT NULL,
      gender text NOT NULL DEFAULT 'unknown',
      full_name text
    );
    """
    said = purpose(
        "necessary: [user.contact.email], optional: [user.contact.phone_number, user.demographic, user.name]"
    )
    found = schema(sql, said)
    assert found.all == [("X103", "readers.phone")]
    assert (found.findings[0]["line"], found.findings[0]["column"]) == (3, 3)
    assert (found.findings[0]["end_line"], found.findings[0]["end_column"]) == (3, 8)


def test_optional_must_not_be_required_in_json_schema(project: Project) -> None:
    json = """\
    {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Reader", "type": "object",
     "required": ["email", "phone"],
     "properties": {"email": {"type": "string"}, "phone": {"type": "string"}, "gender": {"type": "string"}}}
    """
    said = "version: 1\n" + purpose(
        "necessary: [user.contact.email], optional: [user.contact.phone_number, user.demographic.gender]"
    )
    found = project.write({"db/reader.json": json, "minlint.yaml": said}).check()
    assert found.all == [("X103", "Reader.phone")]
    assert found.findings[0]["line"] == 3


def test_data_cannot_say_what_is_mandatory(project: Project) -> None:
    said = "version: 1\n" + purpose("necessary: [user.contact.email], optional: [user.contact.phone_number]")
    csv = "email,phone\na@example.org,+44 20 7946 0018\nb@example.org,+44 20 7946 0157\n"
    assert project.write({"db/readers.csv": csv, "minlint.yaml": said}).check().all == []
