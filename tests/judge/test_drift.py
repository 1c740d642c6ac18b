"""What a comparison finds, whatever the two sides hold."""

from __future__ import annotations

import datetime
import pathlib
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minlint import checking
from minlint.judge.drift.statement import alike, narrows
from minlint.model import Finding
from minlint.pipeline import Reading

DAY = datetime.date(2026, 1, 1)
COLUMNS = (
    "id int",
    "full_name text",
    "email text NOT NULL",
    "birth_date date",
    "birth_year int",
    "ssn text",
    "notes text",
    "face_template bytea",
    "lat double precision",
    "lon double precision",
    "recorded_at timestamp",
    "religion text",
)
ENTRIES = ("user.name", "user.contact", "user.contact.email", "user.demographic.date_of_birth", "user.location")

tables = st.dictionaries(
    st.sampled_from(("patients", "orders", "visits")), st.lists(st.sampled_from(COLUMNS), min_size=1, unique=True)
)
trees = st.tuples(
    st.dictionaries(st.sampled_from(("a.sql", "b.sql")), tables, min_size=1),
    st.lists(st.sampled_from(ENTRIES), unique=True),
    st.booleans(),
)
Side = tuple[dict[str, dict[str, list[str]]], list[str], bool]


@pytest.fixture
def here(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pathlib.Path]:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def write(folder: pathlib.Path, side: Side) -> None:
    """Write the sources of a side and its manifest, where it has one."""
    files, entries, stated = side
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, made in files.items():
        text = "".join(f"CREATE TABLE {table} ({', '.join(columns)});\n" for table, columns in made.items())
        (folder / name).write_text(text)
    if stated:
        purpose = f"{{statement: Book a visit., necessary: [{', '.join(entries)}]}}"
        (folder / "minlint.yaml").write_text(
            f"version: 1\npurposes: {{booking: {purpose}}}\nbindings: [{{source: 'a.sql', purposes: [booking]}}]\n"
        )


def found(folder: str, against: str | None = None) -> list[Finding]:
    """What a check of a folder finds."""
    checked = checking.check(Reading((folder,)), checking.Judging(DAY, against=against, persona="audit"))
    assert not checked.errors
    return list(checked.result.findings)


@given(new=trees, old=trees)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_what_isnt_new_was_there(here: pathlib.Path, new: Side, old: Side) -> None:
    write(here / "new", new)
    write(here / "old", old)
    told = {finding.fingerprint for finding in found("new", "old")}
    was = {(finding.code, finding.field, finding.category) for finding in found("old")}  # a record may have moved
    held = {column.split()[0] for made in old[0].values() for columns in made.values() for column in columns}
    for finding in found("new"):
        known = (finding.code, finding.field, finding.category) in was
        if not old[2]:  # no manifest judged then: what was collected counts as known
            known = known or finding.field in held or finding.field is None
        assert known or finding.fingerprint in told, finding.message


@given(side=trees)
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
def test_nothing_is_new_against_itself(here: pathlib.Path, side: Side) -> None:
    write(here / "new", side)
    assert found("new", "new") == []
    shutil.rmtree(here / "old", ignore_errors=True)
    shutil.copytree(here / "new", here / "old")
    assert found("new", "old") == []


@pytest.mark.parametrize(
    ("was", "now", "narrower"),
    [
        ("Book a visit.", "book a VISIT", True),
        ("Book a visit.", "Book a visit, until it is over.", True),
        ("Book a visit.", "Book a visit only for patients who asked.", True),
        ("Book a visit.", "Book a visit, only for patients and their relatives.", False),
        ("Book a visit for patients.", "Book a visit.", False),
        ("Book a visit.", "Book a visit and study it.", False),
        ("Book a visit.", "Book any visit.", False),
        ("", "Book a visit.", True),
        ("Book a visit.", "", False),
    ],
)
def test_statements_that_can_only_cover_less(was: str, now: str, narrower: bool) -> None:
    assert narrows(was, now) is narrower


def test_statements_that_speak_of_the_same() -> None:
    assert alike("Book a visit at the clinic.", "Booking visits at the clinic")
    assert not alike("Book a visit at the clinic.", "Show advertisements for medicines.")
    assert not alike("", "Show advertisements.")
