"""Reviewdog's diagnostic format (rdjson): columns are bytes of UTF-8 from 1, the end exclusive.

Waived findings are ``INFO``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minlint.addresses import link
from minlint.model import Finding, Result, Span
from minlint.report import View
from minlint.report._dump import dump
from minlint.report._lines import Lines
from minlint.report._terminal import clean, one_line

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def findings(result: Result, view: View) -> Iterator[str]:
    """One result with a diagnostic for each finding. Paths are relative to the working folder: reviewdog's as well."""
    columns = _Columns(Lines(result.readings))
    diagnostics = [_diagnostic(finding, columns) for finding in view.shown(result)]
    yield dump({"source": {"name": "minlint"}, "diagnostics": diagnostics})


def _diagnostic(finding: Finding, columns: _Columns) -> dict[str, Any]:
    location: dict[str, Any] = {"path": clean(finding.source)}
    if finding.span:
        location["range"] = columns.range(finding.source, finding.span)
    waived = " (waived)" * finding.waived
    return {
        "message": f"{one_line(finding.message)}{waived}",
        "location": location,
        "severity": "INFO" if finding.waived else _SEVERITIES[finding.severity],
        "code": _code(finding),
    }


def _code(finding: Finding) -> dict[str, str]:
    page = link(finding.code, finding.name)
    return {"value": finding.code, "url": page} if page else {"value": finding.code}


class _Columns:
    """Byte columns. Findings come in order, so each is counted from the one before it on the same line."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._reached = ("", 0, 1, 1)  # source, line, column, byte

    def range(self, source: str, span: Span) -> dict[str, dict[str, int]]:
        """A span in bytes; whole lines where the text isn't at hand."""
        start = self._byte(source, span.line, span.column)
        if start is None:
            return {"start": {"line": span.line}, "end": {"line": span.end_line}}
        self._reached = (source, span.line, span.column, start)
        end = self._byte(source, span.end_line, span.end_column)
        positions = {"start": {"line": span.line, "column": start}}
        return positions if end is None else positions | {"end": {"line": span.end_line, "column": end}}

    def _byte(self, source: str, line: int, column: int) -> int | None:
        text = self._lines.at(source, line)
        if text is None or text.isascii():
            return None if text is None else column
        reached, byte = self._reached[2:] if self._reached[:2] == (source, line) else (1, 1)
        if reached > column:
            reached, byte = 1, 1
        return byte + len(text[reached - 1 : column - 1].encode("utf-8", "surrogatepass"))
