"""Parquet: leaves, types, counts and vectors; no lines."""

from __future__ import annotations

import datetime
import decimal
import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from minlint.model import Source
from minlint.read import Options, read
from minlint.read.formats import parquet
from minlint.read.input import Input

DAY = datetime.date(1984, 2, 29)


def table() -> pa.Table:
    rng = random.Random(5)
    return pa.table(
        {
            "id": pa.array([1, 2, 3], pa.int32()),
            "person": [{"email": "ada@example.org", "born": DAY}, {"email": "ben@example.org", "born": None}, None],
            "tags": [["a", "b"], None, ["c"]],
            "visits": [[{"room": "A"}], [{"room": "B"}, {"room": "C"}], []],
            "face": pa.array([[rng.gauss(0, 0.1) for _ in range(128)] for _ in range(3)], pa.list_(pa.float32())),
            "voice": pa.array([[rng.gauss(0, 0.1) for _ in range(192)] for _ in range(3)], pa.list_(pa.float64(), 192)),
            "amount": [decimal.Decimal("1.20"), decimal.Decimal("30.00"), None],
            "seen": [datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)] * 3,
            "photo": [b"\xff\xd8canary", None, b"\xff\xd8other"],
            "scores": pa.array([[("maths", 1)], [("art", 2)], []], pa.map_(pa.string(), pa.int64())),
        }
    )


def source_of(tmp_path: Path, options: Options | None = None) -> Source:
    path = tmp_path / "members.parquet"
    pq.write_table(table(), path)
    found = read(Input("data/members.parquet", str(path)), options or Options())
    assert found is not None
    return found


def test_leaves_and_types(tmp_path: Path) -> None:
    source = source_of(tmp_path)
    record = source.records[0]
    assert (record.name, record.rows, record.sampled, source.problems) == ("members", 3, None, ())
    assert [(field.path, field.type) for field in record.fields] == [
        ("id", "integer"),
        ("person.email", "varchar"),
        ("person.born", "date"),
        ("tags[]", "varchar"),
        ("visits[].room", "varchar"),
        ("face", "float[128]"),
        ("voice", "double[192]"),
        ("amount", "decimal(4,2)"),
        ("seen", "timestamp with time zone"),
        ("photo", "blob"),
        ("scores.{key}", "bigint"),
    ]
    assert {field.span for field in record.fields} == {None}
    vectors = {field.path: field.vector.dimension for field in record.fields if field.vector}
    assert vectors == {"face": 128, "voice": 192}
    born = record.fields[2].values
    assert born is not None
    assert (dict(born.items()), born.nulls, born.rows) == ({DAY: 1}, 2, 3)
    assert "canary" not in repr(source)


def test_standard_input(tmp_path: Path) -> None:
    source_of(tmp_path)
    data = (tmp_path / "members.parquet").read_bytes()
    assert parquet.read(Input("members.parquet", data=data), Options()).records[0].rows == 3


@pytest.mark.parametrize("content", [b"PAR1 and nothing more", b"not at all", b"PAR1" + bytes(500) + b"PAR1"])
def test_broken_files(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.parquet"
    path.write_bytes(content)
    source = read(Input("x.parquet", str(path)), Options())
    assert source is not None
    assert [problem.code for problem in source.problems] == ["E001"]
    assert source.records == ()


def test_a_sample(tmp_path: Path) -> None:
    record = source_of(tmp_path, Options(rows=2)).records[0]
    assert (record.rows, record.sampled) == (3, 2)
