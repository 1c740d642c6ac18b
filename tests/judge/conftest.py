"""A schema and a manifest in, findings out."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Callable
from typing import Any

import pytest

from minlint import taxonomy
from minlint.detect import detect
from minlint.judge import rules
from minlint.judge.engine import Verdict, judge
from minlint.manifest import empty, parse
from minlint.measure import measure
from minlint.model import Finding, SourceReading
from minlint.read import Options, read
from minlint.read.input import Input

Judged = Callable[..., Verdict]

STATED = frozenset(("A701", "G302", "P002", "P003", "P004", "R403"))
"""Rules about how a purpose is stated, by which nearly every short manifest has a finding; asked for by `stated`."""


def reading(text: str, name: str = "db/schema.sql") -> SourceReading:
    """What a source holds, by the real readers and detectors."""
    source = read(Input(name, data=textwrap.dedent(text).encode()), Options())
    assert source is not None
    book = taxonomy.default()
    return measure(detect(source, book), book)


@pytest.fixture
def judged() -> Judged:
    """Judges sources (a text, or texts by name) by a manifest's text, on the first day of 2026; `stated`: all rules."""
    others = {code: rule for code, rule in rules.default().items() if code not in STATED}

    def run(sources: str | dict[str, str], manifest: str = "", *, stated: bool = False, **said: Any) -> Verdict:
        texts = {"db/schema.sql": sources} if isinstance(sources, str) else sources
        readings = [reading(text, name) for name, text in texts.items()]
        found = parse(textwrap.dedent(manifest)) if manifest else empty(".")
        return judge(
            readings, found, **{"today": datetime.date(2026, 1, 1), "pack": None if stated else others, **said}
        )

    return run


@pytest.fixture
def shown() -> Callable[[Verdict], list[tuple[str, str]]]:
    """Each finding's code and place."""

    def place(finding: Finding) -> str:
        name = ".".join(part for part in (finding.record, finding.field) if part)
        return name or f"{finding.source}:{finding.span.line if finding.span else ''}"

    return lambda verdict: [(finding.code, place(finding)) for finding in verdict.findings if not finding.waived]
