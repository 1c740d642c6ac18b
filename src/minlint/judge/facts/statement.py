"""A purpose, binding or waiver, as something that can grow old."""

from __future__ import annotations

from minlint.judge.statements import StatementContext


def kind(at: StatementContext) -> str:
    """What it is: purpose, binding, waiver, or inline (a purpose named beside the data)."""
    return at.kind


def name(at: StatementContext) -> str:
    """A purpose's id, a binding's source, a waiver's field."""
    return at.name


def dead(at: StatementContext) -> list[str]:
    """Its globs that match nothing, none where only a part of the tree was given; or the purpose that isn't stated."""
    return list(at.dead)


def unused(at: StatementContext) -> bool:
    """Whether a waiver's field is there and has no such finding; always false for a part of the tree."""
    return at.unused


def until(at: StatementContext) -> str:
    """The last day on which it holds (`review_by`, `until`); empty where it names none."""
    return at.until.isoformat() if at.until else ""


def overdue(at: StatementContext) -> bool:
    """Whether that day has passed."""
    return bool(at.until and at.until < at.run.today)
