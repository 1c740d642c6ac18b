"""Records whose rows can be joined because they hold the same values, whatever their fields are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.judge.records import RecordContext
    from minlint.measures import Sketch

HALF = 0.5
"""The share of the values of the field that has fewer of them, from which it joins."""

LEAST = 20
"""Values that both must have among those that were compared."""

_CROWD = 40  # fields that hold the same value, from which it tells nothing of two of them


class Met(NamedTuple):
    """A record that a field's values lead to: by which field of it, and how large a share both have."""

    number: int
    record: RecordContext
    path: str
    share: float


def overlaps(records: Sequence[RecordContext]) -> dict[tuple[int, str], list[Met]]:
    """For the number of each record and each of its fields those that it meets in other records."""
    held = [(number, record, sketch) for number, record in enumerate(records) for sketch in _sketches(record)]
    found: dict[tuple[int, str], list[Met]] = {}
    for one, other in _near([sketch for _, _, sketch in held]):
        (first, record, sketch), (second, another, theirs) = held[one], held[other]
        both, share = sketch.shares(theirs)
        if first != second and both >= LEAST and share >= HALF:
            found.setdefault((first, sketch.path), []).append(Met(second, another, theirs.path, share))
            found.setdefault((second, theirs.path), []).append(Met(first, record, sketch.path, share))
    return found


def _sketches(record: RecordContext) -> Sequence[Sketch]:
    measures = record.reading.measures
    return measures.sketches if measures else ()


def _near(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Those of the pairs that have enough in common, by their places."""
    holders: dict[bytes, list[int]] = {}
    for number, sketch in enumerate(sketches):
        for mark in sketch.places:
            holders.setdefault(mark, []).append(number)
    counts = Counter(pair for held in holders.values() if 1 < len(held) <= _CROWD for pair in combinations(held, 2))
    return (pair for pair, count in sorted(counts.items()) if count >= LEAST)
