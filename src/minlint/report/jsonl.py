"""JSON Lines: the objects of the JSON output, one a line, without its summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minlint.model import Result, SourceReading
from minlint.report import View
from minlint.report._dump import line
from minlint.report.json import field_objects, finding_object, unread_objects


def findings(result: Result, view: View) -> Iterator[str]:
    """A line for each finding."""
    yield from (line(finding_object(finding)) for finding in view.shown(result))


def inventory(readings: Sequence[SourceReading], view: View) -> Iterator[str]:
    """A line for each field; then one for each place that could not be read, known by its ``reason``."""
    yield from map(line, field_objects(readings, view))
    yield from map(line, unread_objects(readings))
