"""The examples of profiles, run: the detected field against a purpose that is the profile and no more."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from minlint import examples, profiles, taxonomy
from minlint.errors import RuleErrors
from minlint.profiles import Profile

BADGE: dict[str, Any] = {
    "profile": "badge",
    "title": "Badge",
    "statement": "Print a badge for a visitor.",
    "necessary": ["user.name", {"category": "user.demographic.date_of_birth", "precision": "year"}],
    "beyond": ["user.contact.phone_number"],
    "anchor": "A judgement.",
    "anchor_status": "judgement",
    "reviewed": "2026-07-01",
    "examples": {"fires": ["visitors.phone_number text"], "silent": ["visitors.full_name text"]},
}


def badge(fires: list[str], silent: list[str]) -> Mapping[str, Profile]:
    content = {**BADGE, "examples": {"fires": fires, "silent": silent}}
    return profiles.build({"badge.yaml": content}, taxonomy.default())


def check(fires: list[str], silent: list[str]) -> list[str]:
    return examples.check_profiles(badge(fires, silent), taxonomy.default())


def test_those_that_ship() -> None:
    assert examples.check_profiles(profiles.all(), taxonomy.default()) == []


def test_what_is_beyond_and_what_is_within() -> None:
    fires = ["visitors.phone_number text", "visitors.date_of_birth date", "visitors(full_name text, iban text): iban"]
    assert check(fires, ["visitors.full_name text", "visitors.birth_year integer"]) == []


def test_what_several_fields_make_together() -> None:
    trace = "rides(rider_id bigint, lat double precision, lon double precision, recorded_at timestamp): *"
    assert check([trace], ["visitors.full_name text"]) == []


def test_what_came_out_otherwise() -> None:
    assert check(["visitors.full_name text", "products.price numeric"], ["visitors.phone_number text"]) == [
        "badge: 'visitors.full_name text' isn't beyond it (found: user.name covered)",
        "badge: 'products.price numeric' isn't beyond it (found: nothing personal)",
        "badge: 'visitors.phone_number text' isn't within it (found: user.contact.phone_number beyond)",
    ]


def test_what_is_too_fine_is_not_within() -> None:
    assert check(["visitors.phone_number text"], ["visitors.date_of_birth date"]) == [
        "badge: 'visitors.date_of_birth date' isn't within it (found: user.demographic.date_of_birth too_fine)"
    ]


def test_what_holds_nothing_personal_is_not_within() -> None:
    assert check(["visitors.phone_number text"], ["products.price numeric"]) == [
        "badge: 'products.price numeric' isn't within it (found: nothing personal)"
    ]


def test_what_is_no_example() -> None:
    assert check(["phone"], ["visitors(full_name text): phone"]) == [
        "badge: 'phone' is neither record.field nor record(fields): field",
        "badge: 'visitors(full_name text): phone' asks about a field it doesn't have",
    ]


def test_a_records_own_key_is_within_any_profile() -> None:
    own = examples.coverage("members.member_id uuid", badge(["a.b"], ["a.b"])["badge"], taxonomy.default())
    assert own == {"user.unique_id": "covered"}


def folder(at: pathlib.Path, **changes: Any) -> str:
    (at / "profiles").mkdir()
    (at / "profiles" / "badge.yaml").write_text(yaml.safe_dump({**BADGE, **changes}), encoding="utf-8")
    return str(at)


def test_a_folder_of_profiles_alone(tmp_path: pathlib.Path) -> None:
    assert examples.run(folder(tmp_path)) == (2, [])


def test_a_folder_whose_profile_says_something_else(tmp_path: pathlib.Path) -> None:
    wrong = {"fires": ["visitors.full_name text"], "silent": ["visitors.full_name text"]}
    ran, failures = examples.run(folder(tmp_path, examples=wrong))
    assert ran == 2
    assert failures == ["badge: 'visitors.full_name text' isn't beyond it (found: user.name covered)"]


def test_a_folder_with_a_profile_that_is_refused(tmp_path: pathlib.Path) -> None:
    with pytest.raises(RuleErrors, match=r"unknown category `user.nane`"):
        examples.run(folder(tmp_path, necessary=["user.nane"]))
