"""Answers are given again only while all that they rest on is as it was."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.manifests import NEWS

SQL = "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, birth_date date);\n"
REFERS = '{"type": "object", "title": "people", "properties": {"home": {"$ref": "parts/home.json"}, "n": {}}}'
HOME = '{"type": "object", "properties": {"street": {"type": "string"}, "city": {"type": "string"}}}'
MANIFEST = f"""{NEWS}bindings:
  - {{source: "**/*", purposes: [news]}}
include: ["more/*.yaml"]
"""

Files = dict[str, str]


class Folder:
    """A folder to check, with its own cache."""

    def __init__(self, place: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.place = place / "work"
        self.cache = place / "cache"
        self.place.mkdir()
        monkeypatch.setenv("MINLINT_CACHE_DIR", str(self.cache))

    def write(self, files: Files) -> None:
        """Write files as if that had been a while ago."""
        for name, text in files.items():
            path = self.place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            os.utime(path, (1_700_000_000, 1_700_000_000))

    def check(self, *arguments: str, stdin: str | None = None) -> tuple[int, str, str]:
        """Exit status, standard output and standard error."""
        command = [sys.executable, "-m", "minlint", "check", *arguments]
        done = subprocess.run(command, cwd=self.place, input=stdin, capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    @property
    def kept(self) -> list[pathlib.Path]:
        return sorted(self.cache.glob("answers/*"))


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    return Folder(tmp_path, monkeypatch)


def test_the_same_is_said_again(folder: Folder) -> None:
    folder.write({"db.sql": SQL})
    first = folder.check("--output", "json=out.json", "-v", "db.sql")
    (report,) = folder.kept
    written = (folder.place / "out.json").read_text()
    (folder.place / "out.json").unlink()
    assert folder.check("--output", "json=out.json", "-v", "db.sql") == first
    assert (folder.place / "out.json").read_text() == written
    report.write_text(report.read_text().replace("Found 1 error", "Found a kept answer"))
    assert "Found a kept answer" in folder.check("--output", "json=out.json", "-v", "db.sql")[2]


CHANGES: list[tuple[str, Files, Callable[[str], bool]]] = [
    ("a source", {"db.sql": SQL.replace("users", "patients")}, lambda said: "patients" in said),
    ("a new source", {"more.sql": "CREATE TABLE staff (email text);"}, lambda said: "staff" in said),
    (
        "a file that is referred to",
        {"parts/home.json": HOME.replace("city", "iban")},
        lambda said: "Bank account" in said,
    ),
    ("a manifest", {"minlint.yaml": MANIFEST}, lambda said: "X101" in said and "P001" not in said),
    ("a baseline", {"minlint-baseline.txt": ""}, lambda said: "X101" in said),
    (
        "an included file",
        {"more/waivers.yaml": "waivers: [{field: '*.birth_date', rules: [X101], because: soon, until: 2099-01-01}]"},
        lambda said: "patients.birth_date" not in said,
    ),
    ("what is ignored", {".gitignore": "more.sql\n"}, lambda said: "staff" not in said),
]


@pytest.mark.slow
def test_any_change_is_seen(folder: Folder) -> None:
    folder.write({"db.sql": SQL, "people.schema.json": REFERS, "parts/home.json": HOME})
    (folder.place / ".git").mkdir()  # a repository that git can't read: ours to walk
    before = folder.check("--format", "concise")
    assert len(folder.kept) == 1
    for what, files, shows in CHANGES:
        assert folder.check("--format", "concise") == before, f"not the same again, before {what}"
        folder.write(files)
        after = folder.check("--format", "concise")
        assert shows(after[1]), f"{what} has changed, but not the answer: {after}"
        before = after


def test_a_baseline_counts(folder: Folder) -> None:
    folder.write({"db.sql": SQL})
    assert folder.check()[0] == 1
    subprocess.run([sys.executable, "-m", "minlint", "baseline", "create"], cwd=folder.place, capture_output=True)
    assert folder.check()[0] == 0


def test_a_reference_that_led_nowhere_is_followed_once_it_leads_somewhere(folder: Folder) -> None:
    folder.write({"people.schema.json": REFERS})
    assert "Read 2 fields" in folder.check("people.schema.json")[2]
    folder.write({"parts/home.json": HOME})
    assert "Read 4 fields" in folder.check("people.schema.json")[2]


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["--no-cache", "db.sql"], {"db.sql": SQL}),
        (["-", "--stdin-filename", "db.sql"], {}),
        (["--against", "before", "db.sql"], {"db.sql": SQL, "before/db.sql": SQL}),
        (["."], {"db.sql": SQL, "minlint.yaml": "version: 2"}),
        (["."], {"db.sql": SQL, "broken.schema.json": '{"$schema": "https://json-schema.org/draft-07/schema", '}),
    ],
    ids=["not wanted", "standard input", "another side", "a manifest that is wrong", "a file that can't be read"],
)
def test_what_cannot_be_told_to_hold_is_not_kept(folder: Folder, arguments: list[str], files: Files) -> None:
    folder.write(files)
    folder.check(*arguments, stdin=SQL)
    assert folder.kept == []


def test_what_was_changed_on_the_way_is_not_kept(folder: Folder) -> None:
    folder.write({"db.sql": SQL})
    os.utime(folder.place / "db.sql", (2_000_000_000, 2_000_000_000))
    folder.check()
    assert folder.kept == []


DAMAGED = ("", "{}", "[]", '{"paths": 1}', "\udc80", '{"paths": [["."], [], false], "files": 3}')


def test_a_damaged_answer_is_none(folder: Folder) -> None:
    folder.write({"db.sql": SQL})
    first = folder.check()
    (kept,) = folder.kept
    for content in DAMAGED:
        kept.write_bytes(content.encode("utf-8", "surrogateescape"))
        assert folder.check() == first


def test_the_cache_can_be_found_and_emptied(folder: Folder) -> None:
    folder.write({"db.sql": SQL})
    folder.check("db.sql")
    minlint = [sys.executable, "-m", "minlint", "cache"]
    assert subprocess.check_output([*minlint, "dir"], text=True) == f"{folder.cache}\n"
    subprocess.run([*minlint, "clean"], check=True)
    assert [path for path in folder.cache.rglob("*") if path.is_file()] == []


def test_the_question_counts(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write({"db.sql": SQL})
    for arguments in (["db.sql"], ["db.sql", "-q"], ["./db.sql"]):
        folder.check(*arguments)
    monkeypatch.setenv("MINLINT_TODAY", "2031-01-01")
    folder.check("db.sql")
    assert len(folder.kept) == 4


def test_no_file_name_tells_what_was_asked(folder: Folder) -> None:
    """Without the machine's key nobody can tell which question, or which content, a hash is of."""
    from hashlib import blake2b, sha256

    folder.write({"db.sql": SQL})
    folder.check("db.sql")
    (kept,) = folder.kept
    (known,) = json.loads(kept.read_text())["files"].values()
    data = SQL.encode()
    assert known not in (blake2b(data, digest_size=16).hexdigest(), sha256(data).hexdigest()[:32])
    (folder.cache / "key").write_bytes(bytes(32))
    folder.check("db.sql")
    assert len(folder.kept) == 2
