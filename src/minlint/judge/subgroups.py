"""Whom alone a field concerns: data that only some people have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.judge.named import holds, items, phrases_of
from minlint.judge.words import words_of

if TYPE_CHECKING:
    from minlint.judge.records import FieldContext


def subgroup(at: FieldContext) -> str:
    """The people whom alone it concerns, in words; empty where it concerns all, or its record holds just those."""
    if at.field is None or at.own or at.keys[0] != at.category.key:
        return ""
    own, around = words_of(at.field.name), words_of(at.record.reading.record.name)
    for item in items("subgroups.yaml", "subgroups"):
        if item.is_in(own, at.category.key) and not holds(around, phrases_of(item.said["records"])):
            return str(item.said["who"])
    return ""
