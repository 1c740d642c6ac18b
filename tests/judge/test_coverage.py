"""Coverage over category trees: the cases of CONTRACT 3, and what holds for every tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.judge.coverage import admits, coverage
from minlint.manifest.model import Entry, Purpose
from minlint.taxonomy import Taxonomy, build

RUNGS = ("fine", "middle", "coarse")


def _tree() -> Taxonomy:
    ladders = {
        name: {
            "title": name,
            "rungs": [{"name": rung, "code": f"{name[0]}{i}".upper(), "title": rung} for i, rung in enumerate(rungs)],
        }
        for name, rungs in {"value": RUNGS, "birth": ("day", "month", "year")}.items()
    }
    keys: dict[str, dict[str, Any]] = {
        "user": {},
        "user.contact": {},
        "user.contact.email": {},
        "user.contact.phone": {},
        "user.contact.phone.mobile": {},
        "user.demographic": {},
        "user.demographic.birth": {"ladder": "birth"},
        "user.demographic.religion": {"sensitive": True},
        "user.unique_id": {},
        "user.health": {"sensitive": True},
        "user.health.allergy": {},
        "user.health.allergy.food": {},
        "user.vehicle": {"must_be_named": True},
        "user.vehicle.plate": {"same_as": ["user.government_id.registration"]},
        "user.government_id": {"sensitive": True},
        "user.government_id.registration": {},
        "user.work": {"same_as": ["user.contact.organization"]},
        "user.work.title": {},
        "user.contact.organization": {},
        "user.contact.organization.title": {},
        "user.childrens": {"sensitive": True, "aliases": ["user.children"]},
    }
    entries = [{"key": key, "title": key, "description": key, **more} for key, more in keys.items()]
    return build({"tree.yaml": {"ladders": ladders, "categories": entries}})


TREE = _tree()
KEYS = sorted(category.key for category in TREE)


def purpose(name: str = "p", **said: Any) -> Purpose:
    def entries(items: Any) -> tuple[Entry, ...]:
        return tuple(
            Entry((item,)) if isinstance(item, str) else Entry((item["category"],), precision=item["precision"])
            for item in items
        )

    return Purpose(
        name,
        necessary=entries(said.get("necessary", ())),
        optional=entries(said.get("optional", ())),
        forbidden=tuple((key, None) for key in said.get("forbidden", ())),
    )


def state(key: str, *purposes: Purpose, precision: str | None = None, own: bool = False) -> str:
    return coverage(key, precision, purposes, TREE, own=own).state


@pytest.mark.parametrize(
    ("key", "said", "expected"),
    [
        ("user.contact.email", {"necessary": ["user.contact.email"]}, "covered"),
        ("user.contact.email", {"optional": ["user.contact"]}, "covered"),
        ("user.contact.phone.mobile", {"necessary": ["user.contact"]}, "covered"),
        ("user.contact.email", {"necessary": ["user.contact.phone"]}, "beyond"),
        ("user.contact.email", {}, "beyond"),
        ("user.contact", {"necessary": ["user.contact.phone"]}, "gap"),
        ("user.demographic.religion", {"necessary": ["user.demographic"]}, "beyond"),
        ("user.demographic.religion", {"necessary": ["user"]}, "beyond"),
        ("user.demographic.religion", {"necessary": ["user.demographic.religion"]}, "covered"),
        ("user.health.allergy.food", {"necessary": ["user.health"]}, "covered"),
        ("user.vehicle.plate", {"necessary": ["user"]}, "beyond"),
        ("user.vehicle.plate", {"necessary": ["user.vehicle"]}, "covered"),
        ("user.vehicle.plate", {"necessary": ["user.government_id"]}, "covered"),
        ("user.government_id.registration", {"necessary": ["user.vehicle.plate"]}, "covered"),
        ("user.contact.organization.title", {"necessary": ["user.work.title"]}, "covered"),
        ("user.childrens", {"necessary": ["user.children"]}, "covered"),
        ("user.health.allergy", {"necessary": ["user.health"], "forbidden": ["user.health.allergy"]}, "forbidden"),
        ("user.health.allergy", {"necessary": ["user.health.allergy"], "forbidden": ["user.health"]}, "covered"),
        ("user.health.allergy.food", {"necessary": ["user.health.allergy"], "forbidden": ["user.health"]}, "forbidden"),
        ("user.health.allergy", {"optional": ["user.health.allergy"], "forbidden": ["user.health"]}, "forbidden"),
        ("user.vehicle.plate", {"necessary": ["user.vehicle"], "forbidden": ["user.government_id"]}, "forbidden"),
    ],
)
def test_states(key: str, said: Mapping[str, Any], expected: str) -> None:
    assert state(key, purpose(**said)) == expected


def test_no_purpose_states_nothing() -> None:
    assert state("user.contact.email") == "unstated"


def test_another_purpose_that_names_the_key_lifts_the_ban() -> None:
    ban, need = purpose("ban", forbidden=["user.health"]), purpose("need", necessary=["user.health.allergy"])
    found = coverage("user.health.allergy", None, [ban, need], TREE)
    assert (found.state, found.by, found.beyond, found.forbidden_by) == ("covered", ("need",), ("ban",), ())


def test_the_forbidding_purposes_are_named() -> None:
    ban, need = purpose("ban", forbidden=["user.health"]), purpose("need", necessary=["user.health"])
    found = coverage("user.health.allergy", None, [ban, need], TREE)
    assert (found.state, found.forbidden_by, found.by, found.permits) == ("forbidden", ("ban",), (), ())


@pytest.mark.parametrize(
    ("precision", "expected"),
    [("day", "too_fine"), ("month", "covered"), ("year", "covered"), (None, "too_fine"), ("B2", "covered")],
)
def test_precision(precision: str | None, expected: str) -> None:
    month = purpose(necessary=[{"category": "user.demographic.birth", "precision": "month"}])
    found = coverage("user.demographic.birth", precision, [month], TREE)
    assert (found.state, found.allowed) == (expected, "month")


def test_the_most_generous_rung_counts_and_the_others_can_do_without() -> None:
    year = purpose("year", necessary=[{"category": "user.demographic.birth", "precision": "year"}])
    month = purpose("month", necessary=[{"category": "user.demographic.birth", "precision": "month"}])
    fine = coverage("user.demographic.birth", "day", [year, month], TREE)
    assert (fine.state, fine.allowed, fine.beyond) == ("too_fine", "month", ("year", "month"))
    held = coverage("user.demographic.birth", "month", [year, month], TREE)
    assert (held.state, held.by, held.beyond, held.without) == ("covered", ("month",), ("year",), ("year",))


def test_a_rung_of_another_ladder_sets_no_limit() -> None:
    assert state("user.contact.email", purpose(necessary=[{"category": "user.contact", "precision": "year"}])) == (
        "covered"
    )


def test_optional_alone() -> None:
    option, need = purpose("option", optional=["user.contact"]), purpose("need", necessary=["user.contact.email"])
    assert coverage("user.contact.email", None, [option], TREE).optional_only
    assert coverage("user.contact.email", None, [option], TREE).without == ("option",)
    both = coverage("user.contact.email", None, [option, need], TREE)
    assert (both.optional_only, both.by, both.without) == (False, ("option", "need"), ("option",))
    assert both.permits[0].purpose.id == "need"


def test_the_records_own_key_is_covered_unless_forbidden() -> None:
    found = coverage("user.unique_id", None, [purpose("a"), purpose("b")], TREE, own=True)
    assert (found.state, found.by, found.beyond, found.optional_only) == ("covered", ("a", "b"), (), False)
    assert state("user.unique_id", purpose(forbidden=["user.unique_id"]), own=True) == "forbidden"
    assert state("user.unique_id", own=True) == "unstated"
    assert state("user.unique_id", purpose()) == "beyond"


keys = st.sampled_from(KEYS)
rungs = st.sampled_from([None, *RUNGS, "day", "month", "year"])
entries = st.builds(lambda key, rung: Entry((key,), precision=rung), keys, rungs)
permitting = st.builds(
    lambda need, option: Purpose("p", necessary=tuple(need), optional=tuple(option)),
    st.lists(entries, max_size=4),
    st.lists(entries, max_size=4),
)
ORDER = {"beyond": 0, "gap": 0, "too_fine": 1, "covered": 2}


@given(keys, rungs, permitting, entries, st.booleans())
def test_more_permission_never_covers_less(
    key: str, rung: str | None, before: Purpose, more: Entry, need: bool
) -> None:
    after = before._replace(necessary=(*before.necessary, more)) if need else before
    after = after if need else before._replace(optional=(*before.optional, more))
    assert ORDER[state(key, after, precision=rung)] >= ORDER[state(key, before, precision=rung)]


@given(keys, rungs, permitting, permitting)
def test_another_purpose_never_covers_less(key: str, rung: str | None, one: Purpose, other: Purpose) -> None:
    alone = coverage(key, rung, [one], TREE)
    both = coverage(key, rung, [one, other._replace(id="q")], TREE)
    assert ORDER[both.state] >= ORDER[alone.state]
    assert set(alone.by) <= set(both.by)


@given(keys, permitting)
def test_what_must_be_named_is_never_covered_from_above(key: str, one: Purpose) -> None:
    broad = tuple(entry for entry in one.entries if not TREE[entry.categories[0]].must_be_named)
    if TREE[key].must_be_named:
        assert state(key, Purpose("p", necessary=broad)) in ("beyond", "gap")


@given(keys, rungs, permitting, keys)
def test_forbidden_wins_unless_the_key_is_named(key: str, rung: str | None, one: Purpose, ban: str) -> None:
    banned = one._replace(forbidden=((ban, None),))
    named = any(word in entry.categories for entry in one.necessary for word in TREE.synonyms(key))
    reached = any(TREE.covers(ban, word) for word in TREE.synonyms(key))
    assert (state(key, banned, precision=rung) == "forbidden") == (reached and not named)


@given(keys, permitting, st.sampled_from(RUNGS), st.sampled_from(RUNGS))
def test_coarser_is_never_covered_less(key: str, one: Purpose, rung: str, other: str) -> None:
    ladder = TREE.ladder(key)
    names = [step.name for step in ladder.rungs]
    fine, coarse = sorted((names[RUNGS.index(rung)], names[RUNGS.index(other)]), key=names.index)
    assert ORDER[state(key, one, precision=coarse)] >= ORDER[state(key, one, precision=fine)]
    assert ORDER[state(key, one, precision=fine)] >= ORDER[state(key, one, precision=None)]


@given(st.sampled_from(RUNGS), st.sampled_from(RUNGS))
def test_a_rung_admits_itself_and_what_is_coarser(allowed: str, held: str) -> None:
    assert admits(allowed, held, TREE.ladders["value"]) == (RUNGS.index(held) >= RUNGS.index(allowed))


@given(keys, permitting)
def test_two_words_for_one_thing_are_covered_alike(key: str, one: Purpose) -> None:
    for word in TREE.synonyms(key):
        assert state(word, one) == state(key, one)


@given(keys, keys)
def test_synonyms_cover_each_other_from_either_side(key: str, entry: str) -> None:
    for word in TREE.synonyms(entry):
        assert state(key, Purpose("p", necessary=(Entry((word,)),))) == state(
            key, Purpose("p", necessary=(Entry((entry,)),))
        )
