"""What a model's file holds."""

from __future__ import annotations

from collections.abc import Iterable

from minlint.model import Marker, Problem, Record
from minlint.read.beside import lifted
from minlint.read.margins import Margins
from minlint.tuples import NamedTuple


class Content(NamedTuple):
    """Records in their order, what couldn't be understood, and what is said to minlint about the whole file."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()
    markers: tuple[Marker, ...] = ()


def content(records: Iterable[Record], problems: Iterable[Problem], margins: Margins) -> Content:
    """What was found; a purpose that is said at a field is its record's."""
    return Content(tuple(map(lifted, records)), tuple(problems), margins.head())
