"""Few of many, evenly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

ASKED = 200
"""Candidates of one column that a recogniser is asked about; more are judged by these."""

Item = TypeVar("Item")


def spread(items: Sequence[Item], most: int = ASKED) -> Sequence[Item]:
    """At most so many of the items, evenly from all over."""
    if len(items) <= most:
        return items
    return [items[index * len(items) // most] for index in range(most)]
