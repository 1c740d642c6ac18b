"""All profiles in the engine: what their sources exclude is found, what they permit is not, at its rung."""

from __future__ import annotations

import datetime
import json
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from minlint import profiles, taxonomy
from minlint.judge.engine import judge
from minlint.manifest import parse
from minlint.model import Detection, Field, Reading, Record, RecordReading, Source, SourceReading
from minlint.profiles import Profile

ROWS: dict[str, Any] = yaml.safe_load((pathlib.Path(__file__).parent / "rows.yaml").read_text(encoding="utf-8"))
BOOK = taxonomy.default()
TODAY = datetime.date(2026, 1, 1)
IDS = sorted(profiles.all())


def found(key: str, rung: str | None, purpose: dict[str, Any]) -> set[tuple[str, str | None]]:
    """What fires at a field that holds a category at a rung, and at the manifest: code, and record or nothing."""
    field = Field("it", "text")
    reading = RecordReading(Record("people", (field,)), (Reading(field, (Detection(key, 1.0, (), rung),)),), "person")
    source = Source("db.sql", "sql", "schema", (reading.record,))
    said = {"version": 1, "purposes": {"it": purpose}, "bindings": [{"source": "*", "purposes": ["it"]}]}
    verdict = judge([SourceReading(source, (reading,))], parse(json.dumps(said)), persona="audit", today=TODAY)
    assert verdict.crashes == ()
    return {(item.code, item.record) for item in verdict.findings}


def codes(key: str, rung: str | None, purpose: dict[str, Any]) -> set[str]:
    return {code for code, record in found(key, rung, purpose) if record}


def excluded(profile: str) -> Iterator[tuple[str, str | None]]:
    """What a profile's row excludes, and what any profile does that doesn't list it."""
    listed = ROWS["listed"].get(profile, ())
    for text in (*ROWS["excluded"][profile], *(key for key in ROWS["always"] if key not in listed)):
        key, _, rung = text.partition("@")
        yield key, rung or None


def test_every_profile_has_a_row() -> None:
    assert sorted(ROWS["excluded"]) == IDS


@pytest.mark.parametrize("profile", IDS)
def test_what_its_sources_exclude_is_found(profile: str) -> None:
    missed = []
    for key, rung in excluded(profile):
        fired = codes(key, rung, {"profile": profile})
        wanted = {"X101", "X102", "G301"} if rung else {"X101", "X102"}
        missed += [] if fired & wanted else [(key, rung, sorted(fired))]
    assert missed == []


@pytest.mark.parametrize("profile", IDS)
def test_permitting_what_is_beyond_it_takes_a_reason(profile: str) -> None:
    """P006 is what watches it; with a reason it is silent, and the field is within purpose."""
    wrong = []
    for key, rung in excluded(profile):
        entry = {"category": key, **({"precision": rung} if rung else {})}
        silent = found(key, rung, {"profile": profile, "necessary": [entry]})
        reasoned = found(key, rung, {"profile": profile, "necessary": [{**entry, "because": "A court ordered it."}]})
        right = ("P006", None) in silent and not {code for code, _ in reasoned} & {"P006", "X101", "X102", "G301"}
        wrong += [] if right else [(key, rung, sorted(silent, key=str), sorted(reasoned, key=str))]
    assert wrong == []


def entries(profile: Profile) -> Iterator[tuple[str, str | None]]:
    for entry in profile.necessary + profile.optional:
        for key in entry.categories:
            yield key, entry.precision


@pytest.mark.parametrize("profile", IDS)
def test_what_it_permits_is_covered_at_its_rung_and_no_finer(profile: str) -> None:
    for key, limit in entries(profiles.all()[profile]):
        ladder = BOOK.ladder(key)
        rank = ladder.rank(limit) if limit else 0
        assert rank is not None, (key, limit)
        for number, rung in enumerate(ladder.rungs):
            fired = codes(key, rung.name, {"profile": profile}) & {"X101", "X102", "G301"}
            assert fired == ({"G301"} if number < rank else set()), (key, rung.name)
        unknown = codes(key, None, {"profile": profile}) & {"X101", "X102", "G301"}
        assert unknown == ({"G301"} if rank else set()), (key, "no rung, which counts as the finest")


@pytest.mark.parametrize("profile", IDS)
def test_saying_again_what_it_permits_loosens_nothing(profile: str) -> None:
    for key, limit in entries(profiles.all()[profile]):
        entry = {"category": key, **({"precision": limit} if limit else {})}
        loose = {**entry, "precision": BOOK.ladder(key).rungs[0].name}
        intervals = [item.interval for item in profiles.all()[profile].optional + profiles.all()[profile].necessary]
        if not any(intervals):
            assert ("P006", None) not in found(key, limit, {"profile": profile, "optional": [entry]}), key
        if limit and limit != loose["precision"]:
            assert ("P006", None) in found(key, limit, {"profile": profile, "optional": [loose]}), key


@pytest.mark.parametrize("profile", IDS)
def test_its_retention_holds_until_the_manifest_says_another(profile: str) -> None:
    kept = profiles.all()[profile].retention
    fired = found("user.name", None, {"profile": profile})
    assert (("R401", None) in fired) == (kept is None)
    longer = found("user.name", None, {"profile": profile, "retention": "200 years"})
    assert (("P006", None) in longer) == (kept is not None)
    shorter = found("user.name", None, {"profile": profile, "retention": "1 day"})
    assert ("P006", None) not in shorter
