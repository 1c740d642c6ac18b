"""How many sides of a person's life come together in one record, or in records joined by a key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from minlint.taxonomy import is_within
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.judge.records import RecordContext

CATEGORIES, SENSITIVE = 8, 3
"""From how many second-level categories on, that many of them sensitive, a picture of the whole person arises; the
manifest may set others (`lint: mosaic-categories, mosaic-sensitive`)."""


class Mosaic(NamedTuple):
    """The second-level categories (`user.contact`) that come together, the sensitive ones, and in which records."""

    categories: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()
    records: tuple[str, ...] = ()


def of(record: RecordContext) -> Mosaic:
    """A record's mosaic, by itself or with the records joined to it; empty where it stays below the thresholds.

    A record that others lead to stands for them all; one that makes a mosaic by itself is told alone.
    """
    if record.reading.subject not in ("person", "unknown", "device"):
        return Mosaic()
    alone = _gathered([record])
    if _is_one(alone, record):
        return alone
    if not record.run.links.leading(record):
        return Mosaic()
    joined = list(record.run.links.joined(record))
    if any(_is_one(_gathered([other]), record) for other in joined):
        return Mosaic()
    together = _gathered(joined)
    return together if _is_one(together, record) else Mosaic()


def _is_one(found: Mosaic, record: RecordContext) -> bool:
    lint = record.run.manifest.lint
    least, sensitive = lint.get("mosaic-categories", CATEGORIES), lint.get("mosaic-sensitive", SENSITIVE)
    return len(found.categories) >= int(least) and len(found.sensitive) >= int(sensitive)


def _gathered(records: Iterable[RecordContext]) -> Mosaic:
    held: dict[str, bool] = {}
    names: dict[str, None] = {}
    for record in records:
        for item in record.judged:
            if item.own or is_within(item.category.key, "user.unique_id"):
                continue
            names[record.reading.record.name] = None
            second = ".".join(item.category.key.split(".")[:2])
            held[second] = held.get(second, False) or item.category.sensitive
    return Mosaic(tuple(sorted(held)), tuple(sorted(key for key, sensitive in held.items() if sensitive)), tuple(names))
