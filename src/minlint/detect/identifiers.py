"""Identifiers as words: ``custBirthDt`` is ``cust birth dt``, and each word its singular in one spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

from minlint.detect.words import Phrase, words

_LONGEST = 200  # characters of a name that are read: no author writes more, and hostile input may
_HUMP = re.compile(
    r"(?<=[^\W\d_A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ])|(?<=[A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ](?!s(?![^\W\d_]))[^\W\d_A-ZÀ-ÖØ-Þ])"
)
_PARTS = re.compile(r"[^\W\d_]+|\d+")


@lru_cache(maxsize=65_536)
def split(name: str) -> Phrase:
    """The lower-case words and numbers of an identifier or a text, in order, as written."""
    if name.isascii() and name.islower():
        return tuple(_PARTS.findall(name[:_LONGEST].replace("'", "")))
    found: list[str] = []
    for part in _PARTS.findall(unicodedata.normalize("NFC", name[:_LONGEST]).replace("'", "")):
        if part.islower() or part[1:].islower():  # no hump
            found.append(part.lower())
        else:
            found += _HUMP.sub(" ", part).lower().split()
    return tuple(found)


@lru_cache(maxsize=65_536)
def word(token: str) -> str:
    """A word's singular in the spelling the lexicon uses."""
    known = words()
    token = _plain(token)
    singular = known.irregular.get(token) or (token if token in known.invariable else _singular(token))
    return known.spelling.get(singular, singular)


def _plain(token: str) -> str:
    """Without accents, where what is left is ASCII: ``numéro`` and ``numero`` are one word."""
    if token.isascii():
        return token
    bare = "".join(c for c in unicodedata.normalize("NFKD", token.translate(_LETTERS)) if not unicodedata.combining(c))
    return bare if bare.isascii() else token


_LETTERS = str.maketrans({"ß": "ss", "ł": "l", "đ": "d", "ı": "i", "ø": "o", "æ": "ae", "œ": "oe"})
"""Letters that are no letter with an accent, but written like this where there is only ASCII."""


def _singular(token: str) -> str:
    if len(token) < 4 or not token.endswith("s") or token.endswith(("ss", "us", "is", "sis")):
        return token
    if token.endswith("ies") and len(token) > 4:
        return token[:-3] + "y"
    if token.endswith(("ches", "shes", "sses", "xes", "zes")):
        return token[:-2]
    return token[:-1]


@lru_cache(maxsize=65_536)
def phrase(text: str) -> Phrase:
    """A lexicon phrase or a name as the matcher compares it: stop words gone, ``a of b`` turned to ``b a``."""
    return arrange(tuple(split(text)))


def arrange(tokens: Phrase) -> Phrase:
    """Singular words in their natural order: what stands behind an ``of`` comes first."""
    known = words()
    if known.of.isdisjoint(tokens):
        found = tuple([word(token) for token in tokens if token not in known.stop])
    else:
        found = _turned(tokens)
    return _together(found) or tuple(map(word, tokens))


def _turned(tokens: Phrase) -> Phrase:
    known = words()
    parts: list[list[str]] = [[]]
    for place, token in enumerate(tokens):
        if token in known.of and 0 < place < len(tokens) - 1:
            if parts[-1] and parts[-1][-1] in known.numbers:  # a number of things is a count, not what they go by
                parts[-1][-1] = "count"
            parts.append([])
        elif token not in known.stop:
            parts[-1].append(word(token))
    first = parts[0]
    front = []  # whose it is stands before all: a customer's year of birth
    while len(first) > 1 and len(parts) > 1 and first[0] in _people():
        front.append(first.pop(0))
    tail = [parts[-1].pop()] if len(parts[-1]) > 1 and parts[-1][-1] in _TAILS else []
    return tuple(item for part in (front, *reversed(parts), tail) for item in part)


@cache
def _people() -> frozenset[str]:
    return frozenset(words().subjects["person"])


_TAILS = frozenset(
    ("id", "code", "cd", "abbreviation", "abbr", "text", "desc", "description", "flag", "indicator", "key")
)
"""What is said of a whole name, where it stands at its end: the code of a country of birth."""


def _together(tokens: Phrase) -> Phrase:
    pairs = words().together
    if _joined().isdisjoint(tokens) or not any(pair in pairs for pair in pairwise(tokens)):
        return tokens
    found: list[str] = []
    for token in tokens:
        joined = pairs.get((found[-1], token)) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(token)
    return tuple(found)


@cache
def _joined() -> frozenset[str]:
    """The words that are one with the one behind them."""
    return frozenset(first for first, _ in words().together)


def abbreviates(short: str, full: str) -> bool:
    """Whether a word is some of another's letters, the first among them: ``plg`` and ``pledge``."""
    if not 0 < len(short) < len(full) or short[0] != full[0]:
        return False
    rest = iter(full)
    return all(letter in rest for letter in short)
