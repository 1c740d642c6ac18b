"""What an ordinary commit touches imports nothing heavy, whatever is installed."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys

import pytest

HEAVY = {"spacy", "presidio_analyzer", "duckdb", "ibis", "pandas", "pyarrow", "numpy", "openpyxl", "rich", "logging"}

SQL = "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, birth_date date);\n"
SCHEMA = """{
  "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "title": "users",
  "properties": {"email": {"type": "string"}}
}
"""
DICTIONARY = "table,column,type,description\nusers,email,text,where to write to\n"


def modules_after(arguments: list[str], folder: pathlib.Path) -> set[str]:
    """The top-level modules loaded when a command has run."""
    code = (
        "import sys, json; sys.argv = ['minlint', *json.loads(sys.argv[1])]\n"
        "from minlint.__main__ import run\n"
        "status = run()\n"
        "print('\\n@@' + json.dumps([status, sorted({name.partition('.')[0] for name in sys.modules})]))"
    )
    command = [sys.executable, "-c", code, json.dumps(arguments)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    status, names = json.loads(done.stdout.rpartition("@@")[2])
    assert status in (0, 1), done.stderr
    return set(names)


@pytest.mark.parametrize(
    ("name", "text"), [("db.sql", SQL), ("users.schema.json", SCHEMA), ("users.dictionary.csv", DICTIONARY)]
)
@pytest.mark.parametrize("command", ["check", "inventory"])
def test_schemas_are_read_without_the_heavy_engines(tmp_path: pathlib.Path, name: str, text: str, command: str) -> None:
    (tmp_path / name).write_text(text)
    assert not modules_after([command, name], tmp_path) & HEAVY


def test_unrelated_files_load_nothing_heavy(tmp_path: pathlib.Path) -> None:
    (tmp_path / "package.json").write_text('{"name": "x", "version": "1.0.0"}')
    (tmp_path / "ci.yml").write_text("on: push\njobs: {}\n")
    assert not modules_after(["check", "."], tmp_path) & HEAVY


def test_data_claims_are_light(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    assert not modules_after(["check", "--kind", "schema", "."], tmp_path) & HEAVY
