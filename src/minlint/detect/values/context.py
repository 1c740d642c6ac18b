"""A record's columns as they are looked at, and what its values and names say of it: people, addresses, countries."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Literal

from minlint.detect.identifiers import split, word
from minlint.detect.values import names, packed
from minlint.detect.values.kinds import Context
from minlint.detect.values.spread import spread
from minlint.detect.values.whereabouts import MAIL, share, spoken_of
from minlint.kinds import kind_of
from minlint.model import Detection, Field, Record
from minlint.tuples import NamedTuple

Kind = Literal["text", "integer", "date", "bytes", "other"]

_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("text", "json", "uuid", "ip", "enum", "geo", "unknown"), "text"),
    **dict.fromkeys(("date", "datetime"), "date"),
    "integer": "integer",
    "binary": "bytes",
}
_SHORT = 60  # signs on average up to which texts are single values
_BLOBS = 40  # values of bytes that are looked at

_PERSON_WORDS = """
name surname firstname lastname fullname first last forename email phone patient patients customer customers person
people employee employees user users member members student students pupil gender sex applicant passenger client
clients resident voter donor guest
"""
_PERSON = frozenset(_PERSON_WORDS.split())
_ADDRESS_WORDS = """
street address addr city town strasse rue calle via straat ulica rua gata
"""
_ADDRESS = frozenset(_ADDRESS_WORDS.split())


class Column(NamedTuple):
    """A field with its distinct values as texts, the words of its name, and what its letters say of it."""

    field: Field
    kind: Kind
    texts: Sequence[str]
    words: frozenset[str]
    short: bool
    letters: tuple[str, Detection] | None = None


def column_of(field: Field) -> Column:
    """A field as a column."""
    kind = _kind(field.type)
    texts = _texts(field, kind)
    short = kind != "bytes" and sum(map(len, texts)) <= _SHORT * len(texts)
    letters = next(names.detections(texts), None) if kind == "text" and short and texts else None
    return Column(field, kind, texts, words_of(field.path), short, letters)


def words_of(path: str) -> frozenset[str]:
    """The words of a column's name, those that end in digits also in one: ``i94``, ``h3``."""
    parts = split(path)
    glued = (first + second for first, second in itertools.pairwise(parts) if second.isdigit())
    return frozenset((*parts, *glued))


def _kind(declared: str) -> Kind:
    """How values are looked at, by the type that an engine or a schema gives; exact decimals as whole numbers."""
    kind = kind_of(declared)
    if kind.name == "decimal":
        return "integer" if kind.scale is not None else "other"
    return _KINDS.get(kind.name, "other")


def _texts(field: Field, kind: Kind) -> list[str]:
    """The distinct values as texts without blanks around them, empty ones left out."""
    values = field.values or ()
    if kind == "bytes":
        data = [value for value in values if isinstance(value, bytes)]
        return [packed.spelt(value) for value in spread(data, _BLOBS)]
    if kind == "other":
        return []
    bare = (str(value).strip().strip('"') for value in values)
    return list(dict.fromkeys(text for text in bare if text))


def about(record: Record, read: Sequence[Column], locales: frozenset[str] = frozenset()) -> Context:
    """What a record is about, by its names and by the values of its columns, and where people are said to live."""
    said = frozenset(split(record.name)).union(*(split(field.path) for field in record.fields))
    said |= frozenset(map(word, said))
    people = bool(record.whose or _PERSON & said) or any(map(_of_people, read))
    address = bool(_ADDRESS & said) or any(column.letters and column.letters[0] == "street" for column in read)
    return Context(people, address, spoken_of(record, read) | locales, said=bool(locales))


def _of_people(column: Column) -> bool:
    """Whether a column by itself makes the record one about people."""
    if column.letters and column.letters[0] in ("first", "last", "full") and column.letters[1].confidence >= 0.8:
        return True
    return column.short and len(column.texts) >= 3 and share(MAIL, column) >= 0.8
