"""What can still be told from the fields that are kept, where a purpose says that it isn't needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.judge.coverage import coverage, rank
from minlint.judge.named import Item, items
from minlint.judge.words import words_of
from minlint.taxonomy import is_within
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.judge.records import FieldContext


class Derived(NamedTuple):
    """A category that a field tells, at which rung (None where the category has no degrees), and what is said of it."""

    category: str
    rung: str | None
    limit: str


def told(at: FieldContext) -> Derived | None:
    """What a permitted field tells that its purposes forbid, or permit only more coarsely; None where nothing."""
    if at.field is None or at.coverage.state != "covered" or at.keys[0] != at.category.key:
        return None
    for item in items("derivations.yaml", "derivations"):
        if _tells(item, at) and (limit := _limit(item, at)):
            return Derived(item.said["gives"], item.said.get("rung"), limit)
    return None


def _tells(item: Item, at: FieldContext) -> bool:
    if not is_within(at.category.key, item.said["from"]) or at.field is None:
        return False
    ladder = at.run.taxonomy.ladder(at.category.key)
    coarsest = ladder.rank(item.said["finest"]) if "finest" in item.said else None
    if coarsest is not None and rank(at.detection.precision, ladder) > coarsest:
        return False
    return not item.names or item.named_in(words_of(at.field.path))


def _limit(item: Item, at: FieldContext) -> str:
    """How the purposes that serve the field bar what it tells: in words; empty where they don't speak of it."""
    key, rung, book = item.said["gives"], item.said.get("rung"), at.run.taxonomy
    found = coverage(key, rung, at.purposes, book)
    if found.state == "forbidden":
        return f"{' and '.join(found.forbidden_by)} forbids"
    if found.state != "too_fine" or not found.allowed or any(is_within(other, key) for other in _held(at)):
        return ""
    return f"{' and '.join(found.beyond)} needs at {found.allowed} only"


def _held(at: FieldContext) -> set[str]:
    """What the record holds openly: that is judged by itself."""
    return {other.category.key for other in at.record.judged if other is not at}
