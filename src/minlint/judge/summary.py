"""The figures of one run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minlint.judge.engine import Counts
from minlint.model import Finding, SourceReading, Summary


def summarise(
    readings: Sequence[SourceReading],
    counts: Iterable[Counts],
    findings: Sequence[Finding],
    *,
    waived: int = 0,
    baselined: int = 0,
    unchanged: int = 0,
    fixed: int = 0,
) -> Summary:
    """Counts over what was read and over the findings that are reported. ``counts`` come from each verdict."""
    figures = (sum(each) for each in zip(*(Counts(), *counts), strict=True))
    records, fields, personal, beyond, accepted, known = figures
    return Summary(
        sources=len(readings),
        records=records,
        fields=fields,
        personal=personal,
        beyond=beyond,
        errors=sum(finding.severity == "error" for finding in findings),
        warnings=sum(finding.severity == "warning" for finding in findings),
        unreadable=sum(any(problem.code == "E001" for problem in item.source.problems) for item in readings),
        waived=waived,
        baselined=baselined + accepted,
        unchanged=unchanged + known,
        fixed=fixed,
    )
