"""One stable identifier in records that serve different purposes."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.judge.records import FieldContext, RecordContext


def records(at: FieldContext) -> list[str]:
    """The records that share it, and serve none of the purposes of its own."""
    return list(dict.fromkeys(record.reading.record.name for record in _apart(at)))


def purposes(at: FieldContext) -> list[str]:
    """The purposes that those serve."""
    return list(dict.fromkeys(purpose.id for record in _apart(at) for purpose in record.purposes))


def _apart(at: FieldContext) -> Iterator[RecordContext]:
    own = {purpose.id for purpose in at.purposes}
    for record in at.run.links.others(at) if own else ():
        if record.purposes and own.isdisjoint(purpose.id for purpose in record.purposes):
            yield record
