"""Shapes of values: digits, letters and signs in their places, and nothing of what they are.

A digit is ``9``, a large letter ``A``, any other letter ``a``. Runs of more than three letters end in ``+``, so that no
word's length is told; a word in which letters and digits take turns is ``x+``. A text of signs alone is ``?``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from minlint.tuples import NamedTuple

LOOKED = 40
"""Signs of a value that make its shape; more are `MORE`."""

MORE = "…"
SHARED = 5
"""Rows that a shape is told from: what fewer have may say who they are."""

TOLD = 5
"""Shapes told of a column."""

Key = TypeVar("Key", str, int)

_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>@[\\]^_`{|}~?")
_LETTERS = re.compile(r"([Aa])\1{3,}")
_MIXED = re.compile(r"[Aa]*9+[Aa]+9+[Aa9]*|[Aa]+9+[Aa]+[Aa9]*")
_MIXED_AT_MOST = 4
_DIGITS = re.compile(r"9{24,}")
_RUN = re.compile(r"([^Aa9 ])\1{2,}")


class _Table(dict[int, str]):
    """What each sign is in a shape; a sign's is found when it is first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if unicodedata.category(sign) == "Nd":
            found = "9"
        elif sign.isalpha() or unicodedata.combining(sign):
            found = "A" if sign.isupper() else "a"
        elif sign.isspace():
            found = " "
        else:
            found = sign if sign in _SIGNS else "?"
        self[code] = found
        return found


_TABLE = _Table()


def shape(text: str) -> str:
    """The shape of a text."""
    return _shape(text[:LOOKED].translate(_TABLE)) + (MORE if len(text) > LOOKED else "")


@lru_cache(maxsize=20_000)
def _shape(signs: str) -> str:
    """The shape of what each sign is."""
    if "9" not in signs and "A" not in signs and "a" not in signs:
        return "?" if signs.strip() else ""
    found = _LETTERS.sub(r"\1+", _MIXED.sub(_word, signs))
    return _RUN.sub(r"\1+", _DIGITS.sub("9+", found))


def _word(match: re.Match[str]) -> str:
    """A word of letters and digits: as it is where it is short."""
    return match[0] if len(match[0]) <= _MIXED_AT_MOST else "x+"


class Shapes(NamedTuple):
    """The most frequent shapes of some values, how many there are, and what signs and decimal places they have."""

    shapes: tuple[tuple[str, float], ...] = ()
    forms: int = 0
    signs: tuple[tuple[str, float], ...] = ()
    decimals: tuple[tuple[int, float], ...] = ()


def shapes(values: Iterable[tuple[Any, int]], numbers: bool) -> Shapes:
    """What values, each with its rows, look like. ``numbers``: they have decimal places."""
    forms: Counter[str] = Counter()
    places: Counter[int] = Counter()
    signs = [0, 0, 0, 0]
    for value, rows in values:
        text = str(value)
        forms[shape(text)] += rows
        if numbers:
            places[_decimals(text)] += rows
        _count(text[:LOOKED].translate(_TABLE), rows, signs)
    top = [(form, rows) for form, rows in _ranked(forms)[:TOLD] if rows >= SHARED and form]
    told = _shares(top, sum(forms.values()))
    named = zip(("digits", "letters", "blanks", "other"), signs, strict=True)
    return Shapes(
        told,
        len(forms),
        _shares([(name, count) for name, count in named if count], sum(signs)),
        _shares(sorted(places.items()), sum(places.values())),
    )


def _shares(counts: Sequence[tuple[Key, int]], total: int) -> tuple[tuple[Key, float], ...]:
    return tuple((key, round(count / total, 4)) for key, count in counts)


def _count(signs: str, rows: int, counts: list[int]) -> None:
    """Add a text's digits, letters, blanks and other signs."""
    digits, letters, blanks = signs.count("9"), signs.count("a") + signs.count("A"), signs.count(" ")
    found = (digits, letters, blanks, len(signs) - digits - letters - blanks)
    for index, count in enumerate(found):
        counts[index] += rows * count


def _ranked(found: Mapping[str, int]) -> Sequence[tuple[str, int]]:
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def _decimals(text: str) -> int:
    """The decimal places of a number as it is written."""
    mantissa, _, power = text.partition("e")
    places = len(mantissa.partition(".")[2].rstrip("0"))
    return max(0, places - int(power)) if power.lstrip("+-").isdigit() else places
