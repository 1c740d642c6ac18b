"""What becomes of a field: whether anything can come of it, and who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.judge.facts import field
from minlint.judge.records import FieldContext

if TYPE_CHECKING:
    from minlint.measures import Fill


def idle(at: FieldContext) -> str:
    """Why nothing comes of it, in words: it is empty, always the same, read by nothing that was given, or for other
    purposes than its own; empty where something may."""
    if at.field is None or at.keys[0] != at.category.key:
        return ""
    if field.constant(at):
        return "holds the same in every row: it tells nothing of anybody"
    if at.own:
        return ""
    return _measured(_fill(at)) or _unread(at)


def readers(at: FieldContext) -> int:
    """How many read it: users, applications, models, files; 0 where none do, or nothing was said of who reads."""
    if at.run.usage is None:
        return 0
    from minlint.judge import consumers

    return len(consumers.readers(at))


def read_for(at: FieldContext) -> list[str]:
    """The purposes for which it is read; none where nobody reads it, or for some of them it isn't known."""
    if at.run.usage is None:
        return []
    from minlint.judge import consumers

    return list(consumers.purposes(at))


def rows(at: FieldContext) -> int:
    """How many rows were looked at to tell; 0 where none were, or too few."""
    found = _fill(at)
    return found.rows if found else 0


def filled(at: FieldContext) -> int:
    """How many of them hold something; 0 where none were looked at."""
    found = _fill(at)
    return found.filled if found else 0


def _measured(found: Fill | None) -> str:
    if found is None:
        return ""
    if found.filled == 0:
        return f"is empty in all of {found.rows:,} rows"
    if found.distinct == 1 and found.filled == found.rows:
        return f"holds the same in all of {found.rows:,} rows: it tells nothing of anybody"
    return ""


def _unread(at: FieldContext) -> str:
    if at.run.usage is None:
        return ""
    from minlint.judge import consumers

    return consumers.idle(at)


def _fill(at: FieldContext) -> Fill | None:
    measures = at.record.reading.measures
    path = at.field.path if measures and at.field else ""
    return next((item for item in measures.fills if item.path == path), None) if measures else None
