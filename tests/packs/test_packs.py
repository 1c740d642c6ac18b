"""An organisation's own rules, as a stranger would write them: `acme/` beside this file, and packs that are wrong."""

from __future__ import annotations

import pathlib
import shutil
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from minlint.manifest.shapes import read
from minlint.packs.grammar import SHAPES
from minlint.packs.reading import File, within
from tests.cli.conftest import Tree

HERE = pathlib.Path(__file__).parent
MANIFEST = """\
version: 1
packs: [privacy-rules/]
laws: [gdpr, acme-manual]
purposes:
  sales-calls:
    statement: Call customers who asked the bank for an offer on its website, until they decline.
    profile: kyc-onboarding
    necessary: [user.contact.phone_number]
    retention: 1 year
bindings:
  - {source: "db/*.sql", purposes: [sales-calls]}
"""
CUSTOMERS = "CREATE TABLE customers (\n  full_name text,\n  religion text,\n  cdd_grade text\n);\n"
RATING = "db/customers.sql:4:3 acme/001"


@pytest.fixture
def bank(tmp_path: pathlib.Path) -> Tree:
    """A bank's repository with its own rules."""
    tree = Tree(tmp_path)
    shutil.copytree(HERE / "acme", tmp_path / "privacy-rules")
    tree.write("minlint.yaml", MANIFEST)
    tree.write("db/customers.sql", CUSTOMERS)
    return tree


def test_it_judges_with_ours(bank: Tree) -> None:
    ran = bank.check("db", "--select", "S201,X101,acme/")
    assert ran.places == ["db/customers.sql:3:3 S201", "db/customers.sql:3:3 X101", RATING]
    found = ran.json["findings"][-1]
    assert (found["name"], found["category"], found["laws"], found["facts"]) == (
        "risk-rating-in-sales",
        "user.financial.risk_rating",
        ["acme-manual-4", "gdpr-5-1-c"],
        {"purposes": ["sales-calls"]},
    )
    assert bank.check("--select", "acme/").places == [RATING]
    assert bank.check("--ignore", "risk-rating-in-sales", "--ignore", "@user.*,R", "db").places == []
    assert bank.check("--select", "@user.financial.risk_rating").places == [RATING]


def test_it_is_waived_made_mandatory_and_ignored_like_ours(bank: Tree) -> None:
    waiver = "waivers: [{field: customers.cdd_grade, rules: [acme/001], because: Moves., until: 2027-01-31}]\n"
    bank.write("minlint.yaml", MANIFEST + waiver)
    assert RATING not in bank.check("--today", "2027-01-31").places
    bank.write("minlint.yaml", MANIFEST + waiver + "policy: {mandatory: [acme/]}\nlint: {ignore: [acme/001]}\n")
    assert RATING in bank.check("--today", "2027-01-31").places


def test_without_the_manifests_word_it_is_not_there(bank: Tree) -> None:
    bank.write("minlint.yaml", MANIFEST.replace("packs: [privacy-rules/]\n", ""))
    ran = bank.run("check")
    assert (ran.status, ran.out) == (2, "")
    assert "minlint.yaml:2:14: unknown law `acme-manual`" in ran.err
    assert "unknown profile `kyc-onboarding`" in ran.err


def test_each_manifest_has_its_own(bank: Tree) -> None:
    bank.write("shop/minlint.yaml", "version: 1\n")
    bank.write("shop/db/customers.sql", "CREATE TABLE core_customers (full_name text, phone text);\n")
    assert [place for place in bank.check().places if place.startswith("shop/")] == ["shop/db/customers.sql:1:14 P001"]
    bank.write("shop/minlint.yaml", "version: 1\npacks: [../privacy-rules]\n")
    assert [place for place in bank.check("shop").places if "acme" in place] == ["shop/db/customers.sql:1:14 acme/002"]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("inventory --format csv", "user.financial.risk_rating"),
        ("explain acme/001", "acme/001 risk-rating-in-sales: error, persona commit"),
        ("explain acme/001", "Manual, section 4: A customer's risk grade is kept apart"),
        ("explain user.financial.risk_rating", "user.financial.risk_rating: Customer risk rating"),
        ("explain kyc-onboarding", "Know your customer, at the opening of an account"),
        ("explain customers.cdd_grade", "error acme/001 risk-rating-in-sales"),
        ("rules", "acme/002  record-unbound-in-core"),
        ("categories", "user.financial.risk_rating.reason"),
        ("profiles", "kyc-onboarding"),
        ("check --format sarif", '"ruleId": "minlint/acme/001"'),
    ],
)
def test_every_command_knows_it(bank: Tree, said: str, answer: str) -> None:
    assert answer in bank.run(*said.split()).out


def test_it_can_be_named_on_the_command_line(bank: Tree) -> None:
    (bank.root / "minlint.yaml").unlink()
    assert "acme/001" not in bank.run("rules").out
    assert "acme/001" in bank.run("rules", "--pack", "privacy-rules").out
    assert "no such folder: nowhere" in bank.run("rules", "--pack", "nowhere").err


def test_what_is_kept_of_it_follows_its_text(bank: Tree) -> None:
    kept: dict[str, Any] = {"MINLINT_CACHE_DIR": str(bank.root / "kept")}
    assert "user.financial.risk_rating" in bank.run("inventory", **kept).out
    (first,) = (bank.root / "kept").glob("lexicon-*")
    assert "user.financial.risk_rating" in bank.run("inventory", **kept).out
    assert list((bank.root / "kept").glob("lexicon-*")) == [first]
    edit(bank, TREE, "always: [due diligence grade, cdd grade,", "always: [due diligence grade,")
    assert "user.financial.risk_rating" not in bank.run("inventory", **kept).out


def test_its_examples_run(bank: Tree) -> None:
    ran = bank.run("rules", "test", "privacy-rules")
    assert (ran.status, ran.err) == (0, "Ran 14 examples: 0 failures.\n")


def edit(bank: Tree, name: str, before: str, after: str) -> None:
    path = bank.root / "privacy-rules" / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


RULE, OTHER = "checks/001-risk-rating-beside-contact.yaml", "checks/002-purpose-without-manual.yaml"
TREE, PROFILE, LAW = "taxonomy/banking.yaml", "profiles/kyc-onboarding.yaml", "laws/manual.yaml"


@pytest.mark.parametrize(
    ("name", "before", "after", "error"),
    [
        (
            RULE,
            "category.key, rec",
            "category.kee, rec",
            ":7:9: unknown fact `category.kee`; did you mean `category.key`?",
        ),
        (RULE, "&& record.purposes.exists", "&& && exists", ":10:6: `when`: Syntax error: extraneous input '&&'"),
        (RULE, '("user.financial', "(user.financial", ":9:53: `when`: Syntax error"),
        (OTHER, "!record.bound", "!record.bond", ":9:10: `when`: undeclared reference to 'record.bond'"),
        (OTHER, "record.personal > 0", 'record.personal > "0"', ":10:19: `when`: found no matching overload for '_>_'"),
        (
            RULE,
            "[user.financial.risk_rating]",
            "[user.financial.risk]",
            ":6:14: unknown category `user.financial.risk`",
        ),
        (RULE, "laws: [acme-manual-4", "laws: [acme-manual-5", ":22:8: unknown law `acme-manual-5`; did you mean"),
        (RULE, "code: acme/001", "code: A001", ":1:7: `code` must be a code such as acme/001"),
        (RULE, "code: acme/001", "code: acme/002", "002-purpose-without-manual.yaml:1:7: acme/002 is the code of"),
        (
            RULE,
            "name: risk-rating-in-sales",
            "name: excess-category",
            ":2:7: excess-category is the slug of X101 already",
        ),
        (RULE, "severity: error", "severity: eror", ":11:11: `severity` must be error, warning or info; did you mean"),
        (RULE, "why: >-", "whi: >-", ":17:1: unknown key `whi` in a rule; did you mean `why`?"),
        (RULE, "{category.words}", "{category.word}", ":14:10: `message` shows {category.word}, which nothing fills"),
        (
            RULE,
            "      expect: [customers.cdd_grade]\n",
            "",
            ":25:7: the example `the grade in the sales team's table`",
        ),
        (
            RULE,
            "    - name: the grade in the file",
            "    - nam: the grade in the file",
            ":33:7: an example has a `name`",
        ),
        (
            RULE,
            "facts: [category.key, record.purposes]",
            "facts: 3",
            ":7:8: `facts` must be a list or words, not a number",
        ),
        (
            TREE,
            "user.financial.risk_rating\n",
            "user.finance.risk_rating\n",
            ":3:10: user.finance.risk_rating has no parent",
        ),
        (TREE, "user.financial.risk_rating\n", "user.financial.income\n", ":3:10: user.financial.income is said twice"),
        (TREE, "ladder: value", "ladder: valeu", ":7:13: user.financial.risk_rating names a ladder that isn't there"),
        (TREE, "sensitive: true", "sensitive: perhaps", ":6:16: `sensitive` must be true or false, not words"),
        (
            PROFILE,
            "profile: kyc-onboarding",
            "profile: newsletter",
            ":1:10: newsletter is there already, in newsletter.yaml",
        ),
        (PROFILE, "precision: day", "precision: dai", ":8:59: unknown rung `dai`"),
        (
            PROFILE,
            "- user.biometric\n",
            "- user.biometrics\n",
            ":14:5: unknown category `user.biometrics`; did you mean",
        ),
        (PROFILE, "title: Know", "titel: Know", ":2:1: unknown key `titel` in a profile; did you mean `title`?"),
        (LAW, "id: acme-manual-4", "id: gdpr-5-1-c", ":6:9: gdpr-5-1-c is there already, in gdpr.yaml"),
        (LAW, "    verified: true\n", "", ":6:5: an item of `provisions` needs `verified`"),
        (LAW, "law: acme-manual", "law: [acme", "not valid YAML"),
    ],
)
def test_a_pack_that_is_wrong(bank: Tree, name: str, before: str, after: str, error: str) -> None:
    edit(bank, name, before, after)
    ran = bank.run("rules", "test", "privacy-rules")
    assert (ran.status, ran.out) == (2, "")
    assert error in ran.err and ran.err.startswith("error: privacy-rules/")


def test_a_wrong_pack_costs_what_its_manifest_binds(bank: Tree) -> None:
    edit(bank, RULE, "category.key, rec", "category.kee, rec")
    bank.write("shop/minlint.yaml", "version: 1\n")
    bank.write("shop/customers.sql", "CREATE TABLE customers (full_name text, phone text);\n")
    ran = bank.check()
    assert (ran.status, ran.places) == (2, ["shop/customers.sql:1:14 P001"])
    assert ran.err.startswith(f"error: privacy-rules/{RULE}:7:9: unknown fact `category.kee`")
    for said in ("rules", "inventory", "explain X101"):
        assert bank.run(*said.split()).status == 2


def test_an_example_that_does_not_hold(bank: Tree) -> None:
    edit(bank, RULE, "expect: [customers.cdd_grade]", "expect: [customers.full_name]")
    ran = bank.run("rules", "test", "privacy-rules")
    assert ran.status == 1
    place = "fires at customers.cdd_grade, not at customers.full_name"
    assert ran.out == f"acme/001, the grade in the sales team's table: {place}\n"


def test_everything_wrong_with_its_files_is_told_at_once(bank: Tree) -> None:
    edit(bank, RULE, "severity: error", "severity: grave")
    edit(bank, PROFILE, "title: Know", "titel: Know")
    edit(bank, TREE, "sensitive: true", "sensitive: perhaps")
    assert len(bank.run("check").err.splitlines()) >= 3


@pytest.mark.parametrize(
    ("wreck", "error"),
    [
        (lambda pack: shutil.rmtree(pack), "minlint.yaml:2:9: there is no folder `privacy-rules/` of rules"),
        (lambda pack: (pack / "checks").rename(pack / "check"), ""),
        (lambda pack: (pack / RULE).write_bytes(b"\xff\xfe\0"), f"{RULE}: not a text in UTF-8"),
        (lambda pack: (pack / RULE).write_text(""), f"{RULE}:1:1: the file is empty"),
        (lambda pack: (pack / RULE).write_text("[" * 5_000), f"{RULE}:"),
        (lambda pack: (pack / RULE).write_text("a: &a [b, b]\n" + "".join(
            f"a{n}: &a{n} [*a{n - 1 if n else ''}, *a{n - 1 if n else ''}, *a{n - 1 if n else ''}]\n" for n in range(20)
        )), "aliases make the file too large"),
        (lambda pack: (pack / "words").mkdir(), "privacy-rules/words: a pack can't bring words of its own"),
        (lambda pack: (pack / "languages").mkdir(), "privacy-rules/languages: a pack can't bring words of its own"),
        (lambda pack: (pack / "laws/x.yaml").mkdir(), "laws/x.yaml: can't be read: is a directory"),
        (lambda pack: (pack / RULE).write_text("- a\n"), f"{RULE}:1:1: a rule must be a mapping, not a list"),
    ],
)  # fmt: skip
def test_a_hostile_pack(bank: Tree, wreck: Callable[[pathlib.Path], object], error: str) -> None:
    wreck(bank.root / "privacy-rules")
    ran = bank.run("check", "-q")
    assert ran.status == (2 if error else 1)
    assert error in ran.err


def test_a_folder_that_is_no_pack(bank: Tree) -> None:
    bank.write("minlint.yaml", "version: 1\npacks: [db]\n")
    assert bank.run("check").err.startswith("error: db: no pack: it has no folder taxonomy, profiles, laws, checks")


@pytest.mark.parametrize(
    "condition", ["(" * 4_000 + "true" + ")" * 4_000, "true" + " && true" * 600, '"a".matches("(")']
)
def test_a_condition_that_goes_too_far_breaks_nothing(bank: Tree, condition: str) -> None:
    path = bank.root / "privacy-rules" / OTHER
    rule = yaml.safe_load(path.read_text())
    path.write_text(yaml.safe_dump({**rule, "when": condition}))
    assert bank.run("check", "-q").status in (1, 2)


def test_what_ships_has_the_shapes_that_are_asked_of_packs() -> None:
    from minlint.profiles import _node

    for part, (shape, name) in SHAPES.items():
        for path in sorted((HERE.parent.parent / "rules" / part).glob("*.yaml")):
            faults: list[str] = []
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
            read(shape, _node(content), name, lambda _span, message, faults=faults: faults.append(message))  # type: ignore[misc]
            codes = [fault for fault in faults if not fault.startswith("`code` must be a code such as acme/001")]
            assert codes == [], path.name


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("when: a && b\n", 3, (1, 12)),
        ("when: 'a && b'\n", 3, (1, 13)),
        ("when: |\n  a &&\n  b\n", 3, (3, 3)),
        ("x: 1\nwhen: >-\n    a\n    && b\n", 1, (4, 5)),
    ],
)
def test_a_place_within_a_condition(text: str, offset: int, place: tuple[int, int]) -> None:
    from minlint.located import parse_yaml

    node = parse_yaml(text, "x.yaml")
    assert node is not None
    assert within(File("x.yaml", text, node), ("when",), offset) == place
