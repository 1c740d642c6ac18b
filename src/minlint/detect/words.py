"""What ``rules/words/`` knows of words: abbreviations, inflections, affixes, subjects and weights."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from minlint import rulebook
from minlint.once import cached_property
from minlint.tuples import NamedTuple

Phrase = tuple[str, ...]


class Reading(NamedTuple):
    """A further reading of an abbreviation, which holds beside one of the ``near`` words."""

    words: Phrase
    near: frozenset[str]


class Group(NamedTuple):
    """Values that give a category away, what to call them, and how many of them must be there."""

    title: str
    least: int
    values: frozenset[str]


class Company(NamedTuple):
    """Words whose meaning shows in their neighbours: what near ones add, and what their absence takes away."""

    words: frozenset[str]
    near: tuple[Phrase, ...]
    gain: float
    loss: float


class Words:
    """The word files as sets, each made when it is asked for.

    Phrases are tuples of words as the matcher compares them: singular, one spelling.
    """

    def __init__(self, book: Mapping[str, Any]) -> None:
        self._book = book
        inflection = book["inflection.yaml"]
        self.irregular: Mapping[str, str] = inflection["irregular"]
        self.spelling: Mapping[str, str] = inflection["spelling"]
        self.invariable, self.stop = frozenset(inflection["invariable"]), frozenset(inflection["stop"])
        self.of, self.numbers = frozenset(inflection["of"]), frozenset(inflection["numbers"])
        short = book["abbreviations.yaml"]
        self.together: Mapping[Phrase, str] = {tuple(text.split()): word for text, word in short["together"].items()}
        self.conditioned = short["conditions"].keys()
        self.affixes: Mapping[str, Any] = book["affixes.yaml"]
        self.subjects: Mapping[str, Any] = book["subjects.yaml"]

    @cached_property
    def abbreviations(self) -> Mapping[str, tuple[Phrase, ...]]:
        """What each abbreviation may stand for."""
        short: Mapping[str, list[str]] = self._book["abbreviations.yaml"]["abbreviations"]
        return {word: tuple(tuple(text.split()) for text in texts) for word, texts in short.items()}

    @cached_property
    def translations(self) -> Mapping[str, tuple[Phrase, ...]]:
        """What each common word of another language is in English."""
        spoken: Mapping[str, Mapping[str, str]] = self._part("translations.yaml")["languages"]
        found: dict[str, dict[Phrase, None]] = {}
        for said in spoken.values():
            for word, english in said.items():
                found.setdefault(word, {})[tuple(english.split())] = None
        return {word: tuple(english) for word, english in found.items()}

    def further(self, word: str) -> tuple[Reading, ...]:
        """The readings of an abbreviation that hold beside other words."""
        return tuple(map(_reading, self._book["abbreviations.yaml"]["conditions"].get(word, ())))

    @cached_property
    def weights(self) -> Mapping[str, Any]:
        """What each signal counts."""
        return self._part("weights.yaml")

    @cached_property
    def enums(self) -> Mapping[str, Group]:
        """Values that give categories away."""
        return {key: _group(item) for key, item in self._part("enums.yaml")["enums"].items()}

    @cached_property
    def records(self) -> Mapping[str, Any]:
        """What fields make together."""
        return self._part("records.yaml")

    @cached_property
    def company(self) -> Mapping[str, Company]:
        """Words of categories that are understood by their neighbours."""
        return {key: _company(item) for key, item in self._part("company.yaml")["company"].items()}

    @cached_property
    def topics(self) -> Mapping[str, Any]:
        """What records are about."""
        return self._part("topics.yaml")

    def _part(self, file: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._book[file]
        return found


@cache
def words() -> Words:
    """The words that ship with minlint."""
    return Words(rulebook.part("words"))


@cache
def affixes(kind: str) -> frozenset[str]:
    """The single words of a list of ``affixes.yaml``."""
    return frozenset(text for text in words().affixes[kind] if " " not in text)


@cache
def subjects(kind: str) -> frozenset[str]:
    """The texts of a list of ``subjects.yaml``."""
    return frozenset(words().subjects[kind])


@cache
def generic() -> frozenset[str]:
    """What says of a thing only that it has a code, a name or a kind: words and phrases."""
    return frozenset(words().affixes["generic"])


def _reading(item: Mapping[str, Any]) -> Reading:
    return Reading(tuple(item["reading"].split()), frozenset(item["near"]))


def _group(item: Mapping[str, Any]) -> Group:
    return Group(item["title"], item["least"], frozenset(item["values"]))


def _company(item: Mapping[str, Any]) -> Company:
    near = tuple(tuple(text.split()) for text in item["near"])
    return Company(frozenset(item["words"]), near, item["gain"], item["loss"])
