"""Planted values of every kind of data file appear in no output, no cache and no error (CONTRACT, part 6)."""

from __future__ import annotations

import gzip
import json
import pathlib
import sqlite3
from contextlib import closing

import duckdb
import fastavro
import openpyxl
import pyarrow as pa
import pytest
from pyarrow import feather, orc, parquet

from minlint.report import FORMATS
from tests.test_canaries import HEADER, ROWS, assert_clean, run

PEOPLE = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
AVRO = {"type": "record", "name": "people", "fields": [{"name": name, "type": "string"} for name in HEADER]}
WHOLE = ("people.arrow", "people.avro", "people.csv.gz", "people.db", "people.duckdb", "people.json", "people.orc")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A folder whose every value is a canary; whatever can be cut off is also there cut off."""
    folder = tmp_path_factory.mktemp("planted")
    table = pa.Table.from_pylist(PEOPLE)
    feather.write_feather(table, str(folder / "people.arrow"))
    orc.write_table(table, str(folder / "people.orc"))
    parquet.write_table(table, folder / "people.parquet")
    with (folder / "people.avro").open("wb") as file:
        fastavro.writer(file, AVRO, PEOPLE)
    (folder / "people.csv.gz").write_bytes(gzip.compress("\n".join(map(",".join, [HEADER, *ROWS])).encode()))
    (folder / "people.json").write_text(json.dumps(PEOPLE, indent=1))
    with closing(sqlite3.connect(folder / "people.db")) as database:
        columns = ", ".join(f"{name} DEFAULT 'zqcanary' -- zqcanary\n" for name in HEADER)
        database.execute(f"CREATE TABLE people ({columns})")
        database.executemany(f"INSERT INTO people VALUES ({','.join('?' * len(HEADER))})", ROWS)
        database.commit()
    with duckdb.connect(str(folder / "people.duckdb")) as other:
        other.register("rows", table)
        other.execute("CREATE TABLE people AS FROM rows; COMMENT ON COLUMN people.card IS 'zqcanary'")
    for name in [*WHOLE, "people.parquet"]:
        content = (folder / name).read_bytes()
        (folder / f"cut_{name}").write_bytes(content[: len(content) // 2])
    book = openpyxl.Workbook()
    for row in (HEADER, *ROWS):
        book.worksheets[0].append(list(row))
    book.save(folder / "people.xlsx")
    for town in ("zqcanary", "ZQCANARY"):
        part = folder / "visits" / f"town={town}"
        part.mkdir(parents=True)
        parquet.write_table(table, part / "part-0.parquet")
    (part / "part-1.parquet").write_text("zqcanary")
    return folder


def test_no_output_and_no_cache_shows_a_value(
    planted: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINLINT_CACHE_DIR", str(tmp_path / "cache"))
    outputs = [f"--output={form}={tmp_path / form}" for form in FORMATS]
    assert_clean(run(planted, "check", "--persona", "audit", "-v", *outputs))
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in written} >= set(FORMATS)
    for path in written:
        assert_clean(path.read_text(encoding="utf-8", errors="replace"))


def test_the_canaries_were_really_read(planted: pathlib.Path) -> None:
    said = run(planted, "inventory", "--format", "json", "-q")
    assert_clean(said)
    told = json.loads(said)
    found = {field["source"] for field in told["fields"] if field["field"] == "email" and field["categories"]}
    assert {*WHOLE, "people.xlsx", "visits/town=*/*.parquet"} <= found
    assert {item["source"] for item in told["unreadable"]} >= {
        "cut_people.orc",
        "cut_people.parquet",
        "cut_people.json",
    }
