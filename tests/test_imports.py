"""What an ordinary commit touches imports nothing but what it needs, whatever is installed."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys

import pytest

HEAVY = {
    "spacy",
    "presidio_analyzer",
    "duckdb",
    "ibis",
    "pandas",
    "pyarrow",
    "numpy",
    "python_calamine",
    "fastavro",
    "sqlite3",
    "sqlglot",
    "rich",
    "logging",
}

SQL = "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, birth_date date);\n"
SCHEMA = """{
  "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "title": "users",
  "properties": {"email": {"type": "string"}}
}
"""
YAML_SCHEMA = "type: object\ntitle: users\nproperties:\n  email: {type: string}\n"
OPENAPI = """{"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {},
  "components": {"schemas": {"User": {"type": "object", "properties": {"email": {"type": "string"}}}}}}
"""
DICTIONARY = "table,column,type,description\nusers,email,text,where to write to\n"
MANIFEST = """version: 1
purposes: {news: {statement: Send a newsletter to those who asked for it., necessary: [user.contact.email]}}
bindings: [{source: "*", purposes: [news]}]
"""

CODE = """import sys, json, os
os._exit = sys.exit  # what it has loaded is to be told before the process ends
before = set(sys.modules)
sys.argv = ['minlint', *json.loads(sys.argv[1])]
from minlint.__main__ import main
status = 0
try:
    main()
except SystemExit as end:
    status = end.code or 0
print('\\n@@' + json.dumps([status, sorted(set(sys.modules) - before)]))
"""


def modules_after(arguments: list[str], folder: pathlib.Path) -> set[str]:
    """The modules that a command loads."""
    command = [sys.executable, "-c", CODE, json.dumps(arguments)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    status, names = json.loads(done.stdout.rpartition("@@")[2])
    assert status in (0, 1), done.stderr
    return set(names)


def foreign(modules: set[str]) -> set[str]:
    """The packages among them that are neither Python's nor ours."""
    found = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names - {"minlint"}
    return {
        name for name in found if not name.lower().startswith(("_cython", "cython_runtime"))
    }  # what C modules share


def own(modules: set[str]) -> set[str]:
    return {name for name in modules if name.startswith("minlint.")}


BASE: set[str] = set()
YAML = {"yaml"}


@pytest.fixture(scope="module", autouse=True)
def compiled(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The rules in the form in which an installation has them."""
    folder = tmp_path_factory.mktemp("once")
    (folder / "db.sql").write_text(SQL)
    modules_after(["check", "--no-cache", "db.sql"], folder)


READ: list[tuple[str, str, set[str], int]] = [
    ("db.sql", SQL, BASE, 121),
    ("users.schema.json", SCHEMA, BASE, 105),
    ("users.schema.yaml", YAML_SCHEMA, BASE | YAML, 105),
    ("api.openapi.json", OPENAPI, BASE, 111),
    ("users.dictionary.csv", DICTIONARY, BASE, 105),
]
"""A file, its text, the packages that reading and judging it may load, and how many modules of our own at most."""


@pytest.mark.parametrize(("name", "text", "allowed", "most"), READ, ids=[item[0] for item in READ])
def test_each_format_loads_what_it_needs(
    tmp_path: pathlib.Path, name: str, text: str, allowed: set[str], most: int
) -> None:
    (tmp_path / name).write_text(text)
    loaded = modules_after(["check", "--no-cache", name], tmp_path)
    assert foreign(loaded) == allowed
    assert not loaded & HEAVY
    assert len(own(loaded)) <= most, sorted(own(loaded))
    others = {f"minlint.read.formats.{path.stem}" for path in FORMATS if not name.endswith(suffixes(path.stem))}
    assert not loaded & others


FORMATS = sorted((pathlib.Path(__file__).parent.parent / "src/minlint/read/formats").glob("[!_]*.py"))


def suffixes(format_: str) -> tuple[str, ...]:
    """What the names of a format's files end in."""
    from minlint.read import listed

    return next(item.suffixes for item in listed() if item.module == format_)


def test_a_manifest_adds_yaml(tmp_path: pathlib.Path) -> None:
    (tmp_path / "db.sql").write_text(SQL)
    (tmp_path / "minlint.yaml").write_text(MANIFEST)
    loaded = modules_after(["check", "--no-cache", "db.sql"], tmp_path)
    assert foreign(loaded) == BASE | YAML
    assert not loaded & HEAVY


def test_an_inventory_needs_no_rules(tmp_path: pathlib.Path) -> None:
    (tmp_path / "db.sql").write_text(SQL)
    loaded = modules_after(["inventory", "db.sql"], tmp_path)
    assert foreign(loaded) == {"click"}
    assert not loaded & HEAVY


def test_unrelated_files_are_read_by_nobody(tmp_path: pathlib.Path) -> None:
    (tmp_path / "package.json").write_text('{"name": "x", "version": "1.0.0"}')
    (tmp_path / "ci.yml").write_text("on: push\njobs: {}\n")
    loaded = modules_after(["check", "--no-cache", "."], tmp_path)
    assert not foreign(loaded)
    assert not [name for name in loaded if name.startswith(("minlint.detect", "minlint.measure.rungs"))]
    assert not loaded & HEAVY


def test_an_answer_that_is_kept_needs_no_package(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.setenv("MINLINT_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "db.sql").write_text(SQL)
    os.utime(tmp_path / "db.sql", (1_700_000_000, 1_700_000_000))
    modules_after(["check", "db.sql"], tmp_path)
    loaded = modules_after(["check", "db.sql"], tmp_path)
    assert foreign(loaded) == set()
    assert len(own(loaded)) <= 20, sorted(own(loaded))


def test_the_version_is_told_at_once(tmp_path: pathlib.Path) -> None:
    assert own(modules_after(["--version"], tmp_path)) == {"minlint.__main__"}


def test_data_claims_are_light(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    assert not modules_after(["check", "--no-cache", "--kind", "schema", "."], tmp_path) & HEAVY
