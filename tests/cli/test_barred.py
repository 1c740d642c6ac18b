"""What may not be looked into is told, and never taken for empty or absent."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

BIRTHDAY = "db/subscribers.sql:4:3 X101"
BARRED = "db/secret:None:None E001"


@pytest.fixture(params=["no repository", "a repository", "tracked"])
def barred(newsletter: Tree, request: pytest.FixtureRequest) -> Iterator[Tree]:
    """The newsletter's schema beside a folder that nobody may look into."""
    newsletter.write("db/secret/deep/readers.sql", "CREATE TABLE readers (phone text);\n")
    if request.param != "no repository":
        subprocess.run(["git", "init", "-q"], cwd=newsletter.root, check=True)
    if request.param == "tracked":
        subprocess.run(["git", "add", "-A"], cwd=newsletter.root, check=True)
    folder = newsletter.root / "db" / "secret"
    folder.chmod(0)
    yield newsletter
    folder.chmod(0o755)


@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_folder_that_may_not_be_looked_into(barred: Tree, mode: int) -> None:
    (barred.root / "db" / "secret").chmod(mode)
    ran = barred.check(bound=True)
    assert (ran.status, ran.places) == (1, [BARRED, BIRTHDAY])
    assert ran.json["findings"][0]["message"] == "can't be read as folder: Permission denied"
    assert ran.json["summary"]["unreadable"] == 1
    assert barred.check("db/secret", bound=True).places == [BARRED]
    assert barred.check("--exclude", "secret/", bound=True).places == [BIRTHDAY]


@pytest.mark.usefixtures("barred")
def test_what_lies_in_it_may_be_bound(newsletter: Tree) -> None:
    """A part of the tree was seen: nothing is dead or unused."""
    said = (newsletter.root / "minlint.yaml").read_text() + '  - {source: "db/secret/**", purposes: [newsletter]}\n'
    newsletter.write("minlint.yaml", said)
    assert newsletter.check(bound=True).places == [BARRED, BIRTHDAY]


def test_it_is_an_inventory_s_too(barred: Tree) -> None:
    ran = barred.run("inventory", "--format", "json", bound=True)
    assert ran.json["unreadable"] == [{"source": "db/secret", "line": None, "reason": "Permission denied"}]


@pytest.mark.parametrize("path", ["db/secret/readers.sql", "db/secret/deep/readers.sql", "db/secret/*.sql"])
def test_a_path_that_cannot_be_reached(barred: Tree, path: str) -> None:
    ran = barred.check(path, "db/subscribers.sql", bound=True)
    assert (ran.status, ran.places) == (1, [f"{path}:None:None E001", BIRTHDAY])
    assert ran.json["findings"][0]["message"] == "can't be read as sql: Permission denied"


def test_a_glob_into_a_folder_that_may_not_be_listed(barred: Tree) -> None:
    (barred.root / "db" / "secret").chmod(0o111)
    assert barred.check("db/secret/*.sql", bound=True).places == ["db/secret/*.sql:None:None E001"]
    (barred.root / "db" / "secret").chmod(0o755)
    assert barred.check("db/secret/*.sql", bound=True).err == "error: no file matches db/secret/*.sql\n"


@pytest.mark.parametrize("mode", [0o000, 0o444])
@pytest.mark.parametrize("pattern", ["db/*/readers.sql", "db/**/*.sql", "**/readers.sql", "*/*/deep/*.sql"])
def test_a_glob_over_a_folder_that_may_not_be_looked_into(barred: Tree, pattern: str, mode: int) -> None:
    (barred.root / "db" / "secret").chmod(mode)
    ran = barred.check(pattern, bound=True)
    assert (ran.status, ran.places) == (1, [BARRED, BIRTHDAY] if pattern == "db/**/*.sql" else [BARRED])
    assert ran.json["findings"][0]["message"] == "can't be read as folder: Permission denied"
    assert barred.check(pattern, "db/subscribers.sql", "--exclude", "secret/", bound=True).places == [BIRTHDAY]


def test_a_glob_in_a_working_folder_that_may_not_be_listed(newsletter: Tree) -> None:
    newsletter.root.chmod(0o311)
    ran = newsletter.check("*/*.sql", bound=True)
    newsletter.root.chmod(0o755)
    assert ran.places == ["*/*.sql:None:None E001"]


def test_a_file_that_may_not_be_opened(newsletter: Tree) -> None:
    path = newsletter.write("db/readers.sql", "CREATE TABLE readers (phone text);\n")
    path.chmod(0)
    ran = newsletter.check(bound=True)
    assert ran.places == ["db/readers.sql:None:None E001", BIRTHDAY]
    assert ran.json["findings"][0]["message"] == "can't be read as sql: Permission denied"


def test_no_answer_is_kept_of_it(newsletter: Tree) -> None:
    cache = {"MINLINT_CACHE_DIR": str(newsletter.root.parent / "cache")}
    for path in newsletter.root.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    folder = newsletter.root / "db" / "late"
    assert newsletter.check(bound=True, **cache).places == [BIRTHDAY]
    folder.mkdir(0)
    assert newsletter.check(bound=True, **cache).places == ["db/late:None:None E001", BIRTHDAY]
    folder.chmod(0o755)
    assert newsletter.check(bound=True, **cache).places == [BIRTHDAY]
