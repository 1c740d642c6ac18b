"""Whom a field is about: the person whose record it stands on, somebody else, a child."""

from __future__ import annotations

from minlint.judge.coverage import covers
from minlint.judge.facts.coverage import missing
from minlint.judge.ownership import is_key
from minlint.judge.people import Other, named_by_field, named_by_record, people, tied
from minlint.judge.records import FieldContext
from minlint.kinds import kind_of
from minlint.manifest.model import Purpose
from minlint.taxonomy import is_within


def other(at: FieldContext) -> str:
    """Who else than the person of its record it is about, such as `an emergency contact`; empty where nobody else."""
    found = _other(at)
    return found.title if found else ""


def tie(at: FieldContext) -> str:
    """The category that names such people in a manifest, such as `user.relationship.family`; else empty."""
    found = _other(at)
    return found.tie if found else ""


def named(at: FieldContext) -> bool:
    """Whether a bound purpose names such people: among its subjects, or by an entry for how they are tied."""
    found = _other(at)
    return found is not None and any(_names(purpose, found, at) for purpose in at.purposes)


def subgroup(at: FieldContext) -> str:
    """The people whom alone it concerns, as `people who drive`; empty where its record holds just those, or all."""
    from minlint.judge import subgroups

    return subgroups.subgroup(at)


def reach(at: FieldContext) -> str:
    """Who else has to give it, or has it, in words: everybody by the schema, or a share as rows tell; else empty."""
    if at.mandatory:
        return "everybody must give it"
    from minlint.judge import subgroups

    return subgroups.reach(at)


def child(at: FieldContext) -> bool:
    """Whether it is about a child, by its category, its own name, the object around it or its record's name."""
    if any(is_within(key, _CHILDREN) for key in at.keys):
        return is_within(at.category.key, _CHILDREN)
    if at.field is None or at.own or not _best(at) or _counts(at):
        return False
    found, somebody = named_by_field(at.field.path)
    found = found if somebody else named_by_record(at.record.reading.record.name)
    return found is not None and found.child


def child_named(at: FieldContext) -> bool:
    """Whether a purpose has children among its subjects: one that covers it, or any bound one where none does."""
    purposes = [purpose for purpose in at.purposes if not at.coverage.by or purpose.id in at.coverage.by]
    return any(_has_children(purpose) for purpose in purposes)


def child_missing(at: FieldContext) -> list[str]:
    """What is not stated for a child's data: a purpose with children among its subjects, and what `missing` tells."""
    lacking = [] if child_named(at) else ["a purpose with children among its subjects"]
    return lacking + (missing(at) if is_within(at.category.key, _CHILDREN) else [])


_CHILDREN = "user.childrens"
_COUNTED = ("user.household", "user.relationship")
_NUMBERS = ("boolean", "integer", "decimal")


def _other(at: FieldContext) -> Other | None:
    """By its name, by the objects around it, by its record's name, by its category."""
    if at.field is None or at.own or at.field.container or not _best(at) or _counts(at):
        return None
    found, somebody = named_by_field(at.field.path)
    rows = named_by_record(at.record.reading.record.name)
    if not somebody or found is rows:
        found = rows if rows and _apart(at) else None
    return found or tied(at.category.key, at.field.name)


def _best(at: FieldContext) -> bool:
    """Whether this is the likeliest category of its field: whom a field is about is said once."""
    return at.keys[0] == at.detection.category


def _apart(at: FieldContext) -> bool:
    """Whether it is known that a record's rows are tied to somebody else: subjects are stated, or a key leads there."""
    links = (item for item in at.record.judged if item.field and is_key(item.category.key) and not item.own)
    return any(purpose.subjects for purpose in at.purposes) or any(links)


def _counts(at: FieldContext) -> bool:
    """Whether it only tells how many such people there are, or that there are any."""
    about = any(is_within(at.category.key, key) for key in _COUNTED)
    return about and at.field is not None and kind_of(at.field.type, at.field.format).name in _NUMBERS


def _names(purpose: Purpose, found: Other, at: FieldContext) -> bool:
    if found.among(purpose.subjects):
        return True
    book = at.run.taxonomy
    wanted = [key for key in (found.tie, at.category.key) if key == found.tie or tied(key, "")]
    return any(covers(key, want, book) for entry in purpose.entries for key in entry.categories for want in wanted)


def _has_children(purpose: Purpose) -> bool:
    return any(item.among(purpose.subjects, by_name=True) for item in people().others if item.child)
