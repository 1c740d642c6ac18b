"""What a purpose permits, entry by entry: places, fingerprints, and the order among permissions."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint import taxonomy
from minlint.judge import rules
from minlint.judge.engine import Verdict, judge
from minlint.manifest.model import Binding, Entry, Manifest, Purpose
from minlint.model import Finding, Span

Judged = Callable[..., Verdict]

SUBSCRIBERS = "CREATE TABLE subscribers (email text NOT NULL, city text, created_at timestamptz);"
MANIFEST = """\
version: 1
purposes:
  news:
    statement: Send the newsletter to people who asked for it, until they unsubscribe.
    profile: newsletter
    necessary:
      - user.contact.email
      - category: user.contact
        precision: full
    optional: [{any_of: [user.demographic.age, user.job_title]}, user.contact.address]
    retention:
      period: 10 years
    owner: news@shop.example
bindings: [{source: "db/*", purposes: [news]}]
"""


def found(verdict: Verdict, *codes: str) -> list[Finding]:
    return [finding for finding in verdict.findings if finding.code in codes]


def test_a_finding_stands_at_the_entry_that_permits(judged: Judged) -> None:
    verdict = judged(SUBSCRIBERS, MANIFEST, stated=True)
    assert verdict.crashes == ()
    shown = [
        (f.code, f.span, f.facts["entry"], f.category)
        for f in found(verdict, "P003", "P004", "P006", "G302")
        if f.span and f.span.line in (8, 10, 12)
    ]
    contact, either, address = Span(8, 19, 8, 31), Span(10, 17, 10, 23), Span(10, 66, 10, 86)
    assert shown == [
        ("P003", contact, "user.contact", "user.contact"),
        ("P006", contact, "user.contact", "user.contact"),
        ("G302", either, "user.demographic.age or user.job_title", None),
        ("P004", either, "user.demographic.age or user.job_title", None),
        ("P006", either, "user.demographic.age or user.job_title", None),
        ("G302", address, "user.contact.address", "user.contact.address"),
        ("P006", address, "user.contact.address", "user.contact.address"),
        ("P006", Span(12, 15, 12, 23), "retention", None),
    ]
    assert {(f.source, f.record, f.field, f.purposes) for f in found(verdict, "P003", "P004", "P006", "G302")} == {
        ("minlint.yaml", None, None, ("news",))
    }


def test_messages_name_the_entry_and_what_shows_it(judged: Judged) -> None:
    verdict = judged(SUBSCRIBERS, MANIFEST, stated=True)
    (broad,) = found(verdict, "P003")
    assert broad.message == (
        "the purpose news permits all of user.contact, 10 kinds of data; "
        "its fields hold user.contact.address.city and user.contact.email"
    )
    assert [f.message for f in found(verdict, "P006")][-1] == (
        "retention is longer than 3 years, the period of newsletter, the profile of news; no reason is given"
    )
    assert [f.message.partition(" newsletter,")[0] for f in found(verdict, "P006")][:-1] == [
        "user.contact permits user.contact.phone_number, which is beyond",
        "user.demographic.age or user.job_title is beyond",
        "user.contact.address is beyond",
    ]
    (unowned,) = found(verdict, "A701")
    assert unowned.message == "not stated of the purpose news: review_by"
    assert unowned.span == Span(3, 3, 3, 7)


def test_fingerprints_name_the_purpose_and_the_categories(judged: Judged) -> None:
    def prints(manifest: str) -> list[str]:
        return sorted(f.fingerprint for f in found(judged(SUBSCRIBERS, manifest, stated=True), "P003", "P006", "G302"))

    before = prints(MANIFEST)
    assert len(set(before)) == len(before) == 7
    moved = MANIFEST.replace("    necessary:", "    # moved\n    necessary:").replace("10 years", "3650 days")
    turned = moved.replace("[user.demographic.age, user.job_title]", "[user.job_title, user.demographic.age]")
    assert prints(turned) == before
    assert set(prints(MANIFEST.replace("  news:", "  post:").replace("[news]", "[post]"))).isdisjoint(before)
    twice = prints(MANIFEST.replace("- user.contact.email", "- user.contact"))
    assert len(set(twice)) == len(twice)


def test_a_finding_about_a_category_is_selected_by_it(judged: Judged) -> None:
    from minlint.judge.select import Selection, apply

    verdict = judged(SUBSCRIBERS, MANIFEST, stated=True)
    chosen = apply(verdict.findings, Selection(select=("@user.contact.address",)))
    assert {f.code for f in chosen if f.source == "minlint.yaml"} == {"G302", "P006"}


def test_what_is_missing_is_told_of_the_whole_alone(judged: Judged) -> None:
    assert found(judged(SUBSCRIBERS, MANIFEST, stated=True), "P004")
    assert not found(judged(SUBSCRIBERS, MANIFEST, stated=True, whole=False), "P004")
    broad = MANIFEST.replace("user.contact.email", "user.name").replace(", user.contact.address", "")
    broad = broad.replace("    profile: newsletter\n", "")
    assert found(judged(SUBSCRIBERS, broad, stated=True), "P003")
    assert not found(judged(SUBSCRIBERS, broad, stated=True, whole=False), "P003")


@pytest.mark.parametrize("purpose", ["other", "news"])
def test_a_purpose_whose_source_is_torn_may_use_more(judged: Judged, purpose: str) -> None:
    manifest = MANIFEST.replace("bindings: [", f'bindings: [{{source: "old/*", purposes: [{purpose}]}}, ')
    manifest = manifest.replace("  news:", "  other: {statement: Other., retention: 1 year}\n  news:")
    sources = {"db/schema.sql": SUBSCRIBERS, "old/schema.sql": "CREATE TABLE a (id bigint,,;"}
    assert bool(found(judged(sources, manifest, stated=True), "P004")) == (purpose == "other")


BOOK = taxonomy.default()
KEYS = sorted(category.key for category in BOOK if category.personal)


def codes(entries: Sequence[Entry], **said: object) -> list[tuple[str, str]]:
    """The codes about a purpose that permits entries, with the entry."""
    purpose = Purpose("p", "P.", necessary=tuple(entries), **said)  # type: ignore[arg-type]
    manifest = Manifest("minlint.yaml", "", {"p": purpose}, (Binding("*", purposes=("p",)),))
    pack = {code: rules.default()[code] for code in ("A701", "G302", "P003", "P007")}
    verdict = judge([], manifest, today=datetime.date(2026, 1, 1), pack=pack)
    assert verdict.crashes == ()
    return [(f.code, str(f.facts.get("entry", ""))) for f in verdict.findings]


entries = st.lists(st.sampled_from(KEYS), min_size=1, max_size=4, unique=True)


@given(entries, st.data())
@settings(deadline=None, max_examples=150)
def test_narrowing_an_entry_never_makes_it_too_broad(keys: list[str], data: st.DataObject) -> None:
    first, *others = keys
    below = [key for key in KEYS if key.startswith(first + ".")]
    narrowed = data.draw(st.sampled_from([first, *below]))
    before = ("P003", first) in codes([Entry((key,)) for key in keys])
    after = ("P003", narrowed) in codes([Entry((key,)) for key in (narrowed, *others)])
    assert before or not after


@given(entries)
@settings(deadline=None, max_examples=100)
def test_saying_more_of_a_purpose_never_adds_findings(keys: list[str]) -> None:
    bare = codes([Entry((key,)) for key in keys])
    said: list[dict[str, object]] = [
        {"owner": "privacy@shop.example"},
        {"owner": "privacy@shop.example", "review_by": datetime.date(2030, 1, 1)},
        {"special_category_basis": "consent"},
        {"authority": "the Act"},
    ]
    for more in said:
        assert set(codes([Entry((key,)) for key in keys], **more)) <= set(bare)
    reasons = codes([Entry((key,), because="It is needed.") for key in keys])
    assert set(reasons) <= set(bare)
    rungs = codes([Entry((key,), precision=BOOK.ladder(key).rungs[0].name) for key in keys])
    assert set(rungs) <= set(bare) and not [code for code, _ in rungs if code == "G302"]


@pytest.mark.parametrize(
    ("because", "told"), [(", because: A greeting.", "for the reason given"), ("", "without a reason")]
)
def test_what_goes_beyond_a_profile_shows_in_the_evidence(judged: Judged, because: str, told: str) -> None:
    manifest = f"""\
        version: 1
        purposes:
          news:
            profile: newsletter
            optional: [{{category: user.demographic.date_of_birth, precision: month{because}}}, user.job_title]
        bindings: [{{source: "db/*", purposes: [news]}}]
        """
    held = "CREATE TABLE subscribers (email text, birthday date NOT NULL, job_title text NOT NULL);"
    finest = {f.field: f.evidence for f in found(judged(held, manifest, min_confidence=0.3), "G301", "X103")}
    assert [item.detail for item in finest["birthday"] if item.kind == "profile"] == [
        f"permitted by an entry that is beyond newsletter, {told}"
    ]
    assert [item for item in finest["job_title"] if item.kind == "profile"] == []


def test_a_longer_period_than_the_profiles_shows_in_the_evidence(judged: Judged) -> None:
    manifest = """\
        version: 1
        laws: [bipa]
        purposes:
          door:
            profile: newsletter
            necessary: [{category: user.biometric.face.template, because: The door.}]
            optional: [{category: user.demographic.date_of_birth, precision: year}]
            retention: {period: 10 years, because: A long course.}
        bindings: [{source: "db/*", purposes: [door]}]
        """
    said = "door keeps it “10 years”, which is longer than 3 years, the period of newsletter, for the reason given"
    held = "CREATE TABLE subscribers (email text, birth_date date, face_template bytea);"
    verdict = judged(held, manifest)
    for finding in found(verdict, "G301", "R405"):
        assert said in [item.detail for item in finding.evidence if item.kind == "profile"]
    assert {finding.code for finding in found(verdict, "G301", "R405")} == {"G301", "R405"}
    short = judged(held, manifest.replace("10 years", "1 year"))
    assert not [e for f in found(short, "G301", "R405") for e in f.evidence if "keeps it" in e.detail]
