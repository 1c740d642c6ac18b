"""``check --against``: a folder, and an inventory."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_against import told

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

PHONE = "CREATE TABLE subscribers (id bigint PRIMARY KEY, email text NOT NULL, birth_date date, phone text);\n"


@pytest.fixture
def two(newsletter: Tree) -> Tree:
    """The newsletter as it was in ``old``, and as it is in ``new``."""
    for side in ("old", "new"):
        for name in ("minlint.yaml", "db"):
            source, target = newsletter.root / name, newsletter.root / side / name
            (shutil.copytree if source.is_dir() else newsletter.write)(
                *((source, target) if source.is_dir() else (f"{side}/{name}", source.read_bytes()))
            )
    shutil.rmtree(newsletter.root / "db")
    (newsletter.root / "minlint.yaml").unlink()
    return newsletter


def test_the_same_folder_holds_nothing_new(two: Tree) -> None:
    for said in (("new", "--against", "old"), ("new", "--against", "new"), ("old", "--against", "new")):
        ran = two.check(*said)
        assert (ran.status, ran.places, ran.json["summary"]["unchanged"] > 0) == (0, [], True)
    assert two.check("--against", ".", at="new").places == []
    assert two.check("--against", "../old", at="new").places == []


def test_what_a_folder_gained(two: Tree) -> None:
    two.write("new/db/subscribers.sql", PHONE)
    expected = ["new/db/subscribers.sql:1:88 D801", "new/db/subscribers.sql:1:88 X101"]
    assert told(two.check("new", "--against", "old")) == expected
    assert told(two.check("new/db", "--against", "old")) == expected
    assert told(two.check("new/db/subscribers.sql", "--against", "old")) == expected
    assert told(two.check("--against", "../old", at="new")) == [place.removeprefix("new/") for place in expected]


def test_each_folder_has_its_own_manifest_and_its_own_depth(two: Tree) -> None:
    shutil.move(two.root / "old", two.root / "deep" / "within" / "old")
    text = (two.root / "new/minlint.yaml").read_text()
    two.write("new/minlint.yaml", text.replace("[user.contact.email]", "[user.contact.email, user.name]"))
    assert told(two.check("new", "--against", "deep/within/old")) == ["new/minlint.yaml:5:37 D802"]
    assert told(two.check("new", "--against", "deep")) == ["new/minlint.yaml:5:37 D802"]


def test_what_a_folder_lost(two: Tree) -> None:
    two.write("old/db/staff.sql", "CREATE TABLE staff (full_name text, religion text);\n")
    ran = two.check("new", "--against", "old")
    assert (ran.places, ran.json["summary"]["fixed"] > 0) == ([], True)


def test_a_folder_without_a_manifest(two: Tree) -> None:
    (two.root / "old/minlint.yaml").unlink()
    two.write("new/db/subscribers.sql", PHONE)
    ran = two.check("new", "--against", "old")
    assert told(ran) == ["new/db/subscribers.sql:1:88 D801", "new/db/subscribers.sql:1:88 X101"]
    assert ran.err.splitlines()[-1].startswith("No manifest at old:")


def test_references_are_followed_in_a_folder_elsewhere(two: Tree) -> None:
    for side in ("old", "new"):
        two.write(
            f"{side}/a.schema.json",
            '{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "a", '
            '"type": "object", "properties": {"home": {"$ref": "b.json"}}}',
        )
        two.write(f"{side}/b.json", '{"type": "object", "properties": {"religion": {"type": "string"}}}')
    assert two.check("--against", "../old", at="new").places == []


def test_an_inventory_of_the_same_tree(newsletter: Tree) -> None:
    newsletter.write(
        "member.schema.json",
        '{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "m", '
        '"type": "object", "properties": {"ssn": {"type": "string"}, "home": {"type": "object", '
        '"properties": {"city": {"type": "string"}}}}}',
    )
    newsletter.write("before.json", newsletter.run("inventory", "--format", "json").out)
    assert len(newsletter.check().places) > 1
    ran = newsletter.check("--against", "before.json")
    assert (ran.status, ran.places, ran.json["summary"]["fixed"]) == (0, [], 0)
    assert ran.err.splitlines()[-1].startswith("No manifest at before.json:")


def test_what_an_inventory_holds_of_a_record_as_a_whole(newsletter: Tree) -> None:
    newsletter.write("minlint.yaml", (newsletter.root / "minlint.yaml").read_text().replace(", field: id", ""))
    newsletter.write("db/subscribers.sql", "CREATE TABLE subscribers (id int, email text);\n")
    newsletter.write("before.json", newsletter.run("inventory", "--format", "json").out)
    assert [place.split()[1] for place in newsletter.check().places] == ["R403"]
    assert newsletter.check("--against", "before.json").places == []
    newsletter.write("db/subscribers.sql", "CREATE TABLE subscribers (id int, email text, first_name text);\n")
    assert "R403" in [place.split()[1] for place in newsletter.check("--against", "before.json").places]


def test_what_an_inventory_lacked(newsletter: Tree) -> None:
    newsletter.write("before.json", newsletter.run("inventory", "--format", "json").out)
    newsletter.write("db/subscribers.sql", PHONE)
    ran = newsletter.check("--against", "before.json")
    assert told(ran) == ["db/subscribers.sql:1:88 D801", "db/subscribers.sql:1:88 X101"]
    text = (newsletter.root / "minlint.yaml").read_text()
    newsletter.write("minlint.yaml", text.replace("[user.contact.email]", "[user]"))
    assert "D802" not in newsletter.check("--against", "before.json").out


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2, "fields": []}', '{"version": 1, "fields": [1]}', "[" * 100_000, "\x00"]
)
def test_a_file_that_is_no_inventory(newsletter: Tree, text: str) -> None:
    newsletter.write("before.json", text)
    ran = newsletter.check("--against", "before.json")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "error: before.json is no inventory; `minlint inventory --format json` writes one\n"


def test_an_inventory_of_another_version_of_minlint(newsletter: Tree) -> None:
    found = json.loads(newsletter.run("inventory", "--format", "json").out)
    found["fields"][1]["categories"][0]["category"] = "user.unheard_of"
    newsletter.write("before.json", json.dumps(found))
    assert newsletter.check("--against", "before.json").places[0] == "db/subscribers.sql:3:3 D801"


def test_an_answer_isnt_kept_where_the_other_side_may_change(two: Tree) -> None:
    subprocess.run(["git", "init", "-q", "."], cwd=two.root, check=True)
    cache = {"MINLINT_CACHE_DIR": str(two.root / ".git" / "kept")}
    two.write("new/db/staff.sql", "CREATE TABLE staff (religion text, staff_id int);\n")
    for path in (two.root / "new").rglob("*.*"):
        os.utime(path, (1, 1))
    assert two.check("new", "--against", "old", **cache).status == 1
    two.write("old/db/staff.sql", "CREATE TABLE staff (religion text, staff_id int);\n")
    assert two.check("new", "--against", "old", **cache).places == []
