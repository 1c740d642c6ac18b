"""Reviewdog's diagnostic format, held against its message definitions; unknown keys are errors there too."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.model import Field, Finding, Reading, Record, RecordReading, Result, Source, SourceReading, Span, Summary
from minlint.report import View, rdjson

COUNT = {"type": "integer", "minimum": 1}


def message(required: str = "", **properties: Any) -> dict[str, Any]:
    """A protobuf message: no other keys than its own."""
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "required": required.split(),
    }


POSITION = message("line", line=COUNT, column=COUNT)
RANGE = message("start", start=POSITION, end=POSITION)
TEXT = {"type": "string"}
SOURCE = message("name", name=TEXT, url=TEXT)
DIAGNOSTIC = message(
    "message location severity code",
    message={"type": "string", "minLength": 1},
    location=message("path", path={"type": "string", "minLength": 1}, range=RANGE),
    severity={"enum": ["ERROR", "WARNING", "INFO"]},
    source=SOURCE,
    code=message("value", value=TEXT, url=TEXT),
    suggestions={"type": "array", "items": message("range text", range=RANGE, text=TEXT)},
)
RESULT = message(
    "diagnostics source",
    diagnostics={"type": "array", "items": DIAGNOSTIC},
    source=SOURCE,
    severity=DIAGNOSTIC["properties"]["severity"],
)


def diagnostics(result: Result, view: View | None = None) -> Any:
    found = json.loads("".join(rdjson.findings(result, view or View())))
    jsonschema.Draft202012Validator(RESULT).validate(found)
    assert found["source"] == {"name": "minlint"}
    return found["diagnostics"]


def on(text: str, *spans: Span) -> Result:
    """Findings at places of a text."""
    record = Record("t", (Field("f", span=spans[0]),))
    source = Source("a.sql", "sql", "schema", (record,), text=text)
    read = SourceReading(source, (RecordReading(record, (Reading(record.fields[0], ()),)),))
    finding = Finding("X101", "n", "error", "m", "a.sql", None, "t", "f", None, (), (), "", None, {}, (), "0")
    return Result([finding._replace(span=span) for span in spans], (), [read], Summary())


def ranges(text: str, *spans: Span) -> list[tuple[int, ...]]:
    """Line, column, end line and end column of each range."""
    found = [item["location"]["range"] for item in diagnostics(on(text, *spans))]
    return [(*item["start"].values(), *item["end"].values()) for item in found]


def test_a_diagnostic_in_full(clinic: Result) -> None:
    assert diagnostics(clinic)[3] == {
        "message": "patients.birth_date holds a date of birth; newsletter can do without it",
        "location": {
            "path": "db/schema.sql",
            "range": {"start": {"line": 3, "column": 3}, "end": {"line": 3, "column": 13}},
        },
        "severity": "ERROR",
        "code": {"value": "X101"},
    }


def test_severities(clinic: Result) -> None:
    found = diagnostics(clinic, View(show_waived=True))
    assert [(item["code"]["value"], item["severity"]) for item in found if item["severity"] != "ERROR"] == [
        ("G301", "WARNING"),
        ("X103", "INFO"),
    ]
    info = clinic.findings[0]._replace(severity="info")
    assert diagnostics(clinic._replace(findings=[info]))[0]["severity"] == "INFO"


def test_what_has_no_place_and_what_has_no_text_at_hand(clinic: Result) -> None:
    *_, parquet, manifest = diagnostics(clinic)
    assert parquet["location"] == {"path": "exports/people.parquet"}
    assert manifest["location"] == {"path": "minlint.yaml", "range": {"start": {"line": 3}, "end": {"line": 3}}}


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("a𐐀b", Span(1, 3, 1, 4), (1, 6, 1, 7)),  # the definition's own example
        ("a𐐀b", Span(1, 2, 1, 3), (1, 2, 1, 6)),
        ("x\r\n  Straße text", Span(2, 3, 2, 9), (2, 3, 2, 10)),
        ("é\réé date\n", Span(2, 4, 2, 8), (2, 6, 2, 10)),
        ("é a\né b", Span(1, 3, 2, 4), (1, 4, 2, 5)),
        ('{"姓名": 1}', Span(1, 3, 1, 5), (1, 3, 1, 9)),
    ],
)
def test_columns_are_bytes(text: str, span: Span, expected: tuple[int, ...]) -> None:
    assert ranges(text, span) == [expected]


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=6),
)
def test_bytes_of_any_line_and_of_findings_in_any_order(line: str, places: list[tuple[int, int]]) -> None:
    spots = [sorted(min(place, len(line)) for place in pair) for pair in places]
    spans = [Span(2, start + 1, 2, end + 1) for start, end in spots]
    expected = [(2, len(line[:start].encode()) + 1, 2, len(line[:end].encode()) + 1) for start, end in spots]
    assert ranges(f"é\n{line}\n", *spans) == expected


def test_a_long_line_is_counted_once() -> None:
    text = "é" * 400_000
    spans = [Span(1, n + 1, 1, n + 2) for n in range(0, 400_000, 80) for _ in range(2)]
    assert ranges(text, *spans)[-1] == (1, 2 * 399_920 + 1, 1, 2 * 399_921 + 1)


def test_nothing_found_is_a_valid_result() -> None:
    assert diagnostics(Result((), (), (), Summary())) == []
