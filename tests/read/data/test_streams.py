"""Every row of files that are too long to be kept: they are streamed, and tell what they would tell at once."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from typing import Any

import pytest

from minlint import pipeline, taxonomy
from minlint.model import Record, SourceReading
from minlint.read import batches, datasets, streams

ROWS = 6_000
BOOK = taxonomy.default()


def rows() -> list[dict[str, Any]]:
    made = [
        {
            "full_name": f"Ada Novak{n % 50}",
            "at": {"zip": f"{10_000 + n}", "sex": "fm"[n % 2]},
            "age": n % 90 if n % 3 else None,
            "note": f"parcel 7{n:05}-{n % 97:02}-7712 3456 {n % 9999:04} was sent by us",
        }
        for n in range(ROWS)
    ]
    made[4_321]["note"] = "the number on file is 536-90-4399 as of today"
    return made


def arrow(path: pathlib.Path) -> pathlib.Path:
    import pyarrow as pa

    table = pa.Table.from_pylist(rows())
    with pa.OSFile(str(path.with_suffix(".arrow")), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table, max_chunksize=500)
    return path.with_suffix(".arrow")


def stream(path: pathlib.Path) -> pathlib.Path:
    import pyarrow as pa

    table = pa.Table.from_pylist(rows())
    with pa.OSFile(str(path.with_suffix(".arrows")), "wb") as file, pa.ipc.new_stream(file, table.schema) as writer:
        writer.write_table(table, max_chunksize=500)
    return path.with_suffix(".arrows")


def orc(path: pathlib.Path) -> pathlib.Path:
    import pyarrow as pa
    from pyarrow import orc as form

    form.write_table(pa.Table.from_pylist(rows()), str(path.with_suffix(".orc")), stripe_size=64 << 10)
    return path.with_suffix(".orc")


def avro(path: pathlib.Path) -> pathlib.Path:
    import fastavro

    at = {"type": "record", "name": "At", "fields": [{"name": n, "type": "string"} for n in ("zip", "sex")]}
    fields = [("full_name", "string"), ("at", at), ("age", ["null", "long"]), ("note", "string")]
    schema = {"type": "record", "name": "P", "fields": [{"name": name, "type": kind} for name, kind in fields]}
    with path.with_suffix(".avro").open("wb") as file:
        fastavro.writer(file, schema, rows())
    return path.with_suffix(".avro")


def parts(path: pathlib.Path) -> pathlib.Path:
    import pyarrow as pa

    for number in range(2):
        table = pa.Table.from_pylist(rows()[number * ROWS // 2 : (number + 1) * ROWS // 2])
        folder = path.parent / "people" / f"year={2024 + number}"
        folder.mkdir(parents=True)
        with pa.OSFile(str(folder / "part-0.arrow"), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
            writer.write_table(table, max_chunksize=500)
    return path.parent / "people"


def reading(path: pathlib.Path) -> SourceReading:
    asked = pipeline.Reading((str(path),), jobs=1, full=True)
    (found,) = pipeline.read_all(pipeline.find(asked).inputs, asked, BOOK)
    assert not found.source.problems
    return found


def told(record: Record) -> dict[str, Any]:
    return {field.path: (field.type, field.figures and field.figures._replace(distinct=0)) for field in record.fields}


@pytest.mark.parametrize("write", [arrow, stream, orc, avro, parts])
def test_what_is_streamed_tells_the_same(
    write: Callable[[pathlib.Path], pathlib.Path], tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "people")
    whole = reading(path)
    asked = 0
    begin = streams.Again.__arrow_c_stream__

    def counted(self: streams.Again, requested_schema: Any = None) -> Any:
        nonlocal asked
        asked += 1
        return begin(self, requested_schema)

    monkeypatch.setattr(streams.Again, "__arrow_c_stream__", counted)
    monkeypatch.setattr(batches, "WHOLE", 500)
    monkeypatch.setattr(datasets, "WHOLE", 500)
    monkeypatch.setattr(datasets, "_CELLS_IN_MEMORY", 20_000)
    found = reading(path)
    assert 0 < asked < 20  # a bounded number of times
    assert found.source.records[0].rows == ROWS and found.source.records[0].sampled is None
    assert told(found.source.records[0]) == told(whole.source.records[0])
    (number,) = (
        item.evidence[-1].detail
        for each in found.records[0].readings
        if each.field and each.field.path == "note"
        for item in each.detections
        if item.category == "user.government_id.national_identification_number"
    )
    assert number.startswith(f"1 of {ROWS:,} rows hold US Social Security numbers")
    measures = found.records[0].measures
    assert measures and measures.telling
    assert measures.telling[0].estimated is not None  # rows that fit were drawn


def test_what_is_broken_is_read_as_far_as_it_can(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = stream(tmp_path / "people")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 3 // 4])
    monkeypatch.setattr(batches, "WHOLE", 500)
    monkeypatch.setattr(datasets, "_CELLS_IN_MEMORY", 4_000)
    asked = pipeline.Reading((str(path),), jobs=1, full=True)
    (found,) = pipeline.read_all(pipeline.find(asked).inputs, asked, BOOK)
    (problem,) = found.source.problems
    assert problem.code == "E002" and "from some row on it can't be read" in problem.reason
    assert 3_000 <= (found.source.records[0].rows or 0) < ROWS
