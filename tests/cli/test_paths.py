"""Which files are read, which findings are reported, and what happens to files that can't be read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

BIRTHDAY = "db/subscribers.sql:4:3 X101"
READERS = "CREATE TABLE readers (phone text, id int);\n"
SUFFIXES = "sql ddl json yaml yml jsonschema csv tsv jsonl ndjson parquet xlsx schema.json dictionary.csv".split()  # noqa: SIM905


def test_what_is_passed_is_what_is_reported(newsletter: Tree) -> None:
    newsletter.write("db/readers.sql", READERS)
    newsletter.write(
        "minlint.yaml",
        (newsletter.root / "minlint.yaml").read_text() + '  - {source: "old/*.sql", purposes: [newsletter]}\n',
    )
    dead = "minlint.yaml:11:14 P005"
    phone = "db/readers.sql:1:23 X101"
    assert newsletter.check().places == [phone, BIRTHDAY, dead]
    assert newsletter.check("db/subscribers.sql").places == [BIRTHDAY]
    assert newsletter.check("db/subscribers.sql", "minlint.yaml").places == [BIRTHDAY]
    assert newsletter.check("db").places == [phone, BIRTHDAY]
    assert newsletter.check(".", "--kind", "schema").places == [phone, BIRTHDAY]
    assert newsletter.check(".", "--exclude", "db/readers.sql").places == [BIRTHDAY]
    assert newsletter.check("db/subscribers.sql", "minlint.yaml", "--whole").places == [BIRTHDAY, dead]


def test_one_file_however_often_and_however_it_is_named(newsletter: Tree) -> None:
    path = newsletter.root / "db/subscribers.sql"
    ran = newsletter.check("db/subscribers.sql", "./db/../db/subscribers.sql", str(path), "db", "db/*.sql", "**/*.sql")
    assert (ran.places, ran.json["summary"]["sources"]) == ([BIRTHDAY], 1)


def test_a_path_outside_the_working_folder(newsletter: Tree) -> None:
    (newsletter.root / "elsewhere").mkdir()
    ran = newsletter.check("../db/subscribers.sql", at="elsewhere")
    assert ran.places == [f"../{BIRTHDAY}"]
    assert newsletter.check(str(newsletter.root / "db"), at="elsewhere").out == ran.out


@pytest.mark.parametrize("name", ["a b/naïve schema.sql", "日本/表.sql", "new\nline.sql", "-q.sql", "[x].sql"])
def test_odd_names(newsletter: Tree, name: str) -> None:
    newsletter.write(f"db/{name}", READERS)
    for path in (f"db/{name}", "db"):
        ran = newsletter.check(path, "--isolated")
        assert (ran.status, f"db/{name}" in {f["source"] for f in ran.json["findings"]}) == (1, True)
    concise = newsletter.run("check", "-q", "--format", "concise", "--isolated", f"db/{name}").out
    assert concise.count("\n") == 1
    assert "\n" not in newsletter.run("check", "-v", f"db/{name}").err.splitlines()[0]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux alone")
def test_a_name_that_is_no_text(newsletter: Tree) -> None:
    (newsletter.root / "db/subscribers.sql").rename(newsletter.root / os.fsdecode(b"db/\xff.sql"))
    for form in ("text", "concise", "json", "sarif"):
        ran = newsletter.run("check", "db", "-v", "--format", form, "--output", f"{form}=report")
        assert ran.status == 1
        assert (newsletter.root / "report").read_bytes()
    assert newsletter.run("inventory", "db", "--format", "json").json["fields"]


def test_the_working_folder_is_gone(newsletter: Tree) -> None:
    line = f"mkdir gone && cd gone && rmdir ../gone && {sys.executable} -m minlint"
    for command in ("check", "check ../db", "inventory", "init", "baseline create"):
        done = subprocess.run(
            ["sh", "-c", f"{line} {command}"], cwd=newsletter.root, capture_output=True, text=True, timeout=60
        )
        assert (done.returncode, done.stdout, done.stderr) == (2, "", "error: the working folder is gone\n")


def test_what_cannot_be_read_is_a_finding_and_the_rest_is_judged(newsletter: Tree) -> None:
    newsletter.write("db/binary.sql", bytes(range(256)) * 20)
    newsletter.write("db/table.csv", bytes(range(256)) * 20)
    newsletter.write("db/broken.parquet", b"PAR1" + b"no such thing" * 9)
    newsletter.write("db/cut.schema.json", '{"$schema": "http://json-schema.org/draft-07/schema#",\n "properties":')
    newsletter.write("db/cut.sql", "CREATE TABLE readers (\n  phone text")
    ran = newsletter.check()
    assert ran.status == 1
    assert ran.places == [
        "db/binary.sql:None:None E001",
        "db/broken.parquet:None:None E001",
        "db/cut.schema.json:2:15 E001",
        "db/cut.sql:1:1 E002",
        "db/cut.sql:2:3 X101",
        BIRTHDAY,
        "db/table.csv:None:None E001",
    ]
    messages = {finding["source"]: finding["message"] for finding in ran.json["findings"]}
    assert messages["db/binary.sql"] == "can't be read as sql: binary, not text"
    assert messages["db/table.csv"] == "can't be read as csv: binary, not text"
    assert ran.json["summary"]["unreadable"] == 4
    assert newsletter.check("db/table.csv", "--kind", "schema").places == []
    assert newsletter.check("db/table.csv", "--kind", "data").places == ["db/table.csv:None:None E001"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are Unix's")
def test_what_is_no_file(newsletter: Tree) -> None:
    (newsletter.root / "folder.sql").mkdir()
    os.mkfifo(newsletter.root / "pipe.sql")
    (newsletter.root / "loop").symlink_to(".")
    (newsletter.root / "lost.sql").symlink_to("nowhere.sql")
    assert newsletter.check().places == [BIRTHDAY]
    assert newsletter.check("folder.sql").places == []
    ran = newsletter.check("pipe.sql", "lost.sql")
    assert ran.places == ["lost.sql:None:None E001", "pipe.sql:None:None E001"]
    assert [finding["message"] for finding in ran.json["findings"]] == [
        "can't be read as sql: No such file or directory",
        "can't be read as sql: not a regular file",
    ]


def test_a_link_that_leads_in_a_circle(newsletter: Tree) -> None:
    (newsletter.root / "db/circle.sql").symlink_to("circle.sql")
    ran = newsletter.check()
    assert ran.places == ["db/circle.sql:None:None E001", BIRTHDAY]
    assert ran.json["findings"][0]["message"].endswith("a symbolic link that leads in a circle")


def test_what_is_passed_over_is_told_to_who_asks(newsletter: Tree) -> None:
    newsletter.write("empty.sql", "")
    newsletter.write("notes.xyz", "words")
    ran = newsletter.run("check", "-v", "empty.sql", "notes.xyz", "db/subscribers.sql")
    assert "passed over empty.sql\npassed over notes.xyz\n" in ran.err
    assert "passed over" not in newsletter.run("check", "empty.sql", "db/subscribers.sql").err


@pytest.mark.parametrize("command", ["check", "inventory", "init -o -"])
def test_files_without_a_byte(tree: Tree, command: str) -> None:
    for suffix in SUFFIXES:
        tree.write(f"empty.{suffix}", "")
    assert tree.run(*command.split(), *(f"empty.{suffix}" for suffix in SUFFIXES)).status in (0, 1)


def test_files_without_a_byte_where_that_is_no_content(tree: Tree) -> None:
    wrong = "dictionary.csv jsonschema openapi.json openapi.yaml parq parquet pq schema.json schema.yaml xlsx".split()  # noqa: SIM905
    for suffix in (*wrong, "csv", "json", "jsonl", "sql", "tsv", "yaml"):
        tree.write(f"empty.{suffix}", "")
    ran = tree.check()
    assert [place.partition(":")[0] for place in ran.places] == [f"empty.{suffix}" for suffix in wrong]
    assert {finding["code"] for finding in ran.json["findings"]} == {"E001"}
    assert ran.status == 1


def test_standard_input(newsletter: Tree) -> None:
    changed = READERS.encode()
    ran = newsletter.check("-", "--stdin-filename", "db/subscribers.sql", stdin=changed)
    assert ran.places == ["db/subscribers.sql:1:23 X101"]
    assert newsletter.check("-", "--stdin-filename", "notes.txt", stdin=changed).places == []
    table = b"email,birth_date\nlee@mail.example,1990-01-02\nkim@mail.example,1984-11-30\n"
    assert newsletter.check("-", "--isolated", "--stdin-filename", "x.csv", stdin=table).places == ["x.csv:1:1 P001"]


def test_standard_input_stands_for_the_file_of_its_name(newsletter: Tree) -> None:
    newsletter.write("db/zebra.sql", "CREATE TABLE zebras (id int);\n")
    said = ("-", ".", "--stdin-filename", "./db/subscribers.sql", "-v")
    ran = newsletter.check(*said, stdin=READERS.encode())
    assert [place for place in ran.places if "minlint.yaml" not in place] == ["db/subscribers.sql:1:23 X101"]
    assert ran.err.count("read db/") == 2


def test_excluded_files_are_read_when_named_unless_forced(newsletter: Tree) -> None:
    for glob in ("subscribers.sql", "db", "/db/", "*.sql", "**/subscribers.*"):
        assert newsletter.check("--exclude", glob).places == []
    named = ("db/subscribers.sql", "--exclude", "db")
    assert newsletter.check(*named).places == [BIRTHDAY]
    assert newsletter.check(*named, "--force-exclude").places == []


def test_so_are_those_that_the_manifest_excludes(newsletter: Tree) -> None:
    newsletter.write("minlint.yaml", (newsletter.root / "minlint.yaml").read_text() + "lint: {exclude: ['db/sub*']}\n")
    newsletter.write("db/readers.sql", READERS)
    unused = "minlint.yaml:5:17 P004"  # the e-mail address is in the file that is left out
    assert newsletter.check().places == ["db/readers.sql:1:23 X101", unused]
    assert newsletter.check("db/subscribers.sql").places == [BIRTHDAY]
    assert newsletter.check("db/subscribers.sql", "--force-exclude").places == []


def test_a_schema_in_another_file_is_followed(tree: Tree) -> None:
    tree.write("api/person.schema.json", '{"$schema": "http://json-schema.org/draft-07/schema#",\n "title": "Person",\n'
               ' "type": "object", "properties": {"home": {"$ref": "parts/home.json"}}}\n')  # fmt: skip
    tree.write("api/parts/home.json", '{"type": "object", "properties": {"street_address": {"type": "string"}}}\n')
    fields = tree.run("inventory", "--format", "json", "api/person.schema.json").json["fields"]
    assert "home.street_address" in {field["field"] for field in fields}


PEAK = """import os, sys
end = os._exit
def told(status):
    sys.stdout.flush()
    print(open('/proc/self/status').read(), file=sys.stderr, flush=True)
    end(status)
os._exit = told
from minlint.__main__ import main
main()
"""
"""Runs minlint and tells the most memory that its own process had: what a child is forked with counts in its usage."""


@pytest.mark.slow
def test_a_large_dump(tree: Tree) -> None:
    rows = ",".join(f"({i},'person{i}@mail.example','it''s; a note')" for i in range(2000))
    dump = "CREATE TABLE `customers` (`id` int NOT NULL, `email` varchar(255), `note` text);\n"
    dump += f"INSERT INTO `customers` VALUES {rows};\n" * (50_000_000 // len(rows))
    tree.write("dump.sql", dump + "CREATE TABLE `readers` (`id` int, `birth_date` date);\n")
    done = subprocess.run([sys.executable, "-c", PEAK, "inventory", "dump.sql", "--format", "json"],
                          cwd=tree.root, capture_output=True, text=True, check=True)  # fmt: skip
    said = done.stdout
    fields = [field["field"] for field in json.loads(said)["fields"] if field["field"]]
    assert fields == ["id", "email", "note", "id", "birth_date"]
    peak = next(line for line in done.stderr.splitlines() if line.startswith("VmHWM"))
    assert int(peak.split()[1]) < 600_000  # KiB
    assert "@mail" not in said
