"""Markdown (CommonMark) for comments and step summaries; names can neither format, link nor mention anybody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from minlint.model import SEVERITIES, Finding, Reading, RecordReading, Result, SourceReading
from minlint.report import View
from minlint.report._groups import Group, grouped
from minlint.report._terminal import clean, one_line

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~$!])")
_LINKED = re.compile(
    r".*(?:@|#|://|www\.)", re.IGNORECASE
)  # what a host would make a link, a mention or a reference of


def findings(result: Result, view: View) -> Iterator[str]:
    """A heading and a count, then the findings of each source, those at the same field together."""
    shown = view.shown(result)
    yield f"# minlint\n\n{_counts(shown)}\n"
    for source, groups in groupby(grouped(shown, result.readings), key=lambda group: group.first.source):
        yield f"\n## {code(source)}\n\n"
        for group in groups:
            yield "".join(f"{line}\n" for line in _group(group))


def _counts(shown: Sequence[Finding]) -> str:
    counts = Counter("waived" if finding.waived else finding.severity for finding in shown)
    said = [
        f"{counts[word]} {word}" + "s" * (counts[word] > 1 and word in ("error", "warning"))
        for word in (*SEVERITIES, "waived")
        if counts[word]
    ]
    return f"Found {', '.join(said)}." if said else "Found nothing."


def _group(group: Group) -> Iterator[str]:
    first = group.first
    place = f"line {first.span.line}" if first.span else ""
    yield "- " + (", ".join(part for part in (_subject(first), place) if part) or "the file")
    for finding in group.findings:
        mark = "waived" if finding.waived else f"**{finding.severity}**"
        yield f"  - {mark} {finding.code} {finding.name}: {text(finding.message)}"
    if group.evidence:
        yield f"  - because: {text('; '.join(item.detail for item in group.evidence))}"
    if first.record and group.purposes:
        yield f"  - no need in: {_codes(group.purposes)}"
    if group.advice:
        yield from _advice(group.advice.strip().splitlines())


def _subject(finding: Finding) -> str:
    if finding.record is None:
        return ""
    if finding.parts:
        return f"{code(finding.record)} ({_codes(finding.parts)})"
    return code(f"{finding.record}.{finding.field}" if finding.field else finding.record)


def _advice(lines: Sequence[str]) -> Iterator[str]:
    """What to do instead; its indented lines are for pasting."""
    yield f"  - instead: {text(lines[0])}"
    for pasted, block in groupby(lines[1:], key=lambda line: line.startswith(" ")):
        texts = [clean(line.rstrip()) for line in block]
        fence = _fence("\n".join(texts), 3)
        yield from (f"    {line}" for line in ([fence, *texts, fence] if pasted else map(text, texts)))


def inventory(readings: Sequence[SourceReading], view: View) -> Iterator[str]:
    """The personal fields record by record with their categories, then the other ones, then what wasn't read."""
    yield "# minlint inventory\n"
    for source in readings:
        yield f"\n## {code(source.source.path)}\n"
        for record in source.records:
            yield "".join(f"{line}\n" for line in _record(record, view))
        for number, problem in enumerate(source.source.problems):
            place = f", line {problem.line}" if problem.line else ""
            yield "\n" * (not number) + f"- {problem.code}{place}: {text(problem.reason)}\n"


def _record(record: RecordReading, view: View) -> Iterator[str]:
    yield from ("", f"### {code(record.record.name)}", "")
    for reading in record.readings:
        if reading.detections:
            yield from _field(reading, view)
    others = [reading.field.path for reading in record.readings if reading.field and not reading.detections]
    if others:
        yield f"- not personal: {_codes(others)}"


def _field(reading: Reading, view: View) -> Iterator[str]:
    """The best category and every sensitive one, as they are judged."""
    yield f"- {_codes([reading.field.path] if reading.field else [part.path for part in reading.parts])}"
    for number, found in enumerate(reading.detections):
        sensitive = view.sensitive(found.category)
        if number and not sensitive:
            continue
        rung = f", {text(found.precision)}" if found.precision else ""
        mark = ", **sensitive**" * sensitive
        title = f"{text(view.title(found.category))} ({code(found.category)})"
        evidence = "; ".join(item.detail for item in found.evidence)
        yield f"  - {title}, {found.confidence:.2f}{rung}{mark}" + f": {text(evidence)}" * bool(evidence)


def text(said: str) -> str:
    """A text as it is: nothing in it formats, and a word that a host would link is code."""
    words = one_line(said).split()
    return " ".join(code(word) if _LINKED.search(word) else _SPECIAL.sub(r"\\\1", word) for word in words)


def _codes(names: Iterable[str]) -> str:
    return ", ".join(map(code, names))


def code(name: str) -> str:
    """A name as a code span, which takes it literally."""
    shown = one_line(name)
    fence = _fence(shown, 1)
    pad = " " * (shown[:1] == "`" or shown[-1:] == "`" or not shown)
    return f"{fence}{pad}{shown}{pad}{fence}"


def _fence(text: str, least: int) -> str:
    """More backticks than stand in a text."""
    return "`" * max(least, 1 + max(map(len, re.findall("`+", text)), default=0))
