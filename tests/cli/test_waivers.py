"""Waivers in files of their own, beside the data, and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

DAY = ("--today", "2027-01-01")
BIRTHDAY = "db/subscribers.sql:4:3 X101"
OWN = """\
waivers:
  - field: subscribers.birth_date
    rules: [X101]
    because: It goes with the next release.
    until: 2027-01-31
    approved_by: dpo@shop.example
"""


@pytest.fixture
def split(newsletter: Tree) -> Tree:
    """A manifest whose waivers stand in files of their own, which the privacy team owns."""
    text = (newsletter.root / "minlint.yaml").read_text()
    newsletter.write("minlint.yaml", text + "include: [privacy/*.yaml]\n")
    newsletter.write("privacy/waivers.yaml", OWN)
    newsletter.write("privacy/empty.yaml", "")
    newsletter.write("CODEOWNERS", "/privacy/ @privacy-team\n")
    return newsletter


def beside(tree: Tree, words: str) -> None:
    text = (tree.root / "db/subscribers.sql").read_text()
    tree.write("db/subscribers.sql", text.replace("date\n", f"date -- minlint: allow {words}\n"))


def test_they_waive_and_are_counted(split: Tree) -> None:
    ran = split.check(*DAY)
    assert (ran.status, BIRTHDAY in ran.places, ran.json["summary"]["waived"]) == (0, False, 1)
    assert "(1 waived)." in ran.err
    assert BIRTHDAY in split.check(*DAY, "--show-waived").places
    bare = split.check(*DAY, "--no-waivers")
    assert (bare.status, BIRTHDAY in bare.places, bare.json["summary"]["waived"]) == (1, True, 0)
    assert "X101" not in _results(split.run("check", *DAY, "--format", "sarif").out)
    assert "X101" in _results(split.run("check", *DAY, "--format", "sarif", "--show-waived").out)


def _results(sarif: str) -> str:
    return sarif[sarif.index('"results"') :]


def test_their_findings_stand_in_their_files(split: Tree) -> None:
    ran = split.check("--today", "2027-02-01")
    assert {BIRTHDAY, "privacy/waivers.yaml:2:12 P008"} <= set(ran.places)
    split.write("db/subscribers.sql", "CREATE TABLE subscribers (email text NOT NULL);\n")
    assert "privacy/waivers.yaml:2:12 P005" in split.check(*DAY).places


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (("    until: 2027-01-31\n", ""), "privacy/waivers.yaml:2:5: an item of `waivers` needs `until`"),
        (("    because: It goes with the next release.\n", ""), "privacy/waivers.yaml:2:5: an item of `waivers` needs"),
        (("[X101]", "[X901]"), "privacy/waivers.yaml:3:13: unknown rule `X901`"),
        (("2027-01-31", "2027-02-30"), "privacy/waivers.yaml:5:12: `until` must be a date such as 2027-06-30"),
        (("rules:", "rule:"), "privacy/waivers.yaml:3:5: unknown key `rule` in an item of `waivers`"),
        (("waivers:", "version: 2\nwaivers:"), "privacy/waivers.yaml:1:10: `version` must be 1"),
    ],
)
def test_what_is_wrong_with_them_names_their_file(split: Tree, change: tuple[str, str], error: str) -> None:
    split.write("privacy/waivers.yaml", OWN.replace(*change))
    ran = split.check(*DAY)
    assert (ran.status, ran.json["findings"]) == (2, [])
    assert f"error: {error}" in ran.err


def test_a_list_by_their_last_day(split: Tree) -> None:
    beside(split, "X101, S201 until 2026-12-31 because it went")
    ran = split.run("waivers", "list", *DAY)
    assert ran.status == 0
    first, second = (" ".join(line.split()) for line in ran.out.splitlines())
    beside_it = "2026-12-31 1 day ago X101 S201 subscribers.birth_date db/subscribers.sql:4:22 (beside the data)"
    assert first == beside_it
    assert second.startswith("2027-01-31 30 days left X101 subscribers.birth_date privacy/waivers.yaml:2:12 It goes")
    assert ran.err == "2 waivers, 1 past their last day.\n"
    assert "it went" not in ran.out


def test_a_list_as_json(split: Tree) -> None:
    beside(split, "X101 until 2027-06-30 because it goes")
    said = split.run("waivers", "list", *DAY, "--format", "json").json["waivers"]
    assert [(item["until"], item["days"], item["inline"], item["line"]) for item in said] == [
        ("2027-01-31", 30, False, 2),
        ("2027-06-30", 180, True, 4),
    ]
    assert (said[0]["approved_by"], said[0]["because"], said[1]["because"]) == (
        "dpo@shop.example",
        "It goes with the next release.",
        None,
    )
    soon = split.run("waivers", "list", *DAY, "--format", "json", "--expiring-within", "30").json["waivers"]
    assert [item["until"] for item in soon] == ["2027-01-31"]
    assert split.run("waivers", "list", *DAY, "--expiring-within", "29").out == ""


def test_a_list_of_a_broken_manifest(split: Tree) -> None:
    split.write("privacy/waivers.yaml", "waivers: [{}]\n")
    ran = split.run("waivers", "list")
    assert (ran.status, ran.out) == (2, "")
    assert "error: privacy/waivers.yaml:1:11: an item of `waivers` needs `field`" in ran.err
