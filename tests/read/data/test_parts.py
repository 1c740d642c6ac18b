"""Datasets in several files are one source, by a glob that names its files."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import orc

from minlint.model import Source
from minlint.pipeline import Reading, find
from minlint.read import Options, read

ROWS = [{"email": f"ada{n}@mail.example", "town": "Delft"} for n in range(100)]
TABLE = pa.Table.from_pylist(ROWS)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(path: str, rows: list[dict[str, str]] = ROWS) -> None:
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    text = "".join(json.dumps(row) + "\n" for row in rows)
    cells = "".join(",".join(row) + "\n" for row in [list(rows[0]), *(list(row.values()) for row in rows)])
    if path.endswith(".parquet"):
        pq.write_table(pa.Table.from_pylist(rows), path)
    elif path.endswith(".orc"):
        orc.write_table(pa.Table.from_pylist(rows), path)
    else:
        content = (text if ".jsonl" in path else cells).encode()
        Path(path).write_bytes(gzip.compress(content) if path.endswith(".gz") else content)


def sources(*paths: str) -> dict[str, Source]:
    found = (read(item, Options()) for item in find(Reading(paths or (".",))).inputs)
    return {source.path: source for source in found if source}


@pytest.mark.parametrize("suffix", ["parquet", "orc", "csv", "csv.gz", "jsonl", "jsonl.gz"])
def test_a_partitioned_folder(suffix: str) -> None:
    for year in (2023, 2024):
        put(f"data/visits/year={year}/town=%C3%84/part-0.{suffix}")
    put("data/others.csv")
    found = sources()
    assert list(found) == ["data/others.csv", f"data/visits/year=*/town=*/*.{suffix}"]
    source = found[f"data/visits/year=*/town=*/*.{suffix}"]
    (record,) = source.records
    assert (record.name, record.rows, source.problems) == ("visits", 200, ())
    values = {field.path: sorted(map(str, field.values or ())) for field in record.fields}
    assert values["year"] == ["2023", "2024"]
    assert len(values["email"]) == 100
    assert {field.span for field in record.fields} == {None}
    assert list(sources(f"data/visits/*/*/*.{suffix}")) == list(sources("data/visits")) == [source.path]


def test_numbered_files() -> None:
    for name in (
        "part-00000-a1.parquet",
        "part-00001-b2.parquet",
        "people-00001-of-00002.csv",
        "people-00002-of-00002.csv",
    ):
        put(f"out/{name}")
    put("out/users1.csv")
    put("out/users2.csv")
    put("alone/part-0.csv")
    assert list(sources()) == ["alone/part-0.csv", "out/*.parquet", "out/*.csv", "out/users1.csv", "out/users2.csv"]


@pytest.mark.parametrize("suffix", ["parquet", "orc", "csv", "jsonl.gz"])
def test_a_part_that_cant_be_read_costs_itself(suffix: str) -> None:
    for number in range(3):
        put(f"x/part-{number}.{suffix}")
    Path(f"x/part-1.{suffix}").write_bytes(b"other,heading\n1,2\n" if suffix == "csv" else b"\x1f\x8b zqcanary")
    (source,) = sources().values()
    assert [problem.code for problem in source.problems] == ["E002"]
    assert f"part-1.{suffix}" in source.problems[0].reason and "zqcanary" not in source.problems[0].reason
    assert source.records[0].rows == 200


def test_columns_that_later_parts_add() -> None:
    put("x/part-0.parquet")
    put("x/part-1.parquet", [{"email": "a@x.org", "phone": "1"}])
    (source,) = sources().values()
    assert {field.path for field in source.records[0].fields} == {"email", "town", "phone"}
