"""The pages that ``minlint docs`` writes; those that are committed are these."""

from __future__ import annotations

import json
import pathlib
import shutil
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

ROOT = pathlib.Path(__file__).parents[2]
DOCS = ROOT / "docs"


def files(folder: pathlib.Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*.md"))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def test_the_committed_pages_are_what_it_writes(tree: Tree) -> None:
    ran = tree.run("docs", "made")
    assert (ran.status, ran.out) == (0, "")
    made = files(tree.root / "made")
    assert ran.err == f"Wrote {len(made)} pages below made.\n"
    there = files(DOCS)
    stale = {path for path in there if path.startswith("rules/")} - set(made)
    differing = {path for path, text in made.items() if there.get(path) != text}
    assert (stale, differing) == (set(), set()), "run `minlint docs docs`, and remove what is stale"


def test_every_rule_has_a_page_with_all_its_parts(tree: Tree) -> None:
    rules = tree.run("rules", "--format", "json").json
    index = (DOCS / "rules" / "README.md").read_text(encoding="utf-8")
    for rule in rules:
        assert rule["url"] == f"docs/rules/{rule['code']}-{rule['name']}.md"
        page = (ROOT / rule["url"]).read_text(encoding="utf-8")
        assert page.startswith(f"# {rule['code']} {rule['name']}\n\n{rule['summary']}\n")
        assert f"| {rule['severity']} | {rule['persona']} | {rule['scope']} |" in page
        for title in ("Why it matters", "What to do instead", "Known false alarms", "When it fires", "Examples"):
            assert f"\n## {title}\n" in page, rule["code"]
        assert rule["when"].strip() in page and rule["false_alarms"] in page and rule["remedy"] in page
        assert "\n### Fires: " in page and "\n### Silent: " in page
        assert f"]({pathlib.PurePosixPath(rule['url']).name}) |" in index


def test_a_page_cites_provisions_with_the_standing_of_their_wording() -> None:
    page = (DOCS / "rules" / "X101-excess-category.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith("| [GDPR Art. 5(1)(c)](https://"))
    assert row.endswith("| verified |")


@pytest.mark.parametrize("path", sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")))
def test_pages_are_markdown_and_their_links_lead_somewhere(path: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse((DOCS / path).read_text(encoding="utf-8"))
    assert tokens[0].tag == "h1"
    for token in (inner for outer in tokens for inner in outer.children or ()):
        target = str(token.attrs.get("href", "")).partition("#")[0] if token.type == "link_open" else ""
        if target and "://" not in target and not target.startswith("mailto:"):
            assert ((DOCS / path).parent / target).exists(), target


def test_categories_and_profiles_are_all_there(tree: Tree) -> None:
    categories = (DOCS / "categories.md").read_text(encoding="utf-8")
    assert all(f"| `{item['key']}` |" in categories for item in tree.run("categories", "--format", "json").json)
    profiles = (DOCS / "profiles.md").read_text(encoding="utf-8")
    assert all(f"\n## {item['id']}\n" in profiles for item in tree.run("profiles", "--format", "json").json)


def test_the_pages_of_a_pack(tree: Tree) -> None:
    shutil.copytree(ROOT / "tests" / "packs" / "acme", tree.root / "acme")
    assert tree.run("docs", "made", "--pack", "acme").status == 0
    page = (tree.root / "made" / "rules" / "acme-001-risk-rating-in-sales.md").read_text(encoding="utf-8")
    assert page.startswith("# acme/001 risk-rating-in-sales\n")
    index = (tree.root / "made" / "rules" / "README.md").read_text(encoding="utf-8")
    assert "\n## Of acme\n" in index
    assert "user.financial.risk_rating" in (tree.root / "made" / "categories.md").read_text(encoding="utf-8")
    assert "\n## kyc-onboarding\n" in (tree.root / "made" / "profiles.md").read_text(encoding="utf-8")
    own = json.loads(tree.run("rules", "--pack", "acme", "--format", "json").out)
    assert [rule["url"] for rule in own if rule["code"].startswith("acme/")] == [None, None]


def test_a_folder_that_cannot_be(tree: Tree) -> None:
    tree.write("docs", "a file")
    ran = tree.run("docs", "docs")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "error: docs/rules can't be made: not a directory\n"


@pytest.mark.parametrize("command", ["check", "waivers list", "new rule", "docs", "rules test"])
def test_the_page_about_commands_is_their_help(tree: Tree, command: str) -> None:
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    said = tree.run(*command.split(), "--help", COLUMNS="300").out
    assert f"\n## minlint {command}\n\n```console\n$ minlint {command} --help\n{said.rstrip()}\n```\n" in page
