"""``rules``, ``categories``, ``profiles``, ``formats``, ``schema`` and ``explain``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml

if TYPE_CHECKING:
    from tests.cli.conftest import Tree


@pytest.mark.parametrize(
    ("command", "key", "known"),
    [
        ("rules", "code", {"X101", "S202", "P001", "E002"}),
        ("categories", "key", {"user", "user.contact.email", "user.biometric.face.template"}),
        ("profiles", "id", {"newsletter", "appointment-booking"}),
    ],
)
def test_lists(tree: Tree, command: str, key: str, known: set[str]) -> None:
    objects = tree.run(command, "--format", "json").json
    keys = [item[key] for item in objects]
    assert known <= set(keys) and len(set(keys)) == len(keys)
    text = tree.run(command)
    assert (text.status, text.err) == (0, "")
    assert [line.split()[0] for line in text.out.splitlines()] == keys


def test_formats(tree: Tree) -> None:
    said = tree.run("formats", "--format", "json").json
    assert {"sql", "json-schema", "csv", "jsonl", "parquet", "dictionary"} <= {item["name"] for item in said["reads"]}
    assert {item["kind"] for item in said["reads"]} == {"schema", "data"}
    assert {"text", "concise", "json", "sarif"} <= set(said["writes"])
    listed = tree.run("formats").out
    assert "writes: " in listed
    starts = [listed.partition(item["title"])[0].rpartition("\n")[2] for item in said["reads"]]
    assert max(map(len, starts)) < 60  # suffixes, which may be many, come last


def test_the_manifests_schema_holds(newsletter: Tree) -> None:
    schema = newsletter.run("schema", "manifest").json
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    manifest = yaml.safe_load((newsletter.root / "minlint.yaml").read_text())
    assert validator.is_valid(manifest)
    assert not validator.is_valid({**manifest, "purposs": {}})


@pytest.mark.parametrize(
    ("what", "first"),
    [
        ("X101", "X101 excess-category"),
        ("x101", "X101 excess-category"),
        ("biometric-template", "S202 biometric-template"),
        ("user.biometric.face", "user.biometric.face: "),
        ("newsletter", "newsletter: "),
        ("subscribers.birth_date", "db/subscribers.sql:4:3  subscribers.birth_date  date, optional"),
        ("db/subscribers.sql:subscribers.email", "db/subscribers.sql:3:3  subscribers.email  text, mandatory"),
    ],
)
def test_explain(newsletter: Tree, what: str, first: str) -> None:
    ran = newsletter.run("explain", what)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(first)


def test_explain_says_why_a_field_got_its_category_and_its_findings(newsletter: Tree) -> None:
    said = newsletter.run("explain", "subscribers.birth_date").out
    assert "user.demographic.date_of_birth, day: confidence" in said
    assert "name: birth date" in said
    assert "error X101 excess-category: subscribers.birth_date holds date of birth" in said


def test_explain_says_where_a_profile_was_left(newsletter: Tree) -> None:
    manifest = newsletter.root / "minlint.yaml"
    entry = "{category: user.demographic.date_of_birth, precision: year, because: A greeting.}"
    said = manifest.read_text().replace(
        "necessary: [user.contact.email]", f"profile: newsletter\n    optional: [{entry}]"
    )
    manifest.write_text(said)
    told = newsletter.run("explain", "subscribers.birth_date").out
    assert "G301 precision-excess" in told
    assert "    profile: permitted by an entry that is beyond newsletter, for the reason given\n" in told


def test_explain_weighs_each_piece_of_evidence_and_tries_the_field_elsewhere(tree: Tree) -> None:
    things = "CREATE TABLE products (id int, name text, price numeric);"
    tree.write("shop.sql", f"{things}\nCREATE TABLE patients (id int, name text);")
    thing = tree.run("explain", "products.name").out
    assert "Read as: name" in thing
    assert "The record is about: thing: a record about a product" in thing
    assert "Not personal" in thing
    assert "Dropped, below 0.30: user.name 0." in thing
    assert "in a record about a person, user.name is 0." in thing
    person = tree.run("explain", "patients.name").out
    assert "  user.name, full: confidence 0." in person
    assert re.search(r"\+\d\.\d\d  name: name", person)
    assert re.search(r"without `name: name`, user.name is 0.\d\d", person)
    assert re.search(r"in a record about a thing, user.name is 0.[0-5]\d", person)


def test_explain_tells_all_of_a_profile(tree: Tree) -> None:
    said = tree.run("explain", "food-delivery").out
    assert (
        "Needs:\n  user.contact.address (no finer than house)\n  user.contact.email or user.contact.phone_number\n"
        in said
    )
    riders = "user.location.history (no finer than street, no more often than every 60 seconds): The rider's way"
    assert f"  {riders} while on a delivery.\n" in said
    assert "Can do without:\n  user.location.history (household or finer)\n" in said
    assert "Can do without, as nearly any purpose can:\n  user.financial.card_security_code\n" in said
    assert "Kept: 90 days, counted from: the order\nRests on (case): The Garante" in said
    assert "Beyond it, for example (G301):\n  rider_positions(" in said
    assert "Kept: it names no period, so the manifest has to\n" in tree.run("explain", "hotel-check-in").out


def test_profiles_as_json_say_all_that_their_files_do(tree: Tree) -> None:
    found = {item["id"]: item for item in tree.run("profiles", "--format", "json").json}
    meal = found["food-delivery"]
    track = next(entry for entry in meal["optional"] if entry["category"] == "user.location.history")
    assert (track["precision"], track["interval"], track["because"][:9]) == ("street", 60.0, "The rider")
    assert (meal["retention"], meal["retention_trigger"], meal["anchor_status"]) == ("90 days", "the order", "case")
    assert "user.inference" in meal["beyond_any"] and "user.inference" not in found["customer-support"]["beyond_any"]
    assert all(item["examples"]["fires"] and item["examples"]["silent"] for item in found.values())


OWN_PURPOSE = """\
version: 1
purposes:
  newsletter:
    profile: newsletter
    statement: Marketing to customers who asked for it, and other purposes.
    lawful_basis: consent
    retention: {period: zehn Jahre, trigger: the last letter}
bindings: [{source: "*.sql", purposes: [newsletter]}]
"""


def test_explain_a_purpose(tree: Tree) -> None:
    tree.write("minlint.yaml", OWN_PURPOSE)
    tree.write("a.sql", "CREATE TABLE customers (email text NOT NULL);")
    said = tree.run("explain", "purposes.newsletter").out
    assert said.startswith("newsletter: a purpose of minlint.yaml:3:3, on the profile newsletter\n")
    heard = re.findall(r"^  (whose data|on whose authority or request|when it ends|vague)  +(.*)$", said, re.MULTILINE)
    assert heard == [
        ("whose data", "“customers”"),
        ("on whose authority or request", "“asked for”, by `lawful_basis`"),
        ("when it ends", "by `retention`"),
        ("vague", "“Marketing”, “and other purposes”"),
    ]
    assert "Needs:\n  user.contact.email\n" in said
    assert "Kept: zehn Jahre (3652.5 days, counted from: the last letter)\n" in said
    assert "It is longer than 3 years, the period of newsletter: no reason is given\n" in said
    assert "\nwarning P002 purpose-vague: " in said
    assert tree.run("explain", "newsletter").out.startswith("newsletter: Newsletter\n")
    assert "did you mean `newsletter`?" in tree.run("explain", "purposes.newsleter").err


def test_explain_what_is_unknown(newsletter: Tree) -> None:
    ran = newsletter.run("explain", "zzzzzz")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "error: zzzzzz is no rule, category or profile, and no purpose or field of what was read\n"


def test_rules_test_of_a_folder(tree: Tree) -> None:
    tree.write("pack/checks/X901-own.yaml", "code: X901\n")
    ran = tree.run("rules", "test", "pack")
    assert ran.status == 2
    assert "X901-own.yaml" in ran.err
