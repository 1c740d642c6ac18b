"""Files that are larger than they may be, or take longer: E001, whatever they are and wherever the limit is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

SLOW = "".join(f"CREATE TABLE t{i} (a int, email text, b text);\n" for i in range(20_000))
SMALL = "CREATE TABLE u (email text);\n"


def test_what_is_too_large_is_found_and_the_rest_is_judged(tree: Tree) -> None:
    tree.write("a.sql", SLOW)
    tree.write("b.csv", "name,email\n" + "n,a@b.example\n" * 5_000)
    tree.write("c.sql", SMALL)
    ran = tree.check("--max-file-size", "50 kB")
    assert (ran.status, ran.places) == (1, ["a.sql:None:None E001", "b.csv:None:None E001", "c.sql:1:14 P001"])
    assert ran.json["findings"][1]["message"] == "can't be read as csv: 70 kB, and --max-file-size is 50 kB"
    assert ran.json["summary"]["unreadable"] == 2
    unread = tree.run("inventory", "--format", "json", "--max-file-size", "50000").json
    assert [(item["source"], item["reason"]) for item in unread["unreadable"]][1] == (
        "b.csv",
        "70 kB, and --max-file-size is 50 kB",
    )


def test_what_is_no_schema_stays_passed_over(tree: Tree) -> None:
    tree.write("package-lock.json", '{"name": "site", "packages": {' + '"": {},' * 20_000 + '"a": {}}}')
    tree.write("c.sql", SMALL)
    assert tree.check("--max-file-size", "50kB").places == ["c.sql:1:14 P001"]


def test_standard_input_has_a_size_too(tree: Tree) -> None:
    said = ("-", "--stdin-filename", "a.sql", "--max-file-size", "100")
    assert tree.check(*said, stdin=SLOW[:1000].encode()).places == ["a.sql:None:None E001"]
    assert tree.check(*said, stdin=SMALL.encode()).places == ["a.sql:1:14 P001"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_takes_too_long_is_given_up(tree: Tree, jobs: str) -> None:
    tree.write("a.sql", SLOW)
    tree.write("b.sql", SMALL)
    ran = tree.check("--timeout-per-file", "0.2", "--jobs", jobs)
    assert ran.places[0] == "a.sql:None:None E001"
    reason = "can't be read as sql: it took longer than --timeout-per-file, 0.2 s"
    assert ran.json["findings"][0]["message"] == reason


def test_both_can_be_said_in_the_manifest(tree: Tree) -> None:
    tree.write("minlint.yaml", "version: 1\nlint: {max-file-size: 1 kB, timeout-per-file: 60}\n")
    tree.write("a.sql", SLOW[:5_000].rpartition("CREATE")[0])
    assert tree.check().places == ["a.sql:None:None E001"]
    settings = tree.run("check", "--show-settings").json[0]
    assert (settings["max-file-size"], settings["timeout-per-file"]) == (1000, 60)
    assert "a.sql:None:None E001" not in tree.check("--max-file-size", "1 MB").places


@pytest.mark.parametrize(
    ("lint", "place"), [("max-file-size: ten", "2:23"), ("timeout-per-file: 0", "2:26"), ("max-file-size: 0", "2:23")]
)
def test_limits_that_are_none(tree: Tree, lint: str, place: str) -> None:
    tree.write("minlint.yaml", f"version: 1\nlint: {{{lint}}}\n")
    ran = tree.run("check")
    assert (ran.status, ran.err.partition(": ")[2].partition(": ")[0]) == (2, f"minlint.yaml:{place}")
    assert tree.run("check", "--max-file-size", "ten").status == 2
    assert tree.run("check", "--timeout-per-file", "0").status == 2
