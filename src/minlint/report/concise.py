"""One line a finding: ``path:line:column: CODE[name] message``, for editors and grep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minlint.model import Result, SourceReading
from minlint.report import View


def findings(result: Result, view: View) -> Iterator[str]:
    """A line for each finding."""
    for finding in [*result.findings, *(result.waived if view.show_waived else ())]:
        line, column = (finding.span.line, finding.span.column) if finding.span else (1, 1)
        waived = " (waived)" if finding.waived else ""
        message = " ".join(finding.message.split())
        yield f"{finding.source}:{line}:{column}: {finding.code}[{finding.name}] {message}{waived}\n"


def inventory(readings: Sequence[SourceReading], view: View) -> Iterator[str]:
    """A line for each field that is personal."""
    for source in readings:
        for record in source.records:
            for reading in record.readings:
                span = reading.field.span if reading.field else record.record.span
                place = f"{source.source.path}:{span.line}:{span.column}" if span else source.source.path
                name = reading.field.path if reading.field else "+".join(part.path for part in reading.parts)
                for best in reading.detections[:1]:
                    mark = " sensitive" if view.sensitive(best.category) else ""
                    yield f"{place}: {record.record.name}.{name} {best.category} {best.confidence:.2f}{mark}\n"
