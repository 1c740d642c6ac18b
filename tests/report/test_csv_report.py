"""CSV, read back through the csv module, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.model import Finding, Problem, Result, SourceReading, Summary
from minlint.report import View
from minlint.report import csv as report
from minlint.taxonomy import default

SIGNS = "=+-@＝＋－＠\t\r\n"


def rows(pieces: Iterable[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(pieces), newline=""), strict=True))


def one(finding: Finding) -> dict[str, str]:
    (row,) = rows(report.findings(Result([finding], (), (), Summary()), View()))
    return row


def test_a_row_has_the_keys_of_the_json_output(excess: Finding) -> None:
    assert one(excess) == {
        "code": "X101",
        "name": "excess-category",
        "severity": "error",
        "message": "patients.birth_date holds a date of birth; newsletter can do without it",
        "source": "db/schema.sql",
        "line": "3",
        "column": "3",
        "end_line": "3",
        "end_column": "13",
        "record": "patients",
        "field": "birth_date",
        "category": "user.demographic.date_of_birth",
        "purposes": "newsletter",
        "evidence": 'the name says "birth date"',
        "suggestion": "Drop it, or say why it is needed: - category: user.demographic.date_of_birth because: …",
        "confidence": "0.98",
        "facts": "",
        "laws": "gdpr-5-1-c",
        "fingerprint": "0" * 32,
        "waived": "false",
        "from": "",
        "url": "docs/rules/X101-excess-category.md",
        "decision": "",
        "because": "",
        "until": "",
    }


def test_lists_figures_and_what_is_missing(clinic: Result) -> None:
    found = rows(report.findings(clinic, View()))
    assert (found[1]["from"], found[1]["purposes"]) == ("home lat; birth_date", "newsletter; badge")
    assert found[2]["facts"] == '{"rung": "day", "allowed": "year", "share": null, "columns": ["zip", "sex"]}'
    assert (found[5]["line"], found[6]["record"], found[6]["confidence"]) == ("", "", "")


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=HYPERLINK(0)", "'=HYPERLINK(0)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@type", "'@type"),
        ("＝1", "'＝1"),
        ("\t=1", "'=1"),
        ("x;=1", "x;'=1"),
        ("x; @y", "x;' @y"),
        ("a=b", "a=b"),
        ("a-b", "a-b"),
        ('say "hi", then', 'say "hi", then'),
    ],
)
def test_no_cell_is_a_formula(excess: Finding, name: str, cell: str) -> None:
    found = one(excess._replace(source=name, record=name, field=name, message=name, purposes=(name,), parts=(name,)))
    assert {found[key] for key in ("source", "record", "field", "message", "purposes", "from")} == {cell}


def test_no_figure_is_a_formula_in_a_list_parted_by_semicolons(excess: Finding) -> None:
    assert one(excess._replace(facts={"columns": ["x;=1"]}))["facts"] == """{"columns": ["x;'=1"]}"""


@given(st.text(max_size=20), st.lists(st.text(max_size=8), max_size=3))
def test_any_text_is_one_safe_cell(text: str, names: list[str]) -> None:
    finding = Finding(
        *("X101", "n", "error", text, "a.sql", None, text, text, None),
        *(tuple(names), (), text, None, {"x": names}, (), "0"),
    )
    header, line = report.findings(Result([finding], (), (), Summary()), View())
    assert line.count("\n") == 1
    (row,) = csv.reader([line], strict=True)
    assert len(row) == len(header.split(","))
    for cell in row:
        assert not [part for part in cell.split(";") if part.strip(" ")[:1] and part.strip(" ")[0] in SIGNS]


def test_the_inventory_has_a_row_for_each_category(inventory: Sequence[SourceReading]) -> None:
    found = rows(report.inventory(inventory, View(taxonomy=default())))
    assert [(row["field"], row["category"], row["confidence"], row["sensitive"]) for row in found] == [
        ("id", "", "", ""),
        ("birth_date", "user.demographic.date_of_birth", "0.98", "false"),
        ("home lat", "user.location.precise", "0.712", "true"),
        ("home lat", "user.demographic.date_of_birth", "0.2", "false"),
        ("visa", "", "", ""),
        ("", "user.location.history", "0.6", "true"),
    ]
    assert (found[1]["precision"], found[1]["evidence"]) == ("day", 'the name says "birth date"')
    assert (found[4]["type"], found[5]["from"]) == ("enum", "home lat; birth_date")


def test_the_inventory_says_what_was_not_read(inventory: Sequence[SourceReading]) -> None:
    source = inventory[0].source._replace(problems=(Problem("E002", "not SQL", 7, 1),))
    (row,) = rows(report.inventory([SourceReading(source, ())], View()))
    assert {key: value for key, value in row.items() if value} == {
        "source": "db/schema.sql",
        "line": "7",
        "reason": "not SQL",
    }
