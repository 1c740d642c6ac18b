"""Countries by what people call them: codes of ISO 3166, locales, languages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from minlint import rulebook

_LOCALE = re.compile(r"(?P<language>[A-Za-z]{2,3})(?:[-_][A-Za-z]{4})?[-_](?P<country>[A-Za-z]{2})(?:[.@-].*)?")


@cache
def _said() -> Mapping[str, Any]:
    said: Mapping[str, Any] = rulebook.part("recognisers")["locales.yaml"]
    return said


@cache
def codes() -> frozenset[str]:
    """The codes of all countries."""
    return frozenset(_said()["countries"].split())


def languages() -> Mapping[str, Collection[str]]:
    """The countries that a language is written in, by its code."""
    found: Mapping[str, Collection[str]] = _said()["languages"]
    return found


def countries(word: str) -> frozenset[str]:
    """The countries that a country's code (``AT``), a locale (``de-AT``) or a language (``de``) stands for; none where
    it stands for nothing."""
    if match := _LOCALE.fullmatch(word):
        word = match["country"].upper()
    word = _said()["also"].get(word, word)
    return frozenset((word,)) if word in codes() else frozenset(languages().get(word, ()))


def all_of(words: Iterable[str]) -> frozenset[str]:
    """The countries that some words stand for together."""
    return frozenset().union(*map(countries, words))
