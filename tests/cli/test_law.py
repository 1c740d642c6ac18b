"""``check --law hipaa-safe-harbor``: the eighteen identifiers, whatever the manifest permits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

LAW = ("check", "--law", "hipaa-safe-harbor", "--format", "json")
EIGHTEEN = {
    "full_name text": "X102",
    "street_address text": "X102",
    "city text": "X102",
    "zip_code char(5)": "G301",
    "date_of_birth date": "G301",
    "phone_number text": "X102",
    "fax_number text": "X102",
    "email text": "X102",
    "ssn char(9)": "X102",
    "medical_record_number text": "X102",
    "health_plan_beneficiary_number text": "X102",
    "bank_account_number text": "X102",
    "drivers_license_number text": "X102",
    "license_plate text": "X102",
    "vin char(17)": "X102",
    "device_serial_number text": "X102",
    "personal_website_url text": "X102",
    "ip_address inet": "X102",
    "fingerprint_template bytea": "X102",
    "face_photo bytea": "X102",
    "patient_photo bytea": "X102",
}
CLEAN = """\
CREATE TABLE patients (
  id bigint PRIMARY KEY,
  year_of_birth integer,
  zip3 char(3),
  state char(2),
  diagnosis text,
  sex char(1)
);
"""


@pytest.mark.parametrize("column", EIGHTEEN)
def test_an_identifier(tree: Tree, column: str) -> None:
    tree.write("a.sql", f"CREATE TABLE patients (\n  id bigint PRIMARY KEY,\n  {column},\n  diagnosis text\n);\n")
    ran = tree.run(*LAW)
    assert [(item["code"], item["field"]) for item in ran.json["findings"]] == [(EIGHTEEN[column], column.split()[0])]
    assert ran.status == 1
    assert ran.json["findings"][0]["purposes"] == ["hipaa-safe-harbor"]


def test_what_is_left(tree: Tree) -> None:
    tree.write("a.sql", CLEAN)
    ran = tree.run(*LAW)
    assert (ran.status, ran.json["findings"]) == (0, [])


MANIFEST = """\
version: 1
purposes: {care: {statement: Treat a patient., necessary: [user], retention: 1 year}}
bindings:
  - source: "*.sql"
    records: [patients]
    purposes: [care]
    fields: {patients.ref_name: {category: none, because: the name of a ward}}
waivers:
  - {field: patients.email, rules: [X102], because: It is dropped in April., until: 2030-01-01}
"""


def test_what_a_manifest_permits_counts_for_nothing(tree: Tree) -> None:
    tree.write("minlint.yaml", MANIFEST)
    columns = "full_name text, ref_name text, email text, -- minlint: purpose=care\n  phone_number text"
    tree.write("a.sql", f"CREATE TABLE patients (\n  {columns}\n);\n")
    assert [item["field"] for item in tree.run(*LAW).json["findings"]] == ["full_name", "phone_number"]


def test_a_mode_that_is_not_there(tree: Tree) -> None:
    ran = tree.run("check", "--law", "hipaa-safe-harbour")
    assert ran.status == 2
    assert "--law: there is no mode hipaa-safe-harbour; did you mean hipaa-safe-harbor?" in ran.err.replace("`", "")
