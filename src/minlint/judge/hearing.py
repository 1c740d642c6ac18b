"""Phrases found in a sentence: English words in any tense, number and spelling, without a language model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from minlint.manifest.numbers import numbers
from minlint.tuples import NamedTuple

LONGEST = 20_000
"""Characters of a text that are read: no statement is longer, and hostile input may be."""

_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[.;:!?]")
_GAP, _NUMBER, _STOP = "...", "N", "."
_WIDTH = 3
_ISE = re.compile(r"iz(?=e|ing|ation)")
_VOWEL = re.compile(r"[aeiouy]")


class Token(NamedTuple):
    """A word of a text: its stem, and where it stands."""

    stem: str
    start: int
    end: int


class Match(NamedTuple):
    """A phrase that was found: from which token to which, the end excluded."""

    start: int
    end: int


Step = frozenset[str]
"""The stems that one step of a phrase takes; a gap or a number are steps of their own."""


class Words(Protocol):
    """How a language's words are compared: a word without its ending, and those of a text."""

    def stem(self, word: str) -> str: ...

    def tokens(self, text: str) -> list[Token]: ...


class Stems:
    """Words as the matcher compares them; ``irregular`` and ``spelling`` give the base form of what rules don't."""

    def __init__(self, irregular: Mapping[str, str], spelling: Mapping[str, str]) -> None:
        self.bases = {**irregular, **spelling}
        self._known: dict[str, str] = {}

    def stem(self, word: str) -> str:
        """What is left of a lower-case word without its ending."""
        if word not in self._known:
            base = self.bases.get(word) or self.bases.get(word.removesuffix("s"), word)
            self._known[word] = _bare(_ISE.sub("is", base))
        return self._known[word]

    def tokens(self, text: str) -> list[Token]:
        """The words of a text; a stop or a semicolon is a token that nothing matches."""
        found = _TOKEN.finditer(text[:LONGEST])
        return [Token(self._token(match[0]), *match.span()) for match in found]

    def _token(self, text: str) -> str:
        word = text.lower().replace("’", "'")
        if word in ".;:!?":
            return _STOP
        return self.stem(word.removesuffix("'s").removesuffix("'"))


def _bare(word: str) -> str:
    if word.endswith(("ies", "ied")) and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("ches", "shes", "xes", "zes", "sses")):
        word = word[:-2]
    elif word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and _VOWEL.search(rest) and not word.endswith("eed"):
            word = rest
            break
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


class Phrases:
    """A list of phrases, ready to be found. `a/b` is either word, `...` up to three words, `N` a number."""

    def __init__(self, phrases: Iterable[str], stems: Words) -> None:
        self._starts: dict[str, list[tuple[Step, ...]]] = {}
        for phrase in phrases:
            steps = tuple(_step(word, stems) for word in phrase.split())
            for first in steps[0]:
                self._starts.setdefault(first, []).append(steps)

    def find(self, tokens: Sequence[Token], taken: frozenset[int] = frozenset()) -> Iterator[Match]:
        """The longest phrase at each place, from left to right; none with a token that is taken."""
        place = 0
        while place < len(tokens):
            end = self._longest(tokens, place, taken)
            if end > place:
                yield Match(place, end)
            place = max(end, place + 1)

    def _longest(self, tokens: Sequence[Token], place: int, taken: frozenset[int]) -> int:
        stem = tokens[place].stem
        starts = (*self._starts.get(stem, ()), *(self._starts.get(_NUMBER, ()) if _is_number(stem) else ()))
        return max((_ends(steps, tokens, place, taken) for steps in starts), default=place)


def _is_number(stem: str) -> bool:
    return stem.isdecimal() or stem in numbers()


def _step(word: str, stems: Words) -> Step:
    if word in (_GAP, _NUMBER):
        return frozenset((word,))
    return frozenset(stems.stem(part) for part in word.split("/"))


def _ends(steps: tuple[Step, ...], tokens: Sequence[Token], place: int, taken: frozenset[int]) -> int:
    """Where a phrase that begins at a place ends; -1 where it doesn't stand there."""
    ends = {place}
    for step in steps:
        ends = {after for end in ends for after in _after(step, tokens, end, taken)}
    return max(ends, default=-1)


def _after(step: Step, tokens: Sequence[Token], place: int, taken: frozenset[int]) -> Iterator[int]:
    if _GAP in step:
        yield place
        for more in range(place, min(place + _WIDTH, len(tokens))):
            if tokens[more].stem == _STOP:
                return
            yield more + 1
    elif place < len(tokens) and place not in taken:
        stem = tokens[place].stem
        if stem in step or (_NUMBER in step and _is_number(stem)):
            yield place + 1
