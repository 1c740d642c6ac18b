"""Places and lists as a person would write them, and names as words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from minlint import rulebook
from minlint.judge.contexts import Place
from minlint.once import pattern


def name_of(place: Place) -> str:
    """A record's field, or the fields that make something together, as a person would write it."""
    if place.field:
        return f"{place.record}.{place.field}"
    return f"{place.record} ({listed(place.parts)})" if place.parts else place.record or place.logical


def listed(items: Iterable[str]) -> str:
    """``a, b and c``."""
    *head, last = [*items] or [""]
    return f"{', '.join(head)} and {last}" if head else last


def shortened(text: str, room: int = 40) -> str:
    """A text's beginning, with an ellipsis where more follows."""
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


def within_sentence(title: str) -> str:
    """A title as it reads within a sentence."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


@lru_cache(maxsize=65_536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name or a text in order, in lower case and in the singular; numbers are left out."""
    return tuple(_singular(word.lower()) for word in _WORD.findall(name[:_LONGEST]))


def stands_in(phrase: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand in a name, one after the other."""
    size = len(phrase)
    if phrase and phrase[0] not in words:
        return False
    return any(words[at : at + size] == phrase for at in range(len(words) - size + 1))


_WORD = pattern(r"[A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ]+|[A-ZÀ-ÖØ-Þ]+(?![a-zß-öø-ÿ])")
_LONGEST = 400  # characters that are read: no author's name has more, and hostile input may


def _singular(word: str) -> str:
    if irregular := _irregular().get(word):
        return irregular
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word if word.endswith("ss") else word.removesuffix("s")


@cache
def _irregular() -> Mapping[str, str]:
    found: Mapping[str, str] = rulebook.part("words")["inflection.yaml"]["irregular"]
    return found
