"""From readings to measured facts: how precise each detected category is kept."""

from __future__ import annotations

from minlint.measure import from_schema
from minlint.model import SMALL, Detection, Evidence, Field, Reading, RecordReading, Small, SourceReading
from minlint.taxonomy import Taxonomy, is_within


def measure(reading: SourceReading, taxonomy: Taxonomy, small: Small = SMALL) -> SourceReading:
    """The reading with every detection's precision: from values where there are some, else from the schema.

    A precision that the name already told (a hash, the last four digits) stays. None where it is unknown.
    """
    return reading._replace(records=tuple(_record(record, taxonomy, small) for record in reading.records))


def _record(record: RecordReading, taxonomy: Taxonomy, small: Small) -> RecordReading:
    found = record._replace(readings=tuple(_reading(item, taxonomy) for item in record.readings))
    if record.record.rows is None and all(field.values is None for field in record.record.fields):
        return found
    from minlint.measure.extremes import extremes
    from minlint.measure.rows import measures

    return extremes(found._replace(measures=measures(found, taxonomy, small)))


def _reading(item: Reading, taxonomy: Taxonomy) -> Reading:
    if not item.detections:
        return item
    return Reading(item.field, tuple([measured(found, item, taxonomy) for found in item.detections]), item.parts)


def measured(found: Detection, item: Reading, taxonomy: Taxonomy) -> Detection:
    """The detection with its precision, from the values or the schema of the reading it belongs to."""
    if found.precision is not None or found.category not in taxonomy:
        return found
    rung = _from_values(item.field, found, taxonomy) if item.field else None
    if rung is None:
        rung = from_schema.precision(found.category, item, taxonomy)
    if rung == "year" and item.field and is_within(found.category, "user.demographic.age"):
        found = found._replace(evidence=(*found.evidence, *_oldest(item.field)))
    return found._replace(precision=rung)


NOBODY_OLDER = "no age over 89"
"""What values show of an age where nobody is older: HIPAA counts those who are as one group."""


def _oldest(field: Field) -> tuple[Evidence, ...]:
    if field.values is None:
        return ()
    from minlint.measure.from_values import none_over

    return (Evidence("values", NOBODY_OLDER),) if none_over(field.values, 89) else ()


def _from_values(field: Field, found: Detection, taxonomy: Taxonomy) -> str | None:
    if field.values is None:
        return None
    from minlint.measure.from_values import measured_precision

    rung: str | None = measured_precision(field, taxonomy.ladder(found.category).name)
    return rung
