"""What rows tell together: how few columns single people out, what traces give away, how old the rows are."""

from __future__ import annotations

from minlint.kinds import kind_of
from minlint.model import Fill, Joint, Measures, RecordReading
from minlint.taxonomy import is_within

SURE = 0.5
"""The confidence from which a field counts as what it was detected to be."""

_QUASI = (
    *("user.demographic", "user.contact.address", "user.job_title", "user.employment", "user.education"),
    *("user.household", "user.physical", "user.location", "user.immigration", "user.contact.organization"),
    *("user.vehicle", "user.health_and_medical.care_date", "user.workplace"),
)
"""What others may know of somebody, and look a row up by."""

_TRACES = "user.location.history"

_LEAST = 100
"""Rows from which shares of them mean something."""


def measures(reading: RecordReading) -> Measures:
    """What a record's rows tell together; where they can't be asked, how each field is filled alone."""
    from minlint.measure.rows import filling

    joint, fills = reading.record.joint, tuple(filling.fills(reading.record))
    if joint is None:
        return Measures(fills=fills)
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Ibis calls DuckDB by older names
        return _together(joint, reading, fills)


def _together(joint: Joint, reading: RecordReading, fills: tuple[Fill, ...]) -> Measures:
    from minlint.measure.rows import ages, filling, groups, traces

    return Measures(
        groups.telling(joint, _quasi(reading, joint)) if joint.rows >= _LEAST else None,
        traces.trace(joint, reading),
        tuple(ages.times(joint, reading)),
        fills=fills,
        shares=tuple(filling.shares(joint, reading)),
    )


def _quasi(reading: RecordReading, joint: Joint) -> list[str]:
    """The columns that hold quasi-identifiers."""
    fields = [(item.field, item.detections[0]) for item in reading.readings if item.field and item.detections]
    return [
        field.path
        for field, found in fields
        if field.path in joint.columns
        and found.confidence >= SURE
        and any(is_within(found.category, key) for key in _QUASI)
        and not is_within(found.category, _TRACES)
        and kind_of(field.type).name != "datetime"
    ]
