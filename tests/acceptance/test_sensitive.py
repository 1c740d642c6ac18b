"""When an S rule speaks about a permitted field, and when it is silent (CONTRACT, part 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.acceptance.conftest import Found, Judge


BASIS = "special_category_basis: explicit consent, "
BOUND = 'bindings: [{source: "db/*", purposes: [p]}]\n'

FIELDS = [
    ("S201", "user.health_and_medical.diagnosis", "diagnosis text", True),
    ("S201", "user.demographic.race_ethnicity", "ethnicity text", True),
    ("S201", "user.demographic.religious_belief", "religion text", True),
    ("S201", "user.demographic.union_membership", "union_member boolean", True),
    ("S201", "user.demographic.sexual_orientation", "sexual_orientation text", True),
    ("S202", "user.biometric.face.template", "face_embedding vector(512)", False),
    ("S202", "user.biometric.fingerprint.template", "fingerprint_template bytea", False),
    ("S204", "user.location.history", "gps_trace text", False),
    ("S205", "user.criminal_history", "criminal_record text", True),
    ("S205", "user.enforcement.flag", "watchlist_flag boolean", True),
    ("S206", "user.immigration.visa", "visa_status text", False),
]


def codes(schema: Judge, column: str, said: str, code: str) -> bool:
    """Whether a rule speaks of a column of a table of people, by a purpose that says this."""
    sql = f"CREATE TABLE members (full_name text, {column});"
    found = schema(sql, f"purposes: {{p: {{statement: P., {said}}}}}\n{BOUND}")
    return code in found.at(f"members.{column.split()[0]}")


@pytest.mark.parametrize(("code", "key", "column", "basis"), FIELDS)
def test_a_permitted_field_is_silent_with_reasons_an_end_and_where_asked_a_basis(
    schema: Judge, code: str, key: str, column: str, basis: bool
) -> None:
    reasons = f"necessary: [user.name, {{category: {key}, because: So it is.}}]"
    bare = f"necessary: [user.name, {key}]"
    # A face template is a special category too, so S201 is looked at apart from S202.
    assert not codes(schema, column, f"{BASIS} retention: 1 year, {reasons}", code)
    assert codes(schema, column, f"{BASIS} retention: 1 year, {bare}", code), "without because"
    assert codes(schema, column, f"{BASIS} {reasons}", code), "without retention"
    assert codes(schema, column, f"{BASIS} retention: as long as necessary, {reasons}", code), "without an end"
    assert codes(schema, column, f"retention: 1 year, {reasons}", code) == basis, "without basis"


@pytest.mark.parametrize(("code", "key", "column", "basis"), FIELDS)
def test_a_sensitive_ancestor_with_reasons_serves_and_one_that_is_not_sensitive_does_not(
    schema: Judge, code: str, key: str, column: str, basis: bool
) -> None:
    del basis
    above = key.rpartition(".")[0]
    sensitive = above.split(".")[1:2] not in ([], ["demographic"], ["location"])
    said = f"{BASIS} retention: 1 year, necessary: [user.name, {{category: {above}, because: So it is.}}]"
    assert codes(schema, column, said, code) != sensitive


@pytest.mark.parametrize(("code", "key", "column", "basis"), FIELDS)
def test_about_a_field_that_no_purpose_covers_it_fires_beside_excess(
    schema: Judge, code: str, key: str, column: str, basis: bool
) -> None:
    del basis
    sql = f"CREATE TABLE members (full_name text, {column});"
    said = f"purposes: {{p: {{statement: P., {BASIS} retention: 1 year, necessary: [user.name]}}}}\n{BOUND}"
    found = schema(sql, said)
    at = found.at(f"members.{column.split()[0]}")
    assert {code, "X101"} <= set(at)
    assert {f["category"] for f in found.findings if f["code"] in (code, "X101")} == {key}


def test_every_rule_that_is_true_fires(schema: Judge) -> None:
    sql = "CREATE TABLE members (full_name text, face_embedding vector(512));"
    said = f"purposes: {{p: {{statement: P., retention: 1 year, necessary: [user.name]}}}}\n{BOUND}"
    assert schema(sql, said).at("members.face_embedding") == ["S201", "S202", "X101"]


def test_the_reasons_and_the_end_must_belong_to_the_purpose_that_covers(schema: Judge) -> None:
    sql = "CREATE TABLE members (full_name text, diagnosis text);"
    two = """\
purposes:
  care: {statement: Care., necessary: [{category: user.health_and_medical, because: Treatment.}]}
  post: {statement: Post., necessary: [user.name], retention: 1 year, special_category_basis: consent}
bindings: [{source: "db/*", purposes: [care, post]}]
"""
    found = schema(sql, two)
    said = found.one("S201")
    assert said["facts"] == {"missing": ["how long it is kept", "`special_category_basis`"]}
    assert found.at("") == ["P007", "R401"]


def test_a_profiles_reason_is_not_the_manifests(schema: Judge) -> None:
    sql = "CREATE TABLE members (full_name text, email text, religion text);"
    said = f"""\
purposes:
  p:
    statement: P.
    profile: newsletter
    special_category_basis: consent
    necessary: [user.demographic.religious_belief, user.name]
{BOUND}"""
    assert schema(sql, said).all == [("S201", "members.religion"), ("P006", "")]


def test_a_payment_secret_is_a_finding_even_when_permitted_and_without_any_purpose(schema: Judge) -> None:
    sql = "CREATE TABLE payments (id bigint PRIMARY KEY, card_holder text, card_number text, cvv char(3), track2 text);"
    need = "{category: user.financial.card_security_code, because: So.}"
    card = "{category: user.financial.credit_card, because: So.}"
    said = f"purposes: {{p: {{statement: P., retention: 1 year, necessary: [user.name, {card}, {need}]}}}}\n"
    bound = schema(sql, said + BOUND)
    assert bound.at("payments.cvv") == ["X108"] and bound.at("payments.track2") == ["X108"]
    unbound = schema(sql, "purposes: {}\n")
    assert unbound.at("payments") == ["P001"] and unbound.at("payments.cvv") == ["X108"]
    assert unbound.one("X108", "payments.cvv")["purposes"] == []


def test_positions_over_time_belong_to_the_record_with_the_fields_that_make_them(schema: Judge) -> None:
    sql = """\
    CREATE TABLE pings (
      rider_id bigint NOT NULL REFERENCES riders (id),
      latitude numeric(8, 5),
      longitude numeric(8, 5),
      recorded_at timestamptz NOT NULL
    );
    """
    said = "{category: user.location.precise, because: Fetch the rider.}"
    found = schema(sql, f"purposes: {{p: {{statement: P., retention: 1 day, necessary: [{said}]}}}}\n{BOUND}")
    whole = [f for f in found.findings if f["field"] is None and f["record"]]
    assert {f["code"] for f in whole} == {"S204", "S211", "X101"}
    for finding in whole:
        assert finding["record"] == "pings"
        assert finding["category"] == "user.location.history"
        assert set(finding["from"]) == {"rider_id", "latitude", "longitude", "recorded_at"}
        assert finding["line"] == 1


def test_a_trace_that_a_purpose_names_is_silent_at_its_rung(schema: Judge) -> None:
    sql = "CREATE TABLE pings (rider_id bigint, lat numeric(6, 2), lon numeric(6, 2), recorded_at timestamptz);"

    def judge(rung: str) -> list[tuple[str, str]]:
        kept = f"precision: {rung}, because: Fares."
        need = f"[{{category: user.location.precise, {kept}}}, {{category: user.location.history, {kept}}}]"
        return schema(sql, f"purposes: {{p: {{statement: P., retention: 1 day, necessary: {need}}}}}\n{BOUND}").all

    assert judge("neighbourhood") == []
    assert judge("L4") == []
    assert {code for code, _ in judge("town")} == {"G301"}


def test_a_names_parts_make_a_name(schema: Judge) -> None:
    sql = "CREATE TABLE readers (email text, first_name text, last_name text);"

    def judge(necessary: str) -> Found:
        return schema(sql, f"purposes: {{p: {{statement: P., retention: 1 year, necessary: [{necessary}]}}}}\n{BOUND}")

    found = judge("user.contact.email")
    assert found.all == [("X101", "readers"), ("X101", "readers.first_name"), ("X101", "readers.last_name")]
    whole = found.findings[0]
    assert (whole["field"], whole["category"], whole["from"]) == (None, "user.name", ["first_name", "last_name"])
    assert judge("user.contact.email, user.name").all == []
