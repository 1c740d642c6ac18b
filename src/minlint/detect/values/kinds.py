"""What a recogniser is: a cheap sieve, a question to the texts that pass it, and what a column of hits amounts to.

A sieve lets through every text in which something could be found, and costs next to nothing. Validation comes first: a
checksum, a date, a structure; a mere pattern counts only with other evidence (a word in the name, a record about
people, a country).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from minlint.tuples import NamedTuple

Place = tuple[int, int]
"""Where something stands in a text: start, and end exclusive."""

Gate = Literal["", "people", "address"]


class Kind(NamedTuple):
    """A kind of value, and the recogniser for it.

    ``name`` is its own, in the documentation. ``what`` names several of them, with their shape. ``find`` tells where
    the longest stands in a text. ``sure`` is the confidence when nearly all values of a column are of the kind; below
    ``least`` distinct values, or below the share ``floor``, it says nothing. ``words``: only under a name with one of
    these words, or, with ``gate``, in a record about people, or one that also holds an address. ``countries``: only
    where the record's other values or names speak of one of them. ``numbers``: also among whole numbers. ``inside``:
    also looked for within longer texts. ``proof``: a hit is no accident (a checksum, a structure). ``packed``: also in
    columns of bytes. ``entity``: what Presidio calls it within a text, and the score from which it is heeded.
    """

    name: str
    category: str
    what: str
    sieve: re.Pattern[str]
    find: Callable[[str], Place | None]
    sure: float
    least: int = 2
    floor: float = 0.6
    words: frozenset[str] = frozenset()
    gate: Gate = ""
    countries: frozenset[str] = frozenset()
    numbers: bool = False
    inside: bool = False
    proof: bool = False
    packed: bool = False
    entity: tuple[str, float] | None = None


class Context(NamedTuple):
    """What is known of the record a column stands in: whether it is about people, holds addresses, and where.

    ``said``: somebody says where the people live, so that other countries' looser numbers aren't looked for.
    """

    people: bool = False
    address: bool = False
    countries: frozenset[str] = frozenset()
    said: bool = False

    def opens(self, kind: Kind, words: frozenset[str]) -> bool:
        """Whether a kind may be asked about in a column of a name with these words."""
        if kind.words & words:
            return True
        if kind.countries and not kind.countries & self.countries:
            return False
        if kind.gate:
            return self.people if kind.gate == "people" else self.address
        return not kind.words


def whole(check: Callable[[str], bool]) -> Callable[[str], Place | None]:
    """A question about a text as a whole."""

    def find(text: str) -> Place | None:
        return (0, len(text)) if check(text) else None

    return find


def shaped(pattern: str, flags: int = 0) -> Callable[[str], Place | None]:
    """Whether a text as a whole has a form."""
    matches = re.compile(pattern, flags).fullmatch
    return whole(lambda text: matches(text) is not None)


def within(pattern: str, flags: int = 0) -> Callable[[str], Place | None]:
    """Where a form stands in a text."""
    search = re.compile(pattern, flags).search

    def find(text: str) -> Place | None:
        match = search(text)
        return match.span() if match else None

    return find


def sieve(pattern: str) -> re.Pattern[str]:
    """A sieve, which doesn't tell large from small letters."""
    return re.compile(pattern, re.IGNORECASE)


def named(words: str) -> frozenset[str]:
    """Words of names of columns."""
    return frozenset(words.split())


def luhn(digits: str) -> bool:
    """Whether the check digit of cards and devices holds."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 + index % 2)
        total += number - 9 * (number > 9)
    return total % 10 == 0
