"""Globs on sources, records and fields."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.manifest.globs import compiled, field_matches, record_matches, source_matches


@pytest.mark.parametrize(
    ("glob", "path", "matches"),
    [
        ("db/*.sql", "db/schema.sql", True),
        ("db/*.sql", "db/old/schema.sql", False),
        ("db/*.sql", "backend/db/schema.sql", False),
        ("./db/*.sql", "db/schema.sql", True),
        ("db/", "db/old/schema.sql", True),
        ("db/", "db", True),
        ("db/", "dbx/schema.sql", False),
        ("**/*.csv", "export.csv", True),
        ("**/*.csv", "a/b/export.csv", True),
        ("a/**/b.csv", "a/b.csv", True),
        ("a/**/b.csv", "a/x/y/b.csv", True),
        ("a/**/x/**/b.csv", "a/x/q/x/b.csv", True),
        ("a/**/x/**/b.csv", "a/q/b.csv", False),
        ("**", "any/where", True),
        ("*", "any/where", False),
        ("data_?.csv", "data_1.csv", True),
        ("data_?.csv", "data_12.csv", False),
        ("data_[0-9].csv", "data_7.csv", True),
        ("data_[!0-9].csv", "data_7.csv", False),
        ("data_[9-0].csv", "data_9.csv", False),
        ("odd[*]name[[]1[]].csv", "odd*name[1].csv", True),
        ("[*].csv", "x.csv", False),
        ("a[.csv", "a[.csv", True),
        ("DB/*.sql", "db/a.sql", False),
        ("a+(b).sql", "a+(b).sql", True),
        ("**/x.sql", "../x.sql", True),
        ("postgresql://db/*", "postgresql://db/clinic", True),
    ],
)
def test_sources(glob: str, path: str, matches: bool) -> None:
    assert source_matches(glob, path) is matches


@pytest.mark.parametrize(
    ("glob", "name", "matches"),
    [
        ("patients", "patients", True),
        ("patients", "public.patients", True),
        ("Patients", "PUBLIC.PATIENTS", True),
        ("public.patients", "clinic.public.patients", True),
        ("patients", "outpatients", False),
        ("patients", "patients.notes", False),
        ("pat*", "public.patients", True),
        ("*_log", "visits_log", True),
        ("*", "anything", True),
        ("a[1]", "a[1]", True),
        ("a[1]", "a1", False),
        ("a*b*c", "a-b-b-c", True),
        ("ab*b", "ab", False),
    ],
)
def test_records(glob: str, name: str, matches: bool) -> None:
    assert record_matches(glob, name) is matches


@pytest.mark.parametrize(
    ("glob", "record", "field", "matches"),
    [
        ("patients.ssn", "patients", "ssn", True),
        ("patients.ssn", "public.patients", "ssn", True),
        ("public.patients.ssn", "patients", "ssn", False),
        ("ssn", "patients", "ssn", True),
        ("ssn", "patients", "old_ssn", False),
        ("*.ssn", "public.patients", "ssn", True),
        ("patients.address.*", "patients", "address.street", True),
        ("patients.address.*", "patients", "address", False),
        ("patients.address", "patients", "address.street", False),
        ("patients.tags[]", "patients", "tags[]", True),
        ("patients.tags", "patients", "tags[]", True),
        ("patients.visits.day", "patients", "visits[].day", True),
        ("patients.tags[]", "patients", "tags", False),
        ("patients.*", "patients", None, True),
        ("patients", "public.patients", None, True),
        ("patients.ssn", "patients", None, False),
    ],
)
def test_fields(glob: str, record: str, field: str | None, matches: bool) -> None:
    assert field_matches(glob, record, field) is matches


names = st.text(alphabet="ab.", max_size=8)
globs = st.text(alphabet="ab.*?", max_size=8)


@given(globs, names)
def test_atomic_matching_finds_what_plain_matching_finds(glob: str, name: str) -> None:
    plain = "".join(".*" if char == "*" else "." if char == "?" else re.escape(char) for char in glob)
    assert bool(compiled(glob).match(name)) is bool(re.fullmatch(plain, name))


@given(globs, names)
def test_any_dotted_suffix(glob: str, name: str) -> None:
    steps = name.split(".")
    suffixes = [".".join(steps[i:]) for i in range(len(steps))]
    assert record_matches(glob, name) is any(compiled(glob).match(suffix) is not None for suffix in suffixes)


steps = st.lists(st.sampled_from(["a", "b", "ab"]), min_size=1, max_size=5)
step_globs = st.lists(st.sampled_from(["a", "b", "*", "?", "a*", "**"]), min_size=1, max_size=5)


def reference(globs: list[str], path: list[str]) -> bool:
    """Folder by folder, trying everything."""
    if not globs:
        return not path
    if globs[0] == "**":
        return reference(globs[1:], path) or (bool(path) and reference(globs, path[1:]))
    return bool(path) and bool(compiled(globs[0]).match(path[0])) and reference(globs[1:], path[1:])


@given(step_globs, steps)
def test_folders_agree_with_trying_everything(globs: list[str], path: list[str]) -> None:
    assert source_matches("/".join(globs), "/".join(path)) is reference(globs, path)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_is_a_glob(glob: str, name: str) -> None:
    for matches in (source_matches, record_matches):
        assert matches(glob, name) in (True, False)


@given(st.text(alphabet=st.characters(exclude_characters="/*?[]", exclude_categories=["Cs"]), min_size=1, max_size=12))
def test_plain_text_matches_itself(name: str) -> None:
    if name != ".":
        assert source_matches(name, name)
    assert record_matches(name, name)


def test_hostile_globs_take_no_time() -> None:
    start = time.perf_counter()
    assert not record_matches("*a" * 40 + "b", "a" * 5000)
    assert not source_matches("**/a*/" * 30 + "b", "a/" * 2000 + "c")
    assert time.perf_counter() - start < 2
