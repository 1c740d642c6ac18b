"""For a person: the place, the line with a caret, why, which purposes can do without it, and what to do instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from minlint.addresses import link
from minlint.model import Evidence, Finding, Reading, RecordReading, Result, SourceReading
from minlint.report import View
from minlint.report._groups import Group, grouped
from minlint.report._terminal import clean, columns, paint, shorten, wrap

_UNSURE = 0.8  # below it a finding says how sure it is: what a commit would not be stopped for
_LONGEST_LABEL = 32


def findings(result: Result, view: View) -> Iterator[str]:
    """Findings grouped by the field they stand at."""
    for group in grouped(view.shown(result), result.readings):
        yield "".join(f"{line}\n" for line in _group(group, view)) + "\n"


def _group(group: Group, view: View) -> Iterator[str]:
    yield paint(_place(group.first), "bold", view.color) + clean(_subject(group.first))
    yield from _excerpt(group, view)
    for finding in group.findings:
        yield from _headline(finding, view)
    if group.evidence:
        unsure = group.first.confidence is not None and group.first.confidence < _UNSURE
        sure = f" (confidence {group.first.confidence:.2f})" if unsure else ""
        yield from _labelled("because", "; ".join(item.detail for item in group.evidence) + sure, view)
    if group.first.record and group.purposes:
        yield from _labelled("no need in", ", ".join(group.purposes), view)
    if group.advice:
        yield from _labelled("instead", group.advice, view)
    if pages := " ".join(page for item in group.findings if (page := link(item.code, item.name))):
        yield from _labelled("page", pages, view)


def _place(finding: Finding) -> str:
    place = f":{finding.span.line}:{finding.span.column}" if finding.span else ""
    return clean(finding.source) + place


def _subject(finding: Finding) -> str:
    if finding.record is None:
        return ""
    if finding.parts:
        return f"  {finding.record} ({', '.join(finding.parts)})"
    return f"  {finding.record}.{finding.field}" if finding.field else f"  {finding.record}"


def _excerpt(group: Group, view: View) -> Iterator[str]:
    if group.excerpt is None:
        return
    line, head, name, tail = group.excerpt
    margin = " " * len(str(line))
    room = max(view.width - len(margin) - 5, 20) - columns(head)
    name = shorten(name, room)
    left = room - columns(name)
    text = head + name + (shorten(tail, left) if left > 1 else "")
    caret = " " * columns(head) + paint("^" * max(columns(name), 1), group.first.severity, view.color)
    yield paint(f"  {line} | ", "dim", view.color) + text.rstrip()
    yield paint(f"  {margin} | ", "dim", view.color) + caret


def _headline(finding: Finding, view: View) -> Iterator[str]:
    mark, style = ("waived", "dim") if finding.waived else (finding.severity, finding.severity)
    taken = len(f"  {mark} {finding.code} {finding.name}: ")
    first, *others = wrap(finding.message, view.width - taken, view.width - 4)
    yield f"  {paint(mark, style, view.color)} {paint(finding.code, 'bold', view.color)} {finding.name}: {first}"
    yield from ("    " + line for line in others)


def _labelled(label: str, text: str, view: View) -> Iterator[str]:
    """A text under its label; its indented lines are for pasting and stay as they are."""
    head, *rest = text.strip().splitlines()
    first, *others = wrap(head, view.width - len(f"  = {label}: "), view.width - 6)
    yield f"  = {paint(label, 'green', view.color)}: {first}"
    for line in rest:
        others += [clean(line.rstrip())] if line.startswith(" ") else wrap(line, view.width - 6, view.width - 6)
    yield from (f"      {line}".rstrip() for line in others)


def inventory(readings: Sequence[SourceReading], view: View) -> Iterator[str]:
    """The personal fields record by record, with category, confidence, precision and evidence; then the other ones."""
    for source in readings:
        for record in source.records:
            yield "".join(f"{line}\n" for line in _record(source.source.path, record, view)) + "\n"
        for problem in source.source.problems:
            place = ":".join(str(part) for part in (source.source.path, problem.line, problem.column) if part)
            yield f"{paint(clean(place), 'bold', view.color)}  {problem.code} {clean(problem.reason)}\n\n"


def _record(source: str, record: RecordReading, view: View) -> Iterator[str]:
    personal = [reading for reading in record.readings if reading.detections]
    others = [reading.field.path for reading in record.readings if reading.field and not reading.detections]
    count = sum(reading.field is not None for reading in personal)
    head = paint(clean(f"{source}  {record.record.name}"), "bold", view.color)
    yield f"{head}  {count} of {count + len(others)} fields personal"
    if record.measures:
        from minlint.report._measures import sentences

        for said in sentences(record.measures):
            yield from (f"  {paint(line, 'dim', view.color)}" for line in wrap(said, view.width - 2, view.width - 4))
    shared = _shared(personal)
    for item in shared:
        yield from (f"  {paint(line, 'dim', view.color)}" for line in wrap(item.detail, view.width - 2, view.width - 2))
    labels = [shorten(_label(reading), _LONGEST_LABEL) for reading in personal]
    width = max(map(columns, labels), default=0)
    for label, reading in zip(labels, personal, strict=True):
        yield from _field(label + " " * (width - columns(label)), reading, shared, view)
    if others:
        first, *rest = wrap(", ".join(others), view.width - len("  not personal: "), view.width - 4)
        yield f"  {paint('not personal', 'dim', view.color)}: {first}"
        yield from (f"    {line}" for line in rest)


def _shared(readings: Sequence[Reading]) -> list[Evidence]:
    """What several fields rest on because of their record, said once."""
    counts = Counter(item for reading in readings for item in {*reading.detections[0].evidence})
    return sorted(item for item, number in counts.items() if number > 1 and item.kind == "record")


def _field(label: str, reading: Reading, shared: Collection[Evidence], view: View) -> Iterator[str]:
    """The best category and every sensitive one, as they are judged; the evidence below it."""
    margin = " " * (columns(label) + 10)
    for number, found in enumerate(reading.detections):
        sensitive = view.sensitive(found.category)
        if number and not sensitive:
            continue
        mark = paint(" sensitive", "warning", view.color) if sensitive else ""
        rung = f", {found.precision}" if found.precision else ""
        name = label if number == 0 else " " * columns(label)
        yield f"  {name}  {found.confidence:.2f}  {view.title(found.category)}{rung} ({found.category}){mark}"
        evidence = "; ".join(item.detail for item in found.evidence if item not in shared)
        room = view.width - len(margin)
        yield from (margin + paint(line, "dim", view.color) for line in wrap(evidence, room, room) if line)


def _label(reading: Reading) -> str:
    return clean(reading.field.path if reading.field else " + ".join(part.path for part in reading.parts))
