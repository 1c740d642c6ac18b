"""Whom fields are about: other people (X104), children (S207)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.judge.engine import Verdict
from minlint.judge.people import named_by_field, named_by_record
from minlint.model import Finding

Judged = Callable[..., Verdict]

SQL = "CREATE TABLE {record} (id bigint PRIMARY KEY, full_name text NOT NULL, {column});"
MANIFEST = """\
version: 1
purposes:
  p: {{statement: A purpose., subjects: [{subjects}], necessary: [user.name, user.contact, {entry}], retention: 1 year}}
bindings: [{{source: "**", purposes: [p]}}]
"""


@pytest.mark.parametrize(
    ("path", "whom"),
    [
        ("spouse_name", "a spouse or partner"),
        ("spousename", "a spouse or partner"),
        ("wifeDob", "a spouse or partner"),
        ("mother_maiden_name", "a parent or guardian"),
        ("fathers_name", "a parent or guardian"),
        ("nextOfKinPhone", "next of kin"),
        ("nok_tel", "next of kin"),
        ("emergency_contact.phone", "an emergency contact"),
        ("emergency_contact.contact_phone", "an emergency contact"),
        ("emergencycontactphone", "an emergency contact"),
        ("EMERGENCY_PHONE_NO", "an emergency contact"),
        ("patient.emergency_contact.address.street", "an emergency contact"),
        ("children[].name", "a child"),
        ("contacts[].phone", "a contact"),
        ("references[].email", "a referee"),
        ("reference_email", "a referee"),
        ("referee_phone", "a referee"),
        ("household_members[].name", "a member of the household"),
        ("known_associates", "an associate"),
        ("co_defendant_name", "an associate"),
        ("witness_name", "a witness"),
        ("dependants[].date_of_birth", "a dependant"),
        ("guardian_of_patient", "a parent or guardian"),
        ("children[].guardian_phone", "a parent or guardian"),
    ],
)
def test_names_of_other_people(path: str, whom: str) -> None:
    found, somebody = named_by_field(path)
    assert somebody
    assert found is not None
    assert found.title == whom


@pytest.mark.parametrize(
    "path",
    [
        "contact_phone",
        "contact_email",
        "reference_number",
        "parental_leave_start",
        "infantry_unit",
        "child_support_amount",
        "sales_associate",
        "marriage_date",
        "friendly_name",
        "employee_id",
        "patient.name",
        "motherboard_serial",
        "customers[].email",
    ],
)
def test_names_of_nobody_else(path: str) -> None:
    assert named_by_field(path)[0] is None


@pytest.mark.parametrize(
    ("record", "whom"),
    [
        ("dependants", "a dependant"),
        ("public.employee_dependents", "a dependant"),
        ("EmergencyContactInfo", "an emergency contact"),
        ("witnesses", "a witness"),
        ("children", "a child"),
        ("pupils", "a child"),
        ("contacts", None),
        ("witness_statements", None),
        ("parent_companies", None),
        ("employees", None),
    ],
)
def test_names_of_records(record: str, whom: str | None) -> None:
    found = named_by_record(record)
    assert (found.title if found else None) == whom


def found(
    judged: Judged,
    code: str,
    column: str,
    record: str = "employees",
    subjects: str = "employee",
    entry: str = "user.account",
) -> list[Finding]:
    sql = SQL.format(record=record, column=column)
    verdict = judged(sql, MANIFEST.format(subjects=subjects, entry=entry))
    return [finding for finding in verdict.findings if finding.code == code]


@pytest.mark.parametrize(
    ("column", "tie"),
    [
        ("spouse_name text", "user.relationship.partner"),
        ("spouse_date_of_birth date", "user.relationship.partner"),
        ("next_of_kin_phone text", "user.relationship.family"),
        ("emergency_contact_email text", "user.relationship.emergency_contact"),
        ("address_book jsonb", "user.communication.contacts"),
        ("known_associates jsonb", "user.relationship.associate"),
        ("household_members jsonb", "user.household.composition"),
    ],
)
def test_a_field_about_somebody_else_until_a_purpose_names_them(judged: Judged, column: str, tie: str) -> None:
    (finding,) = found(judged, "X104", column)
    assert (finding.severity, finding.field, finding.facts["tie"]) == ("warning", column.split()[0], tie)
    assert f"category: {tie}" in finding.suggestion
    assert found(judged, "X104", column, entry=tie) == []
    above = tie.rpartition(".")[0]
    assert found(judged, "X104", column, entry=above) == []


@pytest.mark.parametrize(
    ("column", "subject"),
    [
        ("spouse_name text", "spouse"),
        ("spouse_name text", "family members"),
        ("next_of_kin_phone text", "next_of_kin"),
        ("guardian_phone text", "parents and guardians"),
        ("emergency_contact_phone text", "emergency contact"),
        ("relatives jsonb", "relative"),
        ("witness_name text", "witness"),
    ],
)
def test_subjects_include_them_in_their_own_words_or_wider_ones(judged: Judged, column: str, subject: str) -> None:
    assert found(judged, "X104", column)
    assert found(judged, "X104", column, subjects=f"employee, {subject}") == []


def test_what_only_counts_people_is_about_nobody_else(judged: Judged) -> None:
    assert found(judged, "X104", "number_of_children integer, has_children boolean, household_size integer") == []


def test_a_record_of_other_people_once_for_each_field(judged: Judged) -> None:
    column = "employee_id bigint NOT NULL, phone text, created_at timestamptz"
    places = [finding.field for finding in found(judged, "X104", column, record="dependants")]
    assert places == ["full_name", "phone"]
    assert found(judged, "X104", column, record="dependants", subjects="dependant") == []


def test_a_record_of_its_own_subjects_is_about_nobody_else(judged: Judged) -> None:
    sql = "CREATE TABLE witnesses (id bigint PRIMARY KEY, full_name text NOT NULL, witness_phone text);"
    bound = MANIFEST.replace("subjects: [{subjects}], ", "").format(entry="user.account")
    assert [finding for finding in judged(sql, bound).findings if finding.code == "X104"] == []


@pytest.mark.parametrize("subject", ["child", "children", "minors", "pupil", "Pupils of the school"])
def test_words_for_children(judged: Judged, subject: str) -> None:
    column = "phone text, teacher_name text, guardian_phone text"
    places = [finding.field for finding in found(judged, "S207", column, record="pupils")]
    assert places == ["full_name", "phone"]
    assert found(judged, "S207", column, record="pupils", subjects=subject) == []


def test_relatives_and_students_are_no_word_for_children(judged: Judged) -> None:
    assert found(judged, "S207", "child_name text", subjects="employee, relative")
    assert found(judged, "S207", "phone text", record="students", subjects="student") == []


def test_a_field_is_said_once_to_be_a_childs(judged: Judged) -> None:
    (finding,) = found(judged, "S207", "child_name text")
    assert finding.category == "user.childrens"
    assert finding.facts["missing"] == [
        "a purpose with children among its subjects",
        "an entry that names it (with `because`)",
    ]


def test_what_only_children_have_needs_reasons_too(judged: Judged) -> None:
    column, key = "is_minor boolean", "user.childrens"
    (finding,) = found(judged, "S207", column, subjects="child", entry=key)
    assert finding.facts["missing"] == ["`because` at the entry"]
    assert (
        found(judged, "S207", column, subjects="child", entry=f"{{category: {key}, because: A guardian agrees.}}") == []
    )


def test_the_purpose_that_covers_is_the_one_that_serves_children(judged: Judged) -> None:
    two = """\
version: 1
purposes:
  school: {statement: S., subjects: [pupil], necessary: [user.name], retention: 1 year}
  shop: {statement: T., subjects: [customer], necessary: [user.contact], retention: 1 year}
bindings: [{source: "**", purposes: [school, shop]}]
"""
    sql = "CREATE TABLE pupils (id bigint PRIMARY KEY, full_name text NOT NULL, phone text);"
    assert [f.field for f in judged(sql, two).findings if f.code == "S207"] == ["phone"]
