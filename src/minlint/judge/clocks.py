"""From which field of a record a period of retention could be counted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from minlint import rulebook
from minlint.judge.words import words_of
from minlint.kinds import kind_of
from minlint.manifest.globs import field_matches
from minlint.model import Field

if TYPE_CHECKING:
    from minlint.judge.records import RecordContext

STEPS = 4
"""How many records a chain of links may have until it comes to one with a time."""

_TIMES = frozenset(("date", "datetime"))
_NEVER = frozenset(("boolean", "duration", "time", "binary", "vector", "geo", "ip", "uuid", "decimal"))


def undated(record: RecordContext) -> list[str]:
    """The purposes bound to a record whose period, though it ends, can't be applied to it: neither it nor a record
    that it leads to holds a time, and the field that the purpose names isn't there.

    None where a part of the source couldn't be read.
    """
    bounded = [item for item in record.served if item.retention and item.retention.bounded]
    if not bounded or record.source.problems or _has_clock(record):
        return []
    return [item.id for item in bounded if not (item.retention and _found(item.retention.field, item.id, record))]


def own(record: RecordContext) -> list[str]:
    """The fields of a record that say when something was; a date of birth isn't one."""
    births = {item.field.path for item in record.judged if item.field and item.category.ladder == "birth"}
    return [field.path for field in record.reading.record.fields if field.path not in births and _is_clock(field)]


def _is_clock(field: Field) -> bool:
    kind = kind_of(field.type, field.format).name
    return kind in _TIMES or (kind not in _NEVER and _named(words_of(field.name)))


def _named(words: Sequence[str]) -> bool:
    """Whether a name says when something was."""
    if not words:
        return False
    last, first, ends = _words()
    return words[-1] in last or words[0] in first or words[-1].endswith(ends)


@cache
def _words() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    said = rulebook.part("words")["retention.yaml"]["clock"]
    last, first = (frozenset(words_of(word)[0] for word in said[key]) for key in ("last", "first"))
    return last, first, tuple(said["ends"])


def _has_clock(record: RecordContext) -> bool:
    """Whether a record, or one that it leads to, holds a time; a link to a record that wasn't given may lead to one."""
    reached = [record]
    for _ in range(STEPS):
        if any(own(item) for item in reached):
            return True
        links = {
            field.references.record for item in reached for field in item.reading.record.fields if field.references
        }
        found = [record.run.named(name) for name in sorted(links)]
        if not all(found):
            return True
        reached = [target for targets in found for target in targets]
    return False


def _found(field: str | None, purpose: str, record: RecordContext) -> bool:
    """Whether the field that a purpose names is in this record; or, named with its record, in one bound to it."""
    if not field:
        return False
    others = record.run.bound_to(purpose) if "." in field else (record,)
    return any(
        field_matches(field, other.reading.record.name, item.path)
        for other in others
        for item in other.reading.record.fields
    )
