"""Numbers that persons are known by, country by country (python-stdnum), told from those of firms and things.

Nearly all values of a column must hold; how few suffice depends on how many random ones would. Where several countries'
rules hold, a word in the name decides, then the countries that the rest of the record speaks of, then the stricter one.
"""

from __future__ import annotations

import importlib
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from minlint import rulebook
from minlint.detect.values.columns import evidence
from minlint.detect.values.kinds import Context
from minlint.detect.values.spread import spread
from minlint.model import Detection
from minlint.tuples import NamedTuple

_HOLDS = 0.9  # share of distinct values that must pass
_TRIED = 16
_SOME = 40  # values that tell whether a shape is worth asking about
_STRICT = 0.02  # chance up to which a rule speaks for itself
_ACCIDENT = 1e-6  # how unlikely it has to be that all values pass by accident
_SIGNS = {"#": r"\d", "A": "[A-Z]", "*": "[A-Z0-9]"}


class Number(NamedTuple):
    """A country's number: python-stdnum's module, the shapes it is asked about, and the chance of a random hit."""

    module: str
    country: str
    category: str
    title: str
    shape: re.Pattern[str]
    chance: float
    words: frozenset[str]


class Found(NamedTuple):
    """A number that a column's values hold to, with the share."""

    number: Number
    share: float


def _shape(masks: Sequence[str]) -> re.Pattern[str]:
    forms = ("".join(_SIGNS.get(sign, re.escape(sign)) for sign in mask) for mask in masks)
    return re.compile("|".join(forms))


def _rules() -> Mapping[str, Any]:
    rules: Mapping[str, Any] = rulebook.part("recognisers")["national.yaml"]
    return rules


@cache
def numbers() -> tuple[Number, ...]:
    """Every number that is known."""
    return tuple(
        Number(
            item["module"],
            item["country"],
            item["category"],
            item["title"],
            _shape(item["shapes"]),
            item["chance"],
            frozenset(item["words"]),
        )
        for item in _rules()["numbers"]
    )


@cache
def _firms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((module, _shape(masks)) for module, masks in _rules()["business"].items())


def valid(module: str, text: str) -> bool:
    """Whether python-stdnum holds a text to be such a number; what it stumbles over isn't one."""
    if module == "cn.ric":
        return _chinese(text)
    try:
        return bool(importlib.import_module(f"stdnum.{module}").is_valid(text))
    except Exception:  # of some numbers its tables know too little
        return False


def _chinese(text: str) -> bool:
    """Whether date and check digit hold: the library's list of counties lacks many that people were born in."""
    from stdnum.cn import ric

    try:
        ric.get_birth_date(text)
        return len(text) == 18 and bool(ric.calc_check_digit(text) == text[-1])
    except ValueError:
        return False


def found(texts: Sequence[str], words: frozenset[str], within: frozenset[str] = frozenset()) -> list[Found]:
    """The numbers that nearly all of a column's distinct texts hold to.

    Where people are said to live ``within`` some countries, another country's number is only looked for if its rule is
    strict or the name speaks of it.
    """
    bare = [re.sub(r"[\s./]", "", text).upper() for text in texts]
    plain = [text.replace("-", "") for text in bare]
    some = spread(list(zip(bare, plain, strict=True)), _SOME)
    held = []
    for number in numbers():
        if within and number.country not in within and number.chance > _STRICT and not number.words & words:
            continue
        likely = sum(any(map(number.shape.fullmatch, pair)) for pair in some)
        if likely < 0.8 * len(some):
            continue
        fitting = [text if number.shape.fullmatch(text) else flat for text, flat in zip(bare, plain, strict=True)]
        fitting = [text for text in fitting if number.shape.fullmatch(text)]
        if len(fitting) < _HOLDS * len(texts) or not _enough(number, len(fitting), words):
            continue
        share = _share(number.module, fitting) * len(fitting) / len(texts)
        if share >= _HOLDS:
            held.append(Found(number, share))
    return held


def _enough(number: Number, count: int, words: frozenset[str]) -> bool:
    """Whether so many values can't all pass by accident, or the name speaks for them."""
    if number.words & words:
        return count >= 1
    return number.chance < 0.3 and count >= max(3, math.log(_ACCIDENT) / math.log(number.chance))


def _share(module: str, texts: Sequence[str]) -> float:
    tried = spread(texts, _TRIED)
    if sum(valid(module, text) for text in tried) < 0.8 * len(tried):
        return 0.0
    asked = spread(texts)
    return sum(valid(module, text) for text in asked) / len(asked)


def _firm(texts: Sequence[str]) -> bool:
    """Whether the texts hold just as well to a rule for firms or things."""
    bare = [re.sub(r"[\s.]", "", text).upper() for text in texts]
    for module, shape in _firms():
        fitting = [text for text in bare if shape.fullmatch(text) or shape.fullmatch(text.replace("-", ""))]
        if len(fitting) < 0.95 * len(texts) or _share(module, fitting) < 0.95:
            continue
        if module != "isbn" or len(texts) < 25 or any(text.endswith("X") for text in fitting):
            return True  # a patient's number of the same rule never ends in X, one book's in eleven does
    return False


def detections(texts: Sequence[str], words: frozenset[str], context: Context) -> Iterator[Detection]:
    """The one number that a column's distinct texts are, if any."""
    held = found(texts, words, context.countries if context.said else frozenset())
    if not held:
        return
    best = min(held, key=lambda item: _rank(item.number, words, context))
    what = f"are {best.number.title} (checksum or date holds)"
    sure = _sure(best.number, texts, words, context)
    yield Detection(best.number.category, sure, (evidence(best.share, len(texts), what),))


def _rank(number: Number, words: frozenset[str], context: Context) -> tuple[bool, bool, float]:
    return not number.words & words, number.country not in context.countries, number.chance


def _sure(number: Number, texts: Sequence[str], words: frozenset[str], context: Context) -> float:
    if number.words & words:
        return 0.97
    if number.chance <= _STRICT:
        return 0.97 if context.people or number.country in context.countries else 0.93
    here = number.country in context.countries
    if _firm(texts):
        return 0.75 if here and context.people else 0.5 if here or context.people else 0.4
    return 0.93 if here else 0.85 if context.people else 0.7


def countries(texts: Sequence[str]) -> Iterator[str]:
    """Countries whose number a column holds beyond doubt."""
    strict = [item.number for item in found(texts, frozenset()) if item.number.chance <= _STRICT]
    if strict:
        yield min(strict, key=lambda number: number.chance).country
