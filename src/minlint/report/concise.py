"""One line a finding: ``path:line:column: CODE[name] message``, for editors and grep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minlint.model import Result, SourceReading, Span
from minlint.report import View
from minlint.report._terminal import clean, one_line


def findings(result: Result, view: View) -> Iterator[str]:
    """A line for each finding."""
    for finding in view.shown(result):
        waived = " (waived)" if finding.waived else ""
        rule = f"{finding.code}[{finding.name}]"
        yield f"{_place(finding.source, finding.span)}: {rule} {one_line(finding.message)}{waived}\n"


def inventory(readings: Sequence[SourceReading], view: View) -> Iterator[str]:
    """A line for each field that is personal."""
    for source in readings:
        for record in source.records:
            for reading in record.readings:
                span = reading.field.span if reading.field else record.record.span
                name = reading.field.path if reading.field else "+".join(part.path for part in reading.parts)
                for best in reading.detections[:1]:
                    mark = " sensitive" if view.sensitive(best.category) else ""
                    subject = clean(f"{record.record.name}.{name}")
                    yield f"{_place(source.source.path, span)}: {subject} {best.category} {best.confidence:.2f}{mark}\n"


def _place(source: str, span: Span | None) -> str:
    """Always three parts, as editors expect; what has no lines is at 1:1."""
    line, column = (span.line, span.column) if span else (1, 1)
    return f"{clean(source)}:{line}:{column}"
