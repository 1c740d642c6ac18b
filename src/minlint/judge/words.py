"""Places and lists as a person would write them."""

from __future__ import annotations

from collections.abc import Iterable

from minlint.judge.contexts import Place


def name_of(place: Place) -> str:
    """A record's field, or the fields that make something together, as a person would write it."""
    if place.field:
        return f"{place.record}.{place.field}"
    return f"{place.record} ({listed(place.parts)})" if place.parts else place.record or place.logical


def listed(items: Iterable[str]) -> str:
    """``a, b and c``."""
    *head, last = [*items] or [""]
    return f"{', '.join(head)} and {last}" if head else last
