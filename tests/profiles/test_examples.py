"""The examples of profiles, run: the detected field against a purpose that is the profile and no more."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from minlint import examples, profiles, taxonomy
from minlint.errors import RuleErrors
from minlint.judge import rules
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
    "examples": {"fires": {"X101": ["visitors.phone_number text"]}, "silent": ["visitors.full_name text"]},
}


def badge(fires: list[str], silent: list[str]) -> Mapping[str, Profile]:
    content = {**BADGE, "examples": {"fires": {"X101": fires}, "silent": silent}}
    return profiles.build({"badge.yaml": content}, taxonomy.default())


def check(fires: list[str], silent: list[str]) -> list[str]:
    return examples.check_profiles(badge(fires, silent), taxonomy.default(), rules.default())


def test_those_that_ship() -> None:
    assert examples.check_profiles(profiles.all(), taxonomy.default(), rules.default()) == []


def test_what_is_beyond_and_what_is_within() -> None:
    fires = ["visitors.phone_number text", "visitors(full_name text, iban text): iban"]
    assert check(fires, ["visitors.full_name text", "visitors.birth_year integer"]) == []


def test_what_several_fields_make_together() -> None:
    trace = "rides(rider_id bigint, lat double precision, lon double precision, recorded_at timestamp): *"
    assert check([trace], ["visitors.full_name text"]) == []


def test_what_came_out_otherwise() -> None:
    assert check(["visitors.full_name text", "products.price numeric"], ["visitors.phone_number text"]) == [
        "badge: X101 doesn't fire at 'visitors.full_name text' (found: user.name)",
        "badge: X101 doesn't fire at 'products.price numeric' (found: nothing personal)",
        "badge: 'visitors.phone_number text' isn't within it (found: user.contact.phone_number X101)",
    ]


def test_what_is_too_fine_is_not_within_and_another_code() -> None:
    assert check(["visitors.date_of_birth date"], ["visitors.date_of_birth date"]) == [
        "badge: X101 doesn't fire at 'visitors.date_of_birth date' (found: user.demographic.date_of_birth G301)",
        "badge: 'visitors.date_of_birth date' isn't within it (found: user.demographic.date_of_birth G301)",
    ]


def test_what_holds_nothing_personal_is_not_within() -> None:
    assert check(["visitors.phone_number text"], ["products.price numeric"]) == [
        "badge: 'products.price numeric' isn't within it (found: nothing personal)"
    ]


def test_a_whole_schema_within_it() -> None:
    silent = ["visitors(visitor_id uuid, full_name text, birth_year integer)"]
    assert check(["visitors.phone_number text"], silent) == []
    (told,) = check(["visitors.phone_number text"], ["visitors(full_name text, phone_number text)"])
    assert told.endswith("(found: full_name user.name, phone_number user.contact.phone_number X101)")


def test_what_is_no_example() -> None:
    assert check(["phone"], ["visitors(full_name text): phone"]) == [
        "badge: 'phone' is neither record.field nor record(fields): field",
        "badge: 'visitors(full_name text): phone' asks about a field it doesn't have",
    ]


def test_a_records_own_key_is_within_any_profile() -> None:
    kind = badge(["a.b"], ["a.b"])["badge"]
    own = examples.judge_field(
        "members.member_id uuid", examples.manifest_of(kind, taxonomy.default()), taxonomy.default(), rules.default()
    )
    assert own == {"user.unique_id": frozenset()}


def folder(at: pathlib.Path, **changes: Any) -> str:
    (at / "profiles").mkdir()
    (at / "profiles" / "badge.yaml").write_text(yaml.safe_dump({**BADGE, **changes}), encoding="utf-8")
    return str(at)


def test_a_folder_of_profiles_alone(tmp_path: pathlib.Path) -> None:
    assert examples.run(folder(tmp_path)) == (2, [])


def test_a_folder_whose_profile_says_something_else(tmp_path: pathlib.Path) -> None:
    wrong = {"fires": {"X101": ["visitors.full_name text"]}, "silent": ["visitors.full_name text"]}
    ran, failures = examples.run(folder(tmp_path, examples=wrong))
    assert ran == 2
    assert failures == ["badge: X101 doesn't fire at 'visitors.full_name text' (found: user.name)"]


def test_a_folder_with_a_profile_that_is_refused(tmp_path: pathlib.Path) -> None:
    with pytest.raises(RuleErrors, match=r"unknown category `user.nane`"):
        examples.run(folder(tmp_path, necessary=["user.nane"]))
