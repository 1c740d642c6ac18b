"""What was read of a source as plain data, to be kept without a word of what stands in it.

Names are kept, as every report prints them. Any other text of a source (comments, listed values, types with literals,
words for minlint) is kept as the place where it stands: whoever unpacks it has the very same text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from minlint.measures import Fill, Measures, Share, Spread, Telling
from minlint.model import (
    Detection,
    Evidence,
    Field,
    Marker,
    Reading,
    Record,
    RecordReading,
    Reference,
    Source,
    SourceReading,
    Span,
)
from minlint.report._types import shown_type

LONGEST = 5_000_000
"""Characters of a text in which places are looked for."""

_NAMES = frozenset(("path", "name", "pointer", "direction", "subject", "kind", "format"))
"""What is printed as it is."""


_ESCAPES = (("", ""), ("'", "''"), ('"', '""'), ("'", "\\'"), ('"', '\\"'), ("\n", "\\n"))
"""How a text may be written where it stands, the first as it is."""


class Unkept(Exception):
    """Something that has no place in the text, or that no cache may hold."""


class _Places:
    """Finds texts in a text, mostly one behind the other."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.known: dict[str, Any] = {"": ""}

    def of(self, said: str) -> Any:
        """The beginning, length and escape of a text; of one that stands there in pieces, those of its words."""
        if said not in self.known:
            self.known[said] = self._place(said) or [self._place(word) or self._lost() for word in self._parts(said)]
        return self.known[said]

    def _place(self, said: str) -> list[int] | None:
        """Where a text stands, as it is or escaped."""
        for way, (plain, escaped) in enumerate(_ESCAPES):
            if way and plain not in said:
                continue
            found = self._found(said.replace(plain, escaped) if way else said)
            if found and _text(place := [*found, way], self.text) == said:
                return place
        return None

    def _found(self, said: str) -> tuple[int, int] | None:
        found = self.text.find(said, self.at)
        if found < 0:
            found = self.text.find(said)
        if found < 0:
            return None
        self.at = found
        return found, len(said)

    def _parts(self, said: str) -> list[str]:
        """The words of a text that is joined by single spaces."""
        words = said.split(" ")
        if len(words) == 1 or not all(words):
            raise Unkept
        return words

    def _lost(self) -> Any:
        raise Unkept


def pack(reading: SourceReading) -> Any:
    """A reading as lists. Raises `Unkept` for one that can't be kept."""
    source = reading.source
    if source.problems or len(source.text or "") > LONGEST:
        raise Unkept
    places = _Places(source.text or "")
    records = [_packed(record, places) for record in source.records]
    head = [source.path, source.format, source.kind, source.stored, source.text is not None]
    return [head, _plain(source.markers, "", places), records, [_reading(item) for item in reading.records]]


def _packed(item: Field | Record, places: _Places) -> list[Any]:
    """The values of a field or a record, in the order of their names."""
    return [_plain(value, name, places) for name, value in zip(item._fields, item, strict=True)]


def _plain(value: Any, name: str, places: _Places) -> Any:
    """A value as it is kept; what is no word or number is told by its only key."""
    if isinstance(value, str):
        plain = name in _NAMES or (name == "type" and shown_type(value) == value)
        return value if plain else places.of(value)
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, Span):
        return {"span": [*value]}
    if isinstance(value, Reference):
        return {"to": [*value]}
    if isinstance(value, Marker):
        return {"said": [value.kind, places.of(value.text), _plain(value.span, "", places)]}
    if isinstance(value, Field):
        return {"field": _packed(value, places)}
    if type(value) is tuple:
        return {"all": [_plain(item, "", places) for item in value]}
    raise Unkept  # values, and what is measured on them


def _reading(item: RecordReading) -> list[Any]:
    numbers = {field.path: number for number, field in enumerate(item.record.fields)}
    if len(numbers) < len(item.record.fields) or item.measures is not None:  # rows are asked anew
        raise Unkept
    return [item.subject, [_detected(one, numbers) for one in item.readings], _measured(item.measures)]


def _measured(found: Measures | None) -> Any:
    """Counts and shares of a record's rows; moments, years, and what is told by hashes of values aren't kept."""
    if found is None:
        return None
    if found.trace or found.times or found.births or found.sketches or found.stays or found.sites:
        raise Unkept
    return [found.telling, found.alike, found.fills, found.shares, found.spreads, found.areas]


def _detected(item: Reading, numbers: Mapping[str, int]) -> list[Any]:
    """A field and its detections, or those of several together; fields by their numbers."""
    found = [[one.category, one.confidence, one.evidence, one.precision] for one in item.detections]
    return [
        None if item.field is None else numbers[item.field.path],
        [numbers[part.path] for part in item.parts],
        found,
    ]


def unpack(kept: Any, text: Callable[[], str]) -> SourceReading:
    """The reading that was packed, given the text that it was read from."""
    (path, form, kind, stored, has_text), markers, records, readings = kept
    said = text() if has_text else None
    found = tuple(Record(*(_unpacked(value, said or "") for value in record)) for record in records)
    source = Source(path, form, kind, found, (), _unpacked(markers, said or ""), said, stored)
    read = (
        RecordReading(record, tuple(_read(one, record.fields) for one in items), subject, _measures(measured))
        for record, (subject, items, measured) in zip(found, readings, strict=True)
    )
    return SourceReading(source, tuple(read))


def _measures(kept: Any) -> Measures | None:
    if kept is None:
        return None
    telling, alike, fills, shares, spreads, areas = kept
    return Measures(
        telling=None if telling is None else tuple(map(_telling, telling)),
        alike=_telling(alike) if alike else None,
        fills=tuple(Fill(*item) for item in fills),
        shares=tuple(Share(*item) for item in shares),
        spreads=tuple(Spread(of, tuple(columns), *rest) for of, columns, *rest in spreads),
        areas=tuple((path, rows) for path, rows in areas),
    )


def _telling(kept: Any) -> Telling:
    columns, *rest = kept
    return Telling(tuple(columns), *rest)


def _unpacked(kept: Any, text: str) -> Any:
    if isinstance(kept, list):
        return _text(kept, text)
    if not isinstance(kept, dict):
        return kept
    [(name, value)] = kept.items()
    if name == "all":
        return tuple([_unpacked(item, text) for item in value])
    if name == "field":
        return Field(*[_unpacked(item, text) for item in value])
    if name == "said":
        return Marker(value[0], _unpacked(value[1], text), _unpacked(value[2], text))
    return Span(*value) if name == "span" else Reference(*value)


def _text(place: list[Any], text: str) -> str:
    """What stands at a place, or at the places of words."""
    if not isinstance(place[0], int):
        return " ".join(_text(word, text) for word in place)
    start, length, way = place
    said = text[start : start + length]
    plain, escaped = _ESCAPES[way]
    return said.replace(escaped, plain) if way else said


def _read(kept: Sequence[Any], fields: tuple[Field, ...]) -> Reading:
    number, parts, found = kept
    detections = tuple(
        Detection(category, sure, tuple([Evidence(*piece) for piece in evidence]), rung)
        for category, sure, evidence, rung in found
    )
    return Reading(None if number is None else fields[number], detections, tuple(fields[part] for part in parts))
