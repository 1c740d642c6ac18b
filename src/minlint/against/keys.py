"""Which finding is which on both sides, wherever its source and its record have gone since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from minlint.judge.drift.before import Collected
from minlint.judge.drift.pairing import Pairs
from minlint.model import Finding, SourceReading
from minlint.tuples import NamedTuple


class Key(NamedTuple):
    """A finding by what it is about: a record with its field, or, without a record, a logical place.

    ``source`` is empty for what is said of a manifest: there the logical place is enough.
    """

    code: str
    category: str | None
    source: str
    record: str | None
    field: str | None
    parts: tuple[str, ...]
    logical: str


def key_of(finding: Finding, manifests: frozenset[str]) -> Key:
    """A finding's key on its own side; ``manifests`` are the files in which manifests stand there."""
    source = "" if finding.record is None and finding.source in manifests else finding.source
    logical = finding.logical if finding.record is None else ""
    return Key(finding.code, finding.category, source, finding.record, finding.field, finding.parts, logical)


def translated(key: Key, pairs: Pairs) -> Key:
    """The key that a finding of then has today."""
    if key.record is None:
        return key._replace(source=pairs.sources.get(key.source, key.source))
    source, record = pairs.now.get((key.source, key.record), (key.source, key.record))
    return key._replace(source=source, record=record)


def elements(finding: Finding, pairs: Pairs) -> Iterator[Collected]:
    """What a finding of then about a whole record is about, as it stands today."""
    place = (finding.source, finding.record or "")
    source, record = pairs.now.get(place, place)
    return (Collected(source, record, item.field, item.category) for item in finding.elements)


def collected(readings: Iterable[SourceReading], pairs: Pairs) -> Iterator[Collected]:
    """Every category that the fields of then held, as they stand today."""
    for item in readings:
        for found in item.records:
            source, record = pairs.now.get((item.source.path, found.record.name), (item.source.path, found.record.name))
            for reading in found.readings:
                field = reading.field.path if reading.field else None
                yield from (Collected(source, record, field, each.category) for each in reading.detections)
