"""Lists of ``rules/words/`` whose items a field tells by its category or by its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from minlint import rulebook
from minlint.judge.words import stands_in, words_of
from minlint.taxonomy import is_within
from minlint.tuples import NamedTuple

Phrase = tuple[str, ...]


class Item(NamedTuple):
    """One item of a list; ``said`` is all that its file says of it."""

    said: Mapping[str, Any]
    categories: tuple[str, ...]
    names: tuple[Phrase, ...]

    def is_in(self, words: Phrase, category: str) -> bool:
        """Whether a field of that name and category is such a one."""
        return self.named_in(words) or any(is_within(category, key) for key in self.categories)

    def named_in(self, words: Phrase) -> bool:
        """Whether a name holds one of its phrases."""
        return holds(words, self.names)


def holds(words: Phrase, phrases: Iterable[Phrase]) -> bool:
    """Whether one of the phrases stands in a name."""
    return any(stands_in(phrase, words) for phrase in phrases)


@cache
def items(file: str, key: str) -> tuple[Item, ...]:
    """The items of a list of a file."""
    listed = rulebook.part("words")[file][key]
    return tuple(
        Item(said, tuple(said.get("categories") or ()), phrases_of(said.get("names") or ())) for said in listed
    )


@cache
def phrases(file: str, key: str) -> tuple[Phrase, ...]:
    """A plain list of phrases of a file."""
    return phrases_of(rulebook.part("words")[file][key])


def phrases_of(texts: Iterable[str]) -> tuple[Phrase, ...]:
    """Texts as the words that a name would have."""
    return tuple(map(words_of, texts))
