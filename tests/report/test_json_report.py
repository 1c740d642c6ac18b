"""JSON as CONTRACT, part 5 has it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from minlint.model import Finding, Result, SourceReading, Summary
from minlint.report import View
from minlint.report import json as report
from minlint.taxonomy import default


def read(result: Result, view: View | None = None) -> Any:
    return json.loads("".join(report.findings(result, view or View())))


def test_a_finding_has_the_keys_of_the_contract_in_their_order(clinic: Result) -> None:
    document = read(clinic)
    assert list(document) == ["version", "findings", "summary"]
    assert document["version"] == 1
    found = document["findings"][3]
    expected = {
        "code": "X101",
        "name": "excess-category",
        "severity": "error",
        "message": "patients.birth_date holds a date of birth; newsletter can do without it",
        "source": "db/schema.sql",
        "line": 3,
        "column": 3,
        "end_line": 3,
        "end_column": 13,
        "record": "patients",
        "field": "birth_date",
        "category": "user.demographic.date_of_birth",
        "purposes": ["newsletter"],
        "evidence": [{"kind": "name", "detail": 'the name says "birth date"'}],
        "suggestion": "Drop it, or say why it is needed:\n  - category: user.demographic.date_of_birth\n    because: …",
        "confidence": 0.98,
        "facts": {},
        "laws": ["gdpr-5-1-c"],
        "fingerprint": "0" * 32,
        "waived": False,
        "url": "docs/rules/X101-excess-category.md",
    }
    assert found == expected
    assert list(found) == list(expected)


def test_the_summary_has_the_keys_of_the_contract_first(clinic: Result) -> None:
    summary = read(clinic)["summary"]
    contract = {"sources": 2, "records": 2, "fields": 5, "personal": 3, "beyond": 2, "errors": 6, "warnings": 1}
    assert list(summary.items())[:8] == [*contract.items(), ("unreadable", 0)]


def test_what_has_no_place_no_record_and_no_category_says_null(clinic: Result) -> None:
    *_, parquet, manifest = read(clinic)["findings"]
    assert [parquet[key] for key in ("line", "column", "end_line", "end_column")] == [None] * 4
    assert [manifest[key] for key in ("record", "field", "category", "confidence")] == [None] * 4
    assert (manifest["line"], manifest["purposes"]) == (3, ["newsletter"])


def test_a_combination_names_its_parts(clinic: Result) -> None:
    found = read(clinic)["findings"][1]
    assert (found["field"], found["from"]) == (None, ["home lat", "birth_date"])


def test_figures_are_plain_json(clinic: Result) -> None:
    assert read(clinic)["findings"][2]["facts"] == {
        "rung": "day",
        "allowed": "year",
        "share": None,
        "columns": ["zip", "sex"],
    }


def test_waived_findings_are_left_out_unless_asked_for_and_keep_the_order(clinic: Result) -> None:
    assert not any(found["waived"] for found in read(clinic)["findings"])
    shown = read(clinic, View(show_waived=True))["findings"]
    assert [found["code"] for found in shown if found["waived"]] == ["X103"]
    order = [(found["source"], found["line"] or 0, found["column"] or 0, found["code"]) for found in shown]
    assert order == sorted(order)


def test_the_inventory_has_the_keys_of_the_contract_in_their_order(inventory: Sequence[SourceReading]) -> None:
    document = json.loads("".join(report.inventory(inventory, View(taxonomy=default()))))
    assert list(document) == ["version", "fields", "unreadable"]
    field = document["fields"][2]
    assert list(field) == ["source", "line", "column", "record", "field", "type", "mandatory", "categories"]
    best = field.pop("categories")[0]
    assert field == {
        "source": "db/schema.sql",
        "line": 4,
        "column": 3,
        "record": "patients",
        "field": "home lat",
        "type": "numeric(9,6)",
        "mandatory": True,
    }
    assert list(best) == ["category", "confidence", "sensitive", "precision", "evidence"]
    assert best == {
        "category": "user.location.precise",
        "confidence": 0.712,
        "sensitive": True,
        "precision": None,
        "evidence": [{"kind": "name", "detail": 'the name says "home lat"'}],
    }


def test_the_inventory_lists_fields_that_are_not_personal_and_hides_literals(
    inventory: Sequence[SourceReading],
) -> None:
    fields = json.loads("".join(report.inventory(inventory, View())))["fields"]
    assert [field["field"] for field in fields] == ["id", "birth_date", "home lat", "visa", None]
    assert (fields[3]["type"], fields[3]["mandatory"], fields[3]["categories"]) == ("enum", None, [])


def test_a_combination_is_an_entry_without_field(inventory: Sequence[SourceReading]) -> None:
    last = json.loads("".join(report.inventory(inventory, View())))["fields"][-1]
    assert (last["field"], last["type"], last["from"]) == (None, None, ["home lat", "birth_date"])
    assert (last["line"], last["column"]) == (1, 14)


def test_what_could_not_be_read_is_listed(inventory: Sequence[SourceReading]) -> None:
    from minlint.model import Problem

    source = inventory[0].source._replace(problems=(Problem("E002", "not SQL", 7, 1),))
    document = json.loads("".join(report.inventory([SourceReading(source, ())], View())))
    assert document == {
        "version": 1,
        "fields": [],
        "unreadable": [{"source": "db/schema.sql", "line": 7, "reason": "not SQL"}],
    }


def test_the_same_input_gives_the_same_bytes_in_any_encoding(
    clinic: Result, inventory: Sequence[SourceReading]
) -> None:
    first, second = ("".join(report.findings(clinic, View(show_waived=True))) for _ in range(2))
    assert first == second
    assert first.isascii() and first.endswith("}\n")
    assert "".join(report.inventory(inventory, View())) == "".join(report.inventory(inventory, View()))


def test_a_file_name_that_is_no_text_and_wide_letters_survive(excess: Finding) -> None:
    finding = excess._replace(source="caf\udce9.sql", field="出生")
    text = "".join(report.findings(Result([finding], (), (), Summary()), View()))
    assert text.encode("ascii")
    assert (json.loads(text)["findings"][0]["source"], json.loads(text)["findings"][0]["field"]) == (
        "caf\udce9.sql",
        "出生",
    )


def test_no_field_read_is_an_empty_inventory() -> None:
    assert json.loads("".join(report.inventory([], View()))) == {"version": 1, "fields": [], "unreadable": []}
