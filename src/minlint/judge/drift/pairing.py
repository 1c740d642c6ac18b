"""Which record of today is which of then: a file that moved, or a table that was renamed, isn't new.

A record is looked for by its name in the source that stands in the same place, then by its name anywhere, then by its
fields: as the only one that is left in that source, and last as the only one anywhere with the very same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from minlint.judge.drift.before import Was, records_of
from minlint.model import SourceReading
from minlint.tuples import NamedTuple

Key = tuple[str, str]
"""A source's path and a record's name."""

LEAST = 0.5
"""The share of a record's fields that two must have in common to be taken for one."""


class Pairs(NamedTuple):
    """What became of what: records and sources of then, by what they are now, and the other way round.

    ``left`` are the fields, with their categories, that records lost.
    """

    was: Mapping[Key, Was]
    now: Mapping[Key, Key]
    sources: Mapping[str, str]
    left: frozenset[tuple[str, str]] = frozenset()


def pair(new: Sequence[SourceReading], old: Sequence[SourceReading], twins: Mapping[str, str]) -> Pairs:
    """Pair the records of two sides. ``twins`` are the sources of then, by those of today that stand for them."""
    today, then = records_of(tuple(new)), records_of(tuple(old))
    found: dict[Key, Key] = {}
    for match in (_in_twins, _by_name, _left_in_twins, _by_fields):
        rest = {key: was for key, was in today.items() if key not in found}
        taken = set(found.values())
        left = {key: was for key, was in then.items() if key not in taken}
        for key, other in match(rest, left, twins):
            if key not in found and other not in taken:
                found[key] = other
                taken.add(other)
    sources = {other: path for path, other in twins.items()}
    for key, was in found.items():
        sources.setdefault(was[0], key[0])
    now = {other: key for key, other in found.items()}
    lost = (_lost(was, today[now[other]] if other in now else None) for other, was in then.items())
    return Pairs({key: then[other] for key, other in found.items()}, now, sources, frozenset().union(*lost))


def _lost(was: Was, now: Was | None) -> frozenset[tuple[str, str]]:
    """The fields that a record lost, with their categories; all of them where the record is gone."""
    there = _fields(now) if now else frozenset()
    return frozenset(
        (item.field.path, found.category)
        for item in was.reading.readings
        if item.field and item.field.path not in there
        for found in item.detections
    )


Records = Mapping[Key, Was]


def _in_twins(new: Records, old: Records, twins: Mapping[str, str]) -> Iterable[tuple[Key, Key]]:
    """The same name in the source that stands for it."""
    found = ((key, (twins.get(key[0], ""), key[1])) for key in new)
    return ((key, twin) for key, twin in found if twin in old)


def _left_in_twins(new: Records, old: Records, twins: Mapping[str, str]) -> Iterable[tuple[Key, Key]]:
    """The one that is left in the source that stands for it, where they are alike."""
    here, there = _by_source(new), _by_source(old)
    for path, keys in here.items():
        others = there.get(twins.get(path, ""), [])
        if len(keys) == len(others) == 1 and alike(new[keys[0]], old[others[0]], max):
            yield keys[0], others[0]


def _by_source(records: Records) -> dict[str, list[Key]]:
    found: dict[str, list[Key]] = {}
    for key in records:
        found.setdefault(key[0], []).append(key)
    return found


def _by_name(new: Records, old: Records, twins: Mapping[str, str]) -> Iterable[tuple[Key, Key]]:  # noqa: ARG001
    """A record of the same name elsewhere, the most alike first."""
    named: dict[str, list[Key]] = {}
    for key in old:
        named.setdefault(key[1], []).append(key)
    found = [
        (-_shared(new[key], old[other]), key, other)
        for key in new
        for other in named.get(key[1], ())
        if alike(new[key], old[other])
    ]
    return ((key, other) for _, key, other in sorted(found))


def _by_fields(new: Records, old: Records, twins: Mapping[str, str]) -> Iterable[tuple[Key, Key]]:  # noqa: ARG001
    """A record of another name with the very same fields, where there is one such alone."""
    forms: dict[frozenset[str], list[Key]] = {}
    for key, was in old.items():
        forms.setdefault(_fields(was), []).append(key)
    for key, was in new.items():
        fields = _fields(was)
        if len(fields) > 1 and len(forms.get(fields, ())) == 1:
            yield key, forms[fields][0]


def alike(one: Was, other: Was, of: Callable[[int, int], int] = min) -> bool:
    """Whether two records have so many fields in common that they may be one; half of the smaller's by default."""
    return _shared(one, other) >= LEAST * max(1, of(len(_fields(one)), len(_fields(other))))


def _shared(one: Was, other: Was) -> int:
    return len(_fields(one) & _fields(other))


def _fields(was: Was) -> frozenset[str]:
    return frozenset(field.path for field in was.reading.record.fields)
