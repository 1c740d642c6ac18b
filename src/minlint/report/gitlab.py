"""GitLab's code quality report.

An error is ``major``, a warning ``minor``, information and what is waived ``info``; ``critical`` and ``blocker`` are
left to tools that find running code broken. ``content`` is Code Climate's place for the page about a rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from minlint.addresses import link
from minlint.model import Finding, Result
from minlint.report import View
from minlint.report._dump import dump
from minlint.report._paths import in_repository
from minlint.report._terminal import clean, one_line

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def findings(result: Result, view: View) -> Iterator[str]:
    """An issue for each finding."""
    shown = view.shown(result)
    paths = in_repository((finding.source for finding in shown), view.root)
    seen: Counter[str] = Counter()
    issues = []
    for finding in shown:
        seen[finding.fingerprint] += 1
        issues.append(_issue(finding, clean(paths[finding.source]), seen[finding.fingerprint]))
    yield dump(issues)


def _issue(finding: Finding, path: str, nth: int) -> dict[str, Any]:
    waived = " (waived)" * finding.waived
    page = link(finding.code, finding.name)
    return {
        "description": f"{finding.code} {finding.name}: {one_line(finding.message)}{waived}",
        "check_name": f"minlint/{finding.code}",
        "fingerprint": finding.fingerprint if nth == 1 else f"{finding.fingerprint}-{nth}",  # GitLab drops a second one
        "severity": "info" if finding.waived else _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": finding.span.line if finding.span else 1}},
        **({"content": {"body": f"[{finding.code} {finding.name}]({page})"}} if page else {}),
    }
