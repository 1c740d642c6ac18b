"""The JSON that scripts rely on (CONTRACT, part 5), from the process itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.acceptance.conftest import Found, Project


MANIFEST = """\
version: 1
purposes:
  newsletter:
    statement: Send the newsletter to readers who asked for it, until they unsubscribe.
    necessary: [user.contact.email]
    retention: {period: 1 year, field: subscribers.id}
    owner: privacy@shop.example
    review_by: "2030-06-30"
bindings: [{source: "db/*", purposes: [newsletter]}]
"""
SQL = """\
CREATE TABLE subscribers (
  id bigint PRIMARY KEY,
  email text NOT NULL,
  birth_date date,
  religion text
);
CREATE TABLE products (id bigint PRIMARY KEY, title text NOT NULL);
"""
REFORMATTED = """\
-- The shop's own products come first now.
create table products (id bigint primary key, title text not null);


create table subscribers (
    religion    text,
    birth_date  date,
    id          bigint primary key,
    email       text not null
);
"""
FINDING = {
    "code": str,
    "name": str,
    "severity": str,
    "message": str,
    "source": str,
    "line": int,
    "column": int,
    "end_line": int,
    "end_column": int,
    "record": str,
    "field": str,
    "category": str,
    "purposes": list,
    "evidence": list,
    "suggestion": str,
    "confidence": float,
    "facts": dict,
    "laws": list,
    "fingerprint": str,
    "waived": bool,
    "url": str,
}
SUMMARY = ["sources", "records", "fields", "personal", "beyond", "errors", "warnings", "unreadable"]


@pytest.fixture
def shop(project: Project) -> Project:
    return project.write({"minlint.yaml": MANIFEST, "db/schema.sql": SQL})


def prints(found: Found) -> dict[tuple[str, str], str]:
    return {(f["code"], f"{f['record']}.{f['field']}"): f["fingerprint"] for f in found.findings}


def test_a_finding_has_these_keys_in_this_order_with_these_types(shop: Project) -> None:
    said = json.loads(shop.run("check", "--format", "json").stdout)
    assert list(said) == ["version", "findings", "summary"]
    assert said["version"] == 1
    first = said["findings"][0]
    assert list(first) == list(FINDING)
    assert {key: type(value) for key, value in first.items()} == FINDING
    assert [list(item) for item in first["evidence"]] == [["kind", "detail"]] * len(first["evidence"])
    assert list(said["summary"])[: len(SUMMARY)] == SUMMARY
    assert {type(value) for value in said["summary"].values()} == {int}
    assert [said["summary"][key] for key in SUMMARY] == [1, 2, 6, 4, 2, 3, 0, 0]
    assert (first["code"], first["name"], first["severity"]) == ("X101", "excess-category", "error")
    assert (first["line"], first["column"], first["end_line"], first["end_column"]) == (4, 3, 4, 13)
    assert first["category"] == "user.demographic.date_of_birth"
    assert first["purposes"] == ["newsletter"]
    assert "gdpr-5-1-c" in first["laws"]


def test_an_inventory_has_these_keys_in_this_order_with_these_types(shop: Project) -> None:
    shop.write({"db/broken.sql": "CREATE TABLE ok (a int);\nCREATE TABLE broken (id int,,;\n"})
    said = json.loads(shop.run("inventory", "--format", "json").stdout)
    assert list(said) == ["version", "fields", "unreadable"]
    keys = ["source", "line", "column", "record", "field", "type", "mandatory", "categories"]
    assert {tuple(item) for item in said["fields"]} == {tuple(keys)}
    email = next(item for item in said["fields"] if item["field"] == "email")
    assert (email["line"], email["column"], email["type"], email["mandatory"]) == (3, 3, "text", True)
    found = email["categories"][0]
    assert list(found) == ["category", "confidence", "sensitive", "precision", "evidence"]
    assert (found["category"], found["sensitive"]) == ("user.contact.email", False)
    assert 0 < found["confidence"] <= 1
    title = next(item for item in said["fields"] if item["field"] == "title")
    assert title["categories"] == []
    assert [(item["source"], item["line"]) for item in said["unreadable"]] == [("db/broken.sql", 2)]
    assert list(said["unreadable"][0]) == ["source", "line", "reason"]


def test_the_same_input_gives_the_same_bytes_in_a_stable_order(shop: Project) -> None:
    shop.write({"db/a.sql": SQL, "db/Z.sql": SQL, "db/é.sql": SQL})
    one, two = (shop.run("check", "--format", "json").stdout for _ in range(2))
    assert one == two
    found = json.loads(one)["findings"]
    order = [(f["source"], f["line"] or 0, f["column"] or 0, f["code"]) for f in found]
    assert order == sorted(order)
    assert len({f["fingerprint"] for f in found}) == len(found)


def test_sources_are_relative_to_the_working_folder_and_fingerprints_are_not(shop: Project) -> None:
    whole = json.loads(shop.run("check", "--format", "json").stdout)["findings"]
    inside = json.loads(shop.run("check", "--format", "json", "schema.sql", at="db").stdout)["findings"]
    shop.write({"elsewhere/x.txt": ""})
    beside = json.loads(shop.run("check", "--format", "json", "../db", at="elsewhere").stdout)["findings"]
    assert {f["source"] for f in whole} == {"db/schema.sql"}
    assert {f["source"] for f in inside} == {"schema.sql"}
    assert {f["source"] for f in beside} == {"../db/schema.sql"}
    assert [f["fingerprint"] for f in whole] == [f["fingerprint"] for f in inside]
    assert [f["fingerprint"] for f in whole] == [f["fingerprint"] for f in beside]


def test_a_fingerprint_survives_reformatting_reordering_and_a_renamed_purpose(shop: Project) -> None:
    before = prints(shop.check())
    assert len(before) == 3
    assert prints(shop.write({"db/schema.sql": REFORMATTED}).check()) == before
    assert prints(shop.write({"minlint.yaml": MANIFEST.replace("newsletter", "weekly")}).check()) == before


def test_a_fingerprint_is_of_rule_category_source_and_path(shop: Project) -> None:
    before = set(prints(shop.check()).values())
    (shop.root / "db/schema.sql").rename(shop.root / "db/moved.sql")
    assert before.isdisjoint(prints(shop.check()).values())


def test_fingerprints_of_manifest_findings_survive_an_edit_above_them(project: Project) -> None:
    manifest = MANIFEST.replace("    retention: {period: 1 year, field: subscribers.id}\n", "")
    one = project.write({"minlint.yaml": manifest, "db/schema.sql": SQL}).check().one("R401")
    two = project.write({"minlint.yaml": "# The shop.\n\n" + manifest}).check().one("R401")
    assert (one["line"], two["line"]) == (3, 5)
    assert one["fingerprint"] == two["fingerprint"]


def test_what_can_not_be_read_is_a_finding_with_its_line_and_the_rest_is_judged(project: Project) -> None:
    sql = "CREATE TABLE readers (email text, religion text);\n\nCREATE TABLE broken (id int,,;\n"
    project.write({"minlint.yaml": MANIFEST, "db/a.sql": sql, "db/b.sql": b"CREATE\x00\x01\x02\x7f\x00"})
    found = project.check()
    part = found.one("E002")
    assert (part["source"], part["line"], part["severity"], part["record"]) == ("db/a.sql", 3, "warning", None)
    none = found.one("E001")
    assert (none["source"], none["severity"]) == ("db/b.sql", "error")
    assert found.at("readers.religion") == ["S201", "X101"]
    assert found.summary["unreadable"] == 1


def test_without_a_manifest_each_record_with_personal_data_is_one_finding(project: Project) -> None:
    done = project.write({"db/schema.sql": SQL}).run("check", "--format", "json")
    found = json.loads(done.stdout)["findings"]
    assert [(f["code"], f["record"], f["field"], f["purposes"]) for f in found] == [("P001", "subscribers", None, [])]
    assert (found[0]["line"], found[0]["column"]) == (1, 14)
    assert b"minlint init" in done.stderr
    assert done.returncode == 1


def test_no_value_of_the_sources_is_in_the_output(project: Project) -> None:
    canary = "zq7canary"
    sql = f"""\
    CREATE TABLE readers ( -- {canary}1
      email text DEFAULT '{canary}2@example.org', -- e.g. {canary}3
      visa_status text CHECK (visa_status IN ('{canary}4', 'none')),
      religion text COMMENT '{canary}5'
    );
    """
    rows = "".join(f"{canary}6{i}@example.org,{canary}7{i}\n" for i in range(40))
    project.write({"minlint.yaml": MANIFEST, "db/a.sql": sql, "db/b.csv": "email,religion\n" + rows})
    files = {form: project.root / f"out.{form}" for form in ("text", "sarif", "concise")}
    done = project.run("check", "--format", "json", *(f"--output={form}={path}" for form, path in files.items()))
    assert done.returncode == 1
    said = [done.stdout, done.stderr, *(path.read_bytes() for path in files.values())]
    assert b"readers" in said[0] and all(canary.encode() not in text for text in said)
    assert canary not in json.dumps(project.inventory("db"))
