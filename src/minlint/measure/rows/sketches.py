"""Which values a field has, as far as others have the same: a sketch of keyed hashes, to see what joins two records.

The values that come first in an order made by hashes are the same ones wherever they stand (A. Broder, "On the
resemblance and containment of documents", 1997): how many of its values another field has too follows from a few of
them. A sketch holds no value, and no hash that could be made without this machine's key; it is never kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from minlint.kinds import kind_of
from minlint.measure.rows.filling import stripped
from minlint.measures import Sketch
from minlint.model import Field, Joint, RecordReading

KEPT = 2_048
"""Values kept of a field."""

LEAST = 20
"""Different values from which a field can join."""

_FIELDS = 12  # fields of a record at most
_SHORTEST = 6  # characters: shorter ones are counted through, and meet everywhere
_GRAIN = 1 << 32
_SPARE = 1.5  # how much larger the share is that holds them, as it is known about how many there are


def sketches(joint: Joint, reading: RecordReading) -> Iterator[Sketch]:
    """Sketches of the fields by which rows can be found: of many different values, each too long to meet by chance."""
    fields = [field for field in reading.record.fields if field.path in joint.columns and _may_join(field)]
    if not fields:
        return
    for field in fields[:_FIELDS]:
        known = field.values.distinct if field.values else 1
        if found := _sketch(joint.table, field.path, known):
            yield found


def _may_join(field: Field) -> bool:
    values = field.values
    if values is None or values.distinct < LEAST or kind_of(field.type, field.format).name not in _JOINING:
        return False
    texts = [str(value).strip() for value in values]
    if _counted(texts, values.distinct):
        return False
    short = sum(len(text) < _SHORTEST for text in texts)
    long = sum(len(text) > _LONGEST or " " in text for text in texts)
    return (short + long) * 10 <= len(texts)


def _counted(texts: Sequence[str], distinct: int) -> bool:
    """Whether values are whole numbers that lie close to each other: two counters meet, and join nothing."""
    if not all(map(str.isdecimal, texts)):
        return False
    numbers = sorted(map(int, texts))
    return numbers[-1] - numbers[0] < _APART * distinct


_APART = 50  # whole numbers between two values, on average, from which they weren't counted
_JOINING = ("text", "integer", "uuid", "unknown")
_LONGEST = 80  # a longer text, or one of several words, is no key


@cache
def _key() -> bytes:
    from minlint import cache as kept

    return kept.key()


def mark(value: object) -> bytes:
    """The keyed hash of something."""
    from minlint.hashing import blake2b

    return bytes(blake2b(str(value).encode(), key=_key(), digest_size=8).digest())


def _sketch(table: Any, path: str, distinct: int) -> Sketch | None:
    first = _first(table, path, min(1.0, _SPARE * KEPT / distinct))
    if len(first) <= KEPT < distinct:
        first = _first(table, path, 1.0)
    if len(first) < LEAST:
        return None
    upto = first[-1]["rank"] - 1 if len(first) > KEPT else _GRAIN
    kept = {mark(row["text"]): row["rank"] for row in first if row["rank"] <= upto}
    return Sketch(path, kept, upto)


def _first(table: Any, path: str, share: float) -> list[dict[str, Any]]:
    """The values that come first, one more than are kept, looked for among a share that ranks before the others."""
    import ibis

    text = stripped(table[path].cast("string")).lower()
    ranked = table.select(text=text, rank=(text.hash() % _GRAIN).abs()).drop_null()
    early = ranked.filter(ranked.rank < int(share * _GRAIN)).distinct()
    found = early.order_by([ibis.asc("rank"), ibis.asc("text")]).limit(KEPT + 1)
    return list(found.to_pyarrow().to_pylist())
