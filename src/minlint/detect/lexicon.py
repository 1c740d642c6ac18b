"""The names of all categories as one phrase index, and the vocabulary that splits glued words."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from minlint import rulebook
from minlint.detect.identifiers import phrase, word
from minlint.detect.words import Phrase, words
from minlint.once import cached_property
from minlint.rulebook import FORM, Index, indexed
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


class _Starts(dict[str, tuple[Mapping[str, str], int]]):
    """By a word what the phrases that start with it go on with, each with its entries, and the longest one's length."""

    def __init__(self, packed: Index[str]) -> None:
        super().__init__()
        self._packed = packed

    def __missing__(self, first: str) -> tuple[Mapping[str, str], int]:
        lines = self._packed[first]
        rests = dict(line.split("=") for line in lines.split("\n")) if lines is not None else {}
        longest = max((rest.count(" ") + 1 + bool(rest) for rest in rests), default=0)
        found = self[first] = rests, longest
        return found


class _Telling(dict[str, tuple[Phrase, ...]]):
    """By a word the phrases that start with it and tell what stands beside them."""

    def __init__(self, packed: Mapping[str, str]) -> None:
        super().__init__()
        self._packed = packed

    def __missing__(self, first: str) -> tuple[Phrase, ...]:
        found = self[first] = tuple(_phrases(self._packed.get(first, "")))
        return found


def _phrases(packed: str) -> Iterator[Phrase]:
    return (tuple(text.split(" ")) for text in packed.split("|") if text)


class Lexicon:
    """Phrases of every category, found in names by their longest match."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self._packed = Index[str](compiled["phrases"])
        self._from = _Starts(self._packed)
        self._categories: Sequence[str] = compiled["categories"]
        self._near: Sequence[str] = compiled["near"]
        self._words = Index[str](compiled["words"])
        self._ends: bytes = compiled["ends"]
        self._topics = Index[Sequence[tuple[str, bool, int]]](compiled["topics"])
        self._telling = _Telling(compiled["telling"])
        self.outside: frozenset[Phrase] = compiled["outside"]
        self.entries = lru_cache(maxsize=65_536)(self._entries)
        self.matches = lru_cache(maxsize=65_536)(self._matches)
        self.nearby = lru_cache(maxsize=65_536)(self._nearby)
        self._beside = cache(self._near_words)

    def knows(self, token: str) -> bool:
        """Whether a word is one of a category's names, in whatever language, or of the word files."""
        return self._words[token] is not None

    def is_foreign(self, token: str) -> bool:
        """Whether only other languages than English call a category so."""
        return self._words[token] == _FOREIGN

    def is_own(self, token: str) -> bool:
        """Whether English calls a category so."""
        return self._words[token] == _OWN

    @cached_property
    def by_ends(self) -> Mapping[tuple[str, int], Sequence[str]]:
        """The words that a slip of the pen may have meant, by their length and their ends: see `ends`."""
        found: Mapping[tuple[str, int], Sequence[str]] = marshal.loads(self._ends)
        return found

    def topics(self, tokens: Phrase) -> Iterator[tuple[str, bool, frozenset[Phrase]]]:
        """What a record is about whose name ends in these words: category, whether that is sure, and near words."""
        for category, sure, near in self._topics[" ".join(tokens)] or ():
            yield category, sure, self._beside(near)

    def _entries(self, tokens: Phrase) -> tuple[Entry, ...]:
        """The categories that go by exactly these words; none where no category does."""
        said = self._from[tokens[0]][0].get(" ".join(tokens[1:])) if tokens else None
        if said is None:
            return ()
        numbers = (map(int, entry.split(",")) for entry in said.split(";"))
        return tuple(
            Entry(self._categories[category], MODES[mode], self._beside(near)) for category, mode, near in numbers
        )

    def _near_words(self, number: int) -> frozenset[Phrase]:
        return frozenset(_phrases(self._near[number]))

    def _nearby(self, tokens: Phrase) -> frozenset[Phrase]:
        """The phrases in some words that anything is read by which stands beside them."""
        return frozenset([said for _, said in self.telling(tokens)])

    def telling(self, tokens: Phrase) -> list[tuple[int, Phrase]]:
        """The same, each with its first position."""
        index = self._telling
        return [
            (start, said)
            for start, token in enumerate(tokens)
            for said in index[token]
            if len(said) == 1 or tokens[start : start + len(said)] == said
        ]

    def _matches(self, tokens: Phrase) -> tuple[Match, ...]:
        """Every phrase in the words that isn't within a longer one, from the left.

        Two words that are the whole name are also found turned round: ``NameFirst``.
        """
        turned = self._turned(tokens)
        if turned is not None:
            return (turned,)
        starts = [start for start, token in enumerate(tokens) if self._from[token][1]]
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
        rests, longest = self._from[tokens[start]]
        for end in range(min(len(tokens), start + longest), start, -1):
            if " ".join(tokens[start + 1 : end]) in rests:
                return Match(start, end, self.entries(tokens[start:end]))
        return None


TYPO = 7
"""Letters from which a word one slip away is read as a known one."""
_OWN, _FOREIGN, _COMMON = "own", "foreign", "common"
_NEAR = 3  # words of a phrase beside another
_HEADS = frozenset(("date", "number", "name", "address", "phone", "email", "code", "country", "place", "city", "photo"))


def compile_index(taxonomy: Taxonomy) -> dict[str, Any]:
    """The names of all categories as plain data: quick to load, and worth keeping.

    ``phrases`` maps a first word to lines, one for each phrase that starts with it: the words that follow, ``=``, and
    entries of a category, a mode and a set of near words by their numbers. ``words`` says of each word that is known
    whether English has it, only another language (it is no part of a glued English word), or only the word files.
    ``telling`` are all near phrases, of categories, topics and companies, by their first words.
    """
    categories = tuple(category.key for category in taxonomy)
    near: dict[frozenset[Phrase], int] = {frozenset(): 0}
    phrases: dict[str, dict[tuple[int, int], frozenset[Phrase]]] = {}
    for number, category in enumerate(taxonomy):
        for language, names in category.names.items():
            for text, mode, beside in _said(names) if language == "en" else _spellings(names):
                entries = phrases.setdefault(" ".join(phrase(text)), {})
                entries[number, mode] = entries.get((number, mode), frozenset()) | beside
    lines: dict[str, list[str]] = {}
    for key, entries in phrases.items():
        first, _, rest = key.partition(" ")
        said = (f"{number},{mode},{near.setdefault(beside, len(near))}" for (number, mode), beside in entries.items())
        lines.setdefault(first, []).append(f"{rest}={';'.join(said)}")
    topics = {
        key: tuple((category, sure, near.setdefault(frozenset(beside), len(near))) for category, sure, beside in found)
        for key, found in _topics(frozenset(categories)).items()
    }
    english = {word for key in topics for word in key.split()}
    english |= {part for item in taxonomy for text in _english(item) for part in phrase(text)}
    named = {word for key in (*phrases, *topics) for word in key.split()}
    foreign = {word for key in phrases for word in key.split()} - english
    known = {
        **dict.fromkeys(list_common_words(), _COMMON),
        **dict.fromkeys(named, _OWN),
        **dict.fromkeys(foreign, _FOREIGN),
    }
    return {
        "phrases": indexed({first: "\n".join(rests) for first, rests in lines.items()}),
        "words": indexed(dict(sorted(known.items()))),
        "ends": marshal.dumps(ends(sorted(named - foreign)), FORM),
        "categories": categories,
        "near": tuple("|".join(sorted(map(" ".join, beside))) for beside in near),
        "topics": indexed(topics),
        "telling": _telling(near),
        "outside": frozenset(map(phrase, words().topics["outside"])),
    }


def _telling(groups: Iterable[Iterable[Phrase]]) -> dict[str, str]:
    near = {said for group in groups for said in group} | {s for one in words().company.values() for s in one.near}
    found: dict[str, list[str]] = {}
    for said in sorted(near):
        if len(said) <= _NEAR:
            found.setdefault(said[0], []).append(" ".join(said))
    return {first: "|".join(texts) for first, texts in found.items()}


def ends(known: Iterable[str]) -> dict[tuple[str, int], tuple[str, ...]]:
    """Words long enough to be mended, by their first three letters, or the first and last three, and their length."""
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for said in known:
        if len(said) >= TYPO - 1:
            for end in (said[:3], said[0] + "-" + said[-3:]):
                found[end, len(said)] = (*found.get((end, len(said)), ()), said)
    return found


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


def list_common_words() -> list[str]:
    """Every word of the word files: what needs no mending and may be a part of a glued word."""
    known = words()
    texts = [text for group in (known.affixes, known.subjects) for part in group.values() for text in part]
    expanded = [text for readings in known.abbreviations.values() for text in map(" ".join, readings)]
    return sorted({word(part) for text in (*texts, *expanded) for part in text.split()})
