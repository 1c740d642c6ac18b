"""Pairs of columns that are coordinates together: degrees, or metres of a projection."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from minlint.detect.identifiers import split
from minlint.model import Detection, Evidence, Field, Record

_PRECISE = "user.location.precise"
_NUMBERS = ("double", "float", "decimal", "varchar", "int", "bigint", "hugeint")
_DECIMALS = 4
_FEW = 20  # distinct places below which they are rather those of branches
_METRES_WORDS = """
easting northing utm x y rechtswert hochwert gauss mercator epsg lambert osgb bng coordx coordy xcoord ycoord
"""
_METRES = frozenset(_METRES_WORDS.split())


def detections(record: Record) -> Iterator[tuple[str, Detection]]:
    """The paths of neighbouring columns of a record about people that hold positions, each with what it is."""
    columns = [(field, _numbers(field)) for field in record.fields]
    for (first, ones), (second, others) in itertools.pairwise(columns):
        if not ones or not others:
            continue
        if _degrees(ones, 90) and _degrees(others, 180) and _spread(first, ones) and _spread(second, others):
            yield from _found(first, second, "degrees with four decimals or more, beside each other")
        elif _metres(first, ones) and _metres(second, others):
            yield from _found(first, second, "metres of a projection, beside each other")


def _found(first: Field, second: Field, detail: str) -> Iterator[tuple[str, Detection]]:
    for field in (first, second):
        yield field.path, Detection(_PRECISE, 0.8, (Evidence("values", f"latitude and longitude: {detail}"),))


def _numbers(field: Field) -> list[tuple[float, int]]:
    """A column's distinct numbers with how many decimals each has; empty where it holds others."""
    if field.values is None or not field.type.startswith(_NUMBERS):
        return []
    found = []
    for value in list(field.values)[:400]:
        text = str(value).strip()
        try:
            found.append((float(text), len(text.partition(".")[2])))
        except ValueError:
            return []
    return found if len(found) >= _FEW else []


def _degrees(numbers: Sequence[tuple[float, int]], most: int) -> bool:
    inside = all(abs(number) <= most for number, _ in numbers)
    fine = sum(decimals >= _DECIMALS for _, decimals in numbers) >= 0.8 * len(numbers)
    return inside and fine and max(abs(number) for number, _ in numbers) > 1


def _spread(field: Field, numbers: Sequence[tuple[float, int]]) -> bool:
    """Whether there are many places for the rows: a few that repeat are shops, stations or offices."""
    rows = field.values.rows if field.values else 0
    return len(numbers) >= min(100, 0.3 * rows)


def _metres(field: Field, numbers: Sequence[tuple[float, int]]) -> bool:
    named = bool(_METRES & frozenset(split(field.name)))
    return named and all(1_000 <= abs(number) <= 20_100_000 for number, _ in numbers)
