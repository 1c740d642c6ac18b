"""Whom a field is about, where its name speaks of somebody else than the person whose record it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from minlint import rulebook
from minlint.judge.words import stands_in, words_of
from minlint.tuples import NamedTuple

Tokens = tuple[str, ...]


class Other(NamedTuple):
    """People of one kind whom a person is tied to; ``tie`` is the category that names them in a manifest.

    ``words`` name them anywhere, ``many`` as the name of a list, ``subjects`` among the subjects of a purpose.
    """

    title: str
    tie: str
    words: tuple[Tokens, ...] = ()
    many: tuple[Tokens, ...] = ()
    subjects: tuple[Tokens, ...] = ()
    child: bool = False

    def among(self, subjects: Iterable[str], *, by_name: bool = False) -> bool:
        """Whether a purpose's subjects include them; ``by_name``: in their own words, and not as part of others."""
        known = self.words if by_name else self.words + self.many + self.subjects
        return any(_longest(words_of(subject), known) for subject in subjects)


class People(NamedTuple):
    """The people of ``others.yaml``: every kind, and whom a category is about; further names, see there."""

    others: tuple[Other, ...]
    ties: Mapping[str, Other]
    nobody: tuple[Tokens, ...]
    social: frozenset[str]
    traits: frozenset[str]


@cache
def people() -> People:
    """The people that ship with minlint."""
    book = rulebook.part("words")["others.yaml"]
    others = tuple(map(_other, book["others"]))
    return People(
        others,
        {tie: _tied(title, tie, others) for tie, title in book["ties"].items()},
        _phrases(book["not_others"]),
        frozenset(book["social"]),
        frozenset(book["traits"]),
    )


@lru_cache(maxsize=65_536)
def named_by_field(path: str) -> tuple[Other | None, bool]:
    """Whom a field's name speaks of, else the nearest object around it; and whether that names anybody at all.

    ``employee_id`` names somebody, and nobody else than whom the record of an employee is about.
    """
    for step in reversed(path.split(".")):
        tokens = words_of(step)
        if found := _named(tokens, listed=step.endswith("[]")):
            return found, True
        if not _persons().isdisjoint(tokens):
            return None, True
    return None, False


@lru_cache(maxsize=4096)
def named_by_record(name: str) -> Other | None:
    """Whose rows a record holds, by its name: ``employee_dependants``."""
    tokens = words_of(name.rpartition(".")[2])
    while len(tokens) > 1 and tokens[-1] in _neutral():
        tokens = tokens[:-1]
    return next((item for item in people().others if any(_ends(tokens, phrase) for phrase in item.words)), None)


def tied(category: str, name: str) -> Other | None:
    """Whom a category is about; of those of a social network only what speaks of others is."""
    found = people().ties.get(category)
    tokens = words_of(name)
    if _nobody(tokens) or (category == _SOCIAL and people().social.isdisjoint(tokens)):
        return None
    return found


_SOCIAL = "user.social"


def _named(tokens: Tokens, *, listed: bool) -> Other | None:
    if _nobody(tokens):
        return None
    found = ((_longest(tokens, item.words + (item.many if listed else ())), item) for item in people().others)
    length, best = max(found, key=lambda pair: pair[0])
    return best if length else None


@cache
def _persons() -> frozenset[str]:
    """Words that say clearly whose a field is: a patient, an employee; not a contact or a client."""
    known = rulebook.part("words")["subjects.yaml"]
    return frozenset(known["person"]).difference(known["neutral"], known["weak"], known["loose"], known["business"])


@cache
def _neutral() -> frozenset[str]:
    return frozenset(word for text in rulebook.part("words")["subjects.yaml"]["neutral"] for word in words_of(text))


@lru_cache(maxsize=65_536)
def _nobody(tokens: Tokens) -> bool:
    """Whether a name only seems to speak of somebody."""
    return bool(_longest(tokens, people().nobody))


def _longest(tokens: Tokens, phrases: Iterable[Tokens]) -> int:
    """How many letters the longest of the phrases that stand in a name has; 0 where none does."""
    text = " " + " ".join(tokens)  # a phrase that stands in it, or is glued to a trait, begins a word of it
    near = (phrase for phrase in phrases if " " + phrase[0] in text)
    return max((sum(map(len, phrase)) for phrase in near if _stands(tokens, phrase)), default=0)


def _stands(tokens: Tokens, phrase: Tokens) -> bool:
    """Whether a phrase stands in a name, also glued to a trait: ``spousename``, ``emergencycontactphone``."""
    if stands_in(phrase, tokens):
        return True
    size, glued = len(phrase), "".join(phrase)
    rests = [token.removeprefix(glued) for token in tokens if token.startswith(glued) and token != glued]
    return any(rest in people().traits for rest in rests) or (size > 1 and glued in tokens)


def _ends(tokens: Tokens, phrase: Tokens) -> bool:
    return tokens[-len(phrase) :] == phrase


def _phrases(texts: Iterable[str]) -> tuple[Tokens, ...]:
    return tuple(map(words_of, texts))


def _other(item: Mapping[str, Any]) -> Other:
    words, many, subjects = (_phrases(item.get(key) or ()) for key in ("words", "many", "subjects"))
    return Other(item["title"], item["tie"], words, many, subjects, bool(item.get("child")))


def _tied(title: str, tie: str, others: Iterable[Other]) -> Other:
    """Everybody a category is about, as one kind."""
    kinds = [item for item in others if item.tie == tie or item.tie.startswith(tie + ".")]
    every = tuple(phrase for item in kinds for phrase in (*item.words, *item.many, *item.subjects))
    return Other(title, tie, subjects=every)
