"""What ``check`` says, and the status it ends with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

BIRTHDAY = "db/subscribers.sql:4:3 X101"
BROKEN = "CREATE TABLE topics (id int, title text);\nCREATE TABEL readers (email text);\n"
WAIVED = """\
waivers:
  - {field: subscribers.birth_date, rules: [X101], because: A greeting is tried until spring., until: 2027-04-30}
"""


def test_a_finding_stands_at_its_field_and_fails(newsletter: Tree) -> None:
    ran = newsletter.check()
    assert (ran.status, ran.places) == (1, [BIRTHDAY])
    assert ran.json["summary"] == {
        "sources": 1,
        "records": 1,
        "fields": 3,
        "personal": 3,
        "beyond": 1,
        "errors": 1,
        "warnings": 0,
        "unreadable": 0,
        "waived": 0,
        "baselined": 0,
        "unchanged": 0,
        "fixed": 0,
    }
    assert ran.err == (
        "Found 1 error, 0 warnings.\n"
        "Read 3 fields in 1 record of 1 source: 3 personal, 1 beyond purpose; 0 unreadable.\n"
    )


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("--fail-on error", 1),
        ("--fail-on info", 1),
        ("--fail-on never", 0),
        ("--exit-zero", 0),
        ("--exit-zero --manifest nowhere.yaml", 2),
        ("--no-cache --strict", 1),
    ],
)
def test_what_fails(newsletter: Tree, said: str, status: int) -> None:
    assert newsletter.check(*said.split()).status == status


def test_a_warning_fails_where_it_was_asked_for(tree: Tree) -> None:
    tree.write("topics.sql", BROKEN)
    assert tree.check("--fail-on", "warning").places == ["topics.sql:2:1 E002"]
    said = ("", "--fail-on warning", "--strict", "--strict --exit-zero")
    assert [tree.check(*options.split()).status for options in said] == [0, 1, 1, 0]


def test_a_manifest_alone(newsletter: Tree) -> None:
    found = newsletter.write(
        "other/minlint.yaml", "version: 1\npurposes: {news: {statement: Send it., retention: 1 year}}\n"
    )
    ran = newsletter.check("other/minlint.yaml")
    assert {place.partition(" ")[2] for place in ran.places} == {"P002", "A701"}
    assert ran.err == (
        "Found 0 errors, 2 warnings.\n"
        "Read 0 fields in 0 records of 0 sources: 0 personal, 0 beyond purpose; 0 unreadable.\n"
    )
    found.write_text("version: 1\n")
    assert newsletter.check("other/minlint.yaml").err == "Nothing to check beside the manifest.\n"


def test_nothing_to_check(tree: Tree) -> None:
    for name, content in {
        "ci.yml": "on: push\n",
        "package.json": '{"name": "site"}\n',
        "README.md": "# Site\n",
    }.items():
        tree.write(name, content)
    ran = tree.check()
    assert (ran.status, ran.places, ran.json["summary"]["sources"]) == (0, [], 0)
    assert ran.err == "Nothing to check among 3 files; `minlint formats` lists what is read.\n"
    strict = tree.check("--strict")
    assert (strict.status, strict.err) == (2, "error: nothing was checked, and --strict was said\n")
    assert strict.json["findings"] == []


def test_an_empty_folder(tree: Tree) -> None:
    said = [tree.run(command) for command in ("check", "inventory")]
    assert [(ran.status, ran.out) for ran in said] == [(0, "")] * 2
    assert "among 0 files" in said[0].err and "among 0 files" in said[1].err
    assert json.loads(tree.run("check", "--format", "sarif").out)["runs"][0]["results"] == []


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("--select X", ["X101"]),
        ("--select excess-category", ["X101"]),
        ("--select @user.biometric", ["S201", "S202", "X101"]),
        ("--select S2 --ignore S201", ["S202"]),
        ("--select X,S202", ["S202", "X101"]),
        ("--select X101 --extend-select biometric-template", ["S202", "X101"]),
        ("--ignore @user.biometric.*", []),
        ("--ignore X --ignore S", []),
        ("--min-confidence 1", []),
    ],
)
def test_selection(tree: Tree, said: str, codes: list[str]) -> None:
    purpose = (
        "    statement: Ship what a customer ordered to where they want it, when they order; ends with delivery.\n"
    )
    binding = 'bindings: [{source: "*.sql", purposes: [shop]}]\n'
    purpose += "    retention: 1 year\n    owner: shop@shop.example\n    review_by: 2030-06-30\n"
    tree.write("minlint.yaml", f"version: 1\npurposes:\n  shop:\n{purpose}{binding}")
    tree.write("c.sql", "CREATE TABLE customers (\n  face_embedding vector(512),\n  made_at date\n);\n")
    ran = tree.check(*said.split())
    assert [finding["code"] for finding in ran.json["findings"]] == codes
    assert ran.status == (1 if codes else 0)


def test_a_persona_sets_how_sure_a_finding_must_be(newsletter: Tree) -> None:
    sure = {"commit": 0.8, "review": 0.6, "audit": 0.4}
    newsletter.write(
        "db/more.sql", "CREATE TABLE members (email text, name text, ref text, notes text, seen_at date);\n"
    )
    found = {persona: newsletter.check("--persona", persona).json["findings"] for persona in sure}
    for persona, least in sure.items():
        assert found[persona]
        assert all(finding["confidence"] >= least for finding in found[persona] if finding["field"])
    assert [len(found[persona]) for persona in sure] == sorted(len(found[persona]) for persona in sure)


def test_waived_findings_are_counted_and_shown_on_request(newsletter: Tree) -> None:
    newsletter.write("minlint.yaml", (newsletter.root / "minlint.yaml").read_text() + WAIVED)
    day = ("--today", "2027-04-30")
    hidden, shown = newsletter.check(*day), newsletter.check(*day, "--show-waived")
    assert (hidden.status, hidden.places, hidden.json["summary"]["waived"]) == (0, [], 1)
    assert hidden.err.startswith("Found 0 errors, 0 warnings (1 waived).\n")
    assert (shown.status, shown.places) == (0, [BIRTHDAY])
    assert [finding["waived"] for finding in shown.json["findings"]] == [True]
    after = newsletter.check(MINLINT_TODAY="2027-05-01")
    assert (after.status, after.places) == (1, [BIRTHDAY, "minlint.yaml:12:13 P008"])
    assert newsletter.check("--today", "2027-04-01", MINLINT_TODAY="2027-05-01").status == 0


def test_statistics(newsletter: Tree) -> None:
    newsletter.write("db/more.sql", "CREATE TABLE readers (religion text, birth_date date, phone text, id int);\n")
    ran = newsletter.run("check", "--statistics")
    assert (ran.status, ran.out) == (1, "     4  X101  excess-category\n     1  S201  special-category\n")


def test_several_reports_at_once(newsletter: Tree) -> None:
    files = {form: newsletter.root / f"report.{form}" for form in ("json", "sarif", "concise", "text")}
    said = [word for form, file in files.items() for word in ("--output", f"{form}={file}")]
    ran = newsletter.run("check", "-q", "--color", "always", *said)
    assert (ran.status, ran.err) == (1, "")
    assert "\x1b[" in ran.out and "\x1b[" not in files["text"].read_text()
    assert json.loads(files["json"].read_text()) == newsletter.check().json
    assert json.loads(files["sarif"].read_text())["version"] == "2.1.0"
    assert files["concise"].read_text() == newsletter.run("check", "--format", "concise").out


def test_a_report_that_cannot_be_written(newsletter: Tree) -> None:
    ran = newsletter.check("--output", "json=/dev/full")
    assert (ran.status, ran.places) == (2, [BIRTHDAY])
    assert ran.err == "error: /dev/full can't be written: No space left on device\n"


def test_colour(newsletter: Tree) -> None:
    coloured = {
        "plain pipe": newsletter.run("check"),
        "always": newsletter.run("check", "--color", "always", NO_COLOR="1"),
        "never": newsletter.run("check", "--color", "never", FORCE_COLOR="1"),
        "forced": newsletter.run("check", FORCE_COLOR="1"),
        "both": newsletter.run("check", FORCE_COLOR="1", NO_COLOR="1"),
    }
    assert [name for name, ran in coloured.items() if "\x1b[" in ran.out] == ["always", "forced"]


def test_quiet_and_verbose(newsletter: Tree) -> None:
    assert newsletter.run("check", "-q").err == ""
    verbose = newsletter.run("check", "-v")
    assert verbose.err.splitlines()[0] == "read db/subscribers.sql as sql"
    assert verbose.out == newsletter.run("check").out


def test_same_input_same_bytes_and_fingerprints_from_anywhere(newsletter: Tree) -> None:
    newsletter.write("db/more.sql", "CREATE TABLE readers (religion text, birth_date date, phone text, id int);\n")
    once, again = newsletter.check(), newsletter.check()
    assert (once.out, once.places) == (again.out, sorted(once.places)) and len(once.places) == 5
    within = newsletter.check(str(newsletter.root), at="db")
    assert [finding["source"] for finding in within.json["findings"]] == ["more.sql"] * 4 + ["subscribers.sql"]
    prints = [[finding["fingerprint"] for finding in ran.json["findings"]] for ran in (once, within)]
    assert prints[0] == prints[1] and len(set(prints[0])) == 5


def test_formatting_leaves_the_fingerprint(newsletter: Tree) -> None:
    before = newsletter.check().json["findings"][0]
    text = (newsletter.root / "db/subscribers.sql").read_text()
    newsletter.write("db/subscribers.sql", "-- what we send to whom\n\n" + text.replace("  birth_date", "\tbirth_date"))
    after = newsletter.check().json["findings"][0]
    assert (before["line"], after["line"]) == (4, 6)
    assert before["fingerprint"] == after["fingerprint"]
