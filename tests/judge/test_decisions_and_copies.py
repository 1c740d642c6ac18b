"""Rules on what feeds a decision (I604), assessments (A702), places (S211), copies (X109) and subgroups (X110)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.judge.engine import Verdict
from minlint.model import Finding

Judged = Callable[..., Verdict]

MANIFEST = """\
version: 1
purposes:
  p:
    statement: Serve a person who asks for it.
    necessary: [user{entry}]
    retention: 1 year{more}
bindings: [{{source: "**", purposes: [p]}}]
"""


def found(judged: Judged, code: str, sources: str | dict[str, str], entry: str = "", more: str = "") -> list[Finding]:
    said = MANIFEST.format(entry=entry and f", {entry}", more=more and f"\n    {more}")
    return [finding for finding in judged(sources, said).findings if finding.code == code]


@pytest.mark.parametrize(
    ("columns", "protected"),
    [
        ("nationality text, fraud_risk_score numeric", ["nationality"]),
        ("ethnicity text, mother_tongue text, threat_score numeric", ["ethnicity", "mother_tongue"]),
        ("immigration_status text, watchlist_flag boolean", ["immigration_status"]),
        ("gender_weight numeric, risk_score numeric", ["gender_weight"]),
        ("gender text, risk_score numeric", []),
        ("date_of_birth date, churn_score numeric", []),
    ],
)
def test_what_can_feed_a_score(judged: Judged, columns: str, protected: list[str]) -> None:
    findings = found(judged, "I604", f"CREATE TABLE applicants (full_name text NOT NULL, {columns});")
    told = [finding.facts["protected"] for finding in findings]
    assert told == ([protected] if protected else [])
    assert {finding.field for finding in findings} <= {columns.split(", ")[-1].split()[0]}


@pytest.mark.parametrize(
    ("columns", "more", "criteria"),
    [
        ("churn_score numeric", "subjects: [child]", 2),
        ("churn_score numeric", "subjects: [customer]", 0),
        ("face_embedding bytea", "subjects: [employee]", 2),
        ("face_embedding bytea, fingerprint_template bytea", "subjects: [customer]", 2),
        ("face_embedding bytea", "subjects: [customer]", 0),
        ("face_embedding bytea", "subjects: [employee]\n    assessment: DPIA-1", 0),
        ("email text", "subjects: [employee]\n    sources: [{name: a register, original_purpose: serve a person}]", 2),
    ],
)
def test_when_an_assessment_is_called_for(judged: Judged, columns: str, more: str, criteria: int) -> None:
    sql = f"CREATE TABLE people (full_name text NOT NULL, {columns});"
    findings = found(judged, "A702", sql, "user.biometric, user.inference", more)
    assert [len(finding.facts["criteria"]) for finding in findings] == [criteria] * bool(criteria)


@pytest.mark.parametrize(("scale", "fires"), [("(9,6)", True), ("(7,4)", True), ("(5,2)", False), ("", True)])
def test_positions_that_tell_one_house_from_the_next(judged: Judged, scale: str, fires: bool) -> None:
    sql = f"""CREATE TABLE rider_positions (
        rider_id bigint NOT NULL, latitude numeric{scale}, longitude numeric{scale}, recorded_at timestamptz)"""
    entry = "{category: user.location.history, because: The ride is tracked.}"
    assert [finding.record for finding in found(judged, "S211", sql, entry)] == ["rider_positions"] * fires


@pytest.mark.parametrize(
    ("columns", "visited"),
    [
        ("mosque_visits integer", "a place of worship"),
        ("church_attendance_visits integer", "a place of worship"),
        ("school_name text", ""),
        ("clinic_name text", ""),
    ],
)
def test_visits_by_name(judged: Judged, columns: str, visited: str) -> None:
    findings = found(judged, "S211", f"CREATE TABLE residents (full_name text NOT NULL, {columns});")
    assert [finding.facts["visited"] for finding in findings] == [visited] * bool(visited)


@pytest.mark.parametrize(
    ("sources", "fires"),
    [
        ({"a.sql": "CREATE TABLE staging.users_prod_dump (email text);"}, True),
        ({"tests/fixtures/prod_users.csv": "email,full_name\n"}, True),
        ({"tests/fixtures/users.csv": "email,full_name\n"}, False),
        ({"exports/users_backup.csv": "email,full_name\n"}, False),
        ({"tests/prod.sql": "CREATE TABLE users (email text);"}, False),
        ({"tests/fixtures/prod_products.csv": "sku,price\n"}, False),
    ],
)
def test_copies_of_real_data(judged: Judged, sources: dict[str, str], fires: bool) -> None:
    assert [finding.severity for finding in found(judged, "X109", sources)] == ["error"] * fires


@pytest.mark.parametrize(
    ("table", "column", "fires"),
    [
        ("applicants", "spouse_name text NOT NULL", True),
        ("applicants", "spouse_name text", False),
        ("applicants", "drivers_license_number text NOT NULL", True),
        ("drivers", "drivers_license_number text NOT NULL", False),
        ("pupils", "guardian_name text NOT NULL", False),
        ("customers", "email text NOT NULL", False),
    ],
)
def test_what_only_some_people_have(judged: Judged, table: str, column: str, fires: bool) -> None:
    entry = "user.relationship, user.government_id, user.health_and_medical"
    findings = found(judged, "X110", f"CREATE TABLE {table} (full_name text NOT NULL, {column});", entry)
    assert [(finding.field, finding.severity) for finding in findings] == [(column.split()[0], "warning")] * fires


@pytest.mark.parametrize(
    ("column", "entry", "more", "yields"),
    [
        ("pesel char(11)", "user.government_id", "forbidden: [user.demographic.date_of_birth]", "date of birth"),
        ("pesel_last4 char(4)", "user.government_id", "forbidden: [user.demographic.date_of_birth]", ""),
        ("passport_number text", "user.government_id", "forbidden: [user.demographic.date_of_birth]", ""),
        ("pesel char(11)", "user.government_id", "", ""),
        ("ip_address inet", "user.device.ip_address", "forbidden: [user.location]", "location"),
    ],
)
def test_what_can_still_be_told(judged: Judged, column: str, entry: str, more: str, yields: str) -> None:
    findings = found(judged, "I606", f"CREATE TABLE staff (full_name text NOT NULL, {column});", entry, more)
    assert [finding.field for finding in findings] == [column.split()[0]] * bool(yields)
    assert all(yields in finding.facts["yields"].lower() for finding in findings)
