"""A record's columns as they are looked at, and what its values and names say of it: people, addresses, countries."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from minlint.detect.identifiers import split
from minlint.detect.values import names, national, packed, phones
from minlint.detect.values.kinds import Context
from minlint.detect.values.spread import spread
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
_SCRIPTS = (  # letters that only a few countries write with
    (re.compile("[\u3041-\u30fa]"), "JP"),
    (re.compile("[\uac00-\ud7a3]"), "KR"),
    (re.compile("[\u0e01-\u0e3a]"), "TH"),
    (re.compile("[\u05d0-\u05ea]"), "IL"),
    (re.compile("[\u0370-\u03ff]{3}"), "GR"),
    (re.compile("[\u0900-\u097f]"), "IN"),
    (re.compile("[\u0400-\u04ff]"), "RU UA BG"),
    (re.compile("[\u4e00-\u9fff]"), "CN JP TW"),
)
_SSN = re.compile(r"\d{3}-\d\d-\d{4}")
_ASKED = 40  # values that tell what a record is about

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
_MAIL = re.compile(r"[^@\s]+@(?:[\w-]+\.)+([a-z]{2,})", re.IGNORECASE)
_IBAN = re.compile(r"([A-Z]{2})\d\d ?[A-Z0-9]{4} ?[A-Z0-9 ]{6,30}")
_COUNTRY_ENDS = """
de fr es it nl pl pt br se tr jp uk at ch be dk no fi cz gr hu ie ro in ru ua ca au mx ar cl za
"""
_DOMAINS = frozenset(_COUNTRY_ENDS.split())


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


def about(record: Record, read: Sequence[Column]) -> Context:
    """What a record is about, by its names and by the values of its columns."""
    said = frozenset(split(record.name)).union(*(split(field.path) for field in record.fields))
    people = bool(record.whose or _PERSON & said) or any(map(_of_people, read))
    address = bool(_ADDRESS & said) or any(column.letters and column.letters[0] == "street" for column in read)
    countries = frozenset(found for column in read for found in _countries(column))
    return Context(people, address, countries)


def _of_people(column: Column) -> bool:
    """Whether a column by itself makes the record one about people."""
    if column.letters and column.letters[0] in ("first", "last", "full") and column.letters[1].confidence >= 0.8:
        return True
    return column.short and len(column.texts) >= 3 and _share(_MAIL, column) >= 0.8


def _share(form: re.Pattern[str], column: Column) -> float:
    asked = spread(column.texts, _ASKED)
    return sum(form.fullmatch(text) is not None for text in asked) / max(1, len(asked))


def _countries(column: Column) -> Iterator[str]:
    """The countries that a column's numbers, accounts or addresses are of."""
    if not column.short or not column.texts or column.kind not in ("text", "integer"):
        return
    yield from national.countries(column.texts)
    if column.kind == "integer":
        return
    if _share(_IBAN, column) >= 0.8:
        yield from _often(match[1] for text in column.texts if (match := _IBAN.fullmatch(text)))
    elif _share(_MAIL, column) >= 0.8:
        ends = (match[1].lower() for text in column.texts if (match := _MAIL.fullmatch(text)))
        yield from ({"uk": "GB"}.get(end, end.upper()) for end in _often(ends) if end in _DOMAINS)
    elif _share(_SSN, column) >= 0.95:
        yield "US"
    else:
        yield from phones.countries(spread(column.texts, _ASKED))
        yield from _scripts(column)


def _scripts(column: Column) -> Iterator[str]:
    text = " ".join(spread(column.texts, _ASKED))
    for letters, countries in _SCRIPTS:
        if letters.search(text):
            yield from countries.split()


def _often(items: Iterator[str]) -> list[str]:
    """What makes up a fifth of some items or more."""
    listed = list(items)
    return [item for item in dict.fromkeys(listed) if listed.count(item) >= 0.2 * len(listed)]
