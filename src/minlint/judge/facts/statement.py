"""A purpose, binding or waiver, as something that can grow old."""

from __future__ import annotations

from minlint.judge.inline import Note
from minlint.judge.statements import Inline, StatementContext
from minlint.judge.words import listed
from minlint.manifest.model import Purpose


def kind(at: StatementContext) -> str:
    """What it is: purpose, binding, waiver, inline (a purpose named beside the data), or a remark that says nothing."""
    return at.kind


def name(at: StatementContext) -> str:
    """A purpose's id, a binding's source, a waiver's field."""
    return at.name


def dead(at: StatementContext) -> list[str]:
    """Its globs that match nothing, none where only a part of the tree was given; or the purpose that isn't stated."""
    return list(at.dead)


def lost(at: StatementContext) -> str:
    """What is wrong with a dead statement, in words."""
    if isinstance(at.said, Inline):
        if not at.run.manifest.policy.inline_bindings:
            return f"the purpose {at.name} is named here and binds nothing: the policy leaves bindings to the manifest"
        return f"the purpose {at.name} is named here, and the manifest states none of that name"
    if at.dead == (at.name,):
        return f"the {at.kind} {at.name} matches nothing"
    return f"the {at.kind} {at.name} names {listed(at.dead)}, which nothing matches"


def lapsed(at: StatementContext) -> str:
    """What ended with its last day, in words."""
    return "was to be reviewed by" if isinstance(at.said, Purpose) else "held until"


def unused(at: StatementContext) -> bool:
    """Whether a waiver's field is there and has no such finding; always false for a part of the tree."""
    return at.unused


def until(at: StatementContext) -> str:
    """The last day on which it holds (`review_by`, `until`); empty where it names none."""
    return at.until.isoformat() if at.until else ""


def overdue(at: StatementContext) -> bool:
    """Whether that day has passed."""
    return bool(at.until and at.until < at.run.today)


def malformed(at: StatementContext) -> str:
    """Why words for minlint beside the data do nothing; empty where they count."""
    return at.said.wrong if isinstance(at.said, Note) else ""


def mended(at: StatementContext) -> str:
    """How they would be written."""
    return at.said.mended if isinstance(at.said, Note) else ""
