"""Planted values appear in no output of any kind (CONTRACT, part 6)."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import pathlib
import subprocess
import sys

import pytest

from minlint.report import FORMATS, INVENTORY_FORMATS

CANARIES = (
    *("zqcanary", "ZQCANARY", "4929771234567899", "1951-03-17", "52.991177", "+31 6 55519988", "86032878598"),
    *("NL91ABNA0417164300", "WVWZZZ1JZXW000001", "eyJhbGciOiJIUzI1NiJ9", "7408122F1204159", "353328110006986"),
    *("enFjYW5hcnl0bXBs", "536-90-4399", "u33dc0cpwe"),
)

SQL = """
-- zqcanary in a comment above the table
CREATE TABLE patients (
  id bigint PRIMARY KEY,
  email text DEFAULT 'zqcanary@mail.example', -- zqcanary in a comment on the line
  status text CHECK (status IN ('zqcanary_h1b', 'zqcanary_f1')),
  visa enum('zqcanary_h1b', 'zqcanary_f1') NOT NULL COMMENT 'zqcanary visa class',
  birth_date date DEFAULT '1951-03-17',
  card_number text DEFAULT '4929771234567899'
);
COMMENT ON COLUMN patients.email IS 'such as zqcanary@mail.example';
CREATE TYPE mood AS ENUM ('zqcanary');
ALTER TABLE patients ADD COLUMN religion mood DEFAULT 'zqcanary';
INSERT INTO patients (email) VALUES ('zqcanary@mail.example');
CREATE TABLE broken (a int, b text DEFAULT 'zqcanary' zqcanary( ;
COPY patients (id, email) FROM stdin;
1\tzqcanary@mail.example
\\.
"""

SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "patients",
    "description": "zqcanary",
    "type": "object",
    "properties": {
        "email": {"type": "string", "default": "zqcanary@mail.example", "examples": ["zqcanary@mail.example"]},
        "religion": {"enum": ["zqcanary one", "zqcanary two"], "description": "zqcanary", "$comment": "zqcanary"},
        "phone": {"const": "+31 6 55519988"},
        "birth_date": {"type": "string", "pattern": "zqcanary", "x-note": "zqcanary"},
    },
}

DICTIONARY = (
    "table,column,type,description,choices,default\n"
    'patients,religion,text,"zqcanary, as given","1, zqcanary | 2, zqcanary2",zqcanary\n'
    "patients,iban,text,e.g. 4929771234567899,,\n"
)

ROWS = [
    (
        f"zqcanary{n}@mail.example",
        f"Zqcanary ZQCANARY{n}",
        "52.991177",
        "1951-03-17",
        "4929771234567899",
        "+31 6 55519988",
    )
    for n in range(40)
]
MARKED = {  # what recognisers find: identifiers, papers, vehicles, devices, tokens, templates, texts, hashes
    "c1": "86032878598",
    "c2": "NL91ABNA0417164300",
    "c3": "WVWZZZ1JZXW000001",
    "c4": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.zqcanary",
    "c5": "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    "c6": "353328110006986",
    "c7": "Rk1SACAyMAAAAAAkAAAAAAAAAAAAAAAAenFjYW5hcnl0bXBs",
    "c8": "the number on file is 536-90-4399, write to zqcanary@mail.example",
    "c9": "u33dc0cpwe",
    "c10": "Zqcanary Street 12",
}
HEADER = ("email", "full_name", "home_lat", "birth_date", "card", "phone")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A folder whose every value is a canary."""
    import pyarrow
    import pyarrow.parquet

    folder = tmp_path_factory.mktemp("planted")
    (folder / "schema.sql").write_text(SQL)
    (folder / "patient.schema.json").write_text(json.dumps(SCHEMA, indent=1))
    (folder / "clinic.dictionary.csv").write_text(DICTIONARY)
    (folder / "people.csv").write_text("\n".join([",".join(HEADER), *map(",".join, ROWS)]) + "\n")
    marked = [[*(f"{name}" for name in MARKED), "c11", "c12"]]
    for row in range(30):
        hashed = hashlib.sha256(f"zqcanary{row}@mail.example".encode()).hexdigest()
        marked.append([*MARKED.values(), f"zqcanary{row}@mail.example", hashed])
    with open(folder / "marked.csv", "w", newline="") as file:
        csv.writer(file).writerows(marked)
    (folder / "headless.csv").write_text("\n".join(map(",".join, ROWS)) + "\n")
    (folder / "people.jsonl").write_text("\n".join(json.dumps(dict(zip(HEADER, row, strict=True))) for row in ROWS))
    (folder / "ragged.csv").write_text("email,phone\nzqcanary@mail.example\nzqcanary,zqcanary,zqcanary,4\n" * 3)
    (folder / "broken.jsonl").write_text('{"email": "zqcanary@mail.example"}\n{"email": zqcanary\n')
    (folder / "broken.schema.json").write_text('{"$schema": "https://json-schema.org/draft-07/schema#", "zqcanary: 1')
    columns = {name: [row[n] for row in ROWS] for n, name in enumerate(HEADER)}
    pyarrow.parquet.write_table(pyarrow.table(columns), folder / "people.parquet")
    return folder


def run(folder: pathlib.Path, *arguments: str) -> str:
    """Everything a command prints."""
    command = [sys.executable, "-m", "minlint", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout + done.stderr


def assert_clean(said: str) -> None:
    """No canary, and something said at all."""
    assert said
    assert [canary for canary in CANARIES if canary in said] == []


CHECKS = [["check", "--persona", "audit", "--format", form, "--show-waived", "-v"] for form in FORMATS]
INVENTORIES = [["inventory", "--format", form, "-v"] for form in INVENTORY_FORMATS]
OTHERS = [["init", "-o", "-"], ["explain", "patients.email"], ["explain", "patients.visa"], ["check", "--statistics"]]


@pytest.mark.parametrize("arguments", [*CHECKS, *INVENTORIES, *OTHERS], ids=" ".join)
def test_no_output_shows_a_value(planted: pathlib.Path, arguments: list[str]) -> None:
    assert_clean(run(planted, *arguments))


def test_no_file_keeps_a_value(planted: pathlib.Path, tmp_path: pathlib.Path) -> None:
    written = {tmp_path / name for name in ("baseline.txt", "draft.yaml", *(f"out.{form}" for form in FORMATS))}
    run(planted, "baseline", "create", "--baseline", str(tmp_path / "baseline.txt"))
    run(planted, "init", "-o", str(tmp_path / "draft.yaml"))
    outputs = [f"--output={form}={tmp_path / f'out.{form}'}" for form in FORMATS]
    run(planted, "check", *outputs)
    for path in written:
        assert_clean(path.read_text())


def test_the_canaries_were_really_read(planted: pathlib.Path) -> None:
    fields = json.loads(run(planted, "inventory", "--format", "json", "-q"))["fields"]
    found = {(field["source"], field["field"]) for field in fields if field["categories"]}
    for source in ("schema.sql", "patient.schema.json", "people.csv", "people.jsonl", "people.parquet"):
        assert (source, "email") in found
    assert ("headless.csv", "column1") in found
    marked = {field for source, field in found if source == "marked.csv"}
    assert marked >= {"c2", "c4", "c5", "c7", "c8", "c11", "c12"}


def test_no_cache_keeps_a_value(planted: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINLINT_CACHE_DIR", str(tmp_path))
    readable = sorted(path.name for path in planted.iterdir() if not path.name.startswith(("broken", "ragged")))
    for name in readable:
        old = (planted / name).stat().st_mtime - 60
        os.utime(planted / name, (old, old))
        run(planted, "check", "--persona", "audit", "-v", name)
    assert len(list(tmp_path.glob("answers/*"))) >= 5
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert_clean(path.read_text(encoding="utf-8", errors="replace"))
