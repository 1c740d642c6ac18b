"""The names of all categories as one phrase index, and the vocabulary that splits glued words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from minlint.detect.identifiers import phrase, word
from minlint.detect.words import Phrase, words
from minlint.taxonomy import Names, Taxonomy


class Entry(NamedTuple):
    """One category that goes by a phrase: how surely (``mode``), and beside which words where that is ``with``."""

    category: str
    mode: str
    near: frozenset[Phrase] = frozenset()


class Match(NamedTuple):
    """A phrase found in a name, between two positions, with the categories it stands for."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def length(self) -> int:
        return self.end - self.start


class Lexicon:
    """Phrases of every category, found in names by their longest match."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        index: dict[Phrase, dict[tuple[str, str], Entry]] = {}
        for category in taxonomy:
            for names in category.names.values():
                for text, entry in _entries(category.key, names):
                    index.setdefault(phrase(text), {})[entry.category, entry.mode] = entry
        self.index = {key: tuple(entries.values()) for key, entries in index.items()}
        self.vocabulary = frozenset(part for key in index for part in key)
        self.longest: dict[str, int] = {}  # by first word, so that most words are passed at a glance
        for key in index:
            self.longest[key[0]] = max(len(key), self.longest.get(key[0], 0))
        self.matches = lru_cache(maxsize=65_536)(self._matches)
        self.turned = {
            key[::-1]: tuple(entry for entry in entries if entry.mode != "never")
            for key, entries in self.index.items()
            if len(key) == 2 and key[1] in _HEADS and key[::-1] not in self.index
        }

    def _matches(self, tokens: Phrase) -> tuple[Match, ...]:
        """Every phrase in the words that isn't within a longer one, from the left.

        Two words that are the whole name are also found turned round: ``NameFirst``.
        """
        if tokens in self.turned:
            return (Match(0, 2, self.turned[tokens]),)
        found = [match for start in range(len(tokens)) if (match := self._longest(tokens, start))]
        return tuple(
            match
            for match in found
            if not any(o.start <= match.start and match.end <= o.end and o.length > match.length for o in found)
        )

    def _longest(self, tokens: Phrase, start: int) -> Match | None:
        for end in range(min(len(tokens), start + self.longest.get(tokens[start], 0)), start, -1):
            entries = self.index.get(tokens[start:end])
            if entries:
                return Match(start, end, entries)
        return None


_HEADS = frozenset(("date", "number", "name", "address", "phone", "email", "code", "country", "place", "city", "photo"))


def _entries(key: str, names: Names) -> Iterator[tuple[str, Entry]]:
    for mode, texts in (("always", names.always), ("person", names.person), ("never", names.never)):
        for text in texts:
            yield text, Entry(key, mode)
    for group, near in names.near:
        beside = frozenset(map(phrase, near))
        for text in group:
            yield text, Entry(key, "with", beside)


@lru_cache(maxsize=4)
def lexicon(taxonomy: Taxonomy) -> Lexicon:
    """The lexicon of a taxonomy, built once."""
    return Lexicon(taxonomy)


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """The single words of many phrases."""
    return frozenset(word(part) for text in texts for part in text.split())


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Every word of the word files: what needs no mending and may be a part of a glued word."""
    known = words()
    lists = (known.affixes, known.subjects)
    texts = [text for group in lists for part in group.values() for text in part]
    expanded = [text for readings in known.abbreviations.values() for text in map(" ".join, readings)]
    return known_words((*texts, *expanded))
