"""What was measured on a record's rows, as figures and as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minlint.measures import Measures, Spread, Telling, Trace
from minlint.model import RecordReading

_DIGITS = 3


def record_object(source: str, record: RecordReading) -> dict[str, Any]:
    """A dataset's record with its rows and what was measured on them."""
    found = record.measures or Measures()
    return {
        "source": source,
        "record": record.record.name,
        "rows": record.record.rows,
        "sampled": record.record.sampled,
        "combinations": [_groups(item) for item in found.telling or ()],
        "anonymity": _groups(found.alike) if found.alike else None,
        "diversity": [_spread(item) for item in found.spreads],
        "trace": _trace(found.trace) if found.trace else None,
        "stays": {"stays": found.stays.number, "traces": found.stays.staying} if found.stays else None,
        "oldest": {path: day[:7] for path, day in found.times},
        "fill": [{"field": item.path, "rows": item.rows, "filled": item.filled} for item in found.fills],
    }


def _groups(found: Telling) -> dict[str, Any]:
    share, estimated = round(found.share, _DIGITS), found.estimated
    return {
        "columns": list(found.columns),
        "k": found.k,
        "share": share,
        "estimated": None if estimated is None else round(estimated, _DIGITS),
        "smallest": found.smallest,
    }


def _spread(found: Spread) -> dict[str, Any]:
    told = {"field": found.of, "columns": list(found.columns), "groups": found.groups}
    return {**told, "l": found.kinds, "t": round(found.distance, _DIGITS)}


def _trace(found: Trace) -> dict[str, Any]:
    shares = {"unicity": found.unicity, "low": found.low, "high": found.high, "homes": found.homes}
    return {
        "traces": found.traces,
        "p": found.points,
        **{key: round(share, _DIGITS) for key, share in shares.items()},
        "spacing": round(found.spacing, 1),
        "curve": [
            {"p": p, "unicity": round(one, _DIGITS), "low": round(low, _DIGITS), "high": round(high, _DIGITS)}
            for p, one, low, high in found.curve
        ],
    }


def sentences(found: Measures) -> Iterator[str]:
    """The same for a person, as far as it gives something away."""
    if found.alike:
        yield f"at least {_rows(found.alike.smallest)} alike in {', '.join(found.alike.columns)}"
    for group in found.telling or ():
        all_ = "" if group.estimated is None else f", {group.estimated:.1%} of all as estimated"
        small = f"{group.share:.1%} of the rows{all_} in groups smaller than {group.k}"
        yield f"{', '.join(group.columns)}: {small}"
    for item in found.spreads:
        yield f"{item.of} by {', '.join(item.columns)}: l = {item.kinds}, t = {item.distance:.2f}"
    if found.trace:
        one = f"{found.trace.points} points single {found.trace.unicity:.0%} of {found.trace.traces:,} traces out"
        yield f"{one}, {found.trace.homes:.0%} show home and work; a position every {found.trace.spacing:g} s"
    if found.stays:
        staying = f"{found.stays.staying:,} of {found.stays.traces:,} traces"
        yield f"{found.stays.number:,} stays of twenty minutes or more, in {staying}"


def _rows(count: int) -> str:
    return f"{count:,} row{'s' * (count != 1)}"
