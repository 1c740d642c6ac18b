"""SARIF 2.1.0 with every field GitHub code scanning requires.

Waived findings are left out unless asked for: GitHub opens an alert for each, suppressed or not.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

from minlint import __version__
from minlint.model import Finding, Result
from minlint.report import View

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_LIMIT = 1024  # GitHub cuts rule texts there
_SECURITY = {"error": "7.0", "warning": "4.0", "info": "1.0"}


def findings(result: Result, view: View) -> Iterator[str]:
    """One run, with every rule described whether it fired or not."""
    codes = sorted(view.rules)
    shown = [*result.findings, *(result.waived if view.show_waived else ())]
    driver = {
        "name": "minlint",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": "https://pypi.org/project/minlint/",
        "rules": [_rule(view.rules[code]) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The repository's root"}}},
        "results": [_result(finding, codes, view) for finding in shown],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Any) -> dict[str, Any]:
    help_text = f"{rule.why}\n\nWhat to do instead: {rule.remedy}"
    return {
        "id": f"minlint/{rule.code}",
        "name": rule.name,
        "shortDescription": {"text": _cut(rule.summary)},
        "fullDescription": {"text": _cut(rule.why)},
        "help": {"text": _cut(help_text), "markdown": help_text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "precision": "high" if rule.persona == "commit" else "medium",
            "problem.severity": {"error": "error", "warning": "warning", "info": "recommendation"}[rule.severity],
            "security-severity": _SECURITY[rule.severity],
            "tags": ["privacy", "data-minimization", *rule.laws],
        },
    }


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LIMIT else text[: _LIMIT - 1] + "…"


def _result(finding: Finding, codes: list[str], view: View) -> dict[str, Any]:
    span = finding.span
    region = {
        "startLine": span.line if span else 1,
        "startColumn": span.column if span else 1,
        "endLine": span.end_line if span else 1,
        "endColumn": span.end_column if span else 2,
    }
    found: dict[str, Any] = {
        "ruleId": f"minlint/{finding.code}",
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(finding.source, view.root), "uriBaseId": "ROOT"},
                    "region": region,
                },
                "logicalLocations": _logical(finding),
            }
        ],
        "partialFingerprints": {"primaryLocationLineHash": finding.fingerprint},
        "properties": {"category": finding.category, "purposes": list(finding.purposes), "laws": list(finding.laws)},
    }
    if finding.code in codes:
        found["ruleIndex"] = codes.index(finding.code)
    if finding.waived:
        found["suppressions"] = [{"kind": "external", "status": "accepted"}]
    return found


def _logical(finding: Finding) -> list[dict[str, str]]:
    if finding.record is None:
        return []
    name = f"{finding.record}.{finding.field}" if finding.field else finding.record
    return [{"fullyQualifiedName": name, "kind": "member" if finding.field else "type"}]


def _uri(source: str, root: str) -> str:
    """A path relative to the repository's root, as a URI."""
    from urllib.parse import quote

    path = os.path.relpath(os.path.abspath(source), root) if root else source
    return quote(path.replace(os.sep, "/"))
