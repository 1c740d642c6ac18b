"""A policy from outside the repository, and what the repository tries against it."""

from __future__ import annotations

import contextlib
import datetime
import os
import pathlib
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint import checking, pipeline
from minlint.model import Finding

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

BIRTHDAY = "db/subscribers.sql:4:3 X101"
POLICY = "version: 1\npolicy: {mandatory: [X101]}\n"
WAIVER = "waivers: [{field: subscribers.birth_date, rules: [X101], because: It goes., until: 2027-01-31}]\n"
ON = ("--today", "2027-01-01", "--policy", "../policy.yaml")


@pytest.fixture
def held(newsletter: Tree) -> Tree:
    """The newsletter's repository, with a policy beside it."""
    (newsletter.root.parent / "policy.yaml").write_text(POLICY)
    return newsletter


def add(tree: Tree, text: str) -> None:
    path = tree.root / "minlint.yaml"
    path.write_text(path.read_text() + text)


def policy(tree: Tree, text: str) -> None:
    (tree.root.parent / "policy.yaml").write_text(text)


@pytest.mark.parametrize(
    "said",
    [
        WAIVER,
        "lint: {ignore: [X101]}\n",
        "lint: {ignore: ['@user.demographic']}\n",
        "lint: {select: [P]}\n",
        "lint: {exclude: ['**']}\n",
        "lint: {kind: data}\n",
        "lint: {fail-on: never}\n",
        "lint: {persona: commit, min-confidence: 1}\n",
        "policy: {mandatory: [], inline_waivers: allow}\n",
    ],
)
def test_nothing_in_the_manifest_loosens_it(held: Tree, said: str) -> None:
    add(held, said)
    ran = held.check(*ON)
    assert BIRTHDAY in ran.places
    assert ran.status == 1


@pytest.mark.parametrize(
    "said", ["--ignore X101", "--select P", "--persona commit", "--min-confidence 1", "--fail-on never"]
)
def test_nor_does_an_option(held: Tree, said: str) -> None:
    ran = held.check(*ON, *said.split())
    assert (BIRTHDAY in ran.places, ran.status) == (True, 1)


def test_nor_does_a_baseline_or_a_comment(held: Tree) -> None:
    text = (held.root / "db/subscribers.sql").read_text()
    comment = "date -- minlint: allow X101 until 2027-01-31 because it goes"
    held.write("db/subscribers.sql", text.replace("date\n", f"{comment}\n"))
    assert held.run("baseline", "create", "--today", "2027-01-01").status == 0
    assert BIRTHDAY not in held.check("--today", "2027-01-01").places
    assert {BIRTHDAY, "db/subscribers.sql:4:22 P011"} <= set(held.check(*ON).places)


def test_without_a_manifest_too(held: Tree) -> None:
    policy(held, "version: 1\npolicy: {mandatory: [P001]}\n")
    for said in (["--isolated"], ["--isolated", "--ignore", "P001"]):
        ran = held.check(*ON, *said)
        assert (ran.places, ran.status) == (["db/subscribers.sql:1:14 P001"], 1)


def test_the_callers_exit_status_is_the_callers(held: Tree) -> None:
    assert held.check(*ON, "--exit-zero").status == 0


def test_only_its_own_waivers_waive_what_is_mandatory(held: Tree) -> None:
    policy(held, POLICY + WAIVER)
    assert BIRTHDAY not in held.check(*ON).places
    assert held.check(*ON).json["summary"]["waived"] == 1
    assert BIRTHDAY in held.check(*ON[2:], "--today", "2027-02-01").places


def test_the_stricter_of_two_policies_holds(held: Tree) -> None:
    add(held, WAIVER + "policy: {max_waiver_days: 365, inline_bindings: allow}\n")
    policy(held, "version: 1\npolicy: {max_waiver_days: 10, inline_bindings: deny, category_none: deny}\n")
    ran = held.check(*ON)
    assert (ran.status, "`until` reaches too far ahead; the last day allowed is 2027-01-11" in ran.err) == (2, True)
    policy(held, "version: 1\npolicy: {max_waiver_days: 999}\n")
    assert held.check(*ON).json["summary"]["waived"] == 1


def test_it_may_forbid_to_say_that_a_field_is_not_personal(held: Tree) -> None:
    text = (held.root / "minlint.yaml").read_text()
    none = "purposes: [newsletter], fields: {subscribers.birth_date: {category: none, because: a slot}}}"
    held.write("minlint.yaml", text.replace("purposes: [newsletter]}", none))
    assert BIRTHDAY not in held.check(*ON).places
    policy(held, POLICY.replace("[X101]", "[X101], category_none: deny"))
    ran = held.check(*ON)
    assert ran.status == 2
    assert "minlint.yaml:10:94: the policy allows nobody to say `category: none`" in ran.err


def test_its_settings_are_limits(held: Tree) -> None:
    policy(held, "version: 1\nlint: {fail-on: warning, persona: audit, min-confidence: 0.4}\n")
    dead = '  - {source: "old/*.sql", purposes: [newsletter]}\n'
    add(held, dead + "lint: {fail-on: never, persona: commit, ignore: [X, S]}\n")
    ran = held.check(*ON)
    assert "P005" in [place.split()[-1] for place in ran.places]
    assert ran.status == 1


def test_its_packs_judge_every_repository(held: Tree) -> None:
    pack = held.root.parent / "bank"
    rules = pathlib.Path(__file__).parent.parent / "packs" / "acme"
    pack.symlink_to(rules)
    held.write("db/subscribers.sql", "CREATE TABLE core_members (full_name text, email text);\n")
    (held.root / "minlint.yaml").unlink()
    policy(held, "version: 1\npacks: [bank]\npolicy: {mandatory: [acme/]}\n")
    assert "db/subscribers.sql:1:14 acme/002" in held.check(*ON).places
    assert "db/subscribers.sql:1:14 acme/002" in held.check(*ON, "--ignore", "acme/002").places


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("version: 1\npolicy: {mandatry: [X101]}\n", "policy.yaml:2:10: unknown key `mandatry`"),
        ("version: 1\npurposes: {}\n", "policy.yaml:2:1: unknown key `purposes`"),
        ("version: 1\npolicy: {mandatory: [X999]}\n", "policy.yaml:2:22: unknown rule `X999`"),
        ("version: 1\nlint: {ignore: [X101]}\n", "policy.yaml:2:8: unknown key `ignore`"),
        ("version: 1\npacks: [nowhere]\n", "policy.yaml:2:9: there is no folder `nowhere` of rules"),
        ("", "policy.yaml:1:1: "),
    ],
)
def test_a_policy_that_is_wrong(held: Tree, text: str, error: str) -> None:
    policy(held, text)
    ran = held.run("check", *ON)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"error: ../{error}")
    assert "can't be read: no such file" in held.run("check", "--policy", "nowhere.yaml").err


def test_its_schema_holds(held: Tree) -> None:
    schema = held.run("schema", "policy").json
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid(yaml.safe_load(POLICY + "lint: {fail-on: warning}\npacks: [a]\n"))
    assert not validator.is_valid(yaml.safe_load(POLICY + "purposes: {}\n"))


SCHEMA = """\
CREATE TABLE patients (
  full_name text, email text,
  birth_date date,{comment}
  religion text, fingerprint_template bytea, cat text
);
"""
STATED = {
    "version": 1,
    "purposes": {"visits": {"statement": "Book a visit.", "necessary": ["user.name"], "retention": "1 year"}},
    "bindings": [{"source": "*.sql", "purposes": ["visits"]}],
}
WORDS = st.lists(st.sampled_from(["X101", "X", "S", "S201", "P", "G301", "@user.demographic", "@user"]), max_size=3)
LINT = st.fixed_dictionaries(
    {},
    optional={
        "select": WORDS,
        "ignore": WORDS,
        "extend-select": WORDS,
        "exclude": st.sampled_from([["**"], ["a.sql"], ["b/"]]),
        "persona": st.sampled_from(["commit", "review", "audit"]),
        "min-confidence": st.sampled_from([0, 0.5, 0.9, 1]),
        "fail-on": st.sampled_from(["error", "never"]),
        "kind": st.sampled_from(["schema", "data"]),
    },
)
WAIVERS = st.lists(
    st.fixed_dictionaries(
        {
            "field": st.sampled_from(["*", "patients.religion", "patients"]),
            "rules": st.sampled_from([["X101"], ["X"], ["S"], ["@user.*"]]),
            "because": st.just("It goes."),
            "until": st.just("2027-01-31"),
        }
    ),
    max_size=2,
)
COMMENTS = st.sampled_from(["", " -- minlint: allow X101, S201, S202 until 2027-01-31 because it goes"])
OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "select": WORDS.map(tuple),
        "ignore": WORDS.map(tuple),
        "persona": st.sampled_from(["commit", "review", "audit"]),
        "min_confidence": st.sampled_from([0.0, 0.7, 1.0]),
        "fail_on": st.sampled_from(["error", "never"]),
    },
)
MANDATORY = st.lists(
    st.sampled_from(["X101", "X", "S2", "@user.biometric", "@user.demographic.*"]), min_size=1, max_size=2
)


@contextlib.contextmanager
def repository(stated: dict[str, Any], comment: str, mandatory: list[str]) -> Iterator[None]:
    """A folder with a schema, a manifest and a policy, as the working folder."""
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            pathlib.Path("a.sql").write_text(SCHEMA.format(comment=comment))
            pathlib.Path("minlint.yaml").write_text(yaml.safe_dump(stated))
            pathlib.Path("policy.yml").write_text(yaml.safe_dump({"version": 1, "policy": {"mandatory": mandatory}}))
            yield
        finally:
            os.chdir(before)


def live(**said: Any) -> tuple[set[tuple[Any, ...]], bool]:
    """The findings about fields of a check with the policy, and whether it fails."""
    judging = checking.Judging(datetime.date(2027, 1, 1), policy="policy.yml", **said)
    checked = checking.check(pipeline.Reading(), judging)
    assert checked.errors == ()

    def key(finding: Finding) -> tuple[Any, ...]:
        return finding.code, finding.record, finding.field, finding.category

    return {key(finding) for finding in checked.result.findings if finding.field}, checked.failing


@settings(max_examples=40)
@given(LINT, WAIVERS, COMMENTS, OPTIONS, MANDATORY)
def test_whatever_the_repository_says(
    lint: dict[str, Any], waivers: list[Any], comment: str, options: dict[str, Any], mandatory: list[str]
) -> None:
    with repository(STATED, "", mandatory):
        plain, failing = live()
    wanted = {key for key in plain if any(_names(word, key) for word in mandatory)}
    with repository({**STATED, "lint": lint, "waivers": waivers}, comment, mandatory):
        found, still = live(**options)
    assert wanted <= found
    assert still or not (wanted and failing)


def _names(word: str, key: tuple[Any, ...]) -> bool:
    category = word.removeprefix("@").removesuffix(".*")
    return str(key[3]).startswith(category) if word.startswith("@") else str(key[0]).startswith(word)


NONE = """bindings:
  - {source: "db/*.sql", fields: {subscribers.birth_date: {category: none, because: a slot}}}
"""


@pytest.mark.parametrize("outside", [True, False])
def test_who_may_say_that_a_field_is_not_personal(newsletter: Tree, outside: bool) -> None:
    rule = 'policy: {inline_bindings: deny, category_none_in: ["privacy/*.yaml"]}\n'
    said = (newsletter.root / "minlint.yaml").read_text() + "include: [privacy/*.yaml, more.yaml]\n"
    newsletter.write("minlint.yaml", said + (rule if not outside else ""))
    newsletter.write("policy.yaml", "version: 1\n" + rule)
    asked = ("--policy", "policy.yaml") if outside else ()
    newsletter.write("privacy/none.yaml", NONE)
    newsletter.write("more.yaml", "laws: [gdpr]\n")
    assert newsletter.check(*asked).status == 0
    newsletter.write("more.yaml", NONE)
    ran = newsletter.check(*asked)
    assert ran.status == 2
    assert "error: more.yaml:2:70: the policy lets `category: none` be said in privacy/*.yaml alone" in ran.err


FORBIDDEN = "version: 1\npolicy: {{forbidden: {{{0}: [user.demographic]}}}}\n"
PERMITTED = "[user.contact.email, {category: user.demographic.date_of_birth, precision: year}]"


def permit(tree: Tree, more: str = "") -> None:
    path = tree.root / "minlint.yaml"
    path.write_text(path.read_text().replace("necessary: [user.contact.email]", f"{more}necessary: {PERMITTED}"))


@pytest.mark.parametrize("purposes", ["newsletter", '"*"', "NEWS*"])
def test_what_is_forbidden_to_a_purpose_may_not_be_permitted(held: Tree, purposes: str) -> None:
    permit(held)
    policy(held, FORBIDDEN.format(purposes))
    ran = held.run("check", *ON)
    assert ran.status == 2
    glob = purposes.strip('"')
    assert f"minlint.yaml:5:48: the policy forbids `user.demographic` to purposes like `{glob}`" in ran.err


@pytest.mark.parametrize("purposes", ["payroll", "news", "profile:payroll"])
def test_what_is_forbidden_to_others_may_be(held: Tree, purposes: str) -> None:
    permit(held)
    policy(held, FORBIDDEN.format(purposes))
    assert "forbid" not in held.run("check", *ON).err


def test_what_is_forbidden_to_a_purpose_is_x102(held: Tree) -> None:
    policy(held, FORBIDDEN.format("newsletter"))
    found = held.run("check", "--format", "json", *ON).json["findings"]
    (birthday,) = [item for item in found if item["field"] == "birth_date"]
    assert (birthday["code"], birthday["purposes"]) == ("X102", ["newsletter"])
    assert {"kind": "policy", "detail": "the policy forbids user.demographic to newsletter"} in birthday["evidence"]


def test_a_profile_loses_what_is_forbidden_to_it(held: Tree) -> None:
    path = held.root / "minlint.yaml"
    path.write_text(path.read_text().replace("necessary: [user.contact.email]", "profile: newsletter"))
    policy(held, "version: 1\npolicy: {forbidden: {profile:newsletter: [user.contact.email]}}\n")
    found = held.run("check", "--format", "json", *ON).json["findings"]
    assert ("X102", "email") in {(item["code"], item["field"]) for item in found}


def test_the_manifests_own_policy_forbids_as_well(held: Tree) -> None:
    permit(held)
    add(held, "policy: {forbidden: {newsletter: [user.demographic]}}\n")
    assert "the policy forbids `user.demographic`" in held.run("check").err


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("{newsletter: [user.demografic]}", "unknown category `user.demografic`; did you mean `user.demographic`?"),
        ("{newsletter: []}", "must not be empty"),
        ("[user.demographic]", "must be a mapping"),
    ],
)
def test_a_policy_that_forbids_what_is_not_there(held: Tree, said: str, error: str) -> None:
    policy(held, f"version: 1\npolicy:\n  forbidden: {said}\n")
    ran = held.run("check", *ON)
    assert ran.status == 2
    assert "../policy.yaml:3:" in ran.err and error in ran.err


SIGNED = "  - {{source: db/*, fields: {{subscribers.birth_date: {{category: none, because: a slot, {0}}}}}}}\n"


@pytest.mark.parametrize(
    ("by", "error"),
    [
        ("approved_by: dpo@clinic.example", ""),
        ("approved_by: DPO@clinic.example", ""),
        ("", "be said by dpo@clinic.example, *@privacy.example alone; add `approved_by`"),
        ("approved_by: me@clinic.example", "be said by dpo@clinic.example, *@privacy.example alone"),
    ],
)
def test_by_whom_a_field_may_be_said_not_to_be_personal(held: Tree, by: str, error: str) -> None:
    path = held.root / "minlint.yaml"
    path.write_text(path.read_text() + SIGNED.format(by))
    policy(held, 'version: 1\npolicy: {category_none_by: [dpo@clinic.example, "*@privacy.example"]}\n')
    ran = held.run("check", *ON)
    assert (ran.status == 2) is bool(error)
    if error:
        line = len(path.read_text().splitlines())
        assert f"minlint.yaml:{line}:" in ran.err and error in ran.err
