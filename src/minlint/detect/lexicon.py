"""The names of all categories as one phrase index, and the vocabulary that splits glued words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from typing import Any

from minlint import rulebook
from minlint.detect.identifiers import phrase, word
from minlint.detect.words import Phrase, words
from minlint.taxonomy import Category, Names, Taxonomy, default
from minlint.tuples import NamedTuple

MODES = ("always", "with", "person", "never")

CODE = ("detect/identifiers.py", "detect/lexicon.py", "detect/words.py", "taxonomy.py")
"""The modules that the compiled form depends on."""


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

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self._packed: Mapping[str, str] = compiled["phrases"]
        self._from: dict[str, tuple[dict[str, str], int]] = {}
        self._categories: list[str] = compiled["categories"]
        self._near: list[list[list[str]]] = compiled["near"]
        self.foreign = frozenset(compiled["foreign"])
        self.vocabulary = frozenset(self._packed).union(compiled["words"]) - self.foreign
        self._topics: Mapping[str, list[list[Any]]] = compiled["topics"]
        self.outside = frozenset(map(tuple, compiled["outside"]))
        self.entries = lru_cache(maxsize=65_536)(self._entries)
        self.matches = lru_cache(maxsize=65_536)(self._matches)
        self.nearby = lru_cache(maxsize=65_536)(self._nearby)
        self._beside = cache(self._near_words)

    def topics(self, tokens: Phrase) -> Iterator[tuple[str, bool, frozenset[Phrase]]]:
        """What a record is about whose name ends in these words: category, whether that is sure, and near words."""
        for category, sure, near in self._topics.get(" ".join(tokens), ()):
            yield category, sure, frozenset(map(tuple, near))

    def _entries(self, tokens: Phrase) -> tuple[Entry, ...]:
        """The categories that go by exactly these words; none where no category does."""
        said = self._starting(tokens[0])[0].get(" ".join(tokens[1:])) if tokens else None
        if said is None:
            return ()
        numbers = (map(int, entry.split(",")) for entry in said.split(";"))
        return tuple(
            Entry(self._categories[category], MODES[mode], self._beside(near)) for category, mode, near in numbers
        )

    def _near_words(self, number: int) -> frozenset[Phrase]:
        return frozenset(map(tuple, self._near[number]))

    def _nearby(self, tokens: Phrase) -> frozenset[Phrase]:
        """The phrases in some words that anything is read by which stands beside them."""
        index = self._telling
        return frozenset(
            [
                said
                for start, token in enumerate(tokens)
                if token in index
                for said in index[token]
                if tokens[start : start + len(said)] == said
            ]
        )

    @cached_property
    def _telling(self) -> Mapping[str, tuple[Phrase, ...]]:
        """Every near phrase, of categories, topics and companies, by its first word."""
        topics = (near for entries in self._topics.values() for _, _, near in entries)
        groups = (*self._near, *topics, *(company.near for company in words().company.values()))
        found: dict[str, tuple[Phrase, ...]] = {}
        for said in dict.fromkeys(tuple(said) for group in groups for said in group):
            if len(said) <= _NEAR:
                found[said[0]] = (*found.get(said[0], ()), said)
        return found

    def _starting(self, first: str) -> tuple[dict[str, str], int]:
        """What the phrases that start with a word go on with, each with its entries, and the longest one's length."""
        found = self._from.get(first)
        if found is None:
            rests = dict(line.split("=") for line in self._packed[first].split("\n")) if first in self._packed else {}
            longest = max((rest.count(" ") + 1 + bool(rest) for rest in rests), default=0)
            found = self._from[first] = rests, longest
        return found

    def _matches(self, tokens: Phrase) -> tuple[Match, ...]:
        """Every phrase in the words that isn't within a longer one, from the left.

        Two words that are the whole name are also found turned round: ``NameFirst``.
        """
        turned = self._turned(tokens)
        if turned is not None:
            return (turned,)
        starts = [start for start, token in enumerate(tokens) if token in self._packed]
        found = [match for start in starts if (match := self._longest(tokens, start))]
        if len(found) < 2:
            return tuple(found)
        return tuple(
            match
            for match in found
            if not any(o.start <= match.start and match.end <= o.end and o.length > match.length for o in found)
        )

    def _turned(self, tokens: Phrase) -> Match | None:
        if len(tokens) != 2 or tokens[0] not in _HEADS or self.entries(tokens):
            return None
        entries = self.entries(tokens[::-1])
        return Match(0, 2, tuple(entry for entry in entries if entry.mode != "never")) if entries else None

    def _longest(self, tokens: Phrase, start: int) -> Match | None:
        rests, longest = self._starting(tokens[start])
        for end in range(min(len(tokens), start + longest), start, -1):
            if " ".join(tokens[start + 1 : end]) in rests:
                return Match(start, end, self.entries(tokens[start:end]))
        return None


_NEAR = 3  # words of a phrase beside another
_HEADS = frozenset(("date", "number", "name", "address", "phone", "email", "code", "country", "place", "city", "photo"))


def compile_index(taxonomy: Taxonomy) -> dict[str, Any]:
    """The names of all categories as plain data: quick to load, and worth keeping.

    ``phrases`` maps a first word to lines, one for each phrase that starts with it: the words that follow, ``=``, and
    entries of a category, a mode and a set of near words by their numbers. ``words`` are all that stand nowhere first.
    ``foreign`` are the words that only other languages than English use: known, but no part of a glued English word.
    """
    categories = [category.key for category in taxonomy]
    near: dict[frozenset[Phrase], int] = {frozenset(): 0}
    phrases: dict[str, dict[tuple[int, int], frozenset[Phrase]]] = {}
    for number, category in enumerate(taxonomy):
        for language, names in category.names.items():
            for text, mode, beside in _said(names) if language == "en" else _spellings(names):
                entries = phrases.setdefault(" ".join(phrase(text)), {})
                entries[number, mode] = entries.get((number, mode), frozenset()) | beside
    topics = _topics(frozenset(categories))
    lines: dict[str, list[str]] = {}
    for key, entries in phrases.items():
        first, _, rest = key.partition(" ")
        said = (f"{number},{mode},{near.setdefault(beside, len(near))}" for (number, mode), beside in entries.items())
        lines.setdefault(first, []).append(f"{rest}={';'.join(said)}")
    english = {word for key in topics for word in key.split()}
    english |= {part for item in taxonomy for text in _english(item) for part in phrase(text)}
    return {
        "phrases": {first: "\n".join(rests) for first, rests in lines.items()},
        "words": sorted({word for key in (*phrases, *topics) for word in key.split()} - lines.keys()),
        "categories": categories,
        "near": [sorted(beside) for beside in near],
        "topics": topics,
        "outside": sorted(set(map(phrase, words().topics["outside"]))),
        "foreign": sorted({word for key in phrases for word in key.split()} - english),
    }


def _topics(categories: frozenset[str]) -> dict[str, list[list[Any]]]:
    """What records are about by the last words of their names: category, whether that is sure, and near words."""
    found: dict[str, list[list[Any]]] = {}
    for category, said in words().topics["topics"].items():
        if category not in categories:
            continue
        groups: list[tuple[Iterable[str], bool, list[Phrase]]] = [
            (said.get("own", ()), True, []),
            (said.get("beside", ()), False, []),
        ]
        groups += [(group["names"], False, sorted(map(phrase, group["near"]))) for group in said.get("near", ())]
        for texts, sure, near in groups:
            for text in texts:
                found.setdefault(" ".join(phrase(text)), []).append([category, sure, near])
    return {key: sorted(entries, key=lambda entry: not entry[2]) for key, entries in found.items()}


def _said(names: Names) -> Iterator[tuple[str, int, frozenset[Phrase]]]:
    for mode in ("always", "person", "never"):
        for text in getattr(names, mode):
            yield text, MODES.index(mode), frozenset()
    for group, near in names.near:
        beside = frozenset(map(phrase, near))
        for text in group:
            yield text, MODES.index("with"), beside


def _english(category: Category) -> Iterator[str]:
    return (text for text, _, _ in _said(category.names["en"])) if "en" in category.names else iter(())


_PARTICLES = frozenset(("de", "del", "di", "du", "della", "do", "da", "des", "la", "of", "van", "von", "zu", "av"))


def _spellings(names: Names) -> Iterator[tuple[str, int, frozenset[Phrase]]]:
    """What names of another language than English are written like in identifiers.

    Without their particles (``fecha nacimiento``), and glued (``fechanacimiento``).
    """
    for text, mode, beside in _said(names):
        parts = text.split()
        short = [part for part in parts if part not in _PARTICLES]
        glued = "".join(parts) if len(parts) > 1 and len(text) >= _GLUED else text
        for spelling in dict.fromkeys((text, " ".join(short) if len(short) > 1 else text, glued)):
            yield spelling, mode, beside


_GLUED = 8  # letters from which a name without its spaces can't be another word


@lru_cache(maxsize=4)
def lexicon(taxonomy: Taxonomy) -> Lexicon:
    """The lexicon of a taxonomy, built once; those of the taxonomy that ships, and with packs, are kept compiled."""
    if taxonomy is not default() and not taxonomy.mark:
        return Lexicon(compile_index(taxonomy))
    name = "-".join(filter(None, ("lexicon", taxonomy.mark)))
    return Lexicon(rulebook.compiled(name, lambda: compile_index(taxonomy), CODE))


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """The single words of many phrases."""
    return frozenset(word(part) for text in texts for part in text.split())


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Every word of the word files: what needs no mending and may be a part of a glued word."""
    return frozenset(rulebook.compiled("common", list_common_words, CODE))


def list_common_words() -> list[str]:
    """These words in order, as plain data that is worth keeping."""
    known = words()
    lists = (known.affixes, known.subjects)
    texts = [text for group in lists for part in group.values() for text in part]
    expanded = [text for readings in known.abbreviations.values() for text in map(" ".join, readings)]
    return sorted(known_words((*texts, *expanded)))
