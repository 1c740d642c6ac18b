"""A report as CSV, decided on by people, comes back as waivers and as what is said of fields."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import NEWSLETTER

if TYPE_CHECKING:
    from tests.cli.conftest import Ran, Tree

ON = ("--today", "2026-06-01", "--no-cache")
MANIFEST = NEWSLETTER.replace("db/*.sql", "db/**") + "include: [minlint.waivers.yaml]\n"
TABLE = """\
CREATE TABLE subscribers (
  id bigint PRIMARY KEY,
  email text NOT NULL,
  birth_date date,
  "odd*name ssn" text,
  religion text
);
"""
SCHEMA = '{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "m[1]", "type": "object", "properties": \
{"email": {"type": "string"}, "phones": {"type": "array", "items": {"type": "string"}}}}'


@pytest.fixture
def news(tree: Tree) -> Tree:
    """A manifest that includes a file of waivers, a table and a schema beyond its purpose."""
    tree.write("minlint.yaml", MANIFEST)
    tree.write("minlint.waivers.yaml", "")
    tree.write("db/subscribers.sql", TABLE)
    tree.write("db/odd [1].schema.json", SCHEMA)
    return tree


def review(tree: Tree, decided: dict[str, tuple[str, str, str]], command: str = "check", delimiter: str = ",") -> None:
    """Write the report with decisions, by `record.field`, filled in."""
    said = tree.run(command, "--format", "csv", *(ON if command == "check" else ()))
    rows = list(csv.DictReader(io.StringIO(said.out, newline="")))
    assert all((row["decision"], row["because"], row["until"]) == ("", "", "") for row in rows)
    for row in rows:
        row["decision"], row["because"], row["until"] = decided.get(f"{row['record']}.{row['field']}", ("", "", ""))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    tree.write("reviewed.csv", "\ufeff" * (delimiter == ";") + out.getvalue())


def add(tree: Tree, *said: str) -> Ran:
    return tree.run("waivers", "add", "--from", "reviewed.csv", *said, "--today", "2026-06-01")


def about(ran: Ran) -> set[tuple[str, str]]:
    return {(finding["code"], finding["field"]) for finding in ran.json["findings"] if finding["field"]}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_round_trip(news: Tree, delimiter: str) -> None:
    assert about(news.check(*ON)) >= {("X101", "birth_date"), ("X101", "odd*name ssn"), ("X101", "phones[]")}
    accepted = ("waive", 'The billing migration; drops it, in "April"', "2027-04-30")
    decided = {
        "subscribers.birth_date": accepted,
        "subscribers.odd*name ssn": accepted,
        "m[1].phones[]": ("none", "a list of handset models", ""),
        "subscribers.religion": ("fix", "", ""),
    }
    review(news, decided, delimiter=delimiter)
    ran = add(news, "--approved-by", "dpo@news.example")
    assert (ran.status, ran.out) == (0, "")
    assert "Added " in ran.err and "doesn't include" not in ran.err
    again = news.check(*ON)
    left = {field for _, field in about(again)}
    assert left == {"religion"}
    listed = news.run("waivers", "list", "--format", "json", "--today", "2026-06-01").json["waivers"]
    assert {
        (item["field"], item["source"], item["until"], item["approved_by"], item["because"]) for item in listed
    } == {
        (field, "db/subscribers.sql", "2027-04-30", "dpo@news.example", accepted[1])
        for field in ("subscribers.birth_date", "subscribers.odd?name ssn")
    }
    assert not {finding["code"] for finding in again.json["findings"]} & {"P005", "P009"}
    before = (news.root / "minlint.waivers.yaml").read_text()
    assert add(news, "--approved-by", "dpo@news.example").err.startswith("Added 0 decisions to minlint.waivers.yaml.")
    assert (news.root / "minlint.waivers.yaml").read_text() == before


def test_an_inventory_is_decided_by_what_the_fields_are(news: Tree) -> None:
    decided = {"subscribers.birth_date": ("none", "the day the subscription was born", "")}
    review(news, {**decided, "subscribers.religion": ("user.name", "wrongly named", "")}, "inventory")
    assert add(news).status == 0
    fields = {(f["field"], f["category"]) for f in news.check(*ON).json["findings"]}
    assert ("religion", "user.name") in fields
    assert not any(field == "birth_date" for field, _ in fields)


def test_what_stands_in_the_file_stays(news: Tree) -> None:
    kept = "# ours\nwaivers:   # by hand\n# first\n    - field: a.b\n      rules: [X101]   # why\n      because: x\n"
    kept += "      until: 2027-01-01\nbindings: []  # none yet\n"
    news.write("minlint.waivers.yaml", kept)
    review(news, {"subscribers.birth_date": ("waive", "x", "2027-01-01"), "subscribers.religion": ("none", "y", "")})
    assert add(news).status == 0
    text = (news.root / "minlint.waivers.yaml").read_text()
    assert [line for line in text.splitlines() if "db/subscribers.sql" not in line] == kept.replace(
        "[]  # none", "  # none"
    ).splitlines()
    assert news.run("validate").status == 0
    assert len(news.run("waivers", "list", "--format", "json").json["waivers"]) >= 2


def test_a_file_that_is_not_there_is_begun_and_the_manifest_is_told_of_it(news: Tree) -> None:
    review(news, {"subscribers.birth_date": ("waive", "x", "2027-01-01")})
    ran = add(news, "--into", "privacy/june.yaml")
    assert ran.status == 2 and "privacy/june.yaml can't be written" in ran.err
    ran = add(news, "--into", "june.yaml")
    assert "minlint.yaml doesn't include it yet: write `include: [june.yaml]` there.\n" in ran.err
    assert (news.root / "june.yaml").read_text().startswith("# What was decided in review")


@pytest.mark.parametrize(
    ("decision", "because", "until", "answer"),
    [
        ("waive", "", "2027-01-01", "`because` is empty: a decision says why"),
        ("waive", "x", "", "`until` is empty: write it like 2027-04-30"),
        ("waive", "x", "30.04.2027", "`until` isn't a date: write it like 2027-04-30"),
        ("waive", "x", "2026-05-31", "`until` has passed"),
        ("waive", "x", "2029-01-01", "`until` reaches too far ahead; the last day allowed is 2027-06-01"),
        ("wave", "x", "2027-01-01", "`wave` is no decision: `waive`, `fix`, `none` (not personal) or a category; did"),
        ("user.nam", "x", "", "`user.nam` is no decision: `waive`, `fix`, `none` (not personal) or a category; did"),
        ("none", "x", "", "the policy allows nobody to say `category: none`"),
    ],
)
def test_a_row_that_is_wrong_costs_all(news: Tree, decision: str, because: str, until: str, answer: str) -> None:
    news.write("minlint.yaml", MANIFEST + "policy: {max_waiver_days: 365, category_none: deny}\n")
    good = ("waive", "x", "2027-01-01")
    review(news, {"subscribers.birth_date": (decision, because, until), "subscribers.religion": good})
    ran = add(news)
    assert (ran.status, ran.out) == (2, "")
    assert f"error: reviewed.csv:3: {answer}" in ran.err
    assert (news.root / "minlint.waivers.yaml").read_text() == ""


def test_who_says_that_a_field_is_not_personal(news: Tree) -> None:
    news.write("minlint.yaml", MANIFEST + 'policy: {category_none_by: ["*@privacy.example"]}\n')
    review(news, {"subscribers.birth_date": ("none", "a slot", "")})
    said = "the policy lets `category: none` be said by *@privacy.example alone (`approved_by`)"
    assert said in add(news).err
    assert said in add(news, "--approved-by", "me@news.example").err
    assert add(news, "--approved-by", "dpo@privacy.example").status == 0
    assert "approved_by: dpo@privacy.example" in (news.root / "minlint.waivers.yaml").read_text()
    assert news.run("validate").status == 0


def test_rows_that_contradict_each_other(news: Tree) -> None:
    review(news, {"subscribers.birth_date": ("none", "x", "")}, "inventory")
    text = (news.root / "reviewed.csv").read_text().rstrip("\r\n")
    line = next(line for line in text.splitlines() if "birth_date" in line)
    news.write("reviewed.csv", f"{text}\n{line.replace('none,x', 'user.name,x')}\n")
    ran = add(news)
    assert ran.status == 2 and "says something else of subscribers.birth_date" in ran.err


def test_what_cannot_be_waived(news: Tree) -> None:
    news.write("minlint.yaml", MANIFEST.replace("    owner: privacy@news.example\n", ""))
    review(news, {".": ("waive", "x", "2027-01-01")})
    ran = add(news)
    assert ran.status == 2 and "a finding that is about no record can't be waived" in ran.err
    news.write("minlint.yaml", MANIFEST)
    review(news, {"subscribers.birth_date": ("waive", "x", "2027-01-01")}, "inventory")
    assert "an inventory has no findings to waive" in add(news).err


def test_each_manifest_of_a_monorepo_gets_its_own(tree: Tree) -> None:
    for team in ("a", "b"):
        tree.write(f"{team}/minlint.yaml", MANIFEST.replace("include: [minlint.waivers.yaml]\n", ""))
        tree.write(f"{team}/db/subscribers.sql", TABLE)
    review(tree, {"subscribers.birth_date": ("waive", "x", "2027-01-01")})
    assert add(tree, "--into", "one.yaml").err.startswith("error: the rows are of 2 manifests")
    assert "a/minlint.yaml doesn't include it yet: write `include: [minlint.waivers.yaml]`" in add(tree).err
    for team in ("a", "b"):
        said = (tree.root / team / "minlint.waivers.yaml").read_text()
        assert "{field: subscribers.birth_date, source: db/subscribers.sql, rules: [X101]" in said


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ("a,b\n1,2\n", "reviewed.csv has no column `source`: it isn't what `minlint check --format csv` writes"),
        ("", "reviewed.csv has no column `source`"),
    ],
)
def test_a_file_that_is_no_report(tree: Tree, content: str, answer: str) -> None:
    tree.write("reviewed.csv", content)
    ran = add(tree)
    assert (ran.status, answer in ran.err) == (2, True)
    assert (
        tree.run("waivers", "add", "--from", "gone.csv").err
        == "error: gone.csv can't be read: no such file or directory\n"
    )


def test_a_list_on_one_line_is_not_taken_apart(news: Tree) -> None:
    news.write("minlint.waivers.yaml", "waivers: [{field: a.b, rules: [X101], because: x, until: 2027-01-01}]\n")
    review(news, {"subscribers.birth_date": ("waive", "x", "2027-01-01")})
    ran = add(news)
    assert ran.status == 2 and "`waivers` of minlint.waivers.yaml stands on one line" in ran.err
