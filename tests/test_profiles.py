"""Purpose profiles: the files that ship, and what is refused of others."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from minlint import profiles, rulebook, taxonomy
from minlint.detect.examples import parse
from minlint.errors import RuleError
from minlint.manifest.model import Entry

GOOD: dict[str, Any] = {
    "profile": "newsletter",
    "title": "Newsletter",
    "statement": "Send a newsletter to people who asked for it.",
    "necessary": ["user.contact.email"],
    "optional": [{"category": "user.demographic.date_of_birth", "precision": "D6", "because": "age gate"}],
    "beyond": ["user.demographic.gender"],
    "retention": {"period": "3 years", "trigger": "the last one asked for"},
    "anchor": "A judgement.",
    "anchor_status": "judgement",
    "reviewed": "2026-07-01",
    "examples": {"fires": ["a.gender text"], "silent": ["a.email text"]},
}


SHIPPED = {
    "account-login",
    "age-verification",
    "appointment-booking",
    "detention-alternative-reporting",
    "job-application",
    "medical-visit",
    "newsletter",
    "order-fulfilment",
    "payroll",
    "ride-hailing",
}


def built(**changes: Any) -> profiles.Profile:
    content = {key: value for key, value in {**GOOD, **changes}.items() if value is not None}
    return profiles.build({"newsletter.yaml": content}, taxonomy.default())[content.get("profile", "newsletter")]


def test_a_profile() -> None:
    found = built()
    assert (found.id, found.title, found.strict, found.notes) == ("newsletter", "Newsletter", False, "")
    assert found.necessary == (Entry(("user.contact.email",)),)
    assert found.optional == (Entry(("user.demographic.date_of_birth",), precision="over_n", because="age gate"),)
    assert found.beyond == (Entry(("user.demographic.gender",)),)
    assert found.retention is not None
    assert (found.retention.days, found.retention.trigger) == (1095.75, "the last one asked for")
    assert (found.anchor_status, found.reviewed) == ("judgement", datetime.date(2026, 7, 1))
    assert (found.fires, found.silent, found.file) == (("a.gender text",), ("a.email text",), "newsletter.yaml")


def test_what_may_be_left_out() -> None:
    found = built(optional=None, retention=None)
    assert (found.optional, found.retention) == ((), None)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": None}, "a profile needs `title`: Its title."),
        ({"examples": None}, "a profile needs `examples`: Fields, as `record.field type`."),
        ({"beyound": []}, "unknown key `beyound` in a profile; did you mean `beyond`?"),
        (
            {"beyond": ["user.demographic.gendr"]},
            "unknown category `user.demographic.gendr`; did you mean `user.demographic.gender`?",
        ),
        ({"anchor_status": "law"}, "`anchor_status` must be statute, case, guidance or judgement"),
        ({"retention": "soon"}, "`retention` must be a period such as `1 year`, `P18M` or `30 days after the visit`"),
        ({"examples": {"fires": [], "silent": ["a.b"]}}, "`fires` must not be empty"),
        ({"profile": "News Letter"}, "`profile` must be a purpose id in kebab-case, such as appointment-booking"),
    ],
)
def test_a_profile_that_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(RuleError) as caught:
        built(**changes)
    assert str(caught.value) == f"newsletter.yaml: {message}"


@pytest.mark.parametrize("content", [None, [], "words", 3])
def test_a_file_that_is_no_profile(content: Any) -> None:
    with pytest.raises(RuleError, match=r"x\.yaml: a profile must be a mapping"):
        profiles.build({"x.yaml": content}, taxonomy.default())


def test_an_id_said_twice() -> None:
    with pytest.raises(RuleError) as caught:
        profiles.build({"a.yaml": GOOD, "b.yaml": GOOD}, taxonomy.default())
    assert str(caught.value) == "b.yaml: newsletter is said twice, here and in a.yaml"


def test_the_profiles_that_ship() -> None:
    found = profiles.all()
    assert set(found) >= SHIPPED
    for profile in found.values():
        assert profile.file == f"{profile.id}.yaml"
        permitted = {key for entry in profile.necessary + profile.optional for key in entry.categories}
        assert permitted.isdisjoint(key for entry in profile.beyond if not entry.precision for key in entry.categories)
        assert all(parse(example) for example in profile.fires + profile.silent)


def test_nothing_in_them_says_what_is_lawful() -> None:
    for name, content in rulebook.part("profiles").items():
        words = json.dumps(content, default=str).lower()
        assert "lawful" not in words, name
        assert "illegal" not in words, name


def test_what_was_not_held_against_its_source_is_marked() -> None:
    """Facts from memory stand in the notes alone, behind the word that says so."""
    remembered = {
        "account-login": ("CNIL on logging", "NIST SP 800-63B"),
        "detention-alternative-reporting": ("UNHCR",),
        "medical-visit": ("HIPAA", "20 years in France"),
        "payroll": ("5 years for payslips", "Fair Labor Standards Act"),
        "ride-hailing": ("Ubeeqo",),
    }
    for name, facts in remembered.items():
        profile = profiles.all()[name]
        for fact in facts:
            assert fact in profile.notes and fact not in profile.anchor, (name, fact)
        assert "nverified" in profile.notes, name


def test_how_long_data_are_kept() -> None:
    kept = {profile.id: profile.retention for profile in profiles.all().values()}
    periods = {name: (found.text, found.trigger) if found else None for name, found in kept.items()}
    assert periods == {
        "account-login": ("12 months", "the sign-in that was logged"),
        "age-verification": None,
        "appointment-booking": ("3 months", "the appointment"),
        "detention-alternative-reporting": ("30 days", "the end of the proceedings"),
        "job-application": ("2 years", "the last contact with the applicant"),
        "medical-visit": None,
        "newsletter": ("3 years", "the last newsletter opened or asked for"),
        "order-fulfilment": ("90 days", "the delivery"),
        "payroll": ("5 years", "the payslip"),
        "ride-hailing": ("90 days", "the trip"),
    }


def test_the_finest_rungs() -> None:
    finest = {
        (profile.id, key): entry.precision
        for profile in profiles.all().values()
        for entry in profile.necessary + profile.optional
        for key in entry.categories
        if entry.precision
    }
    assert finest == {
        ("account-login", "user.device.ip_address"): "truncated",
        ("age-verification", "user.demographic.age"): "over_n",
        ("detention-alternative-reporting", "user.biometric.face"): "match",
        ("detention-alternative-reporting", "user.biometric.voice"): "verified",
        ("detention-alternative-reporting", "user.contact.address"): "city",
        ("detention-alternative-reporting", "user.location.imprecise"): "town",
        ("job-application", "user.contact.address"): "city",
        ("job-application", "user.immigration.status"): "verified",
        ("medical-visit", "user.demographic.date_of_birth"): "day",
        ("order-fulfilment", "user.contact.address"): "unit",
        ("payroll", "user.contact.address"): "unit",
        ("payroll", "user.financial.income"): "exact",
        ("payroll", "user.financial.tax"): "exact",
        ("ride-hailing", "user.contact.phone_number"): "masked",
        ("ride-hailing", "user.financial.credit_card"): "last4",
        ("ride-hailing", "user.location.history"): "household",
        ("ride-hailing", "user.location.precise"): "household",
        ("ride-hailing", "user.payment"): "last4",
    }


def test_they_survive_being_packed() -> None:
    packed = json.loads(json.dumps(rulebook.part("profiles"), default=str))
    assert profiles.build(packed, taxonomy.default()) == profiles.all()


def test_a_newsletter_needs_an_address_and_a_booking_needs_a_way_to_reach_somebody() -> None:
    newsletter, booking = profiles.all()["newsletter"], profiles.all()["appointment-booking"]
    assert newsletter.necessary == (Entry(("user.contact.email",)),)
    assert booking.necessary == (
        Entry(("user.name",)),
        Entry(("user.contact.email", "user.contact.phone_number"), any_of=True),
    )
    assert booking.retention is not None
    assert (booking.retention.days, booking.retention.trigger) == (91.3125, "the appointment")
