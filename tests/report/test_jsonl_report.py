"""JSON Lines: the objects of the JSON output."""

from __future__ import annotations

import json
from collections.abc import Sequence

from minlint.model import Problem, Result, SourceReading
from minlint.report import View, jsonl
from minlint.report import json as report


def test_the_lines_are_the_findings_of_the_json_output(clinic: Result) -> None:
    view = View(show_waived=True)
    lines = list(jsonl.findings(clinic, view))
    assert [line.count("\n") for line in lines] == [1] * 8
    assert [json.loads(line) for line in lines] == json.loads("".join(report.findings(clinic, view)))["findings"]


def test_the_inventory_has_a_line_for_each_field_and_for_what_was_not_read(inventory: Sequence[SourceReading]) -> None:
    source = inventory[0].source._replace(problems=(Problem("E002", "not SQL", 7, 1),))
    read = [inventory[0]._replace(source=source)]
    document = json.loads("".join(report.inventory(read, View())))
    lines = [json.loads(line) for line in "".join(jsonl.inventory(read, View())).splitlines()]
    assert lines == document["fields"] + document["unreadable"]
    assert lines[-1] == {"source": "db/schema.sql", "line": 7, "reason": "not SQL"}
