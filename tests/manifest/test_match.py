"""Which purposes a record and its fields serve: the most specific wins, equals add up."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.manifest import resolve, waives
from minlint.manifest.model import Binding, FieldBinding, Manifest, Policy, Purpose, Waiver
from minlint.model import Field, Marker, Record, Source, Span

Read = Callable[..., Manifest]

PURPOSES = {name: Purpose(name) for name in ("booking", "billing", "badge", "news")}
WHERE = Span(3, 4, 3, 9)


def manifest(*bindings: Binding, inline: bool = True) -> Manifest:
    return Manifest("minlint.yaml", "/clinic", PURPOSES, bindings, policy=Policy(inline_bindings=inline))


def marker(text: str) -> tuple[Marker, ...]:
    return (Marker("purpose", text, WHERE),)


PATIENTS = Record("public.patients", (Field("name"), Field("photo"), Field("notes")))
SCHEMA = Source("clinic/db/schema.sql", "sql", "schema", (PATIENTS,))
PATH = "db/schema.sql"

WHOLE = Binding("db/", purposes=("booking",))
TABLE = Binding("db/*.sql", ("patients",), ("billing",))
OTHER = Binding("db/*.sql", ("pat*",), ("badge",))
PHOTO = Binding("**", (), (), (FieldBinding("patients.photo", purposes=("badge",)),))


@pytest.mark.parametrize(
    ("bindings", "purposes", "used"),
    [
        ([], (), set()),
        ([WHOLE], ("booking",), {0}),
        ([WHOLE, TABLE], ("billing",), {0, 1}),
        ([OTHER, WHOLE, TABLE], ("badge", "billing"), {0, 1, 2}),
        ([WHOLE, Binding("db/**", purposes=("news", "booking"))], ("booking", "news"), {0, 1}),
        ([Binding("exports/*.csv", purposes=("news",))], (), set()),
        ([Binding("db/*.sql", ("visits",), ("news",)), WHOLE], ("booking",), {1}),
        ([WHOLE, PHOTO], ("booking",), {0, 1}),
    ],
)
def test_bindings_of_the_manifest(bindings: list[Binding], purposes: tuple[str, ...], used: set[int]) -> None:
    found = resolve(manifest(*bindings), PATH, PATIENTS, SCHEMA)
    assert (found.purposes, set(found.bindings), found.unknown) == (purposes, used, ())


def test_a_field_may_serve_another_purpose_than_its_record() -> None:
    found = resolve(manifest(WHOLE, PHOTO), PATH, PATIENTS, SCHEMA)
    assert (found.of("name"), found.of("photo")) == (("booking",), ("badge",))
    assert found.field_bindings == {(1, 0)}


def test_purposes_said_of_a_field_add_up() -> None:
    more = Binding("db/", ("patients",), ("news",), (FieldBinding("*.photo", purposes=("billing",)),))
    found = resolve(manifest(PHOTO, more), PATH, PATIENTS, SCHEMA)
    assert (found.of("name"), found.of("photo")) == (("news",), ("badge", "billing"))


@pytest.mark.parametrize(
    ("bindings", "file", "record", "purposes"),
    [
        ([WHOLE], "billing", None, ("billing",)),
        ([WHOLE, TABLE], "news", None, ("billing",)),
        ([WHOLE, TABLE], "news", "badge", ("badge",)),
        ([], None, "purpose=news, badge", ("news", "badge")),
        ([], "news badge", None, ("news", "badge")),
    ],
)
def test_bindings_beside_the_data(
    bindings: list[Binding], file: str | None, record: str | None, purposes: tuple[str, ...]
) -> None:
    source = SCHEMA._replace(markers=marker(file) if file else ())
    patients = PATIENTS._replace(markers=marker(record) if record else ())
    assert resolve(manifest(*bindings), PATH, patients, source).purposes == purposes


def test_a_marker_beside_a_field_wins_over_all() -> None:
    photo = Field("photo", markers=marker("news"))
    record = PATIENTS._replace(fields=(Field("name"), photo), markers=marker("billing"))
    found = resolve(manifest(WHOLE, PHOTO), PATH, record, SCHEMA)
    assert (found.of("name"), found.of("photo")) == (("billing",), ("news",))


def test_an_unknown_purpose_beside_the_data_binds_nothing_and_is_told() -> None:
    record = PATIENTS._replace(fields=(Field("name", markers=marker("nws")),), markers=marker("boking,news"))
    found = resolve(manifest(WHOLE), PATH, record, SCHEMA)
    assert (found.purposes, found.of("name")) == (("news",), ("news",))
    assert found.unknown == (("boking", WHERE), ("nws", WHERE))


def test_a_policy_may_deny_bindings_beside_the_data() -> None:
    record = PATIENTS._replace(markers=marker("news"))
    found = resolve(manifest(WHOLE, inline=False), PATH, record, SCHEMA._replace(markers=marker("zzz")))
    assert (found.purposes, found.unknown) == (("booking",), (("news", WHERE), ("zzz", WHERE)))


def test_markers_of_another_kind_bind_nothing() -> None:
    record = PATIENTS._replace(markers=(Marker("allow", "X101 until 2027-01-01 because news"),))
    assert resolve(manifest(), PATH, record, SCHEMA).purposes == ()


def test_what_a_person_says_a_field_is() -> None:
    notes = FieldBinding("patients.notes", ("user.health_and_medical",), because="triage")
    every = FieldBinding("patients.*", ("none",))
    found = resolve(manifest(WHOLE._replace(fields=(every, notes))), PATH, PATIENTS, SCHEMA)
    assert {path: said.categories for path, said in found.fields.items()} == {
        "name": ("none",),
        "photo": ("none",),
        "notes": ("user.health_and_medical",),
    }
    assert found.fields["notes"].said == notes
    assert found.of("notes") == ("booking",)
    assert found.field_bindings == {(0, 0), (0, 1)}


def test_a_binding_that_names_records_says_more_of_a_field_than_one_that_does_not() -> None:
    general = Binding("**", (), (), (FieldBinding("patients.notes", ("none",)),))
    special = Binding("**", ("patients",), (), (FieldBinding("*.notes", ("user.name",)),))
    found = resolve(manifest(general, special), PATH, PATIENTS, SCHEMA)
    assert found.fields["notes"].categories == ("user.name",)


levels = st.sampled_from([(), ("booking",), ("billing",), ("news", "badge")])


@given(levels, levels, levels, levels, levels, levels)
def test_the_first_level_that_names_a_purpose_decides(
    field: tuple[str, ...],
    said: tuple[str, ...],
    record: tuple[str, ...],
    table: tuple[str, ...],
    file: tuple[str, ...],
    whole: tuple[str, ...],
) -> None:
    bindings = [
        Binding("**", purposes=whole, fields=(FieldBinding("patients.name", purposes=said or None),)),
        Binding("**", ("patients",), table),
    ]
    name = Field("name", markers=marker(",".join(field)))
    patients = PATIENTS._replace(fields=(name, Field("photo")), markers=marker(" ".join(record)))
    found = resolve(manifest(*bindings), PATH, patients, SCHEMA._replace(markers=marker(",".join(file))))
    below = record or table or file or whole
    assert found.of("photo") == found.purposes == below
    assert found.of("name") == (field or said or below)
    assert found.bindings == {0, 1}


@pytest.mark.parametrize(
    ("field", "source", "path", "asked", "expected"),
    [
        ("patients.ssn", None, "a.sql", "ssn", True),
        ("patients.ssn", "db/*.sql", "db/a.sql", "ssn", True),
        ("patients.ssn", "db/*.sql", "a.sql", "ssn", False),
        ("patients.*", None, "a.sql", None, True),
        ("patients.ssn", None, "a.sql", None, False),
    ],
)
def test_waivers(field: str, source: str | None, path: str, asked: str | None, expected: bool) -> None:
    waiver = Waiver(field, ("X101",), "x", datetime.date(2027, 1, 1), source)
    assert waives(waiver, path, "public.patients", asked) is expected
