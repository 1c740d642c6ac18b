"""The same input gives the same bytes: with one process and with many, kept and anew, from any working folder."""

from __future__ import annotations

import json
import os
import pathlib
import re
import signal
import subprocess
import sys
from collections.abc import Sequence

import pytest

from minlint import workers
from minlint.report import FORMATS
from tests.manifests import NEWS

MANIFEST = f"""{NEWS}bindings:
  - {{source: "**/*.sql", purposes: [news]}}
"""
SCHEMA = '{"type": "object", "title": "t%d", "properties": {"home": {"$ref": "home.json"}, "ssn": {"type": "string"}}}'


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """Sources of several formats, one that can't be read, a manifest for some of them."""
    folder = tmp_path_factory.mktemp("tree")
    (folder / "db").mkdir()
    for n in range(12):
        columns = ", ".join(f"{name} text" for name in ("email", "birth_date", "iban", "city", "religion")[: 1 + n % 5])
        (folder / "db" / f"{n}.sql").write_text(f"CREATE TABLE customers_{n} (id int PRIMARY KEY, {columns});\n" * 2)
        (folder / f"{n}.schema.json").write_text(SCHEMA % n)
    (folder / "home.json").write_text('{"type": "object", "properties": {"email": {"type": "string"}}}')
    (folder / "broken.schema.json").write_text('{"$schema": "https://json-schema.org/draft-07/schema#", ')
    (folder / "people.dictionary.csv").write_text("table,column,type\npeople,email,text\npeople,dob,date\n")
    (folder / "db" / "minlint.yaml").write_text(MANIFEST)
    for path in folder.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return folder


def check(folder: pathlib.Path, *arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error."""
    command = [sys.executable, "-m", "minlint", "check", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
def test_one_process_or_four_kept_or_anew(
    tree: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINLINT_CACHE_DIR", str(tmp_path / "cache"))
    outputs = [f"--output={form}={tmp_path / form}" for form in FORMATS]
    for kept, asked in ((0, ["."]), (2, [".", "--exclude", "broken*"])):  # with what can't be read, no answer is kept
        said, written = [], []
        for arguments in (["-j", "1", "--no-cache"], ["-j", "4", "--no-cache"], ["-j", "4"], ["-j", "4"], ["-j", "1"]):
            said.append(check(tree, *arguments, *asked, "--persona", "audit", "-v", *outputs))
            written.append({form: (tmp_path / form).read_bytes() for form in FORMATS})
        assert said[0][0] == 1
        assert ("broken.schema.json" in said[0][1]) is (kept == 0)
        assert all(other == said[0] for other in said)
        assert all(other == written[0] for other in written)
        assert len(list((tmp_path / "cache" / "answers").glob("*"))) == kept


@pytest.mark.slow
def test_datasets_in_one_process_or_two(tmp_path: pathlib.Path) -> None:
    for n in range(2):
        rows = "".join(f"user{n}@mail.example,1980-01-{n % 28 + 1:02}\n" for n in range(60))
        (tmp_path / f"people{n}.csv").write_text("email,born\n" + rows)
    one = check(tmp_path, "--no-cache", "-j", "1", "--format", "json")
    assert one == check(tmp_path, "--no-cache", "-j", "2", "--format", "json")
    assert "user.contact.email" in one[1] or "Email address" in one[1]


def test_from_another_working_folder(tree: pathlib.Path) -> None:
    """Paths are relative to it, and nothing else of it shows."""
    inside = json.loads(check(tree, "--no-cache", "--format", "json")[1])
    outside = json.loads(check(tree.parent, "--no-cache", "-j", "2", "--format", "json", tree.name)[1])
    for finding in outside["findings"]:
        assert finding["source"].startswith(f"{tree.name}/")
        finding["source"] = finding["source"].removeprefix(f"{tree.name}/")
    bound = [[item for item in found["findings"] if item["source"].startswith("db/")] for found in (inside, outside)]
    assert bound[0] == bound[1] != []
    unbound = [
        [{**item, "fingerprint": ""} for item in found["findings"] if not item["source"].startswith("db/")]
        for found in (inside, outside)
    ]
    assert unbound[0] == unbound[1] != []
    assert inside["summary"] == outside["summary"]


@pytest.mark.slow
@pytest.mark.parametrize("here", ["b", "b/deep", ".."])
def test_every_format_from_another_working_folder(tmp_path: pathlib.Path, here: str) -> None:
    """What is relative to the repository's root is the same byte by byte; all else but for its paths."""
    root = tmp_path / "repository"
    (root / "b" / "deep").mkdir(parents=True)
    (root / "a").mkdir()
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    names = ["a/x.sql", "b/deep/x.sql", "b/x.sql", "c.sql", "b/unknown.schema.json", "minlint.yaml", "b/minlint.yml"]
    for number, name in enumerate(names[:4]):
        held = f"id int, email text, birth_date date, iban text -- minlint: allow X{number} until {number}"
        (root / name).write_text(f"CREATE TABLE t{number} ({held}\n);\nCREATE TABEL u (email text);\n")
    (root / names[4]).write_text('{"$schema": "https://json-schema.org/draft-07/schema#", ')
    waived = 'waivers: [{field: "t0.*", rules: [S, X], because: It goes., until: "2030-01-01"}]\n'
    for name in names[5:]:
        (root / name).write_text(MANIFEST + waived)
    said = {}
    for folder in (root, root / here):
        asked = ["--no-cache", "--persona", "audit", "--show-waived", "--today", "2027-01-01"]
        outputs = [f"--output={form}={tmp_path / form}" for form in FORMATS]
        status, out, err = check(folder, *asked, *outputs, os.path.relpath(root, folder))
        shown = {form: (tmp_path / form).read_text() for form in FORMATS} | {"out": out, "err": err}
        said[folder] = {form: _as_from_the_root(text, folder, root, names) for form, text in shown.items()}
        assert status == 1
        if here != "..":
            said[folder] |= {form: shown[form] for form in ("sarif", "gitlab", "github")}
    assert said[root] == said[root / here]
    assert all(text.count("a/x.sql") for form, text in said[root].items() if form != "err")


def _as_from_the_root(text: str, here: pathlib.Path, root: pathlib.Path, names: Sequence[str]) -> str:
    paths = {os.path.relpath(root / name, here): name for name in names}
    either = "|".join(map(re.escape, sorted(paths, key=len, reverse=True)))
    return re.sub(rf"(?<![\w./-])({either})", lambda match: paths[match[1]], text)


def test_what_other_processes_opened_is_known(tree: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINLINT_CACHE_DIR", str(tree.parent / "cache"))
    schemas = ["0.schema.json", "1.schema.json", "--format", "concise"]
    before = check(tree, "-j", "2", *schemas)
    (tree / "home.json").write_text('{"type": "object", "properties": {"iban": {"type": "string"}}}')
    os.utime(tree / "home.json", (1_700_000_000, 1_700_000_000))
    after = check(tree, "-j", "2", *schemas)
    assert "Email address" in before[1]
    assert "Bank account" in after[1]


HERE = os.getpid()


def double(items: Sequence[int]) -> list[int]:
    return [2 * item for item in items]


def die_elsewhere(items: Sequence[int]) -> list[int]:
    if os.getpid() != HERE:
        os._exit(9)
    return double(items)


def fail_on_seven(items: Sequence[int]) -> list[int]:
    if 7 in items:
        raise ValueError("seven")
    return double(items)


def test_results_keep_their_order() -> None:
    assert list(workers.each(double, range(100), 3)) == double(range(100))


@pytest.mark.skipif(sys.platform != "linux", reason="processes started anew have another HERE")
def test_a_killed_process_costs_time_alone() -> None:
    assert list(workers.each(die_elsewhere, range(20), 2)) == double(range(20))


def test_an_error_is_the_same_as_with_one_process() -> None:
    found = workers.each(fail_on_seven, range(20), 2)
    with pytest.raises(ValueError, match="seven"):
        list(found)


LONG = """
import os, time
from minlint import workers
def wait(items):
    os.write(1, b"at work\\n")  # in one piece: several processes say so
    time.sleep(300)
    return list(items)
list(workers.each(wait, range(8), 2))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX's")
def test_an_interrupt_ends_every_process() -> None:
    command = [sys.executable, "-c", LONG]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    assert running.stdout
    assert running.stdout.readline() == b"at work\n"
    os.killpg(running.pid, signal.SIGINT)
    _, complaint = running.communicate(timeout=60)
    assert b"KeyboardInterrupt" in complaint
