"""Whom alone a field concerns, and how many others it is filled for: data that only some people have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.judge.named import Item, holds, items, phrases_of
from minlint.judge.words import words_of

if TYPE_CHECKING:
    from minlint.judge.records import FieldContext
    from minlint.measures import Measures, Share

NEARLY_ALL, HALF = 0.95, 0.5
"""From which share of all rows a field counts as filled for everybody; and from which of the rows of those whom it
doesn't concern, where another field tells who they are."""

LEAST = 20
"""Rows of such people from which their share counts."""


def subgroup(at: FieldContext) -> str:
    """The people whom alone it concerns, in words; empty where it concerns all, or its record holds just those."""
    found = _of(at)
    return str(found.said["who"]) if found else ""


def reach(at: FieldContext) -> str:
    """For whom else it is filled, in words, as rows tell; empty where it isn't, or no rows were looked at."""
    measures, found = at.record.reading.measures, _of(at)
    if measures is None or found is None or at.field is None:
        return ""
    path = at.field.path
    others = _others(measures, path, found)
    if others:
        share = others.filled / others.rows
        return f"{share:.0%} of the others have it too, as {others.by} tells" if share >= HALF else ""
    fill = next((item for item in measures.fills if item.path == path), None)
    share = fill.filled / fill.rows if fill and fill.rows else 0.0
    return f"{share:.0%} of the rows have it" if share >= NEARLY_ALL else ""


def _others(measures: Measures, path: str, found: Item) -> Share | None:
    """How it is filled for those who don't belong to them, where another field tells who does."""
    tells = phrases_of(found.said.get("told_by") or ())
    return next(
        (
            item
            for item in measures.shares
            if item.path == path
            and item.rows >= LEAST
            and item.says == _OTHER.get(str(found.said.get("when", "")))
            and holds(words_of(item.by), tells)
        ),
        None,
    )


_OTHER = {"yes": "no", "no": "yes", "female": "male", "male": "female"}


def _of(at: FieldContext) -> Item | None:
    if at.field is None or at.own or at.keys[0] != at.category.key:
        return None
    own, around = words_of(at.field.name), words_of(at.record.reading.record.name)
    for item in items("subgroups.yaml", "subgroups"):
        if item.is_in(own, at.category.key) and not holds(around, phrases_of(item.said["records"])):
            return item
    return None
