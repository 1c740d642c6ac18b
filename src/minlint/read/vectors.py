"""Vectors in datasets: lists of numbers, texts that spell them, and columns that make one together."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from minlint.model import Vector

SHORTEST = 16
"""Numbers in a row below which columns or a text are not taken for a vector."""

_AGREE = 0.95  # share of vectors that must have the same length
_JUMP = 20.0  # neighbours whose magnitudes differ by more than this aren't parts of one vector
_LISTED = re.compile(r"[\[({]?\s*[-+]?\d[-+\d.eE,;\s]*[\])}]?")

Numbers = tuple[float, ...]


def measured(vectors: Iterable[Sequence[Any] | None]) -> Vector | None:
    """What these vectors have in common; None where they are none, or not of one length."""
    rows = [row for row in map(_numbers, vectors) if row]
    if not rows:
        return None
    dimension = max((len(row) for row in rows), key=[len(row) for row in rows].count)
    same = [row for row in rows if len(row) == dimension]
    if len(same) < _AGREE * len(rows):
        return None
    norms = [math.hypot(*row) for row in same]
    mean = math.fsum(norms) / len(norms)
    spread = math.sqrt(math.fsum((norm - mean) ** 2 for norm in norms) / len(norms))
    low, high = min(map(min, same)), max(map(max, same))
    whole = all(number.is_integer() for row in same for number in row)
    return Vector(dimension, len(same), mean, spread, low, high, whole)


def _numbers(row: Sequence[Any] | None) -> Numbers | None:
    """A row as finite numbers, None where a part is missing or no number."""
    try:
        numbers = tuple(map(float, row or ()))
    except (TypeError, ValueError):
        return None
    return numbers if all(map(math.isfinite, numbers)) else None


def spelt(text: str) -> Numbers | None:
    """The numbers of a text such as ``[0.12, -0.5 …]``, as pandas and NumPy write them; None for another text."""
    text = text.strip()
    if not _LISTED.fullmatch(text):
        return None
    parts = re.split(r"[,;\s]+", text.strip("[](){} \t\r\n"))
    return _numbers(parts) if len(parts) >= SHORTEST else None


def joined(columns: Sequence[tuple[str, str, Sequence[Any]]]) -> Iterator[tuple[tuple[str, ...], Vector]]:
    """Runs of neighbouring columns that make a vector together: names of one stem, numbers of one magnitude.

    A column is given as its name, its type and values of some rows, the same rows for all.
    """
    run: list[tuple[str, Sequence[Any]]] = []
    previous: tuple[str, float] | None = None
    for name, kind, values in columns:
        mark = (_stem(name), _magnitude(values)) if _fractional(kind) else None
        if not mark or not previous or not _alike(previous, mark):
            yield from _vector(run)
            run = []
        if mark:
            run.append((name, values))
        previous = mark
    yield from _vector(run)


def _fractional(kind: str) -> bool:
    return kind.startswith(("double", "float", "decimal")) and not kind.endswith("]")


def _stem(name: str) -> str:
    return re.sub(r"\d+", "", name)


def _magnitude(values: Sequence[Any]) -> float:
    return max((abs(float(value)) for value in values if value is not None), default=0.0)


def _alike(one: tuple[str, float], other: tuple[str, float]) -> bool:
    small, large = sorted((one[1], other[1]))
    return one[0] == other[0] and small > 0 and large / small <= _JUMP


def _vector(run: Sequence[tuple[str, Sequence[Any]]]) -> Iterator[tuple[tuple[str, ...], Vector]]:
    if len(run) < SHORTEST:
        return
    vector = measured(zip(*(values for _, values in run), strict=True))
    if vector:
        yield tuple(name for name, _ in run), vector
