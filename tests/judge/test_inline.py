"""Waivers beside the data."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.judge import inline, rules
from minlint.judge.engine import Verdict
from minlint.manifest.model import Policy
from minlint.model import Field, Finding, Marker, Record, RecordReading, Source, SourceReading

NEWSLETTER = """
version: 1
purposes:
  newsletter: {statement: Send the newsletter., necessary: [user.contact.email], retention: 1 year}
bindings: [{source: "**", purposes: [newsletter]}]
"""
TABLE = "CREATE TABLE subscribers (\n  email text NOT NULL,\n  birth_date date%s\n);\n"
GOOD = "minlint: allow X101 until 2026-06-30 because it goes in June"
HYGIENE = ("P008", "P009", "P011")

Judged = Callable[..., Verdict]


def told(verdict: Verdict) -> list[tuple[str, str | None, bool]]:
    """What is found at fields and of waivers: code, field, whether it is waived."""
    wanted = [f for f in verdict.findings if f.code in ("X101", "G301", "P001", *HYGIENE)]
    return [(f.code, f.field, f.waived) for f in wanted]


def hygiene(verdict: Verdict) -> Finding:
    (found,) = [finding for finding in verdict.findings if finding.code in HYGIENE]
    return found


@pytest.mark.parametrize(
    "comment",
    [
        f" -- {GOOD}",
        f" /* {GOOD} */",
        " -- minlint: allow excess-category until 2026-06-30 because it goes",
        " -- minlint: allow x101, G301 until 2026-06-30 because it goes",
        " -- minlint: allow X101 G301 until 2026-06-30, because it goes until nobody asks",
        " -- minlint:allow X101 UNTIL 2026-01-01 BECAUSE the last day still counts",
        " -- the birthday; minlint: allow X101 until 2026-06-30 because it goes",
    ],
)
def test_on_the_fields_line(judged: Judged, comment: str) -> None:
    assert told(judged(TABLE % comment, NEWSLETTER)) == [("X101", "birth_date", True)]


def test_on_the_line_above(judged: Judged) -> None:
    sql = f"CREATE TABLE subscribers (\n  -- {GOOD}\n  birth_date date,\n  email text, religion text\n);\n"
    assert told(judged(sql, NEWSLETTER)) == [("X101", "birth_date", True), ("X101", "religion", False)]


def test_one_line_of_two_fields_is_waived_and_told_once(judged: Judged) -> None:
    sql = f"CREATE TABLE subscribers (\n  birth_date date, religion text -- {GOOD}\n);\n"
    assert told(judged(sql, NEWSLETTER)) == [("X101", "birth_date", True), ("X101", "religion", True)]
    needed = "CREATE TABLE subscribers (\n  email text, work_email text -- %s\n);\n" % GOOD  # noqa: UP031
    assert told(judged(needed, NEWSLETTER)) == [("P009", "email", False)]


def test_above_a_table_it_is_about_the_tables_own_findings(judged: Judged) -> None:
    sql = "-- minlint: allow P001, X101 until 2026-06-30 because it goes\n" + TABLE % ""
    assert told(judged(sql)) == [("P001", None, True)]
    assert ("X101", "birth_date", False) in told(judged(sql, NEWSLETTER))


def yaml_schema(above: str, comment: str, extension: str) -> dict[str, str]:
    """A schema with words for minlint at each place that YAML and JSON have for them."""
    schema = f"""
    $schema: https://json-schema.org/draft/2020-12/schema
    title: subscribers
    type: object
    properties:
      # {above}
      birth_date: {{type: string, format: date}}
      religion: {{type: string, $comment: "{comment}"}}
      iban: {{type: string, x-minlint: "{extension}"}}
      nickname: {{type: string}}
    """
    return {"a.schema.yaml": schema}


def test_in_yaml_and_json(judged: Judged) -> None:
    found = told(judged(yaml_schema(GOOD, GOOD, "allow X101 until 2026-06-30 because it goes"), NEWSLETTER))
    assert found == [
        ("X101", "birth_date", True),
        ("X101", "religion", True),
        ("X101", "iban", True),
        ("X101", "nickname", False),
    ]


@pytest.mark.parametrize(
    ("said", "wrong", "mended"),
    [
        ("", "it names no rule; it has no `until`", "minlint: allow CODE until YYYY-MM-DD because …"),
        ("X101", "it has no `until` after the rules; it has no `because`", "allow X101 until YYYY-MM-DD because"),
        ("X101 until 2026-06-30", "nothing: it has no `because` at its end", "allow X101 until 2026-06-30 because …"),
        ("X101 until 2026-06-30 because", "it has no `because` at its end", "allow X101 until 2026-06-30 because …"),
        ("until 2026-06-30 because it goes", "it names no rule", "minlint: allow CODE until 2026-06-30 because …"),
        ("X101 because it goes", "it has no `until` after the rules", "minlint: allow X101 until YYYY-MM-DD because …"),
        ("X101 because it goes until 2026-06-30", "it has no `because` at its end", "until 2026-06-30 because …"),
        ("X101 until June because it goes", "its `until` is no date", "minlint: allow X101 until YYYY-MM-DD because …"),
        ("X101 until 2026-02-30 because it goes", "its `until` is no date", "until YYYY-MM-DD because …"),
        ("X011 until 2026-06-30 because it goes", "it names a rule X011 that there isn't", "minlint: allow X1"),
        ("X until 2026-06-30 because it goes", "it names a rule that there isn't", "until 2026-06-30 because …"),
        ("@user until 2026-06-30 because it goes", "it names a rule that there isn't", "allow CODE until 2026-06-30"),
        ("exces-category until 2026-06-30 because it goes", "a rule that there isn't", "minlint: allow X101 until"),
        ("X1O1 until 2026-06-30 because it goes", "X1O1 that there isn't (did you mean X101?)", "allow X101 until"),
        ("Z555 until 2026-06-30 because it goes", "there isn't (`minlint rules` lists them)", "allow CODE until"),
        ("X101 Z555 Z902 until 2026-06-30 because it goes", "rules Z555 and Z902 that there aren't", "allow X101"),
    ],
)  # fmt: skip
def test_malformed(judged: Judged, said: str, wrong: str, mended: str) -> None:
    verdict = judged(TABLE % f" -- minlint: allow {said}".rstrip(), NEWSLETTER)
    assert told(verdict) == [("X101", "birth_date", False), ("P011", "birth_date", False)]
    found = hygiene(verdict)
    assert (found.source, found.span and found.span[:2], found.record) == ("db/schema.sql", (3, 22), "subscribers")
    assert wrong in found.message
    assert mended in found.suggestion
    assert "goes" not in found.message + found.suggestion + str(found.facts)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("minlint: ignore", "minlint: allow CODE until YYYY-MM-DD because …"),
        ("minlint: ignore X101", "minlint: allow X101 until YYYY-MM-DD because …"),
        ("minlint:disable=x101,G301", "minlint: allow X101, G301 until YYYY-MM-DD because …"),
        ("minlint: noqa: excess-category", "minlint: allow X101 until YYYY-MM-DD because …"),
        ("minlint: skip-file", "minlint: allow CODE until"),
        ("minlint: alow X101 until 2026-06-30 because it goes", "minlint: allow X101 until"),
        ("goes in June; minlint: ignore", "minlint: allow CODE until"),
        ("minlint: X101", "minlint: allow X101 until"),
        ("minlint: the billing needs it", "minlint: allow CODE until"),
        ("minlint: purpose newsletter", "minlint: purpose=ID"),
        ("minlint: purposes=newsletter", "minlint: purpose=ID"),
    ],
)
def test_what_is_no_word_of_minlint(judged: Judged, said: str, meant: str) -> None:
    verdict = judged(TABLE % f" -- {said}", NEWSLETTER)
    assert told(verdict) == [("X101", "birth_date", False), ("P011", "birth_date", False)]
    found = hygiene(verdict)
    assert "behind `minlint:` stands neither `allow` nor `purpose=`" in found.message
    assert found.span and found.span[2:] == (3, 21 + len(f" -- {said}") - 3)
    assert meant in found.suggestion
    assert "billing" not in found.message + found.suggestion + str(found.facts)


@pytest.mark.parametrize("said", ["runs minlint:latest", "minlint:1.2", "ask minlint: the handbook", "see minlint: 4"])
def test_what_is_not_meant_for_minlint(judged: Judged, said: str) -> None:
    assert told(judged(TABLE % f" -- {said}", NEWSLETTER)) == [("X101", "birth_date", False)]


def test_what_is_no_word_of_minlint_in_yaml_and_json(judged: Judged) -> None:
    found = told(judged(yaml_schema("minlint: ignore X101", "minlint: disable", "ignore X101"), NEWSLETTER))
    fields = ("birth_date", "religion", "iban")
    every = {(code, field, False) for code in ("X101", "P011") for field in fields}
    assert sorted(found) == sorted({*every, ("X101", "nickname", False)})


def test_expired(judged: Judged) -> None:
    verdict = judged(TABLE % f" -- {GOOD}", NEWSLETTER, today=datetime.date(2026, 7, 1))
    assert told(verdict) == [("X101", "birth_date", False), ("P008", "birth_date", False)]
    assert hygiene(verdict).message == "the waiver subscribers.birth_date held until 2026-06-30"


def test_unused_is_told_even_of_a_part_of_the_tree(judged: Judged) -> None:
    sql = TABLE.replace("NOT NULL,", f"NOT NULL, -- {GOOD}") % ""
    for said in ({}, {"whole": False}, {"persona": "audit"}):
        assert ("P009", "email", False) in told(judged(sql, NEWSLETTER, **said))
    assert hygiene(judged(sql, NEWSLETTER)).span == (2, 27, 2, 27 + len(GOOD))
    for surer in ({"persona": "commit"}, {"min_confidence": 0.9}):
        assert "P009" not in [code for code, _, _ in told(judged(sql, NEWSLETTER, **surer))]
    broken = sql + "CREATE TABLE half (a text,,;\n"
    assert "P009" not in [code for code, _, _ in told(judged(broken, NEWSLETTER))]


def test_of_a_rule_that_this_run_cannot_tell(judged: Judged) -> None:
    sql = (
        TABLE.replace("NOT NULL,", "NOT NULL, -- minlint: allow D801 until 2026-06-30 because it came\n")
        % f" -- {GOOD}"
    )
    assert told(judged(sql, NEWSLETTER)) == [("X101", "birth_date", True)]


def test_the_policy_may_deny_them(judged: Judged) -> None:
    verdict = judged(TABLE % f" -- {GOOD}", NEWSLETTER + "policy: {inline_waivers: deny}\n")
    assert told(verdict) == [("X101", "birth_date", False), ("P011", "birth_date", False)]
    assert "the policy allows no waiver beside the data" in hygiene(verdict).message


def test_the_policy_may_limit_how_far_they_reach(judged: Judged) -> None:
    limited = NEWSLETTER + "policy: {max_waiver_days: %d}\n"
    assert told(judged(TABLE % f" -- {GOOD}", limited % 180)) == [("X101", "birth_date", True)]
    verdict = judged(TABLE % f" -- {GOOD}", limited % 179)
    assert told(verdict) == [("X101", "birth_date", False), ("P011", "birth_date", False)]
    assert "the last day allowed is 2026-06-29" in hygiene(verdict).message


@pytest.mark.parametrize("mandatory", ["X101", "X", "excess-category", '"@user.demographic.*"'])
def test_what_is_mandatory_is_not_waived(judged: Judged, mandatory: str) -> None:
    verdict = judged(TABLE % f" -- {GOOD}", NEWSLETTER + f"policy: {{mandatory: [{mandatory}]}}\n")
    assert told(verdict) == [("X101", "birth_date", False), ("P011", "birth_date", False)]
    assert "the policy makes X101 mandatory" in hygiene(verdict).message


def test_its_own_findings_cannot_be_waived(judged: Judged) -> None:
    above = "  -- minlint: allow P011 until 2026-06-30 because nobody minds\n  birth_date"
    sql = TABLE.replace("  birth_date", above) % " -- minlint: allow X101"
    assert ("P011", "birth_date", False) in told(judged(sql, NEWSLETTER))


def note(text: str, **said: Any) -> inline.Note:
    field = Field("ssn", markers=(Marker("allow", text),))
    reading = SourceReading(Source("a.sql", "sql", "schema"), (RecordReading(Record("t", (field,)), ()),))
    (found,) = inline.notes([reading], rules.default(), Policy(**said), datetime.date(2026, 1, 1))
    return found


@given(
    st.text()
    | st.from_regex(r"[XG]10?1?[, ]{0,2}(until|because| ){0,3}20\d\d-\d\d-\d\d because .{0,9}", fullmatch=True)
)
def test_any_text_counts_or_says_why_not(text: str) -> None:
    found = note(text)
    assert bool(found.wrong) == bool(found.mended) == (not found.rules)
    assert (found.until is None) == bool(found.wrong)


@given(
    st.lists(st.sampled_from(sorted(rules.default())), min_size=1, max_size=4),
    st.dates(datetime.date(2026, 1, 1), datetime.date(2099, 1, 1)),
    st.sampled_from([", ", " ", ","]),
    st.text(st.characters(categories=["L", "N", "P"]), min_size=1).filter(lambda text: text.strip(" \t,;.:")),
)
def test_every_well_formed_one_counts(codes: list[str], day: datetime.date, between: str, why: str) -> None:
    found = note(f"{between.join(codes)} until {day} because {why}")
    assert (found.wrong, set(found.rules), found.until) == ("", set(codes), day)


def test_in_a_data_dictionary(judged: Judged) -> None:
    words = "when they were born. minlint: allow X101 until 2026-06-30 because it goes"
    rows = f"table,field,type,description\nsubscribers,birth_date,date,{words}\nsubscribers,religion,text,\n"
    verdict = judged({"dictionary.csv": rows}, NEWSLETTER)
    assert told(verdict) == [("X101", "birth_date", True), ("X101", "religion", False)]
    verdict = judged({"dictionary.csv": rows.replace(" because it goes", "")}, NEWSLETTER)
    assert told(verdict)[:2] == [("X101", "birth_date", False), ("P011", "birth_date", False)]
    assert hygiene(verdict).span == (2, 29, 2, 29 + len(words) - len(" because it goes"))
