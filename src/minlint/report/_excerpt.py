"""A field's line in its source, with everything but names and types masked (CONTRACT, part 6).

The shown text is put together from the name and the type that the reader found; the line itself only gives its
indentation, the quotes around the name, and whether more stands there.
"""

from __future__ import annotations

from collections.abc import Sequence

from minlint.model import Field, Finding, SourceReading, Span
from minlint.report._lines import Lines
from minlint.report._terminal import clean
from minlint.report._types import shown_type
from minlint.tuples import NamedTuple

_INDENT = 8  # columns of indentation at most
_AROUND = 200  # characters looked at on each side: a minified schema is one long line
_QUOTES = {'"': '"', "'": "'", "`": "`", "[": "]"}
_MORE = "…"


class Excerpt(NamedTuple):
    """A masked line: its number, and what stands before, in and after the name."""

    line: int
    head: str
    name: str
    tail: str


class Excerpts:
    """The lines of the sources that were read."""

    def __init__(self, readings: Sequence[SourceReading]) -> None:
        self._lines = Lines(readings)
        self._fields: dict[tuple[str, Span], Field] = {}
        for reading in readings:
            for record in reading.records:
                for item in record.readings:
                    if item.field and item.field.span:
                        self._fields[reading.source.path, item.field.span] = item.field

    def at(self, finding: Finding) -> Excerpt | None:
        """The line that a finding stands on; None where it has no line, or names neither record nor field."""
        line, span, named = self._line(finding), finding.span, finding.field or finding.record
        if line is None or span is None or not named:
            return None
        field = self._fields.get((finding.source, span))  # of a record's finding too: what is new in it
        field = field if field and finding.field in (None, field.path) else None
        known = field.path if field else named
        start, end = span.column - 1, span.end_column - 1
        name = line[start:end]
        if not name or name.casefold() not in known.casefold():  # escaped in the source, or no name at all
            name = known.removesuffix("[]").rpartition(".")[2]
        before, after = line[max(start - _AROUND, 0) : start], line[end : end + _AROUND]
        head, closing = _head(before)
        declared = shown_type(field.type) if field else ""
        tail = _tail(after.removeprefix(closing), declared)
        return Excerpt(span.line, head, clean(name), closing + clean(tail))

    def _line(self, finding: Finding) -> str | None:
        span = finding.span
        return self._lines.at(finding.source, span.line) if span and span.line == span.end_line else None


def _head(before: str) -> tuple[str, str]:
    """What is shown before a name, and the quote that closes it."""
    opening = before[-1:] if before[-1:] in _QUOTES else ""
    indent = before.removesuffix(opening)
    if indent.strip():
        return f"{_MORE} {opening}", _QUOTES.get(opening, "")
    return " " * min(len(indent.expandtabs(2)), _INDENT) + opening, _QUOTES.get(opening, "")


def _tail(after: str, declared: str) -> str:
    """What is shown behind a name: its type, and an ellipsis where more stands there."""
    joint = ": " if after.startswith(":") else " "
    rest = " ".join(after.strip(" \t:,;").split())
    rest = rest[len(declared) :] if rest.casefold().startswith(declared.casefold()) else rest
    return (joint + declared if declared else "") + (f" {_MORE}" if rest.strip(" ,;(){}") else "")
