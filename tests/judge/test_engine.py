"""What is judged, where findings stand, and what they carry."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping

import pytest

from minlint.judge import rules
from minlint.judge.conditions import Condition
from minlint.judge.engine import Counts, Crash, Verdict
from minlint.model import Finding, Span

Judged = Callable[..., Verdict]
Shown = Callable[[Verdict], list[tuple[str, str]]]

SUBSCRIBERS = """\
CREATE TABLE subscribers (
  id bigint PRIMARY KEY,
  email text NOT NULL,
  birthday date,
  religion text,
  created_at timestamptz NOT NULL DEFAULT now()
);
"""
NEWSLETTER = """\
version: 1
purposes:
  newsletter:
    statement: Send the monthly newsletter to people who asked for it, until they unsubscribe.
    necessary: [user.contact.email]
    retention: 3 years
bindings:
  - source: "db/*.sql"
    purposes: [newsletter]
"""


def one(verdict: Verdict, code: str) -> Finding:
    (found,) = [finding for finding in verdict.findings if finding.code == code]
    return found


def test_a_newsletter_that_asks_for_more(judged: Judged, shown: Shown) -> None:
    verdict = judged(SUBSCRIBERS, NEWSLETTER)
    assert shown(verdict) == [
        ("X101", "subscribers.birthday"),
        ("S201", "subscribers.religion"),
        ("X101", "subscribers.religion"),
    ]
    assert verdict.counts == Counts(records=1, fields=5, personal=5, beyond=2)
    assert verdict.crashes == ()


def test_what_a_finding_carries(judged: Judged) -> None:
    found = judged(SUBSCRIBERS, NEWSLETTER).findings[0]
    assert (found.code, found.name, found.severity, found.persona) == ("X101", "excess-category", "error", "commit")
    assert (found.source, found.span) == ("db/schema.sql", Span(4, 3, 4, 11))
    assert (found.record, found.field, found.category) == (
        "subscribers",
        "birthday",
        "user.demographic.date_of_birth",
    )
    assert found.purposes == ("newsletter",)
    assert found.message == "subscribers.birthday holds date of birth; newsletter can do without it"
    assert found.suggestion.startswith("drop ")
    assert "{category: user.demographic.date_of_birth, because: …}" in found.suggestion
    assert found.evidence
    assert found.confidence is not None
    assert found.confidence > 0.9
    assert "gdpr-5-1-c" in found.laws
    assert re.fullmatch(r"[0-9a-f]{32}", found.fingerprint)


def test_without_a_manifest_each_record_with_personal_data_is_told(judged: Judged, shown: Shown) -> None:
    products = "CREATE TABLE products (id bigint PRIMARY KEY, title text, price numeric(8, 2));\n"
    verdict = judged(products + SUBSCRIBERS + "CREATE TABLE employees (first_name text, cvv text);")
    assert shown(verdict) == [
        ("P001", "subscribers"),
        ("P001", "employees"),
        ("X108", "employees.cvv"),
    ]
    found = one(judged(SUBSCRIBERS), "P001")
    assert (found.span, found.field, found.category) == (Span(1, 14, 1, 25), None, None)
    assert found.facts == {
        "categories": [
            "user.account.activity",
            "user.contact.email",
            "user.demographic.date_of_birth",
            "user.demographic.religious_belief",
            "user.unique_id",
        ],
        "fields": 5,
    }


def test_a_purpose_beside_the_data_binds(judged: Judged, shown: Shown) -> None:
    manifest = NEWSLETTER.partition("bindings:")[0]
    assert ("P001", "subscribers") not in shown(judged("-- minlint: purpose=newsletter\n" + SUBSCRIBERS, manifest))


def test_a_purpose_beside_the_data_that_is_not_stated(judged: Judged, shown: Shown) -> None:
    verdict = judged("-- minlint: purpose=newsleter\n" + SUBSCRIBERS, NEWSLETTER.partition("bindings:")[0])
    assert shown(verdict) == [("P005", "db/schema.sql:1"), ("P001", "subscribers")]
    assert one(verdict, "P005").facts == {"statement": "newsleter", "dead": ["newsleter"]}


def test_a_person_knows_better_than_the_detectors(judged: Judged, shown: Shown) -> None:
    fields = "    fields:\n      subscribers.birthday: {category: none, because: the list's}\n"
    more = "      subscribers.religion: {category: user.contact.email, because: a joke}\n"
    verdict = judged(SUBSCRIBERS, NEWSLETTER + fields + more)
    assert shown(verdict) == []


def test_a_field_may_serve_another_purpose_than_its_record(judged: Judged, shown: Shown) -> None:
    greeting = "  greeting: {statement: Greet them., necessary: [user.demographic.date_of_birth], retention: 1 year}\n"
    manifest = NEWSLETTER.replace("bindings:", greeting + "bindings:")
    manifest += "    fields: {subscribers.birthday: {purposes: [greeting]}}\n"
    assert ("X101", "subscribers.birthday") not in shown(judged(SUBSCRIBERS, manifest))


def test_confidence_follows_the_persona(judged: Judged) -> None:
    schema = "CREATE TABLE subscribers (email text NOT NULL, birthday date);"
    confident = judged(schema, NEWSLETTER, persona="commit")
    assert [finding.code for finding in confident.findings] == ["X101"]
    assert judged(schema, NEWSLETTER, min_confidence=1.0).findings == ()
    assert judged(schema, NEWSLETTER, min_confidence=1.0).counts.personal == 0


def test_rules_of_a_later_persona_stay_out(judged: Judged, shown: Shown) -> None:
    manifest = NEWSLETTER + '  - {source: "old/*.sql", purposes: [newsletter]}\n'
    schema = "CREATE TABLE subscribers (email text NOT NULL);"
    assert shown(judged(schema, manifest)) == [("P005", "minlint.yaml:10")]
    assert shown(judged(schema, manifest, persona="commit")) == []


def test_a_part_of_the_tree(judged: Judged, shown: Shown) -> None:
    manifest = (
        NEWSLETTER.replace("    retention: 3 years\n", "") + '  - {source: "old/*.sql", purposes: [newsletter]}\n'
    )
    schema = "CREATE TABLE subscribers (email text NOT NULL, birthday date);"
    whole = [("X101", "subscribers.birthday"), ("R401", "minlint.yaml:3"), ("P005", "minlint.yaml:9")]
    assert shown(judged(schema, manifest)) == whole
    assert shown(judged(schema, manifest, whole=False)) == whole[:2]
    assert shown(judged(schema, manifest, whole=False, given=["db/schema.sql"])) == whole[:1]
    assert shown(judged(schema, manifest, whole=False, given=["minlint.yaml"])) == whole[1:2]


def test_forbidden_stands_in_for_excess(judged: Judged, shown: Shown) -> None:
    manifest = NEWSLETTER.replace("    retention:", "    forbidden: [user.demographic]\n    retention:")
    verdict = judged(SUBSCRIBERS, manifest)
    assert shown(verdict) == [
        ("X102", "subscribers.birthday"),
        ("S201", "subscribers.religion"),
        ("X102", "subscribers.religion"),
    ]
    assert verdict.findings[0].facts == {"forbidden_by": ["newsletter"]}


def test_too_fine_is_not_excess(judged: Judged) -> None:
    entry = "{category: user.demographic.date_of_birth, precision: year, because: minors}"
    manifest = NEWSLETTER.replace("[user.contact.email]", f"[user.contact.email, {entry}]")
    found = one(judged(SUBSCRIBERS, manifest), "G301")
    assert (found.field, found.facts, found.purposes) == (
        "birthday",
        {"rung": "day", "allowed": "year"},
        ("newsletter",),
    )
    assert found.suggestion == "coarsen subscribers.birthday to year: Year of birth, or age in whole years"


def test_several_fields_make_a_trace(judged: Judged) -> None:
    schema = """\
        CREATE TABLE pings (
          user_id bigint NOT NULL,
          latitude numeric(9, 6),
          longitude numeric(9, 6),
          recorded_at timestamptz
        );
        """
    found = [f for f in judged(schema, NEWSLETTER).findings if f.code == "S204" and f.field is None]
    assert [(f.record, f.category, f.span) for f in found] == [("pings", "user.location.history", Span(1, 14, 1, 19))]
    assert set(found[0].parts) == {"user_id", "latitude", "longitude", "recorded_at"}


def test_a_trace_falls_with_a_field_that_is_not_personal(judged: Judged) -> None:
    schema = (
        "CREATE TABLE pings (user_id bigint, latitude numeric(9, 6), longitude numeric(9, 6), recorded_at timestamptz);"
    )
    binding = "    fields: {pings.latitude: {category: none, because: the depot}}\n"
    verdict = judged(schema, NEWSLETTER + binding)
    assert not [f for f in verdict.findings if f.field in (None, "latitude")]
    assert [f for f in judged(schema, NEWSLETTER).findings if f.field == "latitude"]


def test_a_record_without_a_place_is_found_by_its_first_personal_field(judged: Judged) -> None:
    schema = """{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "properties": {
      "sku": {"type": "string"}, "email": {"type": "string", "format": "email"}}}"""
    found = one(judged({"customers.schema.json": schema}), "P001")
    assert found.span is not None
    assert found.span.line == 2


def test_problems_of_a_source(judged: Judged, shown: Shown) -> None:
    broken = "CREATE TABLE a (id bigint);\nCREATE TABLE b (id bigint,,;\n"
    verdict = judged({"db/a.sql": broken, "db/b.sql": "CREATE\0\x01\x02\0\0\x7f"})
    assert shown(verdict) == [("E002", "db/a.sql:2"), ("E001", "db/b.sql:")]
    assert [finding.confidence for finding in verdict.findings] == [1.0, 1.0]


def test_findings_stand_in_the_order_of_the_files(judged: Judged) -> None:
    sources = {"db/b.sql": SUBSCRIBERS, "db/a.sql": SUBSCRIBERS}
    places = [(f.source, f.span, f.code) for f in judged(sources, NEWSLETTER).findings]
    assert places == sorted(places)
    assert {source for source, _, _ in places} == {"db/a.sql", "db/b.sql"}


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2026-12-31", []),
        ("2026-01-01", []),
        ("2025-12-31", [("P008", "minlint.yaml:11"), ("X101", "subscribers.birthday")]),
    ],
)
def test_waivers_hold_through_their_last_day(
    judged: Judged, shown: Shown, until: str, expected: list[tuple[str, str]]
) -> None:
    waiver = f"waivers:\n  - {{field: subscribers.birthday, rules: [X101], because: Dropped soon., until: {until}}}\n"
    schema = "CREATE TABLE subscribers (email text NOT NULL, birthday date);"
    verdict = judged(schema, NEWSLETTER + waiver)
    assert sorted(shown(verdict)) == expected
    assert [finding.waived for finding in verdict.findings if finding.code == "X101"] == [not expected]


def test_mandatory_rules_cannot_be_waived(judged: Judged, shown: Shown) -> None:
    more = "waivers:\n  - {field: subscribers.religion, rules: [X101, S201], because: Soon., until: 2026-12-31}\n"
    policy = "policy: {mandatory: [S2]}\n"
    schema = "CREATE TABLE subscribers (email text NOT NULL, religion text);"
    assert shown(judged(schema, NEWSLETTER + more + policy)) == [("S201", "subscribers.religion")]


def test_a_waiver_that_is_left_over(judged: Judged, shown: Shown) -> None:
    more = "waivers:\n  - {field: subscribers.email, rules: [X101], because: Soon., until: 2026-12-31}\n"
    schema = "CREATE TABLE subscribers (email text NOT NULL);"
    assert shown(judged(schema, NEWSLETTER + more)) == [("P009", "minlint.yaml:11")]
    assert shown(judged(schema, NEWSLETTER + more, whole=False)) == []
    assert shown(judged(schema, NEWSLETTER + more, min_confidence=0.9)) == []


def test_reviews_fall_due_the_day_after(judged: Judged, shown: Shown) -> None:
    manifest = NEWSLETTER.replace("    retention:", "    review_by: 2026-06-30\n    retention:")
    schema = "CREATE TABLE subscribers (email text NOT NULL);"
    assert shown(judged(schema, manifest, today=datetime.date(2026, 6, 30))) == []
    assert shown(judged(schema, manifest, today=datetime.date(2026, 7, 1))) == [("P008", "minlint.yaml:6")]


def test_a_broken_rule_leaves_the_others_running(judged: Judged, shown: Shown) -> None:
    pack = {code: rules.default()[code] for code in ("S201", "X101")}
    broken = pack["X101"]._replace(condition=Condition("1 / (size(field.coverage) - 6) > 1", {"field.coverage": "str"}))
    verdict = judged(SUBSCRIBERS, NEWSLETTER, pack=pack | {"X101": broken._replace(facts=("field.coverage",))})
    assert shown(verdict) == [("S201", "subscribers.religion")]
    assert verdict.crashes == (Crash("X101", "ValueError"),)


def test_fingerprints_survive_reformatting_and_say_what_they_are_about(judged: Judged) -> None:
    def prints(schema: str, **said: object) -> Mapping[tuple[str, str | None], str]:
        return {(f.code, f.field): f.fingerprint for f in judged(schema, NEWSLETTER, **said).findings}

    before = prints(SUBSCRIBERS)
    assert len(set(before.values())) == len(before) == 3
    assert prints("\n\n-- moved\n" + SUBSCRIBERS.replace("  ", "\t")) == before
    assert prints(SUBSCRIBERS.replace("birthday", "date_of_birth")) != before


def test_fingerprints_survive_another_working_folder(
    judged: Judged, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = judged(SUBSCRIBERS, NEWSLETTER).findings[0].fingerprint
    monkeypatch.chdir(str(tmp_path))
    assert judged(SUBSCRIBERS, NEWSLETTER).findings[0].fingerprint == here
