"""Fields that hold no special category and yet reveal one."""

from __future__ import annotations

from functools import cache

from minlint import rulebook
from minlint.judge.words import stands_in, words_of
from minlint.taxonomy import is_within
from minlint.tuples import NamedTuple


class Proxy(NamedTuple):
    """What is revealed, in words, by fields of some categories and by names that hold some phrases."""

    reveals: str
    categories: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]

    def is_in(self, words: tuple[str, ...], category: str) -> bool:
        """Whether a field of that name and category reveals it."""
        named = any(stands_in(phrase, words) for phrase in self.names)
        return named or any(is_within(category, key) for key in self.categories)


@cache
def proxies() -> tuple[Proxy, ...]:
    """The proxies that ship with minlint."""
    listed = rulebook.part("words")["proxies.yaml"]["proxies"]
    return tuple(
        Proxy(item["reveals"], tuple(item.get("categories") or ()), tuple(map(words_of, item["names"])))
        for item in listed
    )
