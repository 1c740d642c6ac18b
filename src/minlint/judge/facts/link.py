"""One stable identifier in records that serve different purposes."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.judge.records import FieldContext, RecordContext
from minlint.judge.words import listed


def records(at: FieldContext) -> list[str]:
    """The records that share it, and serve none of the purposes of its own."""
    return list(dict.fromkeys(record.reading.record.name for record in _apart(at)))


def purposes(at: FieldContext) -> list[str]:
    """The purposes that those serve."""
    return list(dict.fromkeys(purpose.id for record in _apart(at) for purpose in record.purposes))


def met(at: FieldContext) -> str:
    """By which of their fields its values lead to them, in words that follow a sentence; empty where names alone do."""
    apart = {id(record) for record in _apart(at)}
    found = [
        f"{item.share:.0%} of the values stand in {item.record.reading.record.name}.{item.path} too"
        for item in (at.run.links.met(at) if apart else ())
        if id(item.record) in apart
    ]
    return f": {listed(found)}" if found else ""


def _apart(at: FieldContext) -> Iterator[RecordContext]:
    own = {purpose.id for purpose in at.purposes}
    for record in at.run.links.others(at) if own else ():
        if record.purposes and own.isdisjoint(purpose.id for purpose in record.purposes):
            yield record
