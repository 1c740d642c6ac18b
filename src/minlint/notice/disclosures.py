"""What a notice discloses: categories, periods and purposes, each with the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from minlint import rulebook
from minlint.notice.names import Named, named
from minlint.notice.text import Passage, passages
from minlint.taxonomy import Taxonomy, is_within
from minlint.tuples import NamedTuple


class Disclosure(NamedTuple):
    """A category that a sentence says is collected. ``words`` are those that say it."""

    category: str
    words: str
    passage: Passage


class Period(NamedTuple):
    """How long a sentence says that data are kept, in days."""

    days: float
    words: str
    passage: Passage


class Notice(NamedTuple):
    """A notice that was read. ``path`` is relative to the working folder."""

    path: str
    disclosed: tuple[Disclosure, ...]
    periods: tuple[Period, ...]
    purposes: tuple[Passage, ...]

    def discloses(self, key: str, book: Taxonomy) -> bool:
        """Whether a category, by either of its words, or one above it is said to be collected."""
        return any(book.covers(item.category, word) for item in self.disclosed for word in book.synonyms(key))


def read(text: str, path: str, book: Taxonomy) -> Notice:
    """Read a notice."""
    found = passages(text, path)
    disclosed = (item for passage in found for item in _disclosed(passage, book))
    return Notice(
        path,
        tuple({(item.category, item.passage): item for item in disclosed}.values()),
        tuple(item for passage in found for item in _periods(passage)),
        tuple(passage for passage in found if _PURPOSE.search(passage.text) and _starts(passage.text, "collects")),
    )


def _disclosed(passage: Passage, book: Taxonomy) -> Iterator[Disclosure]:
    if not passage.text or not _speaks(passage):
        return
    for clause in _clauses(passage.text):
        if _has_word(clause, "denies"):
            continue
        for key, words in _heard(clause, book):
            yield Disclosure(book.canonical(key), words, passage)


def _heard(clause: str, book: Taxonomy) -> Iterator[tuple[str, str]]:
    """The categories that a clause speaks of, with its words: by their names, and as notices put it.

    What stands within a longer name says nothing of its own, but for what is above the name's category.
    """
    names = tuple(named(clause, book))
    for name in names:
        yield from ((key, clause[name.start : name.end]) for key in name.categories)
    for key, phrases in _phrases().items():
        matches = (match for phrase in phrases for match in phrase.finditer(clause))
        match = next((match for match in matches if not any(_hides(name, match, key) for name in names)), None)
        if match and key in book:
            yield key, match[0]


def _hides(name: Named, match: re.Match[str], key: str) -> bool:
    """Whether a phrase is only a part of a name that means something else."""
    within = name.start <= match.start() and match.end() <= name.end
    longer = name.end - name.start > match.end() - match.start() + _ENDING
    return within and longer and not any(is_within(other, key) for other in name.categories)


_ENDING = 2
"""Letters that a name has more than the same phrase in the singular, at most."""


def _speaks(passage: Passage) -> bool:
    """Whether a sentence says what is collected: by a verb, or as an item of a list that does."""
    text = passage.text.lower()
    if any(phrase in text for phrase in _words("apart")) and not _LISTED.search(text):
        return False
    if passage.lead:
        return not _has_word(passage.lead.lower(), "denies") and _about(passage.lead)
    if _starts(text, "collects"):
        return True
    return _about(passage.heading) and not _has_word(passage.heading.lower(), "denies")


def _about(title: str) -> bool:
    """Whether a heading or a lead says that a list of what is collected follows."""
    text = title.lower()
    return any(phrase in text for phrase in _words("lists")) or _starts(text, "collects")


def _clauses(text: str) -> Iterator[str]:
    """The clauses of a sentence, each of which can deny for itself."""
    yield from (part for part in _turns().split(text.lower()) if part and part.strip())


def _periods(passage: Passage) -> Iterator[Period]:
    text = passage.text.lower()
    if not (
        _starts(text, "keeps") or _starts(passage.heading.lower(), "keeps") or _starts(passage.lead.lower(), "keeps")
    ):
        return
    for match in _period().finditer(text):
        yield Period(_days(match), match[0], passage)


@cache
def _period() -> re.Pattern[str]:
    """A number, in figures or in words, and a unit: ``18 months``, ``seventy-five years``, ``zwei Jahre``."""
    numbers, units = (_joined(_file()[kind]) for kind in ("numbers", "units"))
    return re.compile(rf"\b(?P<many>\d{{1,4}}|(?:{numbers})(?:[- ](?:{numbers}))?)\s+(?P<unit>{units})\b")


def _days(match: re.Match[str]) -> float:
    many = match["many"]
    said = _file()["numbers"]
    number = int(many) if many.isdigit() else sum(said[part] for part in re.split("[- ]", many))
    return float(number * _file()["units"][match["unit"]])


_PURPOSE = re.compile(
    r"\b(?:in order to|so that|for the purposes? of|to \w{3,}|for \w{4,}|um |zur |zum |afin de|pour |para )",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?:we|wir|nous)\s+(?:also\s+)?(?:collect|process|store|erheben|verarbeiten|collectons|traitons)\b"
)


def _starts(text: str, kind: str) -> bool:
    """Whether a word of the text begins with one of a list, or a phrase of it stands in the text."""
    return bool(_beginning(kind).search(text.lower()))


def _has_word(text: str, kind: str) -> bool:
    return bool(_whole(kind).search(text))


@cache
def _beginning(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_joined(_words(kind))})")


@cache
def _whole(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_joined(_words(kind))})\b")


@cache
def _turns() -> re.Pattern[str]:
    return re.compile(rf";|—|,?\s\b(?:{_joined(_words('turns'))})\b")


def _joined(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_file()[kind]))


@cache
def _phrases() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    """What notices call each category; a longer phrase before a shorter one."""
    return {
        key: tuple(re.compile(rf"\b{re.escape(phrase)}") for phrase in sorted(said, key=len, reverse=True))
        for key, said in _file()["says"].items()
    }


def _file() -> Mapping[str, Any]:
    found: Mapping[str, Any] = rulebook.part("words")["notices.yaml"]
    return found
