"""What a record's schema tells of its rows: that they single people out, or that their time has passed."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from minlint.judge.coverage import rank
from minlint.taxonomy import is_within

if TYPE_CHECKING:
    from minlint.judge.records import FieldContext, RecordContext

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
    """The three fields, where the record holds them all and nothing that names a person."""
    fields = [item for item in record.judged if item.field and item.keys[0] == item.category.key]
    if any(is_within(item.category.key, key) for item in fields for key in NAMING):
        return []
    found = [next((item for item in fields if _is(item, key, rung)), None) for key, rung in TRIPLE]
    return [item.field.path for item in found if item and item.field] if all(found) else []


def _is(item: FieldContext, key: str, coarsest: str | None) -> bool:
    if not is_within(item.category.key, key):
        return False
    ladder = item.run.taxonomy.ladder(item.category.key)
    limit = ladder.rank(coarsest) if coarsest else None
    return limit is None or rank(item.detection.precision, ladder) <= limit


def expired(record: RecordContext) -> list[str]:
    """The purposes whose period ended before today for every row of the year that the record is named after."""
    match = _YEAR.search(record.reading.record.name)
    if match is None or not record.judged:
        return []
    last = datetime.date(int(match[1]), 12, 31)
    age = (record.run.today - last).days
    return [item.id for item in record.served if item.retention and item.retention.days and item.retention.days < age]


_YEAR = re.compile(r"(?:^|[_.\-])(?:y|p)?((?:19|20)\d\d)(?:[_\-]?\d\d){0,2}$")
