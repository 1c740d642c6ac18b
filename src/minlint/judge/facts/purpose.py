"""A stated purpose."""

from __future__ import annotations

from minlint.judge.statements import PurposeContext


def id(at: PurposeContext) -> str:  # noqa: A001 - the fact's public name
    """Its id."""
    return at.purpose.id


def personal(at: PurposeContext) -> int:
    """How many personal fields of the given sources are bound to it."""
    return len({(item.record.source.path, item.place.logical) for item in at.fields})


def permits(at: PurposeContext) -> int:
    """How many entries permit it something."""
    return len(at.purpose.entries)


def has_retention(at: PurposeContext) -> bool:
    """Whether it says how long data are kept, in whatever words."""
    return at.purpose.retention is not None


def retention_bounded(at: PurposeContext) -> bool:
    """Whether its retention names a period that ends."""
    return bool(at.purpose.retention and at.purpose.retention.bounded)
