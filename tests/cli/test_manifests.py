"""Which manifest judges a source, and what a broken one costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

BROKEN = """\
version: 1
purposs: {}
purposes:
  Shop:
    statement: Ship what a customer ordered.
bindings:
  - {source: "*.sql", purposes: [shop]}
waivers:
  - {field: customers.phone, rules: [X999]}
"""
KEBAB = "a key of `purposes` must be a purpose id in kebab-case, such as appointment-booking"
BIRTHDAY = "db/subscribers.sql:4:3 X101"
CUSTOMERS = "CREATE TABLE customers (\n  phone text\n);\n"


@pytest.fixture
def monorepo(newsletter: Tree) -> Tree:
    """Two projects with a manifest each, and a folder with none."""
    text = (newsletter.root / "minlint.yaml").read_text()
    (newsletter.root / "db").rename(newsletter.root / "news")
    (newsletter.root / "minlint.yaml").unlink()
    newsletter.write("mail/minlint.yaml", text)
    (newsletter.root / "news").rename(newsletter.root / "mail/db")
    newsletter.write(
        "shop/minlint.yml", text.replace("user.contact.email", "user.contact.phone_number").replace("db/", "")
    )
    newsletter.write("shop/customers.sql", "CREATE TABLE customers (\n  phone text,\n  email text,\n  id int\n);\n")
    newsletter.write("loose/customers.sql", CUSTOMERS)
    return newsletter


def test_the_nearest_manifest_judges(monorepo: Tree) -> None:
    ran = monorepo.check()
    assert ran.places == [
        "loose/customers.sql:1:14 P001",
        f"mail/{BIRTHDAY}",
        "shop/customers.sql:3:3 X101",
    ]
    assert ran.err.splitlines()[2:] == ["No minlint.yaml above some sources: `minlint init` drafts one."]
    assert monorepo.check(at="mail").places == [BIRTHDAY]
    assert monorepo.check(at="mail/db").places == ["subscribers.sql:4:3 X101"]
    assert monorepo.check("..", at="mail/db").places == ["subscribers.sql:4:3 X101"]
    assert monorepo.check("shop", "mail/db/subscribers.sql").places == [
        f"mail/{BIRTHDAY}",
        "shop/customers.sql:3:3 X101",
    ]


def test_one_manifest_for_all(monorepo: Tree) -> None:
    ran = monorepo.check("--manifest", "shop/minlint.yml")
    assert ran.places == [
        "loose/customers.sql:1:14 P001",
        "mail/db/subscribers.sql:1:14 P001",
        "shop/customers.sql:3:3 X101",
    ]
    assert len(ran.err.splitlines()) == 2


def test_none_at_all(monorepo: Tree) -> None:
    ran = monorepo.check("--isolated")
    assert {finding["code"] for finding in ran.json["findings"]} == {"P001"}
    assert (ran.status, len(ran.places), len(ran.err.splitlines())) == (1, 3, 2)


def test_a_repository_ends_the_search(newsletter: Tree) -> None:
    (newsletter.root / "db/.git").mkdir()
    assert newsletter.check("db").places == ["db/subscribers.sql:1:14 P001"]


def test_a_broken_manifest_costs_what_it_binds(monorepo: Tree) -> None:
    monorepo.write("shop/minlint.yml", BROKEN)
    ran = monorepo.check()
    assert (ran.status, ran.places) == (2, ["loose/customers.sql:1:14 P001", f"mail/{BIRTHDAY}"])
    assert ran.err.splitlines()[:6] == [
        "error: shop/minlint.yml:2:1: unknown key `purposs` in the manifest; did you mean `purposes`?",
        f"error: shop/minlint.yml:4:3: {KEBAB}: `Shop` is not",
        "error: shop/minlint.yml:7:34: unknown purpose `shop`",
        "error: shop/minlint.yml:9:5: an item of `waivers` needs `because`: Why the finding is accepted.",
        "error: shop/minlint.yml:9:5: an item of `waivers` needs `until`: The last day on which the waiver holds.",
        "error: shop/minlint.yml:9:38: unknown rule `X999`; `minlint rules` lists them",
    ]
    for said in (["--exit-zero"], ["--fail-on", "never"], ["-q"], ["--isolated"]):
        assert monorepo.check("shop", *said).status == (1 if said == ["--isolated"] else 2)
    alone = monorepo.check("shop")
    assert (alone.status, alone.json["findings"], len(alone.err.splitlines())) == (2, [], 6)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", "1:1: the manifest is empty"),
        (b"- version: 1\n", "1:1: the manifest must be a mapping"),
        (b"version: 1\npurposes: {a: [\n", "not valid YAML"),
        (b"version: 1\npurposes: \xff\xfe\n", "not a text in UTF-8"),
        (b"version: 2\n", "1:10: "),
    ],
)
def test_what_is_no_manifest(newsletter: Tree, content: bytes, error: str) -> None:
    newsletter.write("minlint.yaml", content)
    ran = newsletter.run("check")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("error: minlint.yaml:") and error in ran.err
    assert ran.err.count("\n") == 1


def test_the_lint_block_is_heard_and_the_command_line_comes_first(newsletter: Tree) -> None:
    text = (newsletter.root / "minlint.yaml").read_text()
    newsletter.write("minlint.yaml", text + "lint: {fail-on: never, ignore: [S]}\n")
    assert (newsletter.check().status, newsletter.check("--fail-on", "error").status) == (0, 1)
    newsletter.write("minlint.yaml", text + "lint: {ignore: [X101]}\n")
    assert (newsletter.check().places, newsletter.check("--ignore", "S").places) == ([], [BIRTHDAY])


def test_a_manifest_that_is_a_folder_is_not_overlooked(newsletter: Tree) -> None:
    (newsletter.root / "minlint.yaml").unlink()
    (newsletter.root / "minlint.yaml").mkdir()
    ran = newsletter.run("check", at="db")
    assert (ran.status, ran.err) == (2, "error: ../minlint.yaml: can't be read: is a directory\n")
    ran = newsletter.run("init", "--force")
    assert (ran.status, ran.err) == (2, "error: minlint.yaml is a folder; -o names a file\n")


def test_a_manifest_that_leads_nowhere_is_not_overlooked(newsletter: Tree) -> None:
    (newsletter.root / "minlint.yaml").unlink()
    (newsletter.root / "minlint.yaml").symlink_to("gone.yaml")
    ran = newsletter.run("check")
    assert (ran.status, ran.err) == (2, "error: minlint.yaml: can't be read: no such file or directory\n")
    assert newsletter.run("init").err.startswith("error: minlint.yaml is there already")
    assert not (newsletter.root / "gone.yaml").exists()
