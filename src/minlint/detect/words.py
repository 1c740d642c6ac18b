"""What ``rules/words/`` knows of words: abbreviations, inflections, affixes, subjects and weights."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from minlint import rulebook
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


class Words(NamedTuple):
    """The word files as sets. Phrases are tuples of words as the matcher compares them: singular, one spelling."""

    abbreviations: Mapping[str, tuple[Phrase, ...]]
    conditions: Mapping[str, tuple[Reading, ...]]
    together: Mapping[Phrase, str]
    irregular: Mapping[str, str]
    invariable: frozenset[str]
    spelling: Mapping[str, str]
    stop: frozenset[str]
    of: frozenset[str]
    numbers: frozenset[str]
    affixes: Mapping[str, Any]
    subjects: Mapping[str, Any]
    weights: Mapping[str, Any]
    enums: Mapping[str, Group]
    records: Mapping[str, Any]
    company: Mapping[str, Company]
    topics: Mapping[str, Any]


@cache
def words() -> Words:
    """The words that ship with minlint."""
    book = rulebook.part("words")
    short, inflection = book["abbreviations.yaml"], book["inflection.yaml"]
    return Words(
        {word: tuple(tuple(text.split()) for text in texts) for word, texts in short["abbreviations"].items()},
        {word: tuple(_reading(item) for item in items) for word, items in short["conditions"].items()},
        {tuple(text.split()): word for text, word in short["together"].items()},
        inflection["irregular"],
        frozenset(inflection["invariable"]),
        inflection["spelling"],
        frozenset(inflection["stop"]),
        frozenset(inflection["of"]),
        frozenset(inflection["numbers"]),
        book["affixes.yaml"],
        book["subjects.yaml"],
        book["weights.yaml"],
        {key: _group(item) for key, item in book["enums.yaml"]["enums"].items()},
        book["records.yaml"],
        {key: _company(item) for key, item in book["company.yaml"]["company"].items()},
        book["topics.yaml"],
    )


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
