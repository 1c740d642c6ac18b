"""For a person: the place, the line with a caret, why, which purposes can do without it, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minlint.model import Finding, Reading, RecordReading, Result, SourceReading
from minlint.report import View
from minlint.report._groups import Group, grouped

_COLORS = {"error": "31;1", "warning": "33;1", "info": "36", "bold": "1", "dim": "2", "green": "32"}


def findings(result: Result, view: View) -> Iterator[str]:
    """Findings grouped by the field they stand at."""
    shown = [*result.findings, *(result.waived if view.show_waived else ())]
    for group in grouped(shown, result.readings):
        yield "".join(f"{line}\n" for line in _group(group, view)) + "\n"


def _group(group: Group, view: View) -> Iterator[str]:
    yield _paint(_place(group.first), "bold", view) + _subject(group.first)
    yield from _excerpt(group, view)
    for finding in group.findings:
        yield from _headline(finding, view)
    if group.evidence:
        yield from _labelled("because", "; ".join(item.detail for item in group.evidence), view)
    without = tuple(dict.fromkeys(purpose for finding in group.findings for purpose in finding.purposes))
    if without and group.first.field:
        yield from _labelled("no need in", ", ".join(without), view)
    for advice in dict.fromkeys(finding.suggestion for finding in group.findings if finding.suggestion):
        yield from _labelled("instead", advice, view)


def _place(finding: Finding) -> str:
    return f"{finding.source}:{finding.span.line}:{finding.span.column}" if finding.span else finding.source


def _subject(finding: Finding) -> str:
    if finding.record is None:
        return ""
    if finding.parts:
        return f"  {finding.record} ({', '.join(finding.parts)})"
    return f"  {finding.record}.{finding.field}" if finding.field else f"  {finding.record}"


def _excerpt(group: Group, view: View) -> Iterator[str]:
    if group.excerpt is None:
        return
    line, text, start, end = group.excerpt
    margin = " " * len(str(line))
    yield _paint(f"  {line} | ", "dim", view) + text[: max(view.width - len(margin) - 5, 20)]
    caret = _paint("^" * (end - start), group.first.severity, view)
    yield _paint(f"  {margin} | ", "dim", view) + " " * start + caret


def _headline(finding: Finding, view: View) -> Iterator[str]:
    mark = "waived" if finding.waived else finding.severity
    head = f"  {mark} {finding.code} {finding.name}: "
    lines = _wrap(finding.message, view.width - 4, len(head) - 4)
    painted = f"  {_paint(mark, finding.severity, view)} {_paint(finding.code, 'bold', view)} {finding.name}: "
    yield painted + lines[0]
    yield from ("    " + line for line in lines[1:])


def _labelled(label: str, text: str, view: View) -> Iterator[str]:
    head = f"  = {label}: "
    lines = [
        line
        for number, part in enumerate(text.splitlines())
        for line in _wrap(part, view.width - 6, len(head) - 6 if number == 0 else 0)
    ]
    yield "  = " + _paint(f"{label}: ", "green", view) + lines[0]
    yield from ("      " + line for line in lines[1:])


def _wrap(text: str, width: int, taken: int = 0) -> list[str]:
    """Break a text at spaces; its first line has ``taken`` characters less. Leading spaces of a line stay."""
    indent = text[: len(text) - len(text.lstrip())]
    lines, room = [indent], max(width, 30) - taken
    for word in text.split():
        joint = " " if lines[-1].strip() else ""
        if lines[-1].strip() and len(lines[-1]) + len(word) + 1 > room:
            lines.append(indent)
            room, joint = max(width, 30), ""
        lines[-1] += joint + word
    return lines


def _paint(text: str, style: str, view: View) -> str:
    return f"\x1b[{_COLORS[style]}m{text}\x1b[0m" if view.color else text


def inventory(readings: Sequence[SourceReading], view: View) -> Iterator[str]:
    """Every field that is personal, record by record, with its category, confidence, precision and evidence."""
    for source in readings:
        for record in source.records:
            yield from _record(source, record, view)
        for problem in source.source.problems:
            place = ":".join(str(part) for part in (source.source.path, problem.line, problem.column) if part)
            yield f"{_paint(place, 'bold', view)}  {problem.code} {problem.reason}\n\n"


def _record(source: SourceReading, record: RecordReading, view: View) -> Iterator[str]:
    personal = [reading for reading in record.readings if reading.detections]
    fields = sum(reading.field is not None for reading in record.readings)
    count = sum(reading.field is not None for reading in personal)
    head = _paint(f"{source.source.path}  {record.record.name}", "bold", view)
    yield f"{head}  {count} of {fields} fields personal\n"
    width = max((len(_label(reading)) for reading in personal), default=0)
    for reading in personal:
        best = reading.detections[0]
        title = view.title(best.category) + (f", {best.precision}" if best.precision else "")
        mark = _paint(" sensitive", "warning", view) if view.sensitive(best.category) else ""
        yield f"  {_label(reading):{width}}  {best.confidence:.2f}  {title} ({best.category}){mark}\n"
    yield "\n"


def _label(reading: Reading) -> str:
    return reading.field.path if reading.field else " + ".join(part.path for part in reading.parts)
