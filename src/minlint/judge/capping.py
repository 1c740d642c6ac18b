"""Periods of retention held against the caps of laws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.judge.coverage import covers
from minlint.taxonomy import Category

if TYPE_CHECKING:
    from minlint.caps import Cap
    from minlint.judge.statements import PurposeContext


def over(at: PurposeContext) -> list[Cap]:
    """The caps that a purpose's period goes beyond, for what it permits or what is bound to it.

    Those count whose law the manifest names; where it names none, all that aren't about one trade or place.
    """
    kept = at.purpose.retention
    if kept is None or kept.days is None:
        return []
    named = at.run.manifest.laws
    live = [cap for cap in at.run.caps if (not cap.asked if named is None else cap.law in named)]
    longer = [cap for cap in live if kept.days > cap.days]
    return [cap for cap in longer if any(cap.is_about(category) for category in _held(at))] if longer else []


def told(cap: Cap) -> str:
    """A cap in words."""
    since = f" from {cap.since}" if cap.since else ""
    return f"{cap.words}{since} ({cap.cite})"


def _held(at: PurposeContext) -> list[Category]:
    """What a purpose permits, with what its entries cover, and what is bound to it."""
    book = at.run.taxonomy
    named = {key for entry in at.purpose.entries for key in entry.categories}
    below = {other for key in named for other in book.below(key) if covers(key, other, book)}
    bound = {item.category.key for item in at.fields if item.coverage.state != "gap"}
    return [book[key] for key in sorted(named | below | bound)]
