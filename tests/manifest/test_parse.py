"""A manifest's text as objects, with the places that findings point at."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from minlint.manifest.model import Entry, FieldBinding, Manifest, Origin, Policy, Retention
from minlint.model import Span

Read = Callable[..., Manifest]

FULL = """\
version: 1
controller: {name: Example Clinic, contact: post@clinic.example, dpo: x@clinic.example, transfers: [], security: locks}
purposes:
  appointment-booking:
    statement: Let a patient book, move and cancel a visit at the clinic, and remind them the day before.
    profile: appointment-booking
    subjects: [patient]
    authority: null
    necessary:
      - user.name
      - user.contact.phone_number
      - category: user.demographic.date_of_birth
        precision: year
        because: Minors need a guardian's consent.
      - {category: user.location.history, precision: L3, interval: 60 s, because: home visits}
      - {category: user.inference.score, method: a table, error_rate: 0.1, human_review: yes, expires: 90 days}
    optional: [user.contact.email]
    forbidden: [user.immigration]
    retention: 1 year
    lawful_basis: contract
    special_category_basis: null
    recipients: [front-desk]
    sources: [{name: referrals, original_purpose: treatment}, the patient]
    owner: privacy@clinic.example
    assessment: DPIA-2026-014
    contest: corrections@clinic.example
    review_by: 2027-06-30
  badge:
    retention: {period: 30 days, trigger: the visit ends, field: visits.ended_at}
notice: docs/privacy.md
bindings:
  - source: "db/*.sql"
    records: ["patients", "appointments"]
    purposes: [appointment-booking]
    fields:
      patients.notes: {category: user.health_and_medical, because: triage notes}
      patients.ref:   {category: none, because: a slot number}
      patients.photo: {purposes: [badge]}
waivers:
  - field: patients.ssn
    source: "db/*.sql"
    rules: [X101]
    because: Billing migration drops it in April.
    until: 2027-04-30
    approved_by: dpo@clinic.example
laws: [gdpr, bipa]
locales: [de-AT, CH]
packs: [privacy-rules/]
policy:
  mandatory: [S2, "@user.childrens.*"]
  inline_waivers: allow
  inline_bindings: deny
  max_waiver_days: 365
lint: {fail-on: error, ignore: [excess-category], min-confidence: 0.7, sample: 1000, strict: true}
"""


@pytest.fixture(scope="module")
def full(said: Read) -> Manifest:
    return said(FULL)


def test_the_whole_of_the_contract(full: Manifest) -> None:
    assert (full.path, full.folder, full.notice) == ("minlint.yaml", "/clinic", "docs/privacy.md")
    assert full.controller == {
        "name": "Example Clinic",
        "contact": "post@clinic.example",
        "dpo": "x@clinic.example",
        "transfers": (),
        "security": ("locks",),
    }
    assert (full.laws, full.packs) == (("gdpr", "bipa"), ("privacy-rules/",))
    assert full.locales == {"AT", "CH"}
    assert full.policy == Policy(("S2", "@user.childrens.*"), True, False, 365)
    assert full.lint == {
        "fail-on": "error",
        "ignore": ("excess-category",),
        "min-confidence": 0.7,
        "sample": 1000,
        "strict": True,
    }


def test_a_purpose(full: Manifest) -> None:
    purpose = full.purposes["appointment-booking"]
    assert purpose.statement.startswith("Let a patient book")
    assert (purpose.subjects, purpose.recipients) == (("patient",), ("front-desk",))
    assert (purpose.authority, purpose.special_category_basis) == (None, None)
    assert (purpose.lawful_basis, purpose.owner) == ("contract", "privacy@clinic.example")
    assert (purpose.assessment, purpose.contest) == ("DPIA-2026-014", "corrections@clinic.example")
    assert purpose.review_by == datetime.date(2027, 6, 30)
    assert purpose.retention == Retention("1 year", 365.25, span=Span(19, 16, 19, 22))
    assert purpose.forbidden == (("user.immigration", Span(18, 17, 18, 33)),)
    assert purpose.sources == (
        Origin("referrals", "treatment", Span(23, 22, 23, 31)),
        Origin("the patient", None, Span(23, 63, 23, 74)),
    )
    assert (purpose.span, purpose.file) == (Span(4, 3, 4, 22), "minlint.yaml")
    assert purpose.places["optional"] == Span(17, 5, 17, 13)
    assert "nothing" not in purpose.places


def test_entries(full: Manifest) -> None:
    necessary = full.purposes["appointment-booking"].necessary
    assert [item.categories for item in necessary] == [
        ("user.name",),
        ("user.contact.phone_number",),
        ("user.demographic.date_of_birth",),
        ("user.location.history",),
        ("user.inference.score",),
    ]
    born, trace, score = necessary[2:]
    assert born == Entry(
        ("user.demographic.date_of_birth",),
        Span(12, 19, 12, 49),
        precision="year",
        because="Minors need a guardian's consent.",
    )
    assert (trace.precision, trace.interval, trace.because) == ("street", 60.0, "home visits")
    assert score.details == {"method": "a table", "error_rate": 0.1, "human_review": True, "expires": "90 days"}


def test_what_the_manifest_says_replaces_what_the_profile_says(full: Manifest) -> None:
    purpose = full.purposes["appointment-booking"]
    assert purpose.strict
    assert [item.categories for item in purpose.necessary if item.from_profile] == []
    assert [(item.categories, item.precision) for item in purpose.optional if item.from_profile] == [
        (("user.contact.address",), "city")
    ]


def test_a_profile_alone_gives_entries_and_retention_but_no_reasons(said: Read) -> None:
    purpose = said("version: 1\npurposes: {visits: {profile: appointment-booking, forbidden: [user.name]}}").purposes[
        "visits"
    ]
    assert purpose.necessary == (
        Entry(("user.name",), from_profile=True),
        Entry(("user.contact.email", "user.contact.phone_number"), any_of=True, from_profile=True),
    )
    assert purpose.retention is not None
    assert (purpose.retention.days, purpose.retention.trigger) == (91.3125, "the visit")
    assert purpose.statement == ""


def test_naming_one_of_a_profiles_choices_replaces_the_choice(said: Read) -> None:
    purpose = said(
        "version: 1\npurposes: {visits: {profile: appointment-booking, optional: [user.contact.email]}}"
    ).purposes["visits"]
    assert [item.categories for item in purpose.necessary] == [("user.name",)]
    assert [item.categories for item in purpose.optional] == [("user.contact.email",), ("user.contact.address",)]


def test_retention_with_its_trigger_and_field(full: Manifest) -> None:
    retention = full.purposes["badge"].retention
    assert retention == Retention("30 days", 30.0, "the visit ends", "visits.ended_at", Span(29, 25, 29, 32))
    assert retention.bounded


def test_bindings_and_waivers(full: Manifest) -> None:
    (binding,) = full.bindings
    assert (binding.source, binding.records) == ("db/*.sql", ("patients", "appointments"))
    assert binding.purposes == ("appointment-booking",)
    assert binding.fields == (
        FieldBinding("patients.notes", ("user.health_and_medical",), None, "triage notes", Span(36, 7, 36, 21)),
        FieldBinding("patients.ref", ("none",), None, "a slot number", Span(37, 7, 37, 19)),
        FieldBinding("patients.photo", (), ("badge",), None, Span(38, 7, 38, 21)),
    )
    (waiver,) = full.waivers
    assert (waiver.field, waiver.rules, waiver.until) == ("patients.ssn", ("X101",), datetime.date(2027, 4, 30))
    assert (waiver.source, waiver.approved_by, waiver.span) == (
        "db/*.sql",
        "dpo@clinic.example",
        Span(40, 12, 40, 24),
    )


@pytest.mark.parametrize("text", ["version: 1", "version: 1\npurposes:\nbindings: []\nlint: {}\n"])
def test_what_is_left_empty_says_nothing(said: Read, text: str) -> None:
    found = said(text)
    assert (found.purposes, found.bindings, found.waivers, found.laws, found.lint) == ({}, (), (), None, {})


def test_one_word_stands_for_a_list_of_one(said: Read) -> None:
    found = said("""\
        version: 1
        purposes: {news: {necessary: user.contact.email, optional: {category: user.name}, subjects: reader}}
        bindings: {source: a.csv, purposes: news}
        """)
    assert found.purposes["news"].necessary[0].categories == ("user.contact.email",)
    assert found.purposes["news"].optional[0].categories == ("user.name",)
    assert (found.purposes["news"].subjects, found.bindings[0].purposes) == (("reader",), ("news",))


def test_any_of_and_another_spelling(said: Read) -> None:
    found = said("""\
        version: 1
        purposes:
          school: {necessary: [{any_of: [user.contact.email, user.children]}]}
        """).purposes["school"]
    assert found.necessary == (Entry(("user.contact.email", "user.childrens"), Span(3, 25, 3, 31), any_of=True),)


@pytest.mark.parametrize(
    ("category", "rung", "name"),
    [
        ("user.demographic.date_of_birth", "D3", "year"),
        ("user.demographic.date_of_birth", "OVER_N", "over_n"),
        ("user.demographic", "D2", "month"),
        ("user.contact", "a2", "street"),
        ("user", "L5", "town"),
    ],
)
def test_a_rung_by_name_or_code_of_the_category_or_one_below_it(
    said: Read, category: str, rung: str, name: str
) -> None:
    text = f"version: 1\npurposes: {{a: {{necessary: [{{category: {category}, precision: {rung}}}]}}}}"
    assert said(text).purposes["a"].necessary[0].precision == name
