"""What was made of a field: every category it may hold with the evidence, and what the rules say of it."""

from __future__ import annotations

from collections.abc import Iterator

from minlint import checking
from minlint.manifest.globs import field_matches
from minlint.model import Detection, Finding, Reading, RecordReading, SourceReading


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
    yield f"  The record is about: {record.subject}\n"
    if not item.detections:
        yield "  Not personal: nothing in its name, record, type, comment or values says otherwise.\n"
    for detection in item.detections:
        yield from _detection(detection)
    for finding in [*checked.result.findings, *checked.result.waived]:
        if (finding.source, finding.record, finding.field) == (source.source.path, record.record.name, field.path):
            yield from _finding(finding)
    yield "\n"


def _detection(detection: Detection) -> Iterator[str]:
    rung = f", {detection.precision}" if detection.precision else ""
    yield f"  {detection.category}{rung}: confidence {detection.confidence:.2f}\n"
    yield from (f"    {item.kind}: {item.detail}\n" for item in detection.evidence)


def _finding(finding: Finding) -> Iterator[str]:
    yield f"  {'waived' if finding.waived else finding.severity} {finding.code} {finding.name}: {finding.message}\n"
