"""A small taxonomy, a profile, and a way to read a manifest's text against them."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Callable
from typing import Any

import pytest

from minlint import manifest, profiles
from minlint.errors import ManifestErrors
from minlint.manifest.model import Manifest
from minlint.taxonomy import Taxonomy, build

LADDERS: dict[str, list[tuple[str, str]]] = {
    "value": [("U0", "full"), ("U3", "token")],
    "birth": [("D1", "day"), ("D2", "month"), ("D3", "year"), ("D6", "over_n")],
    "location": [("L1", "building"), ("L3", "street"), ("L5", "town")],
    "address": [("A0", "unit"), ("A2", "street"), ("A5", "city")],
}
CATEGORIES: dict[str, dict[str, Any]] = {
    "user": {},
    "user.name": {},
    "user.contact": {"ladder": "address"},
    "user.contact.email": {"ladder": "value"},
    "user.contact.phone_number": {"ladder": "value"},
    "user.contact.address": {},
    "user.demographic": {},
    "user.demographic.gender": {},
    "user.demographic.date_of_birth": {
        "title": "Date of birth",
        "ladder": "birth",
        "names": {"en": {"always": ["date of birth", "dob", "birthday"]}},
    },
    "user.location": {"ladder": "location"},
    "user.location.history": {"sensitive": True},
    "user.immigration": {"sensitive": True},
    "user.health_and_medical": {"sensitive": True},
    "user.childrens": {"sensitive": True, "aliases": ["user.children"]},
    "user.inference": {"must_be_named": True},
    "user.inference.score": {},
    "user.vehicle": {"must_be_named": True},
    "user.vehicle.plate": {"same_as": ["user.registration"]},
    "user.registration": {},
}
PROFILE = {
    "profile": "appointment-booking",
    "title": "Appointment booking",
    "statement": "Let a person book a visit.",
    "necessary": ["user.name", {"any_of": ["user.contact.email", "user.contact.phone_number"], "because": "reminders"}],
    "optional": [{"category": "user.contact.address", "precision": "A5"}],
    "beyond": ["user.demographic.date_of_birth"],
    "strict": True,
    "retention": "3 months after the visit",
    "anchor": "A judgement.",
    "anchor_status": "judgement",
    "reviewed": "2026-07-01",
    "examples": {"fires": {"X101": ["visits.dob date"]}, "silent": ["visits.email text"]},
}

CODES = ("X101", "excess-category", "X102", "forbidden-category", "S202", "biometric-template", "acme/001")
TODAY = datetime.date(2026, 11, 1)

Read = Callable[..., Manifest]
Complaints = Callable[..., list[str]]


def small() -> Taxonomy:
    """The categories above as a taxonomy."""
    rungs = {
        name: {"title": name, "rungs": [{"code": code, "name": rung, "title": rung} for code, rung in ladder]}
        for name, ladder in LADDERS.items()
    }
    entries = [{"key": key, "title": key, "description": key, **more} for key, more in CATEGORIES.items()]
    return build({"small.yaml": {"ladders": rungs, "categories": entries}})


@pytest.fixture(scope="session")
def book() -> Taxonomy:
    return small()


@pytest.fixture(scope="session")
def said(book: Taxonomy) -> Read:
    """Reads a text as ``minlint.yaml`` of the working folder ``/clinic``."""
    known = profiles.build({"appointment-booking.yaml": PROFILE}, book)

    def read(text: str, **more: Any) -> Manifest:
        options: dict[str, Any] = {"cwd": "/clinic", "known_codes": CODES, "known_laws": ("gdpr", "bipa")}
        options |= {"today": TODAY, "profiles": known}
        return manifest.parse(textwrap.dedent(text), taxonomy=book, **{**options, **more})

    return read


@pytest.fixture(scope="session")
def wrong(said: Read) -> Complaints:
    """Every error that a text gives, as ``line:column message``."""

    def complaints(text: str, **more: Any) -> list[str]:
        try:
            said(text, **more)
        except ManifestErrors as errors:
            assert {error.file for error in errors.errors} == {"minlint.yaml"}
            return [f"{error.line}:{error.column} {error.message}" for error in errors.errors]
        return []

    return complaints
