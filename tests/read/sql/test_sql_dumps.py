"""Files as pg_dump, mysqldump, sqlite3 and migration tools print them, field by field."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.model import Field, Marker, Record, Reference, Source, Span

ROWS = {
    "pg_dump.sql": """
        public.doctors 81:21
          82:5 id | bigint | DP
          83:5 name | text | M
        public.patients 107:21
          108:5 id | integer | DP
          109:6 Full Name | character varying(120) | M
          110:5 birth_date | date | MP
          111:5 blood | public.blood_group |
          112:5 address | public.postal_address |
          52:2 address.street | text |
          53:3 address.House No | character varying(8) |
          54:2 address.code | character varying(10) |
          113:5 code | character varying(10) | M
          114:5 home | public.geography(Point,4326) |
          115:5 email | public.citext | U
          116:5 sex | character(1) | D
          117:5 score | double precision |
          118:5 tags[] | text[] | D
          119:5 seen_at | timestamp(3) without time zone | D
          120:5 called_at | time with time zone |
          121:5 flags | bit varying(8) |
          122:5 doctor_id | bigint |
          123:5 age | integer | D
        public.reachable 182:20
          183:18 id | integer |
          184:23 mail | public.citext |
        """,
    "mysqldump.sql": """
        doctors 21:15
          22:4 id | int unsigned | DP
          23:4 name | varchar(80) | M
        patients 45:15
          46:4 id | int(10) unsigned zerofill | DP
          47:4 name | varchar(120) | D
          48:4 sex | enum |
          49:4 consents | set | M
          50:4 balance | decimal(10,2) unsigned | D
          51:4 doctor_id | int unsigned |
          52:4 updated_at | timestamp | D
          53:4 row_secret | binary(16) | M
          54:4 initials | varchar(4) | D
          55:4 home | point | M
          56:4 key | varchar(64) | U
        reachable 86:23
          87:8 id |  |
          88:8 name |  |
        """,
    "sqlite_schema.sql": """
        members 4:15
          5:4 id | INTEGER | DP
          6:4 nick | TEXT | MU
          7:4 e-mail | VARCHAR(80) | U
          8:4 joined | DATETIME | D
          9:3 born | UNSIGNED BIG INT |
          10:3 notes |  |
          11:3 club_id |  |
          12:3 level | TEXT | M
          13:3 full_name | TEXT | D
        clubs 16:14
          16:20 id | INTEGER | MP
          16:32 town | TEXT |
        letters 23:22
          23:41 subject |  |
          23:50 body |  |
        letters_data 24:29
          24:43 id | INTEGER | DP
          24:67 block | BLOB |
        """,
    "migration.sql": """
        clinic.patients 4:21
          5:5 id | uuid | DP
          6:5 name | text | D
          28:48 alias | varchar(30) |
          10:5 dob | timestamp with time zone | M
          12:5 ssn | text |
          23:30 phone | varchar(20) |
          24:16 face_embedding | vector(512) |
        appointments 30:30
          19:22 id | int |
          19:30 patient_id | uuid | M
        other.people 31:19
          31:30 religion | text | M
        """,
}


@pytest.mark.parametrize("name", ROWS)
def test_every_record_and_field_with_its_place(
    name: str, read_fixture: Callable[[str], Source], row: Callable[[Field], str]
) -> None:
    source = read_fixture(name)
    assert source.problems == ()
    assert source.kind == "schema"
    found = []
    for record in source.records:
        assert record.span
        found.append(f"{record.name} {record.span.line}:{record.span.column}")
        found += [f"  {row(field)}" for field in record.fields]
    expected = [line.removeprefix(" " * 8).rstrip() for line in ROWS[name].strip("\n").splitlines()[:-1]]
    assert found == expected


@pytest.mark.parametrize("name", ROWS)
def test_spans_hold_the_name_and_no_more(name: str, read_fixture: Callable[[str], Source]) -> None:
    source = read_fixture(name)
    assert source.text
    lines = source.text.splitlines()
    for record in source.records:
        for name, span in [(record.name.rpartition(".")[2], record.span), *((f.name, f.span) for f in record.fields)]:
            assert span and span.line == span.end_line
            assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == name


def _fields(source: Source, name: str, record: Callable[[Source, str], Record]) -> dict[str, Field]:
    return {field.path: field for field in record(source, name).fields}


def test_pg_dump_says_more_about_its_columns_later(
    read_fixture: Callable[[str], Source], record: Callable[[Source, str], Record]
) -> None:
    source = read_fixture("pg_dump.sql")
    fields = _fields(source, "public.patients", record)
    assert record(source, "public.patients").comment == "People we treat; one row each"
    assert record(source, "public.doctors").comment == ""
    assert {path: field.comment for path, field in fields.items() if field.comment} == {
        "email": "Where the patient's reminders go",
        "Full Name": "As on the\\in the card's front",
    }
    assert {path: field.enum for path, field in fields.items() if field.enum} == {
        "blood": ("A", "B", "AB", "0"),
        "sex": ("f", "m", "u"),
    }
    assert {path: field.references for path, field in fields.items() if field.references} == {
        "doctor_id": Reference("public.doctors", "id")
    }
    assert (fields["code"].format, fields["address.code"].format) == ("public.postal_code", "public.postal_code")
    assert [path for path, field in fields.items() if field.container] == ["address"]


def test_mysqldump_comments_values_and_references(
    read_fixture: Callable[[str], Source], record: Callable[[Source, str], Record]
) -> None:
    source = read_fixture("mysqldump.sql")
    fields = _fields(source, "patients", record)
    assert record(source, "patients").comment == "People we treat"
    assert fields["name"].comment == "the patient's name; as on the card"
    assert fields["sex"].enum == ("f", "m", "it's, complicated")
    assert fields["consents"].enum == ("mail", "phone")
    assert fields["doctor_id"].references == Reference("doctors", "id")
    assert not any(field.comment for path, field in fields.items() if path != "name")


def test_sqlite_schema_comments_values_and_references(
    read_fixture: Callable[[str], Source], record: Callable[[Source, str], Record]
) -> None:
    source = read_fixture("sqlite_schema.sql")
    fields = _fields(source, "members", record)
    assert fields["nick"].comment == "shown to others"
    assert fields["level"].enum == ("low", "high")
    assert fields["club_id"].references == Reference("clubs", "id")
    assert _fields(source, "clubs", record)["town"].references == Reference("towns")


def test_a_migration_binds_and_waives_beside_the_data(
    read_fixture: Callable[[str], Source], record: Callable[[Source, str], Record]
) -> None:
    source = read_fixture("migration.sql")
    assert source.markers == (Marker("purpose", "appointment-booking", Span(1, 4, 1, 40)),)
    appointments = record(source, "appointments")
    assert appointments.markers == (Marker("purpose", "appointment-booking, reminders", Span(18, 4, 18, 51)),)
    assert appointments.comment == "Visits, past and planned"
    fields = _fields(source, "clinic.patients", record)
    assert record(source, "clinic.patients").markers == ()
    assert {path: field.markers for path, field in fields.items() if field.markers} == {
        "ssn": (Marker("allow", "X101 until 2027-04-30 because the billing migration drops it", Span(11, 8, 11, 83)),),
        "phone": (Marker("allow", "S204 until 2027-01-01 because calls", Span(23, 61, 23, 111)),),
    }
    assert fields["alias"].comment == "what the patient is called by friends"
