"""A value that was replaced by a hash or an encoding: whether the value can be found again by trying."""

from __future__ import annotations

from minlint import rulebook
from minlint.judge.named import holds, phrases
from minlint.judge.records import FieldContext
from minlint.judge.words import words_of
from minlint.taxonomy import is_within


def reversible(at: FieldContext) -> bool:
    """Whether a hash without a secret stands for a value of so few possibilities that all of them can be tried."""
    if at.field is None or at.keys[0] != at.category.key:
        return False
    if any(item.kind == "recomputed" for item in at.detection.evidence):
        return True
    if not _enumerable(at.category.key):
        return False
    name, comment = words_of(at.field.name), words_of(at.field.comment)
    if not holds(name, phrases("pseudonyms.yaml", "plain")):
        return False
    return not holds(name + comment, phrases("pseudonyms.yaml", "keyed"))


def _enumerable(key: str) -> bool:
    return any(is_within(key, branch) for branch in rulebook.part("words")["pseudonyms.yaml"]["enumerable"])
