"""Which countries a record speaks of: its numbers, accounts, mail, postal codes and letters, and the language of its
columns' names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from minlint import locales, taxonomy
from minlint.detect.identifiers import phrase
from minlint.detect.values import national, phones
from minlint.detect.values.recognisers import postcodes
from minlint.detect.values.spread import spread
from minlint.model import Record

if TYPE_CHECKING:
    from minlint.detect.values.context import Column

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
MAIL = re.compile(r"[^@\s]+@(?:[\w-]+\.)+([a-z]{2,})", re.IGNORECASE)
_IBAN = re.compile(r"([A-Z]{2})\d\d ?[A-Z0-9]{4} ?[A-Z0-9 ]{6,30}")
_COUNTRY_ENDS = """
de fr es it nl pl pt br se tr jp uk at ch be dk no fi cz gr hu ie ro in ru ua ca au mx ar cl za
"""
_DOMAINS = frozenset(_COUNTRY_ENDS.split())
_ASKED = 40  # values that tell
_FEW = 2  # names of columns of which a language is told


def spoken_of(record: Record, read: Sequence[Column]) -> frozenset[str]:
    """The codes of the countries that a record's values and names speak of."""
    return frozenset((*(found for column in read for found in _of_values(column)), *_of_names(record)))


def share(form: re.Pattern[str], column: Column) -> float:
    """The share of a column's texts that have a form."""
    asked = spread(column.texts, _ASKED)
    return sum(form.fullmatch(text) is not None for text in asked) / max(1, len(asked))


def _of_values(column: Column) -> Iterator[str]:
    """The countries that a column's numbers, accounts or addresses are of."""
    if not column.short or not column.texts or column.kind not in ("text", "integer"):
        return
    yield from national.countries(column.texts)
    if column.kind == "integer":
        return
    if share(_IBAN, column) >= 0.8:
        yield from _often(match[1] for text in column.texts if (match := _IBAN.fullmatch(text)))
    elif share(MAIL, column) >= 0.8:
        ends = (match[1].lower() for text in column.texts if (match := MAIL.fullmatch(text)))
        yield from ({"uk": "GB"}.get(end, end.upper()) for end in _often(ends) if end in _DOMAINS)
    elif share(_SSN, column) >= 0.95:
        yield "US"
    elif posted := _posted(column):
        yield posted
    else:
        yield from phones.countries(spread(column.texts, _ASKED))
        yield from _scripts(column)


def _posted(column: Column) -> str:
    """The country whose postal codes a column that is called so holds, where only one country's look like it."""
    if not column.words & postcodes.WORDS:
        return ""
    asked = spread(column.texts, _ASKED)
    for kind in postcodes.KINDS:
        _, *countries = kind.name.split()
        if len(countries) == 1 and sum(kind.find(text) is not None for text in asked) >= kind.floor * len(asked):
            return countries[0].upper()
    return ""


def _scripts(column: Column) -> Iterator[str]:
    text = " ".join(spread(column.texts, _ASKED))
    for letters, countries in _SCRIPTS:
        if letters.search(text):
            yield from countries.split()


def _often(items: Iterator[str]) -> list[str]:
    """What makes up a fifth of some items or more."""
    listed = list(items)
    return [item for item in dict.fromkeys(listed) if listed.count(item) >= 0.2 * len(listed)]


def _of_names(record: Record) -> frozenset[str]:
    """The countries of the one language, not English, that several columns are called in and no other explains."""
    known = _languages()
    told = Counter(
        language for field in record.fields for language in known.get(" ".join(phrase(field.name)), frozenset())
    )
    (best, often), (_, next_) = [*told.most_common(2), ("", 0), ("", 0)][:2]
    return frozenset(locales.languages().get(best, ())) if often >= _FEW and often > next_ else frozenset()


@cache
def _languages() -> Mapping[str, frozenset[str]]:
    """The languages in which something about people is called by a word, but for words of English."""
    found: dict[str, set[str]] = {}
    for category in taxonomy.default():
        for language, names in category.names.items():
            for said in (*names.always, *names.person):
                found.setdefault(" ".join(phrase(said)), set()).add(language)
    return {said: frozenset(languages) for said, languages in found.items() if "en" not in languages}
