"""Which keys are a record's own."""

from __future__ import annotations

import pytest

from minlint.judge.ownership import own_keys
from minlint.manifest.model import Purpose
from minlint.model import Field, Record, Reference


def key(said: str) -> Field:
    """``id!`` is a primary key, ``user_id>users`` refers to a record."""
    path, _, target = said.partition(">")
    primary = path.endswith("!")
    return Field(path.rstrip("!"), primary=primary, references=Reference(target) if target else None)


@pytest.mark.parametrize(
    ("record", "keys", "own"),
    [
        ("patients", ["id!"], {"id"}),
        ("public.patients", ["patient_id"], {"patient_id"}),
        ("employees", ["employee_number", "manager_id>employees"], {"employee_number"}),
        ("employees", ["id!", "manager_id>employees", "created_by>users"], {"id"}),
        ("users", ["id!", "externalId", "referrer_id>users"], {"id", "externalId"}),
        ("patients", ["id!", "user_id>users", "doctor_id>doctors"], {"id", "user_id"}),
        ("profiles", ["user_id!>users"], {"user_id"}),
        ("orders", ["customer_id"], {"customer_id"}),
        ("posts", ["author_id>users"], {"author_id"}),
        ("follows", ["follower_id>users", "followee_id>users"], {"follower_id"}),
        ("appointments", ["doctor_id>doctors", "patient_id>patients"], {"patient_id"}),
        ("shifts", ["approved_by>users", "user_id>users"], {"user_id"}),
        ("categories", [], set()),
    ],
)
def test_own_keys(record: str, keys: list[str], own: set[str]) -> None:
    purpose = Purpose("booking", subjects=("patients",))
    assert own_keys(Record(record, ()), [key(said) for said in keys], [purpose]) == own


def test_the_subjects_of_the_purpose_tell_whom_a_record_is_about() -> None:
    keys = [key("id!"), key("doctor_id>doctors"), key("patient_id>patients")]
    record = Record("visits", ())
    assert own_keys(record, keys, [Purpose("visit", subjects=("patient",))]) == {"id", "patient_id"}
    assert own_keys(record, keys, [Purpose("pay", subjects=("doctor",))]) == {"id", "doctor_id"}
    about_people = Record("patients", ())
    assert own_keys(about_people, keys[:2], [Purpose("visit", subjects=("patient", "doctor"))]) == {"id"}
