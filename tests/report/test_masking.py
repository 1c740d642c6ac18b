"""Excerpts show names and types and mask the rest (CONTRACT, part 6)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.model import Field, Finding, Reading, Record, RecordReading, Result, Source, SourceReading, Span, Summary
from minlint.report import View, text
from minlint.report._types import shown_type

OURS = "abcdefgh_"  # letters of names and types
THEIRS = "QXZqxzéß漢7 9\t,;:'\"`()[]{}<>=@#-/\\.|\x1b"  # letters of everything else, never those of the report
PUNCTUATION = set(" …\"'`[]:^|,;")

names = st.text(OURS, min_size=1, max_size=12)
around = st.text(THEIRS, max_size=60)
lists = st.lists(around.map(lambda said: said.replace("'", "")), min_size=1, max_size=4)


def excerpt(line: str, span: Span, field: Field, finding: Finding, width: int = 400) -> list[str]:
    record = Record("h", (field,))
    source = Source("a.sql", "sql", "schema", (record,), text=line)
    read = SourceReading(source, (RecordReading(record, (Reading(field, ()),)),))
    found = finding._replace(
        source="a.sql", span=span, record="h", field=field.path, message="", purposes=(), evidence=(), suggestion=""
    )
    said = "".join(text.findings(Result([found], (), [read], Summary()), View(width=width))).splitlines()
    return [shown.partition(" | ")[2] for shown in said[1:-2]]


FINDING = Finding("X101", "n", "error", "", "", None, None, None, None, (), (), "", 1.0, {}, (), "")


@given(around, names, around, st.sampled_from(["", "date", "decimal(5,2)"]))
def test_nothing_of_the_line_but_name_type_indentation_and_punctuation_shows(
    before: str, name: str, after: str, declared: str
) -> None:
    span = Span(1, len(before) + 1, 1, len(before) + len(name) + 1)
    line, caret = excerpt(before + name + after, span, Field(name, declared, span), FINDING)
    assert set(line) - PUNCTUATION <= set(name) | set(declared)
    start = caret.index("^")
    assert line[start : start + len(name)] == name
    assert line.count(name) >= 1
    assert len(line) <= 8 + len(name) + len(declared) + len(' "": …')


@given(around, names, around, st.integers(1, 80), st.integers(0, 80))
def test_a_span_that_is_wrong_shows_no_more(before: str, name: str, after: str, column: int, length: int) -> None:
    span = Span(1, column, 1, column + length)
    for line in excerpt(before + name + after, span, Field(name, "", span), FINDING):
        assert set(line) - PUNCTUATION <= set(name)


@given(st.sampled_from(["enum", "set", "ENUM", "Literal", "Enum8", "varchar", "text", "unknown"]), lists)
def test_a_type_shows_no_literal(keyword: str, literals: list[str]) -> None:
    for opening, closing in ("()", "[]", "  "):
        declared = keyword + opening + ",".join(f"'{said}'" for said in literals) + closing
        assert shown_type(declared) == keyword


@pytest.mark.parametrize(
    "declared",
    [
        "date",
        "numeric(10,2)",
        "character varying(255)",
        "varchar(20 char)",
        "nvarchar(max)",
        "timestamp(6) with time zone",
        "double precision",
        "int(11) unsigned",
        "text[]",
        "vector(512)",
        "list<element: string>",
        "map<string, array<int>>",
        "struct<a: int, b: decimal(10, 2)>",
        "fixed_size_list<item: float>[128]",
        "geometry(Point,4326)",
        "Optional[str]",
        "int | None",
        "public.mood",
        "STRUCT(a INTEGER, b VARCHAR)",
        "数値",
    ],
)
def test_a_type_without_literals_stays(declared: str) -> None:
    assert shown_type(declared) == declared


@pytest.mark.parametrize(
    ("declared", "kept"),
    [
        ("enum('zq','b')", "enum"),
        ("ENUM (zq, b)", "ENUM"),
        ("enum(1,2)", "enum"),
        ("Literal[zq]", "Literal"),
        ("Optional[Literal['zq']]", "Optional"),
        ("set[zq]", "set"),
        ("text CHECK (a IN ('zq'))", "text CHECK"),
        ("varchar(10) DEFAULT 'zq'", "varchar(10) DEFAULT"),
        ("'zq' | 'b'", ""),
        ("bit(4929771234567899)", "bit"),
        ("int 4929771234567899", "int"),
        ("text (e.g. zq)", "text"),
        ("categorical: 1=zq", "categorical"),
        ("numeric(10,2", "numeric"),
        ("a) zq", "a"),
        ("", ""),
    ],
)
def test_a_type_is_cut_before_what_could_be_a_literal(declared: str, kept: str) -> None:
    assert shown_type(declared) == kept
