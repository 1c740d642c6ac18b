"""Places that say why somebody was there: clinics, places of worship, shelters, schools, courts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.judge.coverage import rank
from minlint.judge.named import holds, items, phrases
from minlint.judge.records import FieldContext
from minlint.judge.words import listed, words_of
from minlint.kinds import kind_of
from minlint.model import Field
from minlint.taxonomy import is_within

if TYPE_CHECKING:
    from minlint.measures import Stays, Trace


def visited(at: FieldContext) -> str:
    """The kind of sensitive place that it tells a visit to, by its name and its record's; empty where it tells none."""
    if at.field is None or at.own or at.keys[0] != at.category.key:
        return ""
    own, around = words_of(at.field.path), words_of(at.record.reading.record.name)
    if not holds(own + around, phrases("sites.yaml", "stays")):
        return ""
    sites = items("sites.yaml", "sites")
    found = (item.said["title"] for words in (own, around) for item in sites if item.named_in(words))
    placed = any(is_within(at.category.key, branch) for branch in _PLACED)
    return next(found, "") if placed or holds(own, phrases("sites.yaml", "stays")) else ""


def resolved(at: FieldContext) -> bool:
    """Whether its positions over time are fine enough to tell one building from the next: finer than a street."""
    if not is_within(at.category.key, "user.location.history") or (at.field and _is_time(at.field)):
        return False
    ladder = at.run.taxonomy.ladder(at.category.key)
    street = ladder.rank("street")
    return street is not None and rank(at.detection.precision, ladder) < street


def traced(at: FieldContext) -> bool:
    """Whether its positions over time were measured on rows: how few points single somebody out, how often they are."""
    return _trace(at) is not None


def singled(at: FieldContext) -> bool:
    """Whether a few points single most people out: measured on rows, else likely where `site.resolved`."""
    trace = _trace(at)
    return trace.unicity > HALF if trace else resolved(at)


def settled(at: FieldContext) -> bool:
    """Whether home and work can be read off: measured on the traces of rows, else likely where `site.resolved`."""
    trace = _trace(at)
    return trace.homes > TENTH if trace else resolved(at)


def stays(at: FieldContext) -> int:
    """How often its traces stayed somewhere: within 200 m for 20 minutes; 0 where nothing was measured."""
    found = _stays(at)
    return found.number if found else 0


def sensitive_stays(at: FieldContext) -> list[str]:
    """How many of those were at sensitive places that other records of the run list: `12 at a clinic`."""
    found = _stays(at)
    counts: dict[str, int] = {}
    for record in at.run.records if found else ():
        sites = record.reading.measures.sites if record.reading.measures else None
        for cell, kind in sites.cells.items() if sites else ():
            if found and cell in found.cells:
                counts[kind] = counts.get(kind, 0) + found.cells[cell]
    return [f"{count:,} at {kind}" for kind, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _stays(at: FieldContext) -> Stays | None:
    measures = at.record.reading.measures
    if at.field and _is_time(at.field):
        return None
    return measures.stays if measures and is_within(at.category.key, "user.location.history") else None


def points(at: FieldContext) -> int:
    """How many points of a trace somebody is taken to know; 0 where nothing was measured."""
    trace = _trace(at)
    return trace.points if trace else 0


def unicity(at: FieldContext) -> float:
    """The share of traces that so many points single out, to three digits; 0 where nothing was measured."""
    trace = _trace(at)
    return round(trace.unicity, 3) if trace else 0.0


def unicity_least(at: FieldContext) -> float:
    """The least that share is with 95 in 100, to three digits; 0 where nothing was measured."""
    trace = _trace(at)
    return round(trace.low, 3) if trace else 0.0


def homes(at: FieldContext) -> float:
    """The share of traces that show a place of nights and one of days, to three digits; 0 where none was measured."""
    trace = _trace(at)
    return round(trace.homes, 3) if trace else 0.0


def _trace(at: FieldContext) -> Trace | None:
    measures = at.record.reading.measures
    if at.field and _is_time(at.field):
        return None
    return measures.trace if measures and is_within(at.category.key, "user.location.history") else None


HALF, TENTH = 0.5, 0.1
"""The shares of traces from which they count as single, and as telling home and work."""


def told(at: FieldContext) -> str:
    """What it tells, in words: visits to such a place, or positions that resolve them."""
    if visited(at):
        return f"tells visits to {visited(at)}"
    if found := sensitive_stays(at):
        return f"holds {stays(at):,} stays of twenty minutes or more, {listed(found)}"
    return "tells one house from the next, and so visits to clinics, places of worship, shelters, schools and courts"


def _is_time(field: Field) -> bool:
    return kind_of(field.type, field.format).name in ("date", "datetime", "time")


_PLACED = ("user.location", "user.behavior", "user.device.mac_address")
