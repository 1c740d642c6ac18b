"""What was made of a field: every category it may hold with the evidence, and what the rules say of it."""

from __future__ import annotations

from collections.abc import Iterator

from minlint import checking
from minlint.detect.chain import Chain, chain
from minlint.detect.combine import Candidate, floor
from minlint.manifest.globs import field_matches
from minlint.model import Detection, Finding, Reading, RecordReading, SourceReading

ARTICLE = {"person": "a", "thing": "a", "organisation": "an"}
SURE = 0.6
"""The confidence from which a review judges a category."""


def names(reading: SourceReading) -> Iterator[str]:
    """What the fields of a source are called, each with its record."""
    for record in reading.records:
        yield from (f"{record.record.name}.{item.field.path}" for item in record.readings if item.field)


def explained(what: str, checked: checking.Checked) -> Iterator[str]:
    """Everything about the fields of that name; nothing where there is none."""
    source, _, name = what.rpartition(":")
    for reading in checked.result.readings:
        if source in ("", reading.source.path):
            for record in reading.records:
                for item in record.readings:
                    if item.field and _is_named(name, record, item):
                        yield from _field(reading, record, item, checked)


def _is_named(name: str, record: RecordReading, item: Reading) -> bool:
    assert item.field
    return name == item.field.path or field_matches(name, record.record.name, item.field.path)


def _field(source: SourceReading, record: RecordReading, item: Reading, checked: checking.Checked) -> Iterator[str]:
    field = item.field
    assert field
    place = f":{field.span.line}:{field.span.column}" if field.span else ""
    must = {True: ", mandatory", False: ", optional", None: ""}[field.mandatory]
    yield f"{source.source.path}{place}  {record.record.name}.{field.path}  {field.type or 'no type'}{must}\n"
    how = chain(source.source, record.record.name, field.path, checked.book.taxonomy)
    if how:
        yield from _context(record, how)
    if not item.detections:
        yield "  Not personal: nothing in its name, record, type, comment or values says otherwise.\n"
    weighed = {candidate.category: candidate for candidate in how.weighed} if how else {}
    for detection in item.detections:
        yield from _detection(detection, weighed.get(detection.category))
    for finding in [*checked.result.findings, *checked.result.waived]:
        if (finding.source, finding.record, finding.field) == (source.source.path, record.record.name, field.path):
            yield from _finding(finding)
    if how:
        yield from _otherwise(item, how)
    yield "\n"


def _context(record: RecordReading, how: Chain) -> Iterator[str]:
    yield f"  Read as: {'; or '.join(how.read[:3])}\n"
    why = f": {how.subject.why}" if how.subject.why else ""
    yield f"  The record is about: {record.subject}{why}\n"
    if how.target:
        yield f"  It points at: {how.target}\n"


def _otherwise(item: Reading, how: Chain) -> Iterator[str]:
    """What was thought of and dropped, and what would have made another verdict."""
    said = {detection.category for detection in item.detections}
    dropped = [candidate for candidate in how.weighed if candidate.category not in said][:3]
    for candidate in dropped:
        yield f"  Dropped, below {floor():.2f}: {candidate.category} {candidate.detection().confidence:.2f}\n"
        yield from _signals(candidate)
    turns = list(_turns(how))
    if turns:
        yield "  What would have changed it:\n"
        yield from (f"    {turn}\n" for turn in turns)


def _signals(candidate: Candidate) -> Iterator[str]:
    for signal in candidate.signals:
        if signal.evidence:
            weight = f"{signal.weight:+.2f}" if signal.weight else "     "
            yield f"    {weight}  {signal.evidence.kind}: {signal.evidence.detail}\n"


def _turns(how: Chain) -> Iterator[str]:
    """What lifts the best category over the confidence that a review asks for, or takes it below."""
    if not how.weighed:
        return
    best = how.weighed[0]
    sure = best.detection().confidence >= SURE
    for evidence, left in _needed(how, best):
        yield f"without `{evidence}`, {best.category} is {left:.2f}"
    for role, found in how.elsewhere:
        other = found.get(best.category, 0.0)
        if (other >= SURE) != sure:
            yield f"in a record about {ARTICLE[role]} {role}, {best.category} is {other:.2f}"
    yield "in the manifest, `fields: {…: {category: …, because: …}}`: a person's word about it"


def _needed(how: Chain, best: Candidate) -> Iterator[tuple[str, float]]:
    """The evidence that the best category can't do without, at the confidence that a review asks for."""
    if best.detection().confidence >= SURE:
        yield from ((evidence, left) for evidence, left in how.without(best) if left < SURE)


def _detection(detection: Detection, weighed: Candidate | None) -> Iterator[str]:
    rung = f", {detection.precision}" if detection.precision else ""
    yield f"  {detection.category}{rung}: confidence {detection.confidence:.2f}\n"
    known = {signal.evidence for signal in weighed.signals} if weighed else set()
    if weighed:
        yield from _signals(weighed)
    yield from (f"           {item.kind}: {item.detail}\n" for item in detection.evidence if item not in known)


def _finding(finding: Finding) -> Iterator[str]:
    yield f"  {'waived' if finding.waived else finding.severity} {finding.code} {finding.name}: {finding.message}\n"
    yield from (f"    profile: {item.detail}\n" for item in finding.evidence if item.kind == "profile")
