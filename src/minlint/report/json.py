"""JSON, version 1 (CONTRACT, part 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from minlint.addresses import address
from minlint.model import Detection, Evidence, Figures, Finding, Reading, RecordReading, Result, SourceReading
from minlint.report import View
from minlint.report._dump import dump, plain
from minlint.report._types import shown_type


def findings(result: Result, view: View) -> Iterator[str]:
    """The findings with their summary; waived ones only when asked for."""
    found = [finding_object(finding) for finding in view.shown(result)]
    yield dump({"version": 1, "findings": found, "summary": result.summary._asdict()})


def inventory(readings: Sequence[SourceReading], view: View) -> Iterator[str]:
    """Every field with its categories, then what could not be read; of datasets also what their rows tell together."""
    fields, unread = list(field_objects(readings, view)), list(unread_objects(readings))
    records = [item for reading in readings for item in _records(reading)]
    yield dump({"version": 1, "fields": fields, "unreadable": unread, **({"records": records} if records else {})})


def _records(reading: SourceReading) -> Iterator[dict[str, Any]]:
    measured = [record for record in reading.records if record.measures is not None]
    if measured:
        from minlint.report._measures import record_object

        yield from (record_object(reading.source.path, record) for record in measured)


def field_objects(readings: Sequence[SourceReading], view: View) -> Iterator[dict[str, Any]]:
    """Every field and every combination, as the contract has them."""
    for source in readings:
        for record in source.records:
            for reading in record.readings:
                yield _field(source.source.path, record, reading, view)


def unread_objects(readings: Sequence[SourceReading]) -> Iterator[dict[str, Any]]:
    """What could not be read, as the contract has it."""
    for reading in readings:
        for problem in reading.source.problems:
            yield {"source": reading.source.path, "line": problem.line, "reason": problem.reason}


def finding_object(finding: Finding) -> dict[str, Any]:
    """A finding as the contract has it."""
    line, column, end_line, end_column = finding.span or (None, None, None, None)
    found: dict[str, Any] = {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "source": finding.source,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "record": finding.record,
        "field": finding.field,
        "category": finding.category,
        "purposes": list(finding.purposes),
        "evidence": _evidence(finding.evidence),
        "suggestion": finding.suggestion,
        "confidence": _confidence(finding.confidence),
        "facts": plain(finding.facts),
        "laws": list(finding.laws),
        "fingerprint": finding.fingerprint,
        "waived": finding.waived,
        "url": address(finding.code, finding.name),
    }
    if finding.parts:
        found["from"] = list(finding.parts)
    return found


def _field(source: str, record: RecordReading, reading: Reading, view: View) -> dict[str, Any]:
    field = reading.field
    span = field.span if field else record.record.span
    found: dict[str, Any] = {
        "source": source,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "record": record.record.name,
        "field": field.path if field else None,
        "type": (shown_type(field.type) or None) if field else None,
        "mandatory": field.mandatory if field else None,
        "categories": [_category(detection, view) for detection in reading.detections],
    }
    if field is None:
        found["from"] = [part.path for part in reading.parts]
    elif field.figures is not None:
        found["figures"] = _figures(field.figures)
    return found


def _figures(found: Figures) -> dict[str, Any]:
    """What a column of data looks like; what it has nothing of is left out."""
    told: dict[str, Any] = {"rows": found.rows, "nulls": found.nulls, "distinct": found.distinct}
    if found.longest is not None:
        told["length"] = {"least": found.shortest, "most": found.longest, "mean": found.mean}
    if found.decimals:
        told["decimals"] = {str(places): share for places, share in found.decimals}
    told |= {key: dict(shares) for key, shares in (("signs", found.signs), ("shapes", found.shapes)) if shares}
    if found.forms:
        told["forms"] = found.forms
    return told | {key: form for key, form in (("least", found.least), ("most", found.most)) if form}


def _category(detection: Detection, view: View) -> dict[str, Any]:
    return {
        "category": detection.category,
        "confidence": _confidence(detection.confidence),
        "sensitive": view.sensitive(detection.category),
        "precision": detection.precision,
        "evidence": _evidence(detection.evidence),
    }


def _confidence(confidence: float | None) -> float | None:
    return None if confidence is None else round(confidence, 3)


def _evidence(evidence: Sequence[Evidence]) -> list[dict[str, str]]:
    return [{"kind": item.kind, "detail": item.detail} for item in evidence]
