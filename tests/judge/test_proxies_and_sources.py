"""What fields reveal (S208), gentler means (A704), a way to object (A703), where data come from (L507)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.judge.engine import Verdict
from minlint.model import Finding

Judged = Callable[..., Verdict]

MANIFEST = """\
version: 1
purposes:
  p:
    statement: Renew the driving licence of a person who asks for it.
    necessary: [user.name{entry}]
    retention: 1 year{more}
bindings: [{{source: "**", purposes: [p]}}]
"""


def found(judged: Judged, code: str, columns: str, entry: str = "", more: str = "") -> list[Finding]:
    sql = f"CREATE TABLE employees (full_name text NOT NULL, {columns});"
    entry, more = entry and f", {entry}", more and f"\n    {more}"
    return [item for item in judged(sql, MANIFEST.format(entry=entry, more=more)).findings if item.code == code]


@pytest.mark.parametrize(
    ("column", "reveals"),
    [
        ("place_of_birth text", "ethnic origin"),
        ("mother_tongue text", "ethnic origin"),
        ("dietary_requirements text", "religion or health"),
        ("spouse_name text", "sexual orientation"),
        ("spouse_sex text", "sexual orientation"),
    ],
)
def test_what_reveals_a_special_category(judged: Judged, column: str, reveals: str) -> None:
    (finding,) = found(judged, "S208", column)
    assert (finding.severity, finding.facts["reveals"]) == ("warning", reveals)
    reasons = f"{{category: {finding.category}, because: It is asked for.}}"
    assert found(judged, "S208", column, reasons) == []


@pytest.mark.parametrize("column", ["religion text", "preferred_language text", "city text", "spouse_id bigint"])
def test_what_is_special_itself_or_reveals_nothing(judged: Judged, column: str) -> None:
    assert found(judged, "S208", column) == []


@pytest.mark.parametrize(
    ("columns", "places"),
    [
        ("badge_no text, face_template bytea", ["face_template"]),
        ("access_card_number text, fingerprint_template bytea", ["fingerprint_template"]),
        ("employee_number text, face_image bytea", ["face_image"]),
        ("badge_no text, face_match boolean", []),
        ("face_template bytea", []),
        ("attended boolean, gps_trace text", ["gps_trace"]),
        ("badge_no text, gps_trace text", []),
    ],
)
def test_gentler_means_in_the_same_record(judged: Judged, columns: str, places: list[str]) -> None:
    assert [item.field for item in found(judged, "A704", columns)] == places


def test_decisions_need_a_way_to_object(judged: Judged) -> None:
    (finding,) = found(judged, "A703", "watchlist_flag boolean, churn_probability numeric")
    assert finding.facts == {"decisions": ["user.enforcement.flag", "user.inference.prediction"]}
    assert (finding.purposes, finding.record) == (("p",), None)
    assert found(judged, "A703", "watchlist_flag boolean", more="contest: office@example.org") == []
    assert found(judged, "A703", "email text") == []


@pytest.mark.parametrize(
    ("source", "authority", "facts"),
    [
        ("{name: register}", "", {"unsourced": ["register"], "repurposed": []}),
        ("register", "The Roads Act", {"unsourced": ["register"], "repurposed": []}),
        ("{name: bills, original_purpose: supply electricity}", "", {"unsourced": [], "repurposed": ["bills"]}),
        ("{name: bills, original_purpose: supply electricity}", "The Roads Act", None),
        ("{name: register, original_purpose: give out driving licences}", "", None),
    ],
)
def test_where_data_come_from(judged: Judged, source: str, authority: str, facts: dict[str, list[str]] | None) -> None:
    more = f"sources: [{source}]" + (f"\n    authority: {authority}" if authority else "")
    items = found(judged, "L507", "email text", more=more)
    assert [item.facts for item in items] == ([facts] if facts else [])
    assert [item.span.line for item in items if item.span] == [7] * len(items)
