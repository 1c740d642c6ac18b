"""What stands beside a field in its record and says more of it, by name."""

from __future__ import annotations

from functools import lru_cache

from minlint.judge.named import holds, phrases
from minlint.judge.records import RecordContext
from minlint.judge.words import words_of


def provenance(at: RecordContext) -> list[str]:
    """The fields that say where the record's data come from, of which day they are, or who checked them."""
    return _named(at, "provenance")


def assessment(at: RecordContext) -> list[str]:
    """The fields that tell fact from assessment, or how well something is founded."""
    return _named(at, "assessment")


def decider(at: RecordContext) -> list[str]:
    """The fields that name the person who decides, or who looked at it before it counts."""
    return _named(at, "decider")


def role(at: RecordContext) -> list[str]:
    """What says as what a person stands on an enforcement record (suspect, victim, …): fields, or the record's name."""
    told = _is("role_records", at.reading.record.name)
    return ([at.reading.record.name] if told else []) + _named(at, "role")


def badge(at: RecordContext) -> list[str]:
    """The fields by which a person can be told apart without their body: a badge, a card, a PIN, a staff number."""
    return _named(at, "badge")


def check_in(at: RecordContext) -> list[str]:
    """The fields that tell that a person came or reported, without a trace of where they were."""
    return _named(at, "check_in")


def gentler(at: RecordContext) -> list[str]:
    """Both of these: gentler means to know who came, and that they came."""
    return list(dict.fromkeys((*badge(at), *check_in(at))))


def _named(at: RecordContext, kind: str) -> list[str]:
    fields = [reading.field for reading in at.reading.readings if reading.field]
    return [item.path for item in fields if _is(kind, item.name)]


@lru_cache(maxsize=65_536)
def _is(kind: str, name: str) -> bool:
    return holds(words_of(name), phrases("companions.yaml", kind))
