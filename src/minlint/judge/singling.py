"""What a record's schema tells of its rows: that they single people out, or that their time has passed."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from minlint.judge.coverage import rank
from minlint.judge.words import listed
from minlint.taxonomy import is_within

if TYPE_CHECKING:
    from minlint.judge.records import FieldContext, RecordContext
    from minlint.manifest.model import Retention

TRIPLE = (
    ("user.demographic.date_of_birth", "day"),
    ("user.contact.address.postal_code", "outward"),
    ("user.demographic.gender", None),
)
"""By birth date, five digits of a postcode and gender 63 to 87 of 100 people in the United States are alone (Sweeney
2000; Golle 2006). The second is the coarsest rung at which each counts."""


NAMING = (
    *("user.name", "user.contact.email", "user.contact.phone_number", "user.contact.address.street"),
    *("user.government_id", "user.account.username", "user.biometric", "user.content.self_image"),
)
"""What tells who somebody is without any other field."""


def telling(record: RecordContext) -> list[str]:
    """The fewest fields that single people out, where nothing in the record names a person: measured on its rows, else
    the three that do so nearly anywhere."""
    fields = [item for item in record.judged if item.field and item.keys[0] == item.category.key]
    if any(is_within(item.category.key, key) for item in fields for key in NAMING):
        return []
    measures = record.reading.measures
    if measures and measures.telling is not None:
        return list(measures.telling[0].columns) if measures.telling else []
    found = [next((item for item in fields if _is(item, key, rung)), None) for key, rung in TRIPLE]
    return [item.field.path for item in found if item and item.field] if all(found) else []


def _is(item: FieldContext, key: str, coarsest: str | None) -> bool:
    if not is_within(item.category.key, key):
        return False
    ladder = item.run.taxonomy.ladder(item.category.key)
    limit = ladder.rank(coarsest) if coarsest else None
    return limit is None or rank(item.detection.precision, ladder) <= limit


def extent(record: RecordContext) -> str:
    """Which they are, and how many people they single out, in words."""
    measures, columns = record.reading.measures, listed(telling(record))
    if not measures or not measures.telling:
        return f"{columns} together single most people out"
    found = measures.telling[0]
    does = f"{columns} together put" if len(found.columns) > 1 else f"{columns} alone puts"
    words = f"{does} {_percent(found.share)} of the rows into groups smaller than {found.k}"
    return words if found.estimated is None else f"{words} ({_percent(found.estimated)} of all, as estimated)"


def _percent(share: float) -> str:
    return f"{share:.1%}" if share < TENTH else f"{share:.0%}"


TENTH = 0.1


def expired(record: RecordContext) -> list[str]:
    """The purposes whose period ended before today: for some rows, measured; else for every row of the year that the
    record is named after."""
    if not record.judged:
        return []
    return [item.id for item in record.served if item.retention and _is_over(record, item.retention)]


def _is_over(record: RecordContext, kept: Retention) -> bool:
    last = oldest(record, kept.field)
    return last is not None and kept.days is not None and 0 < kept.days < (record.run.today - last).days


def oldest(record: RecordContext, field: str | None = None) -> datetime.date | None:
    """The day before which 1 in 100 rows lie, by the field that a period counts from, else by the latest of the
    record's times; without rows the last day of the year that it is named after. None where nothing tells."""
    if times := _times(record, field):
        return max(times)
    match = _YEAR.search(record.reading.record.name)
    return datetime.date(int(match[1]), 12, 31) if match else None


def _times(record: RecordContext, field: str | None) -> list[datetime.date]:
    measures = record.reading.measures
    if not measures:
        return []
    from minlint.judge import clocks
    from minlint.manifest.globs import field_matches

    told = {path: datetime.date.fromisoformat(day) for path, day in measures.times}
    name = record.reading.record.name
    named = [day for path, day in told.items() if field and field_matches(field, name, path)]
    return named or [told[path] for path in clocks.own(record) if path in told]


_YEAR = re.compile(r"(?:^|[_.\-])(?:y|p)?((?:19|20)\d\d)(?:[_\-]?\d\d){0,2}$")
