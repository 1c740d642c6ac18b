"""What a model's file holds."""

from __future__ import annotations

from minlint.model import Marker, Problem, Record
from minlint.tuples import NamedTuple


class Content(NamedTuple):
    """Records in their order, what couldn't be understood, and what is said to minlint about the whole file."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()
    markers: tuple[Marker, ...] = ()
