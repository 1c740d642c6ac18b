"""A small taxonomy, so that what these tests say doesn't move with the lexicon."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from minlint.detect import detect
from minlint.detect.examples import parse
from minlint.model import Detection, Field, Record, RecordReading, Source
from minlint.taxonomy import Taxonomy, build

LADDERS = {
    name: {
        "title": name,
        "rungs": [{"code": f"{code}{i}", "name": rung, "title": rung} for i, rung in enumerate(rungs)],
    }
    for name, code, rungs in (
        ("value", "U", ("full", "masked", "last4", "token", "verified")),
        ("birth", "D", ("day", "year", "over_n")),
        ("location", "L", ("building", "town")),
    )
}

NAMES: dict[str, dict[str, Any]] = {
    "user": {},
    "user.name": {"person": ["name", "full name"], "never": ["file name", "event name"]},
    "user.name.first": {"always": ["first name"]},
    "user.name.last": {"always": ["last name", "surname"]},
    "user.contact": {},
    "user.contact.email": {"always": ["email", "email address"]},
    "user.contact.phone_number": {"always": ["phone number", "telephone", "mobile number"], "person": ["phone"]},
    "user.contact.address": {"person": ["address"], "always": ["home address"]},
    "user.contact.address.street": {"always": ["street address", "address line"]},
    "user.contact.address.city": {"person": ["city"]},
    "user.contact.address.postal_code": {"always": ["postcode", "zip code"]},
    "user.contact.address.state": {"person": ["state"]},
    "user.demographic": {},
    "user.demographic.date_of_birth": {
        "always": ["date of birth", "birth date", "dob"],
        "never": ["birth date format"],
        "kinds": ["date", "integer", "text"],
        "ladder": "birth",
    },
    "user.demographic.gender": {"always": ["gender"], "person": ["sex"]},
    "user.demographic.race_ethnicity": {"person": ["race"], "never": ["race condition"], "sensitive": True},
    "user.biometric": {"sensitive": True},
    "user.biometric.fingerprint": {"person": ["fingerprint"], "never": ["certificate fingerprint"]},
    "user.health_and_medical": {
        "always": ["blood sugar", "medication", "sleep quality"],
        "with": [{"names": ["stress"], "near": ["anxiety"]}],
        "sensitive": True,
    },
    "user.health_and_medical.diagnosis": {"always": ["diagnosis", "diagnosis code"]},
    "user.government_id": {"always": ["ssn", "passport number"], "sensitive": True},
    "user.vehicle": {},
    "user.vehicle.plate": {"with": [{"names": ["plate"], "near": ["vehicle", "car", "vin"]}]},
    "user.account": {},
    "user.account.activity": {"person": ["created at", "last login"]},
    "user.unique_id": {"always": ["user id"], "person": ["id"]},
    "user.content": {},
    "user.content.free_text": {"person": ["note", "comment"]},
    "user.location": {"ladder": "location"},
    "user.location.precise": {"person": ["latitude", "longitude", "geohash"], "sensitive": True},
    "user.location.history": {"sensitive": True},
    "user.communication": {},
    "user.communication.content": {"sensitive": True},
    "user.communication.metadata": {},
    "user.immigration": {"sensitive": True},
    "user.immigration.visa": {"always": ["visa class"]},
    "system": {},
    "system.operations": {"always": ["batch id"]},
}


def _entry(key: str, said: dict[str, Any]) -> dict[str, Any]:
    lists: dict[str, Any] = {part: said[part] for part in ("always", "person", "with", "never") if part in said}
    rest: dict[str, Any] = {part: said[part] for part in ("kinds", "ladder", "sensitive") if part in said}
    return {"key": key, "title": key, "description": key, "names": {"en": lists}, **rest}


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    """Some thirty categories with a few names each."""
    entries = [_entry(key, said) for key, said in NAMES.items()]
    return build({"toy.yaml": {"ladders": LADDERS, "categories": entries}})


Read = Callable[..., RecordReading]


@pytest.fixture(scope="session")
def read(taxonomy: Taxonomy) -> Read:
    """Detect in one record, written as in docs/authoring.md (``patients(id, name text)``) or given."""

    def run(written: str | Record, *others: str | Record) -> RecordReading:
        records = tuple(item if isinstance(item, Record) else parse(f"{item}: *")[0] for item in (written, *others))
        return detect(Source("s", "example", "schema", records), taxonomy).records[0]

    return run


@pytest.fixture(scope="session")
def best(read: Read) -> Callable[..., Detection | None]:
    """The best detection of a field of a record."""

    def run(written: str | Record, path: str, *others: str | Record) -> Detection | None:
        found = [item for item in read(written, *others).readings if item.field and item.field.path == path]
        return found[0].detections[0] if found[0].detections else None

    return run


def record(name: str, *fields: Field) -> Record:
    """A record of ready-made fields."""
    return Record(name, fields)
