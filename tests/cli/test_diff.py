"""``minlint diff A B``: what grew and what became less, on both sides, whatever the sides are."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_against import commit, git

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

MANIFEST = """\
version: 1
purposes:
  newsletter:
    statement: Send the newsletter to people who asked for it.
    necessary: [user.contact.email]
    retention: 1 year
bindings:
  - {source: "db/*.sql", purposes: [newsletter]}
"""
BEFORE = "CREATE TABLE subscribers (\n  id bigint PRIMARY KEY,\n  email text NOT NULL,\n  birth_date date\n);\n"
AFTER = "CREATE TABLE subscribers (\n  id bigint PRIMARY KEY,\n  email text NOT NULL,\n  ssn text\n);\n"


@pytest.fixture
def sides(newsletter: Tree) -> Tree:
    """A repository with two tags, and the second of them in the folder ``now``."""
    git(newsletter, "init", "-q", "-b", "main")
    newsletter.write(".gitignore", "now/\nwas/\n*.json\n")
    newsletter.write("minlint.yaml", MANIFEST)
    newsletter.write("db/subscribers.sql", BEFORE)
    commit(newsletter)
    git(newsletter, "tag", "v1")
    shutil.copytree(newsletter.root, newsletter.root / "was", ignore=shutil.ignore_patterns(".git"))
    newsletter.write("db/subscribers.sql", AFTER)
    newsletter.write(
        "minlint.yaml", MANIFEST.replace("retention: 1 year", "recipients: [printer]\n    retention: 2 years")
    )
    commit(newsletter)
    git(newsletter, "tag", "v2")
    shutil.copytree(newsletter.root, newsletter.root / "now", ignore=shutil.ignore_patterns(".git", "was"))
    return newsletter


SSN = "subscribers didn't collect national identification number; with subscribers.ssn it does"
MORE = [("D801", "ssn"), ("D805", None), ("D803", None)]
LESS = [("D801", "birth_date")]


@pytest.mark.parametrize(("old", "new"), [("v1", "v2"), ("v1", "."), ("was", "now"), ("v1", "now"), ("was", "v2")])
def test_revisions_and_folders(sides: Tree, old: str, new: str) -> None:
    ran = sides.run("diff", old, new, "--format", "json")
    assert ran.status == 0
    assert [(item["code"], item["field"]) for item in ran.json["more"]] == MORE
    assert [(item["code"], item["field"]) for item in ran.json["less"]] == LESS
    back = sides.run("diff", new, old, "--format", "json").json
    assert [(item["code"], item["field"]) for item in back["more"]] == LESS
    assert [(item["code"], item["field"]) for item in back["less"]] == MORE


def test_an_inventory_knows_collection_alone(sides: Tree) -> None:
    sides.write("was.json", sides.run("inventory", "was/db", "--format", "json").out)
    ran = sides.run("diff", "was.json", "v2", "--format", "json")
    assert [(item["code"], item["field"]) for item in ran.json["more"]] == MORE[:1]
    assert [(item["code"], item["field"]) for item in ran.json["less"]] == LESS


def test_nothing_changed(sides: Tree) -> None:
    for old, new in (("v2", "."), ("v2", "v2"), ("now", "v2")):
        ran = sides.run("diff", old, new, "--exit-code")
        assert (ran.status, ran.out) == (
            0,
            f"Nothing more and nothing less is collected or permitted in {new} than in {old}.\n",
        )


def test_text_and_markdown(sides: Tree) -> None:
    ran = sides.run("diff", "v1", "v2", "--exit-code")
    assert ran.status == 1
    assert ran.out.splitlines() == [
        "Collected",
        "  db/subscribers.sql:4:3: D801 " + SSN,
        "Permitted",
        "  minlint.yaml:6:5: D805 newsletter also goes to printer",
        "  minlint.yaml:7:16: D803 newsletter keeps data for “2 years”; it was “1 year”",
        "Less",
        "  subscribers no longer collects Date of birth (subscribers.birth_date)",
    ]
    assert ran.err == "From v1 to v2: 3 changes for more, 1 for less.\n"
    shown = sides.run("diff", "v1", "v2", "--format", "markdown").out
    assert shown.startswith("## minlint: from `v1` to `v2`\n\n### Collected\n\n- **D801** subscribers")
    assert "### Permitted" in shown and "### Less" in shown


def test_what_is_nothing_to_compare(sides: Tree) -> None:
    ran = sides.run("diff", "v1", "mian")
    assert (ran.status, ran.err) == (
        2,
        "error: mian: no revision, folder or inventory of that name; did you mean `main`?\n",
    )
    sides.write("minlint.yaml", "version: 2\n")
    wrong = sides.run("diff", "v1", ".")
    assert wrong.status == 2 and wrong.err.startswith("error: at .: minlint.yaml:1:")
