"""What an interface takes in, told from what it gives out: ways that records go, from the operations that name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from minlint.model import Direction, Record
from minlint.tuples import NamedTuple


class Sent(NamedTuple):
    """A record that an operation takes ("in") or gives out, by name."""

    record: str
    way: Direction


def directed(
    records: Iterable[Record], sent: Iterable[Sent], parts: Iterable[tuple[str, str]] = ()
) -> tuple[Record, ...]:
    """The records with the ways they go: those of the operations, and of all records that refer to them.

    ``parts`` are further names that go the ways of others: a union's members.
    """
    records = list(records)
    ways: dict[str, set[Direction]] = defaultdict(set)
    inside: dict[str, set[str]] = defaultdict(set)
    for name, part in parts:
        inside[name].add(part)
    for record in records:
        inside[record.name] |= {field.references.record for field in record.fields if field.references}
    own = [Sent(record.name, record.direction) for record in records if record.direction]
    waiting = [*sent, *own]
    while waiting:
        each = waiting.pop()
        if each.way not in ways[each.record]:
            ways[each.record].add(each.way)
            waiting += [Sent(name, each.way) for name in inside.get(each.record, ())]
    return tuple(_record(record, _merged(ways.get(record.name, set()))) for record in records)


def _record(record: Record, direction: Direction) -> Record:
    """A record that goes some way, without the fields that never do: what is only given out isn't taken in."""
    kept = tuple(field for field in record.fields if (field.direction, direction) not in (("out", "in"), ("in", "out")))
    return record._replace(fields=kept, direction=direction)


def _merged(ways: set[Direction]) -> Direction:
    return next(iter(ways), "") if len(ways) < 2 else "both"
