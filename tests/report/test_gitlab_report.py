"""GitLab's code quality report: the fields that GitLab requires, as it requires them."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import jsonschema
import pytest

from minlint.model import Finding, Result, Summary
from minlint.report import View, gitlab

REQUIRED = {  # docs.gitlab.com, "Code Quality report format"
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1, "pattern": r"^[^\n]*$"},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\.?/).+$"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def issues(result: Result, view: View | None = None) -> Any:
    """The issues, with what GitLab drops reported as missing."""
    found = json.loads("".join(gitlab.findings(result, view or View())))
    jsonschema.Draft202012Validator(REQUIRED).validate(found)
    fingerprints = [issue["fingerprint"] for issue in found]
    assert len(set(fingerprints)) == len(fingerprints)
    return found


def test_an_issue_in_full(excess: Finding) -> None:
    assert issues(Result([excess], (), (), Summary())) == [
        {
            "description": "X101 excess-category: patients.birth_date holds a date of birth; "
            "newsletter can do without it",
            "check_name": "minlint/X101",
            "fingerprint": "0" * 32,
            "severity": "major",
            "location": {"path": "db/schema.sql", "lines": {"begin": 3}},
        }
    ]


def test_severities_and_places(clinic: Result) -> None:
    found = issues(clinic, View(show_waived=True))
    assert [(issue["check_name"][8:], issue["severity"], issue["location"]["lines"]["begin"]) for issue in found] == [
        ("P001", "major", 1),
        ("S204", "major", 1),
        ("G301", "minor", 3),
        ("X101", "major", 3),
        ("X103", "info", 4),
        ("S206", "major", 5),
        ("X102", "major", 1),
        ("R401", "major", 3),
    ]


def test_fingerprints_that_repeat_are_told_apart_in_order(excess: Finding) -> None:
    other = excess._replace(fingerprint="f" * 32, severity="info")
    found = issues(Result([excess, other, excess, excess], (), (), Summary()))
    assert [issue["fingerprint"] for issue in found] == ["0" * 32, "f" * 32, "0" * 32 + "-2", "0" * 32 + "-3"]
    assert found[1]["severity"] == "info"


def test_paths_are_relative_to_the_root_without_a_dot(
    excess: Finding, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    dotted = excess._replace(source="./db/schema.sql")
    for view in (View(), View(root=str(tmp_path))):
        assert issues(Result([dotted], (), (), Summary()), view)[0]["location"]["path"] == "db/schema.sql"
    above = View(root=str(tmp_path.parent))
    path = issues(Result([excess], (), (), Summary()), above)[0]["location"]["path"]
    assert path == f"{tmp_path.name}/db/schema.sql"


def test_nothing_found_is_an_empty_report() -> None:
    assert issues(Result((), (), (), Summary())) == []
