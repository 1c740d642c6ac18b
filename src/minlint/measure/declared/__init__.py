"""What a field's declaration says of how fine its values can be: its words, type, listed values and comment."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from minlint import rulebook
from minlint.kinds import Kind, kind_of
from minlint.model import Field
from minlint.once import pattern
from minlint.taxonomy import is_within
from minlint.tuples import NamedTuple

_PARTS = pattern(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[\W_]+|(?<=[a-zA-Z])(?=\d)|(?<=\d)(?=[a-zA-Z])")
_LISTED = pattern(r"^\s*(?:enum|set)\s*\((.*)\)", re.IGNORECASE | re.DOTALL)
_SPAN = pattern(r"\D*(\d{1,3})\D+(\d{1,3})\D*")


class Declared(NamedTuple):
    """A field's kind, the words of its name and what its comment says of precision, and the category it holds.

    ``said`` are words and pairs of words in lower case, ``last`` is the name's last word, ``numbers`` those in it.
    """

    kind: Kind
    said: frozenset[str]
    last: str
    numbers: tuple[int, ...]
    category: str
    field: Field

    def says(self, ladder: str, *rungs: str) -> bool:
        """Whether it has a word of one of the rungs (or of another group of words) of a ladder."""
        return any(not self.said.isdisjoint(_words(ladder, rung)) for rung in rungs)

    def is_a(self, *kinds: str) -> bool:
        """Whether it is declared as one of some kinds."""
        return self.kind.name in kinds

    def within(self, key: str) -> bool:
        """Whether its category is a key or below it."""
        return is_within(self.category, key)

    def listed(self) -> tuple[str, ...]:
        """The values it may take, in lower case, where its schema lists them. They are only looked at."""
        if self.field.enum:
            return tuple(value.lower() for value in self.field.enum[:50])
        match = _LISTED.match(self.field.type[:2000])
        return tuple(part.strip(" '\"").lower() for part in match.group(1).split(",")) if match else ()


def declared(field: Field, category: str) -> Declared:
    """A field, read for its precision."""
    parts = _parts(field.name)
    said = frozenset((*parts, *(f"{a} {b}" for a, b in pairwise(parts)), *_of_comment(field.comment)))
    numbers = tuple(int(part) for part in parts if part.isdecimal() and len(part) < 5)
    return Declared(kind_of(field.type, field.format), said, parts[-1] if parts else "", numbers, category, field)


def narrowest(values: Sequence[str]) -> int | None:
    """The width of the narrowest of listed bands (``18-24`` is 7); None where they are no bands."""
    spans = [match for value in values if (match := _SPAN.fullmatch(value))]
    widths = [int(span.group(2)) - int(span.group(1)) + 1 for span in spans]
    return min(widths) if len(widths) >= 2 and min(widths) > 0 else None


@lru_cache(maxsize=16_384)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.lower() for part in _PARTS.split(name[:200]) if part)


def _of_comment(comment: str) -> list[str]:
    """The words that a comment stands for."""
    if not comment:
        return []
    text = " ".join(re.findall(r"[a-z0-9]+", comment[:300].lower()))
    meanings: Mapping[str, str] = _vocabulary()["comments"]
    return [word for phrase, word in meanings.items() if phrase in text]


def _vocabulary() -> Mapping[str, Any]:
    vocabulary: Mapping[str, Any] = rulebook.part("words")["precision.yaml"]
    return vocabulary


@cache
def _words(ladder: str, rung: str) -> frozenset[str]:
    return frozenset(map(str, _vocabulary()[ladder][rung]))
