"""How finely a category is kept, and how finely a purpose allows it (CONTRACT, parts 2, 3 and 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minlint import taxonomy

if TYPE_CHECKING:
    from tests.acceptance.conftest import Judge, Project


BOUND = 'bindings: [{source: "db/*", purposes: [p]}]\n'


def needs(*entries: str) -> str:
    return f"purposes: {{p: {{statement: P., retention: 1 year, necessary: [{', '.join(entries)}]}}}}\n{BOUND}"


LADDERS = {
    "user.demographic.date_of_birth": ("D", 1, "day month year band5 band10 over_n"),
    "user.demographic.age": ("D", 1, "day month year band5 band10 over_n"),
    "user.location.precise": (
        "L",
        1,
        "building household street neighbourhood town region country inside_zone",
    ),
    "user.location.history": (
        "L",
        1,
        "building household street neighbourhood town region country inside_zone",
    ),
    "user.contact.address": ("A", 0, "unit house street postcode outward city region country"),
    "user.contact.address.postal_code": ("A", 0, "unit house street postcode outward city region country"),
    "user.account.activity": (
        "T",
        0,
        "millisecond second minute hour daypart day week month quarter sequence",
    ),
    "user.device.ip_address": ("I", 1, "full truncated network provider region rotating none"),
    "user.financial.income": ("M", 1, "exact hundred thousand band tercile threshold"),
    "user.government_id.passport_number": ("N", 0, "scan full last4 token verified"),
    "user.contact.phone_number": ("P", 0, "full masked prefix country token verified"),
    "user.content.self_image": ("G", 1, "original reduced template score match"),
    "user.content.voice": ("V", 0, "recording transcript voiceprint verified"),
}


@pytest.mark.parametrize("key", LADDERS)
def test_the_rungs_of_a_category_are_the_published_ones(key: str) -> None:
    letter, first, names = LADDERS[key]
    ladder = taxonomy.default().ladder(key)
    published = {rung.code: rung.name for rung in ladder.rungs if int(rung.code[1:]) >= first}
    assert published == {f"{letter}{number}": name for number, name in enumerate(names.split(), first)}
    assert [ladder.rank(name) for name in names.split()] == sorted(ladder.rank(name) or 0 for name in names.split())


@pytest.mark.parametrize("rung", ["year", "D3", "d3", "Year"])
def test_rungs_by_name_and_by_code(schema: Judge, rung: str) -> None:
    entry = f"{{category: user.demographic.date_of_birth, precision: {rung}}}"
    sql = "CREATE TABLE patients (full_name text, date_of_birth date);"
    found = schema(sql, needs("user.name", entry))
    assert found.all == [("G301", "patients.date_of_birth")]  # and no X101
    assert found.findings[0]["facts"] == {"rung": "day", "allowed": "year"}
    coarse = "CREATE TABLE patients (full_name text, birth_year smallint);"
    assert schema(coarse, needs("user.name", entry)).all == []


def test_of_several_rungs_the_finest_bound_one_counts(schema: Judge) -> None:
    sql = "CREATE TABLE patients (full_name text, date_of_birth date);"
    two = """\
purposes:
  a: {statement: A., retention: 1 year, necessary: [user.name, {category: user.demographic.date_of_birth, precision: band5}]}
  b: {statement: B., retention: 1 year, necessary: [{category: user.demographic.date_of_birth, precision: month}]}
bindings: [{source: "db/*", purposes: [a, b]}]
"""  # noqa: E501
    found = schema(sql, two).one("G301")
    assert found["facts"] == {"rung": "day", "allowed": "month"}
    assert found["purposes"] == ["a", "b"]
    assert schema(sql, two.replace("month", "day")).all == []


@pytest.mark.parametrize("column", ["dob date", "dob text", "date_of_birth varchar(10)", "birthday date"])
def test_a_whole_date_is_a_day(schema: Judge, column: str) -> None:
    sql = f"CREATE TABLE patients (full_name text, {column});"
    assert schema(sql, needs("user.name", "{category: user.demographic.date_of_birth, precision: day}")).all == []
    found = schema(sql, needs("user.name", "{category: user.demographic.date_of_birth, precision: D2}"))
    assert found.one("G301")["facts"] == {"rung": "day", "allowed": "month"}


@pytest.mark.parametrize(
    ("column", "category", "rung"),
    [
        ("age integer", "user.demographic.age", "year"),
        ("age_band text", "user.demographic.age", "band10"),
        ("is_over_18 boolean", "user.demographic.age", "over_n"),
        ("ip_address inet", "user.device.ip_address", "full"),
        ("phone_number text", "user.contact.phone_number", "full"),
        ("monthly_income numeric(10, 2)", "user.financial.income", "exact"),
        ("income_band text", "user.financial.income", "band"),
        ("home_lat numeric(8, 6)", "user.location.precise", "building"),
        ("home_lat numeric(6, 3)", "user.location.precise", "street"),
        ("home_lat numeric(5, 2)", "user.location.precise", "neighbourhood"),
        ("home_city text", "user.contact.address", "city"),
        ("postal_code char(3)", "user.contact.address", "city"),
        ("passport_scan bytea", "user.government_id", "scan"),
        ("face_photo bytea", "user.biometric.face", "original"),
        ("email_hash char(64)", "user.contact.email", "token"),
        ("ssn_last4 char(4)", "user.government_id.national_identification_number", "last4"),
        ("card_token text", "user.financial.credit_card", "token"),
        ("card_last4 char(4)", "user.financial.credit_card", "last4"),
        ("phone_masked text", "user.contact.phone_number", "masked"),
    ],
)
def test_what_a_schema_says_of_precision(project: Project, column: str, category: str, rung: str) -> None:
    sql = f"CREATE TABLE customers (full_name text, home_lon numeric(3, 0), card_holder text, {column});"
    project.write({"db/schema.sql": sql})
    best = project.inventory()[f"customers.{column.split()[0]}"]["categories"][0]
    assert best["category"] == category or best["category"].startswith(category + ".") or category.endswith(".age")
    assert best["precision"] == rung


def test_a_rung_on_a_broader_entry_holds_for_what_is_below_it(schema: Judge) -> None:
    sql = "CREATE TABLE patients (full_name text, date_of_birth date);"
    found = schema(sql, needs("user.name", "{category: user.demographic, precision: year}"))
    assert found.all == [("G301", "patients.date_of_birth")]


def test_too_fine_is_never_excess_whatever_else_is_bound(schema: Judge) -> None:
    sql = "CREATE TABLE patients (full_name text, date_of_birth date);"
    two = """\
purposes:
  a: {statement: A., retention: 1 year, necessary: [user.name]}
  b: {statement: B., retention: 1 year, necessary: [{category: user.demographic.date_of_birth, precision: year}]}
bindings: [{source: "db/*", purposes: [a, b]}]
"""
    assert schema(sql, two).all == [("G301", "patients.date_of_birth")]


def csv(decimals: int) -> str:
    rows = "".join(
        f"m{i:03}@example.org,{51.5 + i / 97:.{decimals}f},{-0.1 - i / 89:.{decimals}f}\n" for i in range(60)
    )
    return "email,home_lat,home_lon\n" + rows


@pytest.mark.parametrize(
    ("decimals", "rung"), [(5, "building"), (4, "household"), (3, "street"), (2, "neighbourhood"), (1, "town")]
)
def test_values_show_how_fine_a_position_is(project: Project, decimals: int, rung: str) -> None:
    entry = "{category: user.location.precise, precision: neighbourhood, because: The nearest branch.}"
    said = "version: 1\n" + needs("user.contact.email", entry)
    found = project.write({"db/members.csv": csv(decimals), "minlint.yaml": said}).check()
    fine = decimals > 2
    assert found.all == ([("G301", "members.home_lat"), ("G301", "members.home_lon")] if fine else [])
    assert all(f["facts"] == {"rung": rung, "allowed": "neighbourhood"} for f in found.findings)


def test_values_show_that_a_date_of_birth_is_a_year(project: Project) -> None:
    said = "version: 1\n" + needs("user.name", "{category: user.demographic.date_of_birth, precision: year}")
    rows = "".join(f"Ada Example {i},{1950 + i % 50}-01-01\n" for i in range(80))
    found = project.write({"db/patients.csv": "full_name,date_of_birth\n" + rows, "minlint.yaml": said}).check()
    assert found.all == []


def test_an_unknown_rung_is_an_error_that_lists_the_rungs(schema: Judge) -> None:
    found = schema("CREATE TABLE t (a int);", needs("{category: user.demographic.age, precision: decade}"))
    assert len(found.errors) == 1
    assert "minlint.yaml:2:" in found.errors[0]
    assert "band10 (D5)" in found.errors[0]


@pytest.mark.parametrize(
    ("column", "category", "allowed", "fine"),
    [
        ("phone_last4 char(4)", "user.contact.phone_number", "masked", False),
        ("masked_phone text", "user.contact.phone_number", "masked", False),
        ("phone_number text", "user.contact.phone_number", "masked", True),
        ("masked_ssn text", "user.government_id", "last4", False),
        ("ssn_last4 char(4)", "user.government_id", "last4", False),
        ("ssn_last4 char(4)", "user.government_id", "token", True),
        ("ssn_hash char(64)", "user.government_id", "token", False),
    ],
)
def test_a_mask_is_held_against_the_rung_of_its_category(
    schema: Judge, column: str, category: str, allowed: str, fine: bool
) -> None:
    entry = f"{{category: {category}, precision: {allowed}, because: So.}}"
    found = schema(f"CREATE TABLE members (full_name text, {column});", needs("user.name", entry))
    assert ("G301" in found.at(f"members.{column.split()[0]}")) == fine


@pytest.mark.parametrize(
    ("column", "category", "allowed", "kept"),
    [
        ("x1 date", "user.demographic.date_of_birth", "day", None),
        ("x1 date", "user.demographic.date_of_birth", "month", "day"),
        ("x1 integer", "user.demographic.date_of_birth", "year", None),
        ("x1 numeric(5, 2)", "user.location.precise", "neighbourhood", None),
        ("x1 numeric(9, 6)", "user.location.precise", "neighbourhood", "building"),
    ],
)
def test_a_category_that_a_person_names_is_as_fine_as_the_type_can_hold(
    schema: Judge, column: str, category: str, allowed: str, kept: str | None
) -> None:
    entry = f"{{category: {category}, precision: {allowed}, because: So.}}"
    said = f"fields: {{t.x1: {{category: {category}}}}}"
    manifest = needs("user.name", entry).replace("purposes: [p]", f"purposes: [p], {said}")
    found = schema(f"CREATE TABLE t (full_name text, {column});", manifest)
    assert [f["facts"] for f in found.findings] == ([{"rung": kept, "allowed": allowed}] if kept else [])
