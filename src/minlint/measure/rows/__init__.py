"""What rows tell together: how few columns single people out, what traces give away, how old the rows are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minlint.kinds import kind_of
from minlint.measures import Measures, Spread
from minlint.model import Field, Joint, Reading, RecordReading, Small
from minlint.taxonomy import Taxonomy, is_within

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


def measures(reading: RecordReading, taxonomy: Taxonomy, small: Small) -> Measures:
    """What a record's rows tell together; where they can't be asked, how each field is filled alone."""
    from minlint.measure.rows import filling

    joint, fills = reading.record.joint, tuple(filling.fills(reading.record))
    if joint is None:
        return Measures(fills=fills)
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Ibis calls DuckDB by older names
        found = Measures(fills=fills) if joint.rows < _LEAST else _grouped(joint, reading, taxonomy, small)
        return _together(found._replace(fills=fills), joint, reading)


def _together(found: Measures, joint: Joint, reading: RecordReading) -> Measures:
    from minlint.measure.rows import ages, filling, sketches, stays, traces

    columns = traces.columns_of(reading, joint)
    return found._replace(
        trace=traces.measured(joint.table, columns) if columns else None,
        stays=stays.stays(joint.table, *columns) if columns else None,
        sites=None if columns else stays.sites(joint, reading),
        times=tuple(ages.times(joint, reading)),
        shares=tuple(filling.shares(joint, reading)),
        sketches=tuple(sketches.sketches(joint, reading)),
    )


def _grouped(joint: Joint, reading: RecordReading, taxonomy: Taxonomy, small: Small) -> Measures:
    """What groups of rows that look alike give away: that they are small, and what they tell of sensitive fields."""
    from minlint.measure.rows import groups

    columns = groups.candidates(joint.table, _quasi(reading, joint))
    if not columns:
        return Measures(())
    alike = groups.measured(joint, columns, small.k)
    telling = groups.telling(joint, columns, *small) if alike.share > small.share else ()
    by = telling[0].columns if telling else columns
    return Measures(telling, alike=alike, spreads=tuple(_spreads(joint, reading, by, taxonomy)))


_SENSITIVE = 6  # fields whose spread is measured


def _spreads(joint: Joint, reading: RecordReading, by: Sequence[str], taxonomy: Taxonomy) -> Iterator[Spread]:
    """How the sensitive fields that don't single out their rows themselves are spread over groups."""
    from minlint.measure.rows import diversity

    fields = [item.field for item in reading.readings if item.field and _is_sensitive(item, taxonomy)]
    asked = [field for field in fields if field.path in joint.columns and field.path not in by and _repeats(field)]
    for field in asked[:_SENSITIVE]:
        ordered = kind_of(field.type).name in ("integer", "decimal")
        if found := diversity.spread(joint.table, by, field.path, ordered=ordered):
            yield found


def _is_sensitive(item: Reading, taxonomy: Taxonomy) -> bool:
    sure = (found.category for found in item.detections[:1] if found.confidence >= SURE)
    return any(_tells(key, taxonomy) for key in sure)


def _tells(key: str, taxonomy: Taxonomy) -> bool:
    """Whether a category is what nobody should learn of somebody; where they are is what they are found by."""
    if key not in taxonomy or is_within(key, "user.location"):
        return False
    return taxonomy[key].sensitive or is_within(key, "user.financial")


def _repeats(field: Field) -> bool:
    """Whether values come again: a number of one's own tells by itself."""
    values = field.values
    return values is not None and values.distinct * 2 <= values.rows - values.nulls


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
