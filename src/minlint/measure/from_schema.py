"""Precision from the schema alone: what a declared type, its digits and the field's own words can hold.

The finest that the type can hold, where the words say nothing; None where the type says nothing either.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from minlint.measure.declared import Declared, declared, marks, places, times
from minlint.model import Field, Reading
from minlint.taxonomy import Taxonomy

_LADDERS: dict[str, Callable[[Declared], str | None]] = {
    "birth": times.birth,
    "location": places.location,
    "address": places.address,
    "time": times.time,
    "ip": places.ip,
    "money": marks.money,
    "identity": marks.identity,
    "phone": marks.phone,
    "image": marks.image,
    "audio": marks.audio,
    "value": marks.value,
}


@lru_cache(maxsize=16_384)
def _rung(ladder: str, category: str, field: Field) -> str | None:
    return _LADDERS[ladder](declared(field, category))


def _as_declared(field: Field) -> Field:
    """What of a field its precision is read from: many records declare the same."""
    return Field(field.name, field.type, comment=field.comment, enum=field.enum, format=field.format)


def precision(category: str, item: Reading, taxonomy: Taxonomy) -> str | None:
    """The rung of a category in a field, or in the fields that make it together (the finest of them)."""
    ladder = taxonomy.ladder(category)
    if ladder.name not in _LADDERS:
        return None
    fields = (item.field,) if item.field else item.parts
    rungs = [rung for field in fields if (rung := _rung(ladder.name, category, _as_declared(field)))]
    ranks = [rank for rung in rungs if (rank := ladder.rank(rung)) is not None]
    return ladder.rungs[min(ranks)].name if ranks else None
