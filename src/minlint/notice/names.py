"""What categories are called, found in the sentences of a notice: the same names that fields are known by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from minlint import rulebook
from minlint.detect.identifiers import word
from minlint.taxonomy import Names, Taxonomy, default
from minlint.tuples import NamedTuple

LANGUAGES = ("en", "de", "fr", "es")
"""The languages that notices are read in."""

CODE = ("detect/identifiers.py", "notice/names.py", "taxonomy.py")
"""The modules that the compiled form depends on."""

Index = Mapping[str, Mapping[str, Sequence[str]]]
"""By a first word the phrases that start with it, each with its categories; none for what only seems to be one."""

_WORD = re.compile(r"[^\W_]+")


class Named(NamedTuple):
    """A name in a text, between two positions, and the categories that go by it."""

    start: int
    end: int
    categories: Sequence[str]


def named(text: str, book: Taxonomy) -> Iterator[Named]:
    """The names of categories in a text, the longest from the left."""
    found = _index(book)
    spans = [match.span() for match in _WORD.finditer(text)]
    tokens = [word(text[start:end]) for start, end in spans]
    at = 0
    while at < len(tokens):
        size, categories = _longest(tokens, at, found.get(tokens[at], {}))
        if categories:
            yield Named(spans[at][0], spans[at + size - 1][1], categories)
        at += size


def _longest(tokens: Sequence[str], at: int, phrases: Mapping[str, Sequence[str]]) -> tuple[int, Sequence[str]]:
    """How many words the longest phrase has that starts there, at least one, and its categories."""
    longest = max((phrase.count(" ") + 1 for phrase in phrases), default=0)
    for size in range(min(longest, len(tokens) - at), 0, -1):
        categories = phrases.get(" ".join(tokens[at : at + size]))
        if categories is not None:
            return size, categories
    return 1, ()


@lru_cache(maxsize=4)
def _index(book: Taxonomy) -> Index:
    if book is not default() and not book.mark:
        return list_told(book)
    found: Index = rulebook.compiled("-".join(filter(None, ("told", book.mark))), lambda: list_told(book), CODE)
    return found


def list_told(book: Taxonomy) -> dict[str, dict[str, list[str]]]:
    """The names that mean a category wherever they stand, in the languages of notices, as plain data."""
    index: dict[str, dict[str, list[str]]] = {}
    for category in book:
        for language in LANGUAGES:
            for text, sure in _said(category.names.get(language)):
                tokens = [word(token) for token in _WORD.findall(text)]
                if tokens:
                    keys = index.setdefault(tokens[0], {}).setdefault(" ".join(tokens), [])
                    keys += [category.key] if sure and category.key not in keys else []
    return index


def _said(names: Names | None) -> Iterator[tuple[str, bool]]:
    """What a category is called, and what only seems to name it.

    Notices speak of people, and so of what means a category only beside them; a single word has to mean it by itself,
    and a short one may be a word of another language.
    """
    if names:
        yield from ((text, True) for text in names.always if " " in text or len(text) > _SHORT)
        yield from ((text, True) for text in names.person if " " in text and text.split()[0] not in _VERBS)
        yield from ((text, False) for text in names.never)


_SHORT = 4
_VERBS = frozenset(("is", "has", "was", "did", "can", "last"))
"""What the name of a yes or no begins with, or of a time: a sentence says that for any reason."""
