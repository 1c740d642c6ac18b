"""Purpose profiles: the files that ship, and what is refused of others."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from minlint import profiles, rulebook, taxonomy
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
    "examples": {"fires": {"X101": ["a.gender text"]}, "silent": ["a.email text"]},
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
    assert (found.fires, found.silent) == ({"X101": ("a.gender text",)}, ("a.email text",))
    assert found.file == "newsletter.yaml"


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
        ({"examples": {"fires": {}, "silent": ["a.b"]}}, "`fires` must not be empty"),
        ({"examples": {"fires": ["a.b"], "silent": ["a.b"]}}, "`fires` must be a mapping, not a list"),
        (
            {"examples": {"fires": {"excess": ["a.b"]}, "silent": ["a.b"]}},
            "a key of `fires` must be a rule's code: `excess` is not",
        ),
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
    assert len(found) == 39
    for profile in found.values():
        assert profile.file == f"{profile.id}.yaml"
        permitted = {key for entry in profile.necessary + profile.optional for key in entry.categories}
        assert permitted.isdisjoint(key for entry in profile.beyond if not entry.precision for key in entry.categories)
        assert {"X101", "G301", "S202"}.issuperset(profile.fires) and "X101" in profile.fires


def test_nothing_in_them_says_what_is_lawful() -> None:
    for name, content in rulebook.part("profiles").items():
        words = json.dumps(content, default=str).lower()
        assert "lawful" not in words, name
        assert "illegal" not in words, name


def test_nor_does_what_is_printed_of_them() -> None:
    from minlint.cli import explain_profile
    from minlint.cli.profiles import as_object
    from minlint.pages.profiles import page

    known = profiles.all()
    told = [
        page(known.values()),
        *("".join(explain_profile.page(item)) + json.dumps(as_object(item)) for item in known.values()),
    ]
    assert len(told) == 40
    for text in map(str.lower, told):
        assert "lawful" not in text and "illegal" not in text


def test_what_was_not_held_against_its_source_is_marked() -> None:
    """Facts from memory stand in the notes alone, behind the word that says so."""
    remembered = {
        "account-login": ("CNIL on logging", "NIST SP 800-63B"),
        "cctv-security": ("Guidelines 3/2019", "CNIL's 30 days"),
        "customer-support": ("CNIL's advice",),
        "dating": ("Grindr",),
        "departure-recording": ("C-817/19",),
        "detention-alternative-reporting": ("UNHCR",),
        "fitness-tracking": ("My Health My Data",),
        "fraud-prevention": ("recital 47",),
        "insurance-quote": ("C-236/09",),
        "loyalty-programme": ("CNIL's three years",),
        "medical-visit": ("HIPAA", "20 years in France"),
        "newsletter": ("CNIL's three",),
        "payment": ("payment cards (2018)",),
        "payroll": ("5 years for payslips", "Fair Labor Standards Act"),
        "research-study": ("HIPAA's limited data set",),
        "rights-request": ("11 CCR 7101",),
        "ride-hailing": ("Ubeeqo",),
        "time-attendance": ("5 years in France",),
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
        "access-control-badge": ("3 months", "the entry"),
        "access-control-biometric": ("6 months", "the entry"),
        "age-verification": None,
        "appointment-booking": ("3 months", "the appointment"),
        "cctv-security": ("30 days", "the recording"),
        "crash-reporting": ("90 days", "the crash"),
        "criminal-case-file": ("5 years", "the last entry"),
        "customer-support": ("12 months", "the question is closed"),
        "dating": ("6 months", "the last sign-in"),
        "departure-recording": None,
        "detention-alternative-reporting": ("30 days", "the end of the proceedings"),
        "event-ticketing": ("3 months", "the event"),
        "fitness-tracking": ("2 years", "the last activity"),
        "food-delivery": ("90 days", "the order"),
        "fraud-prevention": ("13 months", "the payment"),
        "hotel-check-in": None,
        "immigration-application": None,
        "insurance-quote": ("90 days", "the quote"),
        "job-application": ("2 years", "the last contact with the applicant"),
        "loyalty-programme": ("3 years", "the last points earned or redeemed"),
        "medical-visit": None,
        "navigation": ("24 hours", "the arrival"),
        "newsletter": ("3 years", "the last newsletter opened or asked for"),
        "order-fulfilment": ("90 days", "the delivery"),
        "payment": ("13 months", "the payment"),
        "payroll": ("5 years", "the payslip"),
        "personalised-ads": None,
        "product-analytics": ("25 months", "the visit"),
        "removal-logistics": ("1 year", "the journey"),
        "research-study": None,
        "ride-hailing": ("90 days", "the trip"),
        "rights-request": ("24 months", "the answer"),
        "school-enrolment": None,
        "shared-mobility": ("90 days", "the ride"),
        "tax-filing": None,
        "tenancy-application": ("3 months", "the refusal"),
        "time-attendance": ("5 years", "the month worked"),
        "visitor-log": ("3 months", "the visit"),
    }


def test_they_survive_being_packed() -> None:
    packed = json.loads(json.dumps(dict(rulebook.part("profiles"))))
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
