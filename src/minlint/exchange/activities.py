"""Processing activities: each stated purpose with the data that are bound to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from minlint.judge.contexts import relative
from minlint.judge.coverage import coverage
from minlint.judge.ownership import is_housekeeping, is_key
from minlint.manifest.match import resolve
from minlint.manifest.model import Manifest, Purpose
from minlint.model import Reading, SourceReading
from minlint.taxonomy import Taxonomy
from minlint.tuples import NamedTuple

SURE = 0.6
"""From which confidence on a category is held to be collected: that of a review."""


class Activity(NamedTuple):
    """A purpose and what is bound to it.

    ``collected`` are the categories with the fields that hold them (``record.field``), ``beyond`` those among them
    that the purpose doesn't permit, ``records`` where they are (``source: record``).
    """

    purpose: Purpose
    collected: Mapping[str, tuple[str, ...]]
    beyond: tuple[str, ...]
    records: tuple[str, ...]


def activities(said: Manifest, readings: Sequence[SourceReading], book: Taxonomy) -> list[Activity]:
    """The activities of a manifest, in its order."""
    held: dict[str, dict[str, list[str]]] = {id_: {} for id_ in said.purposes}
    places: dict[str, dict[str, None]] = {id_: {} for id_ in said.purposes}
    for source in readings:
        path = relative(source.source.path, said.folder)
        for record in source.records:
            bound = resolve(said, path, record.record, source.source)
            for reading in record.readings:
                if reading.field is None or not (key := _category(reading, bound.fields, book)):
                    continue
                for id_ in bound.of(reading.field.path):
                    held[id_].setdefault(key, []).append(f"{record.record.name}.{reading.field.path}")
                    places[id_][f"{path}: {record.record.name}"] = None
    return [_activity(purpose, held[id_], tuple(places[id_]), book) for id_, purpose in said.purposes.items()]


def _activity(purpose: Purpose, held: Mapping[str, list[str]], records: tuple[str, ...], book: Taxonomy) -> Activity:
    beyond = (key for key in held if _is_beyond(key, purpose, book))
    collected = {key: tuple(dict.fromkeys(fields)) for key, fields in sorted(held.items())}
    return Activity(purpose, collected, tuple(sorted(beyond)), records)


def _is_beyond(key: str, purpose: Purpose, book: Taxonomy) -> bool:
    own = is_housekeeping(key) or is_key(key)
    return coverage(key, None, [purpose], book, own=own).state in ("beyond", "forbidden")


def _category(reading: Reading, said: Mapping[str, object], book: Taxonomy) -> str | None:
    """What a field holds: what a person says of it, else its best category, where that is sure enough and personal."""
    assert reading.field
    named = getattr(said.get(reading.field.path), "category", None)
    if named:
        return None if named == "none" else str(named)
    best = reading.detections[0] if reading.detections else None
    return best.category if best and best.confidence >= SURE and book[best.category].personal else None
