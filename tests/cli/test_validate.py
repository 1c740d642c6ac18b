"""``minlint validate``: everything that is wrong with what people wrote, each at its place."""

from __future__ import annotations

import pathlib
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Ran, Tree

ACME = pathlib.Path(__file__).parents[1] / "packs" / "acme"
RULE = """\
code: acme/901
name: own-rule
status: stable
since: "0.1"
scope: field
applies_to: [user.contct]
facts: [field.coverge, field.personal]
when: field.personal
severity: error
persona: commit
summary: It fires.
message: "{plce} holds it"
why: It matters.
remedy: Leave it.
false_alarms: None.
laws: [gdpr-x]
examples:
  fires: [{name: x, sql: "CREATE TABLE a (b int);", expect: [a.b]}]
  silent: [{name: x, sql: "CREATE TABLE a (b int);"}]
"""
RIGHT = RULE.replace("contct", "contact").replace("field.coverge, ", "").replace("plce", "place").replace("gdpr-x", "")


def places(ran: Ran) -> list[str]:
    return [line.partition(": ")[0] for line in ran.out.splitlines()]


def test_what_is_right(newsletter: Tree) -> None:
    shutil.copytree(ACME, newsletter.root / "privacy-rules")
    text = (newsletter.root / "minlint.yaml").read_text()
    newsletter.write("minlint.yaml", text + "packs: [privacy-rules]\ninclude: [privacy/*.yaml]\n")
    newsletter.write("privacy/waivers.yaml", "waivers: []\n")
    assert newsletter.run("baseline", "create").status == 0
    ran = newsletter.run("validate")
    assert ran == (0, "", "Looked at 1 manifest, 1 included file, 1 pack, 1 baseline: 0 errors.\n")
    said = newsletter.run("validate", "--format", "json").json
    assert said == {
        "version": 1,
        "looked_at": [
            {"kind": "manifest", "path": "minlint.yaml"},
            {"kind": "included", "path": "privacy/waivers.yaml"},
            {"kind": "pack", "path": "privacy-rules"},
            {"kind": "baseline", "path": "minlint-baseline.txt"},
        ],
        "errors": [],
        "waiting": [],
    }


def test_every_error_of_every_file_is_told_at_its_place(tree: Tree) -> None:
    tree.write(
        "minlint.yaml",
        "version: 1\npurposs: {}\ninclude: [w.yaml]\npurposes:\n"
        "  a:\n    necessary: [user.contct.email]\n    retention: 3 yeers\n"
        "bindings:\n  - {source: '*', purposes: [b]}\n",
    )
    tree.write(
        "w.yaml",
        "waivers:\n  - {field: a.b, rules: [X999], because: x}\n"
        "  - {field: a.b, rules: [X101], because: x, until: 2027-13-01}\n",
    )
    tree.write("minlint-baseline.txt", f"{'0' * 32} X101 a.sql a.b\n<<<<<<< HEAD\n{'1' * 32} X1O1 a.sql a.b\n")
    tree.write("team/minlint.yaml", "version: 2\n")
    ran = tree.run("validate")
    assert ran.status == 2
    assert places(ran) == [
        *("minlint.yaml:2:1", "minlint.yaml:6:17", "minlint.yaml:7:16", "minlint.yaml:9:30"),
        *("w.yaml:2:5", "w.yaml:2:26", "w.yaml:3:52"),
        *("minlint-baseline.txt:2:1", "minlint-baseline.txt:3:34"),
        "team/minlint.yaml:1:10",
    ]
    assert "unknown rule `X1O1`; did you mean `X101`?" in ran.out
    assert ran.err == "Looked at 2 manifests, 1 included file, 1 baseline: 10 errors.\n"
    errors = tree.run("validate", "--format", "json").json["errors"]
    assert [f"{error['file']}:{error['line']}:{error['column']}" for error in errors] == places(ran)


def test_every_error_of_every_rule_of_a_pack(tree: Tree) -> None:
    tree.write("rules/checks/1.yaml", RULE)
    tree.write("rules/checks/2.yaml", RIGHT.replace("901", "902").replace("personal\n", "personal &&\n"))
    tree.write("rules/checks/3.yaml", RIGHT.replace("901", "903").replace("severity: error", "severity: errr"))
    tree.write("rules/checks/4.yaml", RIGHT.replace("901", "904").replace("own-rule", "another-rule"))
    tree.write("minlint.yaml", "version: 1\npacks: [rules]\nlaws: [gpdr]\n")
    ran = tree.run("validate")
    assert ran.status == 2
    wanted = [f"rules/checks/1.yaml:{place}" for place in ("6:14", "7:9", "12:10", "16:8")]
    assert places(ran) == [*wanted, "rules/checks/2.yaml:8:7", "rules/checks/3.yaml:9:11"]
    assert "minlint.yaml is held against its packs once they are right.\n" in ran.err
    assert places(tree.run("validate", "rules")) == places(ran)
    for number in (1, 2, 3):
        (tree.root / f"rules/checks/{number}.yaml").unlink()
    assert places(tree.run("validate")) == ["minlint.yaml:3:8"]


def test_both_of_two_packs_that_are_wrong(tree: Tree) -> None:
    for name in ("one", "two"):
        tree.write(f"{name}/checks/a.yaml", RULE.replace("contct", "contact"))
    tree.write("minlint.yaml", "version: 1\npacks: [one, two]\n")
    found = places(tree.run("validate"))
    assert {place.partition("/")[0] for place in found} == {"one", "two"}
    assert len(found) == 6


def test_a_policy_and_the_manifests_under_it(newsletter: Tree) -> None:
    newsletter.write("policy.yaml", "version: 1\npolicy: {max_waiver_days: 30}\n")
    text = (newsletter.root / "minlint.yaml").read_text()
    waiver = "waivers: [{field: a.b, rules: [X101], because: x, until: 2027-01-01}]\n"
    newsletter.write("minlint.yaml", text + waiver)
    assert newsletter.run("validate", "--today", "2026-01-01").status == 0
    held = newsletter.run("validate", "--policy", "policy.yaml", "--today", "2026-01-01")
    assert (held.status, places(held)) == (2, ["minlint.yaml:11:58"])
    newsletter.write("policy.yaml", "version: 1\npolicy: {max_waiver_days: soon, mandatry: []}\n")
    wrong = newsletter.run("validate", "--policy", "policy.yaml")
    assert (wrong.status, places(wrong)) == (2, ["policy.yaml:2:27", "policy.yaml:2:33"])


def test_a_file_is_looked_at_with_the_manifest_that_includes_it(newsletter: Tree) -> None:
    text = (newsletter.root / "minlint.yaml").read_text()
    newsletter.write("minlint.yaml", text + "include: [bind.yaml]\n")
    newsletter.write("bind.yaml", "bindings: [{source: 'x.sql', purposes: [newsletter]}]\n")
    assert newsletter.run("validate", "bind.yaml").status == 0
    newsletter.write("other.yaml", "bindings: [{source: 'x.sql', purposes: [newsletter]}]\n")
    alone = newsletter.run("validate", "other.yaml")
    assert (alone.status, places(alone)) == (2, ["other.yaml:1:1", "other.yaml:1:41"])


def test_the_manifest_above_counts(newsletter: Tree) -> None:
    newsletter.write(".git/HEAD", "")
    newsletter.write("minlint.yaml", "version: 2\n")
    ran = newsletter.run("validate", at="db")
    assert (ran.status, places(ran)) == (2, ["../minlint.yaml:1:10"])


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("", "error: no minlint.yaml here, below or above; `minlint init` drafts one\n"),
        ("gone.yaml", "error: no such file or folder: gone.yaml\n"),
        ("docs", "error: docs holds no manifest, and no folder of a pack (taxonomy, profiles, laws, checks)\n"),
    ],
)
def test_nothing_to_look_at(tree: Tree, said: str, answer: str) -> None:
    tree.write(".git/HEAD", "")
    tree.write("docs/a.md", "")
    assert tree.run("validate", *said.split()) == (2, "", answer)


def test_a_baseline_that_is_no_text(tree: Tree) -> None:
    (tree.root / "b.txt").write_bytes(b"\xff\xfe\x00")
    ran = tree.run("validate", "b.txt")
    assert (ran.status, ran.out) == (2, "b.txt: can't be read as a text in UTF-8\n")
