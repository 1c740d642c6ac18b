"""SARIF 2.1.0 with every field GitHub code scanning requires.

Waived findings are left out unless asked for: GitHub opens an alert for each, suppressed or not.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from minlint import __version__
from minlint.addresses import link
from minlint.model import Finding, Result
from minlint.places import is_address
from minlint.report import View
from minlint.report._dump import dump
from minlint.report._paths import in_repository

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_BASE = "%SRCROOT%"  # the name by which code scanning knows the repository's root
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEMS = {"error": "error", "warning": "warning", "info": "recommendation"}
_SECURITY = {"error": "7.0", "warning": "4.0", "info": "1.0"}
_LIMIT = 1024  # characters of a text; GitHub refuses longer ones


def findings(result: Result, view: View) -> Iterator[str]:
    """One run, with every rule described whether it fired or not."""
    from urllib.parse import quote

    codes = sorted(view.rules)
    indexes = {code: number for number, code in enumerate(codes)}
    shown = view.shown(result)
    paths = in_repository((finding.source for finding in shown), view.root)
    uris = {source: quote(os.fsencode(path), "/:" if is_address(source) else "/") for source, path in paths.items()}
    driver = {
        "name": "minlint",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(view.rules[code]) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "The repository's root."}}},
        "results": [_result(finding, indexes, uris[finding.source]) for finding in shown],
    }
    yield dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Any) -> dict[str, Any]:
    help_text = f"{rule.why.strip()}\n\nWhat to do instead: {rule.remedy.strip()}"
    page = link(rule.code, rule.name)  # SARIF takes none that is relative
    return {
        "id": f"minlint/{rule.code}",
        "name": rule.name,
        "shortDescription": {"text": _cut(" ".join(rule.summary.split()))},
        "fullDescription": {"text": _cut(" ".join(rule.why.split()))},
        "help": {"text": _cut(help_text), "markdown": _cut(help_text)},
        **({"helpUri": page} if page else {}),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "precision": "high" if rule.persona == "commit" else "medium",
            "problem.severity": _PROBLEMS[rule.severity],
            "security-severity": _SECURITY[rule.severity],
            "tags": ["privacy", "data-minimization", *rule.laws],
        },
    }


def _cut(text: str) -> str:
    return text if len(text) <= _LIMIT else text[: _LIMIT - 1] + "…"


def _result(finding: Finding, indexes: Mapping[str, int], uri: str) -> dict[str, Any]:
    found: dict[str, Any] = {"ruleId": f"minlint/{finding.code}"}
    if finding.code in indexes:
        found["ruleIndex"] = indexes[finding.code]
    found |= {
        "level": _LEVELS[finding.severity],
        "message": {"text": _cut(finding.message)},
        "locations": [_location(finding, uri)],
        "partialFingerprints": {"primaryLocationLineHash": finding.fingerprint},
        "properties": {"category": finding.category, "purposes": list(finding.purposes), "laws": list(finding.laws)},
    }
    if finding.waived:
        found["suppressions"] = [{"kind": "external", "status": "accepted"}]
    return found


def _location(finding: Finding, uri: str) -> dict[str, Any]:
    artifact = {"uri": uri, **({} if is_address(uri) else {"uriBaseId": _BASE})}
    physical = {"artifactLocation": artifact, "region": _region(finding)}
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.record is not None:
        name = f"{finding.record}.{finding.field}" if finding.field else finding.record
        kind = "member" if finding.field else "type"
        location["logicalLocations"] = [{"fullyQualifiedName": name, "kind": kind}]
    return location


def _region(finding: Finding) -> dict[str, int]:
    """A place one line tall: a pull request shows an alert only if all its lines are in the change."""
    line, column, end_line, end_column = finding.span or (1, 1, 1, 2)
    end = end_column if end_line == line and end_column > column else column + 1
    return {"startLine": line, "startColumn": column, "endLine": line, "endColumn": end}
