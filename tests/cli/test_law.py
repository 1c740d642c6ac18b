"""``check --law hipaa-safe-harbor``: the eighteen identifiers, whatever the manifest permits."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING

import pyarrow
import pytest
from pyarrow import parquet

from minlint.modes import all_modes

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


CARE = """\
CREATE TABLE encounters (
  id bigint PRIMARY KEY,
  patient_id bigint REFERENCES patients (id),
  admission_date date,
  discharged_at timestamp,
  service_year integer,
  county text,
  notes text
);
CREATE TABLE products (id bigint PRIMARY KEY, released_on date, county_of_origin text);
"""


def test_the_law_names_all_eighteen() -> None:
    kinds = all_modes()["hipaa-safe-harbor"].identifiers
    assert "".join(kind.letter for kind in kinds) == "ABCDEFGHIJKLMNOPQR"
    assert all(kind.silent and any(kind.fires.values()) for kind in kinds)


def test_dates_of_care_and_parts_of_a_state(tree: Tree) -> None:
    tree.write("a.sql", CARE)
    found = {item["field"]: item for item in tree.run(*LAW).json["findings"]}
    assert {field: item["code"] for field, item in found.items()} == {
        "admission_date": "G301",
        "discharged_at": "G301",
        "county": "X102",
        "notes": "S209",
    }
    assert found["admission_date"]["facts"] == {"rung": "day", "allowed": "year"}
    assert {"kind": "law", "detail": "a date in a record about a person"} in found["discharged_at"]["evidence"]


AGES = "patient_id,age\n1,34\n2,{}\n3,70\n"


@pytest.mark.parametrize(("oldest", "codes"), [("89", []), ("90", ["X102"]), ("101", ["X102"])])
def test_ages_over_89_in_data(tree: Tree, oldest: str, codes: list[str]) -> None:
    tree.write("a.csv", AGES.format(oldest))
    assert [item["code"] for item in tree.run(*LAW).json["findings"]] == codes


@pytest.mark.parametrize(("group", "codes"), [("90+", []), (">89", []), ("90 or over", []), ("95+", ["X102"])])
def test_ages_over_89_as_one_group(tree: Tree, group: str, codes: list[str]) -> None:
    tree.write("a.csv", "patient_id,age\n" + "".join(f"{i},{40 + i}\n" for i in range(20)) + f"21,{group}\n")
    assert [item["code"] for item in tree.run(*LAW).json["findings"]] == codes


def table(form: str, column: str, values: list[str] | list[int]) -> bytes:
    """A dataset of patients with one more column, as a file of some form."""
    patients = [f"case-{number:04}" for number in range(len(values))]
    if form == "csv":
        rows = [f"{patient},{value},J45" for patient, value in zip(patients, values, strict=True)]
        return "\n".join((f"patient_id,{column},diagnosis", *rows)).encode()
    held = pyarrow.table({"patient_id": patients, column: values, "diagnosis": ["J45"] * len(values)})
    sink = io.BytesIO()
    parquet.write_table(held, sink)
    return sink.getvalue()


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize(
    ("codes", "found"),
    [
        (["100", "606", "036"], ["G301"]),
        (["100", "606", "205"], ["G301"]),
        (["100", "606", "000"], []),
        (["100XX", "606XX", "893XX"], ["G301"]),
        ([100, 606, 36], ["G301"]),
        ([100, 606, 37], []),
    ],
)
def test_postal_areas_of_few_people_in_data(
    tree: Tree, form: str, codes: list[str] | list[int], found: list[str]
) -> None:
    tree.write(f"a.{form}", table(form, "zip3", codes * 20))
    ran = tree.run(*LAW)
    assert [(item["code"], item["field"]) for item in ran.json["findings"]] == [(code, "zip3") for code in found]
    assert not {"036", "205", "893"}.intersection(re.findall(r"\d+", ran.out))


def test_postal_areas_of_few_people_that_a_schema_lists(tree: Tree) -> None:
    for name, last in (("few", "036"), ("many", "100")):
        zip3 = {"type": "string", "enum": ["606", last]}
        patient = {"type": "object", "properties": {"patient_id": {"type": "string"}, "zip3": zip3}}
        tree.write(f"{name}.schema.json", json.dumps({"title": name, **patient}))
    assert [(item["code"], item["record"]) for item in tree.run(*LAW).json["findings"]] == [("G301", "few")]


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize(
    ("earliest", "day", "found"),
    [
        (1936, "2026-06-01", ["X102"]),
        (1937, "2026-06-01", []),
        (1937, "2027-01-01", ["X102"]),
        (1951, "2027-01-01", []),
    ],
)
def test_years_of_birth_of_people_over_89_in_data(
    tree: Tree, form: str, earliest: int, day: str, found: list[str]
) -> None:
    tree.write(f"a.{form}", table(form, "birth_year", [earliest, *range(1952, 2009)]))
    ran = tree.run(*LAW, "--today", day)
    told = [(item["code"], item["category"]) for item in ran.json["findings"]]
    assert told == [(code, "user.demographic.age.over_89") for code in found]
    assert str(earliest) not in ran.out


def test_what_values_tell_is_asked_by_the_law_alone(tree: Tree) -> None:
    tree.write("a.csv", table("csv", "birth_year", [1920, *range(1952, 2009)]))
    ran = tree.run("inventory", "--format", "json")
    assert "over_89" not in ran.out and "1920" not in ran.out


@pytest.mark.parametrize(
    ("column", "codes"),
    [
        ("age integer", ["X102"]),
        ("age integer -- capped at 90", []),
        ("age_top_coded integer", []),
        ("age integer -- 90+ are one group", []),
        ("age integer -- in years, up to 120", ["X102"]),
        ("age_in_months integer", ["G301"]),
    ],
)
def test_an_age_that_something_caps(tree: Tree, column: str, codes: list[str]) -> None:
    tree.write("a.sql", f"CREATE TABLE patients (\n  id bigint PRIMARY KEY,\n  sex char(1),\n  {column}\n);\n")
    assert [item["code"] for item in tree.run(*LAW).json["findings"]] == codes


@pytest.mark.parametrize("name", ["hipa", "hipaa", "HIPAA", "safe-harbor", "hipaa-safe-harbour"])
def test_a_law_that_is_nearly_named(tree: Tree, name: str) -> None:
    tree.write("a.sql", CLEAN)
    ran = tree.run("check", "--law", name)
    assert ran.status == 2
    assert "did you mean `hipaa-safe-harbor`?" in ran.err


def test_another_law(tree: Tree) -> None:
    tree.write("a.sql", CLEAN)
    assert (
        tree.run("check", "--law", "gdpr").err == "error: --law: there is no mode gdpr; there are: hipaa-safe-harbor\n"
    )


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
