"""A small model of characters: whether texts are first, last or full names, streets, towns, or something else.

Its weights are data (``rules/recognisers/names.yaml``), made by ``benchmarks/train_names.py`` from generated names
of some forty locales. A text's score is the sum of the weights of its groups of up to four letters, by their hashes.
"""

from __future__ import annotations

import base64
import math
import re
import zlib
from array import array
from collections.abc import Iterator, Sequence
from functools import cache

from minlint import rulebook
from minlint.tuples import NamedTuple

CLASSES = ("first", "last", "full", "street", "city", "other")
BUCKETS = 1 << 15
LONGEST = 80  # signs of a text that are looked at

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")


class Model(NamedTuple):
    """Weights, class after class in each bucket, as whole numbers; ``scale`` makes them log-odds."""

    weights: array[int]
    scale: float


@cache
def model() -> Model:
    """The model that ships with minlint."""
    said = rulebook.part("recognisers")["names.yaml"]
    return Model(array("b", zlib.decompress(base64.b85decode(said["weights"]))), float(said["scale"]))


def features(text: str) -> Iterator[int]:
    """The buckets of a text's groups of letters, of its words' forms and of their order."""
    text = text[:LONGEST]
    words = _WORD.findall(text)
    shape = " ".join(map(_form, words[:8]))
    yield _bucket("s" + shape)
    yield _bucket(f"n{len(words)}")
    yield from (_bucket("f" + _form(word)) for word in words[:8])
    plain = "^" + _DIGITS.sub(lambda found: "0" * min(len(found[0]), 6), text.lower()) + "$"
    for size in (1, 2, 3, 4):
        yield from (_bucket(plain[start : start + size]) for start in range(len(plain) - size + 1))
    yield from (_bucket("w" + word) for word in plain[1:-1].split())


def _form(word: str) -> str:
    if word.isdigit():
        return f"0{min(len(word), 6)}"
    if not word.isalpha():
        return word
    return f"a{min(len(word), 3)}"


def _bucket(part: str) -> int:
    return zlib.crc32(part.encode()) & (BUCKETS - 1)


def shares(texts: Sequence[str]) -> dict[str, float]:
    """How much of some texts each class has, on average."""
    known = model()
    total = [0.0] * len(CLASSES)
    for text in texts:
        for index, part in enumerate(_posterior(text, known)):
            total[index] += part
    return {name: part / max(1, len(texts)) for name, part in zip(CLASSES, total, strict=True)}


def _posterior(text: str, known: Model) -> list[float]:
    weights, width = known.weights, len(CLASSES)
    sums, count = [0] * width, 0
    for bucket in features(text):
        start = bucket * width
        for index in range(width):
            sums[index] += weights[start + index]
        count += 1
    odds = [part * known.scale / math.sqrt(max(1, count)) for part in sums]
    highest = max(odds)
    raised = [math.exp(part - highest) for part in odds]
    return [part / sum(raised) for part in raised]
