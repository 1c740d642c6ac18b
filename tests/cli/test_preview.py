"""Rules in preview: listed, tested, and off unless they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

TABLE = "CREATE TABLE members (\n  email text,\n  religion text\n);\n"
MANIFEST = """\
version: 1
packs: [privacy-rules]
purposes:
  newsletter: {statement: Send it., necessary: [user.contact.email], retention: 1 year}
bindings: [{source: "*.sql", purposes: [newsletter]}]
"""
ON = ("--today", "2026-01-01", "--no-cache")
PLACE = "members.sql:3:3 acme/001"


@pytest.fixture
def members(tree: Tree) -> Tree:
    """A table, and a pack with two rules, of which the first is in preview."""
    tree.write("minlint.yaml", MANIFEST)
    tree.write("members.sql", TABLE)
    for number, slug in (("001", "in-preview"), ("002", "in-force")):
        assert tree.run("new", "rule", f"acme/{number}", slug).status == 0
    path = tree.root / "privacy-rules/checks/acme-001-in-preview.yaml"
    path.write_text(path.read_text().replace("status: stable ", "status: preview "))
    return tree


def test_it_runs_where_it_is_asked_for(members: Tree) -> None:
    quiet = members.check(*ON)
    assert PLACE not in quiet.places and "members.sql:3:3 acme/002" in quiet.places
    assert "warning: " not in quiet.err
    assert PLACE in members.check(*ON, "--preview").places
    members.write("minlint.yaml", MANIFEST + "lint: {preview: true}\n")
    assert PLACE in members.check(*ON).places
    assert PLACE not in members.check(*ON, "--no-preview").places
    assert members.run("check", "--show-settings").json[0]["preview"] is True


@pytest.mark.parametrize("word", ["acme/001", "in-preview", "acme/0"])
def test_to_select_it_without_that_has_no_effect_and_says_so(members: Tree, word: str) -> None:
    (members.root / "privacy-rules/checks/acme-002-in-force.yaml").unlink()
    ran = members.check(*ON, "--select", word)
    assert (ran.status, ran.places) == (0, [])
    assert f"warning: selection `{word}` has no effect because preview is not enabled\n" in ran.err
    asked = members.check(*ON, "--select", word, "--preview")
    assert (asked.places, "warning: " in asked.err) == ([PLACE], False)


def test_a_prefix_of_others_too_is_no_matter(members: Tree) -> None:
    ran = members.check(*ON, "--select", "acme/")
    assert (ran.places, "warning: " in ran.err) == (["members.sql:3:3 acme/002"], False)


def test_a_waiver_for_it_is_neither_unknown_nor_unused(members: Tree) -> None:
    beside = "  religion text -- minlint: allow in-preview until 2027-01-01 because a church asks\n"
    members.write("members.sql", TABLE.replace("  religion text\n", beside))
    places = members.check(*ON, "--persona", "audit").places
    assert not any(place.endswith(("P009", "P011")) for place in places)


def test_it_is_listed_marked_explained_and_tested(members: Tree) -> None:
    line = next(line for line in members.run("rules").out.splitlines() if line.startswith("acme/001"))
    assert "(preview) " in line
    listed = {rule["code"]: rule["status"] for rule in members.run("rules", "--format", "json").json}
    assert (listed["acme/001"], listed["acme/002"]) == ("preview", "stable")
    assert "preview since" in members.run("explain", "acme/001").out
    assert members.run("rules", "test", "privacy-rules").status == 0
    assert members.run("docs", "made").status == 0
    page = (members.root / "made/rules/acme-001-in-preview.md").read_text()
    assert "It runs only with `--preview`" in page


def test_a_policy_may_ask_for_it(members: Tree) -> None:
    members.write("policy.yaml", "version: 1\nlint: {preview: true}\n")
    assert PLACE in members.check(*ON, "--policy", "policy.yaml", "--no-preview").places


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        ("deprecated", "warning: rule `acme/001` is deprecated and will be removed in a future release\n"),
        ("removed", "warning: selection `acme/001` has no effect because the rule was removed\n"),
    ],
)
def test_a_rule_at_its_end(members: Tree, status: str, answer: str) -> None:
    path = members.root / "privacy-rules/checks/acme-001-in-preview.yaml"
    path.write_text(path.read_text().replace("status: preview ", f"status: {status} "))
    ran = members.check(*ON, "--select", "acme/001")
    assert answer in ran.err
    assert (PLACE in ran.places) is (status == "deprecated")
