"""What changed since the side that is compared with (`--against`)."""

from __future__ import annotations

from minlint.judge.drift.change import ChangeContext


def kind(at: ChangeContext) -> str:
    """What changed: `category` (a record holds one that it didn't), `precision` (or more finely), `permission`, `rung`,
    `interval`, `necessity`, `choice` or `forbidden` (a purpose permits more), `statement`, `retention`, `recipient`,
    `source`, `subjects`, `binding` (a purpose is bound to a record that served others) or `repurposed` (and is unlike
    all of these)."""
    return at.change.kind


def told(at: ChangeContext) -> str:
    """The change in words."""
    return at.change.told


def before(at: ChangeContext) -> str:
    """What the manifest said, or the rung that data had; empty where nothing stood there."""
    return at.change.before


def after(at: ChangeContext) -> str:
    """What it says, or the rung that they have."""
    return at.change.after


def permitted(at: ChangeContext) -> bool:
    """Of a new category: whether a bound purpose covers it."""
    return at.change.permitted


def followed(at: ChangeContext) -> bool:
    """Of a new category: whether the purposes covered none of it before, and the permission came in the same change."""
    return at.change.followed
