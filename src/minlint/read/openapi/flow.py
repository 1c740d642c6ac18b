"""What comes in, told from what goes out: directions of records, from the operations that use them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from minlint.model import Direction, Field, Record
from minlint.read.json_schema.walk import Link
from minlint.tuples import NamedTuple

Way = Literal["in", "out"]
OTHER: dict[Way, Way] = {"in": "out", "out": "in"}


class Unit(NamedTuple):
    """A record with what it refers to.

    ``way`` is an operation's; None for a component, which goes the ways of whatever uses it. ``key`` is the component's
    identity. ``base`` says that its discriminator chooses among the components that build on it.
    """

    record: Record
    links: tuple[Link, ...]
    way: Way | None = None
    key: int | None = None
    base: bool = False


def directed(units: Iterable[Unit]) -> list[Record]:
    """The records with their directions; one without fields is left out."""
    units = list(units)
    ways = _ways(units)
    return [record for unit in units if (record := _record(unit, ways)).fields]


def _ways(units: list[Unit]) -> dict[int, set[Way]]:
    """The ways that components go; each is gone once."""
    links = _links(units)
    found: dict[int, set[Way]] = defaultdict(set)
    waiting = [(link, unit.way) for unit in units if unit.way for link in unit.links]
    while waiting:
        link, way = waiting.pop()
        if link.direction in ("", way) and way not in found[link.target]:
            found[link.target].add(way)
            waiting += [(each, way) for each in links[link.target]]
    return found


def _links(units: list[Unit]) -> dict[int, list[Link]]:
    """What each component leads to; a base leads to the components that its discriminator may choose."""
    found: dict[int, list[Link]] = defaultdict(list)
    bases = {unit.key for unit in units if unit.base}
    for unit in units:
        if unit.key is not None:
            found[unit.key] += unit.links
            for link in unit.links:
                if link.root and link.target in bases:
                    found[link.target].append(Link(unit.key))
    return found


def _record(unit: Unit, ways: dict[int, set[Way]]) -> Record:
    gone = {unit.way} if unit.way else ways.get(unit.key, set()) if unit.key is not None else set()
    direction: Direction = "both" if len(gone) > 1 else next(iter(gone), "")
    fields = tuple(_field(field, direction) for field in unit.record.fields if not _against(field, direction))
    return unit.record._replace(fields=fields, direction=direction)


def _against(field: Field, direction: Direction) -> bool:
    """Whether a field never goes its record's way: ``readOnly`` in what is only sent to the service."""
    return (field.direction, direction) in (("out", "in"), ("in", "out"))


def _field(field: Field, direction: Direction) -> Field:
    """Nobody must give what is only given out."""
    given_out = field.direction == "out" and direction != "out"
    return field._replace(mandatory=False) if given_out and field.mandatory else field
