"""The side that is compared with, as the judge sees it."""

from __future__ import annotations

from collections.abc import Mapping

from minlint.manifest.model import Manifest
from minlint.model import RecordReading, Source, SourceReading
from minlint.tuples import NamedTuple


class Collected(NamedTuple):
    """A category that a field held, or, with ``field`` None, several fields of a record together."""

    source: str
    record: str
    field: str | None
    category: str


class Was(NamedTuple):
    """A record as it was."""

    source: Source
    reading: RecordReading


class Before(NamedTuple):
    """What one manifest's sources were.

    ``manifest`` is the one that judged them then, None where nothing is known of it. ``records`` are the records as
    they were, by the source and the name that they have now. ``left`` are fields, with their categories, that records
    lost since. ``known`` is what was reported already of records without a purpose.
    """

    manifest: Manifest | None
    records: Mapping[tuple[str, str], Was] = {}
    left: frozenset[tuple[str, str]] = frozenset()
    known: frozenset[Collected] = frozenset()


def records_of(readings: tuple[SourceReading, ...]) -> dict[tuple[str, str], Was]:
    """The records of sources by their source's path and their name; of several with one name the first."""
    found: dict[tuple[str, str], Was] = {}
    for item in readings:
        for record in item.records:
            found.setdefault((item.source.path, record.record.name), Was(item.source, record))
    return found
