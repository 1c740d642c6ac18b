"""Findings gathered by the field they stand at, with the masked line of the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from minlint.model import Evidence, Field, Finding, SourceReading

_OPENERS = "\"'`["
_CLOSERS = {'"': '"', "'": "'", "`": "`", "[": "]"}


class Group(NamedTuple):
    """The findings at one place, with what is shown there once. ``excerpt`` is a line number, a text and a column."""

    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...]
    excerpt: tuple[int, str, int, int] | None

    @property
    def first(self) -> Finding:
        """The finding whose place heads the group."""
        return self.findings[0]


class Excerpts:
    """Lines of the sources that were read, with everything but names and types masked (CONTRACT, part 6)."""

    def __init__(self, readings: Iterable[SourceReading]) -> None:
        self._texts = {reading.source.path: reading.source.text for reading in readings}
        self._lines: dict[str, list[str]] = {}
        self._types = {
            (reading.source.path, record.record.name, item.field.path): item.field
            for reading in readings
            for record in reading.records
            for item in record.readings
            if item.field
        }

    def at(self, finding: Finding) -> tuple[int, str, int, int] | None:
        """The line a finding stands on, masked: its number, its text, and where the name starts and ends in it."""
        span, text = finding.span, self._texts.get(finding.source)
        if span is None or text is None or span.line != span.end_line:
            return None
        if finding.source not in self._lines:
            self._lines[finding.source] = re.split(r"\r\n|\r|\n", text)  # as spans count them
        lines = self._lines[finding.source]
        if span.line > len(lines):
            return None
        line = lines[span.line - 1]
        name = line[span.column - 1 : span.end_column - 1]
        before, after = line[: span.column - 1], line[span.end_column - 1 :]
        opener = before[-1:] if before[-1:] in _OPENERS else ""
        indent = before[: len(before) - len(opener)]
        shown = indent if not indent.strip() else "… "
        head = shown.expandtabs(2) + opener
        field = self._types.get((finding.source, finding.record or "", finding.field or ""))
        tail = _tail(after.removeprefix(_CLOSERS.get(opener, "")), field)
        return span.line, head + name + _CLOSERS.get(opener, "") + tail, len(head), len(head) + len(name)


def _tail(after: str, field: Field | None) -> str:
    """What may be shown behind a name: its type, and an ellipsis where more stands there."""
    declared = field.type if field and len(field.type) <= 40 else ""
    rest = after.strip().removeprefix(declared).strip(" ,;)")
    joint = ": " if after.startswith(":") else " "
    return (joint + declared if declared else "") + (" …" if rest else "")


def grouped(findings: Sequence[Finding], readings: Iterable[SourceReading]) -> list[Group]:
    """Findings in their order, those at the same field together."""
    places: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        key = (finding.source, finding.span, finding.record, finding.field, finding.parts)
        places.setdefault(key, []).append(finding)
    excerpts = Excerpts(readings)
    return [
        Group(tuple(found), tuple(dict.fromkeys(item for one in found for item in one.evidence)), excerpts.at(found[0]))
        for found in places.values()
    ]
