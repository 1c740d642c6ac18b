"""Files of rows of every kind: the same people, read as the same columns."""

from __future__ import annotations

import datetime
import json
from contextlib import closing
from pathlib import Path
from typing import Any

import fastavro
import openpyxl
import pytest

from minlint.model import Problem, Record, Source
from minlint.read import Options, read
from minlint.read.input import Input
from tests.read.data.samples import AVRO, PEOPLE, WRITERS, sqlite


def of(path: Path, options: Options | None = None, **kind: Any) -> Source:
    found = read(Input(path.name, **(kind or {"file": str(path)})), options or Options())
    assert found is not None
    return found


def one(source: Source) -> Record:
    (record,) = source.records
    return record


def columns(record: Record) -> list[tuple[str, str]]:
    return [(field.path, field.type) for field in record.fields]


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_columns_and_values(tmp_path: Path, name: str) -> None:
    WRITERS[name](tmp_path / name)
    for source in (of(tmp_path / name), of(tmp_path / name, data=(tmp_path / name).read_bytes())):
        record = one(source)
        assert (record.name, record.rows, record.sampled, source.problems) == ("people", 1_200, None, ())
        assert columns(record) == [("email", "varchar"), ("born", "date"), ("at.town", "varchar")]
        email, born, town = (field.values for field in record.fields)
        assert email and born and town
        assert (email.distinct, len(email), dict(town.items())) == (1_200, 1_200, {"Delft": 1_200})
        assert PEOPLE[7]["born"] in set(born) and PEOPLE[7]["email"] in set(email)


@pytest.mark.parametrize("name", WRITERS)
def test_a_sample_is_the_same_on_every_run(tmp_path: Path, name: str) -> None:
    WRITERS[name](tmp_path / name)
    taken = [one(of(tmp_path / name, Options(rows=50))) for _ in range(2)]
    assert [(record.rows, record.sampled) for record in taken] == [(1_200, 50)] * 2
    assert len({tuple(record.fields[0].values or ()) for record in taken}) == 1


@pytest.mark.parametrize("name", [name for name in WRITERS if not name.endswith("json")])
@pytest.mark.parametrize("share", [0.5, 0.0])
def test_what_is_cut_off_is_told(tmp_path: Path, name: str, share: float) -> None:
    WRITERS[name](tmp_path / name)
    content = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(content[: int(len(content) * share)])
    source = of(tmp_path / name)
    if name in ("people.arrows", "people.avro") and share:  # these are read row by row
        assert [problem.code for problem in source.problems] == ["E002"]
        assert 0 < (one(source).rows or 0) < 1_200
    else:
        assert [problem.code for problem in source.problems] == ["E001"]
    assert "ada" not in repr(source.problems)


@pytest.mark.parametrize("codec", ["null", "deflate", "snappy"])
def test_an_avro_files_packing(tmp_path: Path, codec: str) -> None:
    with (tmp_path / "x.avro").open("wb") as file:
        fastavro.writer(file, AVRO, PEOPLE, "null")
    packed = (tmp_path / "x.avro").read_bytes().replace(b"\x08null", b"\x0csnappy") if codec == "snappy" else b""
    if packed:
        (tmp_path / "x.avro").write_bytes(packed)
        (problem,) = of(tmp_path / "x.avro").problems
        assert "snappy" in problem.reason
    else:
        with (tmp_path / "x.avro").open("wb") as file:
            fastavro.writer(file, AVRO, PEOPLE, codec)
        assert one(of(tmp_path / "x.avro")).rows == 1_200


def test_avro_types(tmp_path: Path) -> None:
    fields = [
        {"name": "tags", "type": {"type": "array", "items": "string"}},
        {"name": "scores", "type": {"type": "map", "values": "long"}},
        {"name": "either", "type": ["null", "string", "int"]},
        {"name": "visa", "type": {"type": "enum", "name": "Visa", "symbols": ["B1", "F1"]}},
        {"name": "seen", "type": {"type": "long", "logicalType": "timestamp-millis"}},
        {"name": "parent", "type": ["null", "Person"]},
    ]
    row = {
        "tags": ["a"],
        "scores": {"x": 1},
        "either": 3,
        "visa": "B1",
        "parent": None,
        "seen": datetime.datetime(2024, 1, 1),
    }
    with (tmp_path / "x.avro").open("wb") as file:
        fastavro.writer(file, {"type": "record", "name": "Person", "fields": fields}, [row])
    found = dict(columns(one(of(tmp_path / "x.avro"))))
    assert found["tags[]"] == found["either"] == found["visa"] == found["parent.either"] == "varchar"
    assert (found["scores.{key}"], found["seen"]) == ("bigint", "timestamp with time zone")


def test_lists_in_an_object(tmp_path: Path) -> None:
    path = tmp_path / "shop.json"
    path.write_text('{"n": 2,\n "users": [{"email": "a@x.org"},\n {"email": "b@x.org"}]}')
    record = one(of(path))
    assert (record.name, record.fields[0].path, record.fields[0].span and record.fields[0].span[:2]) == (
        "shop",
        "email",
        (2, 14),
    )
    path.write_text('{"users": [{"email": "a"}, {"email": "b"}], "orders": [{"sku": 1}, {"sku": 2}]}')
    assert [(record.name, columns(record)[0][0]) for record in of(path).records] == [
        ("users", "email"),
        ("orders", "sku"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "x", "contributors": [{"name": "A"}, {"name": "B"}], "scripts": {"build": "a long line"}}',
        '{"include": ["a", "b"]}',
        '["a", "b"]',
        "[]",
        '{"tasks": [{"label": "x"}]}',
    ],
)
def test_settings_are_no_data(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    assert read(Input("x.json", str(tmp_path / "x.json")), Options()) is None


@pytest.mark.parametrize("name", ["x.json", "x.jsonl"])
def test_lists_of_nothing(tmp_path: Path, name: str) -> None:
    """The engine knows no type for them, and Arrow no name for that."""
    rows = [{"email": "a@x.org", "l": [None], "s": {"t": [None], "u": [{"v": [None]}]}}, {"email": "b@x.org", "l": []}]
    (tmp_path / name).write_text(json.dumps(rows) if name == "x.json" else "\n".join(map(json.dumps, rows)))
    source = of(tmp_path / name)
    assert (source.problems, [path for path, _ in columns(one(source))]) == ((), ["email", "l[]", "s.t[]", "s.u[].v[]"])


def test_broken_json_has_a_place(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('[{"email": "ada@mail.example"},\n {"email": ada}]')
    assert of(path).problems == (Problem("E001", "not JSON from here on", 2, 12),)


def test_a_workbook_of_data(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "people"
    for row in (["Members of 2024"], [], ["email", "born", None, "age"]):
        sheet.append(row)
    for person in PEOPLE[:300]:
        sheet.append([person["email"], person["born"], None, 40])
    book.create_sheet("empty")
    book.save(tmp_path / "club.xlsx")
    record = one(of(tmp_path / "club.xlsx"))
    assert (record.name, record.rows) == ("people", 300)
    assert columns(record) == [("email", "varchar"), ("born", "date"), ("column3", "varchar"), ("age", "bigint")]
    (tmp_path / "club.xlsx").write_bytes((tmp_path / "club.xlsx").read_bytes()[:2_000])
    assert of(tmp_path / "club.xlsx").problems == (Problem("E001", "not a workbook"),)


@pytest.mark.parametrize("wal", [False, True])
def test_sqlite(tmp_path: Path, wal: bool) -> None:
    with closing(sqlite(tmp_path / "clinic.db", wal=wal)) as database:
        before = sorted((path.name, path.stat().st_mtime_ns) for path in tmp_path.iterdir())
        source = of(tmp_path / "clinic.db")
        assert sorted((path.name, path.stat().st_mtime_ns) for path in tmp_path.iterdir()) == before
        assert database.execute("SELECT count(*) FROM patients").fetchone() == (1_200,)
    found = {record.name: record for record in source.records}
    assert (list(found), source.problems) == (["doctors", "patients", "mails", "notes"], ())
    fields = {field.path: field for field in found["patients"].fields}
    assert (fields["email"].type, fields["email"].mandatory, fields["email"].comment) == (
        "VARCHAR(80)",
        True,
        "where to write to",
    )
    assert fields["id"].primary and fields["doctor"].references == ("doctors", "id")
    assert fields["visa"].enum == ("B1", "F1")
    assert [marker.text for marker in found["patients"].markers] == ["care"]
    values = [field.values for field in found["patients"].fields]
    assert [value and value.distinct for value in values] == [1_200, 1_200, 1, 3, 2]
    assert (found["mails"].rows, found["notes"].rows, found["doctors"].rows) == (1_200, 1, 0)
    assert {field.span for record in source.records for field in record.fields} == {None}


def test_a_sample_of_sqlite(tmp_path: Path) -> None:
    sqlite(tmp_path / "clinic.db").close()
    patients = of(tmp_path / "clinic.db", Options(rows=100)).records[1]
    assert (patients.rows, patients.sampled) == (1_200, 100)


def test_broken_sqlite(tmp_path: Path) -> None:
    sqlite(tmp_path / "clinic.sqlite").close()
    content = bytearray((tmp_path / "clinic.sqlite").read_bytes())
    content[8_192:-8_192] = b"\xab" * (len(content) - 16_384)
    (tmp_path / "clinic.sqlite").write_bytes(content)
    source = of(tmp_path / "clinic.sqlite")
    assert {problem.code for problem in source.problems} == {"E002"}
    assert "patients" in {record.name for record in source.records}
    (tmp_path / "clinic.sqlite").write_bytes(b"SQLite format 3\0 and nothing more")
    assert [problem.code for problem in of(tmp_path / "clinic.sqlite").problems] == ["E001"]


def test_duckdb(tmp_path: Path) -> None:
    import duckdb

    with duckdb.connect(str(tmp_path / "clinic.duckdb")) as database:
        database.execute("""
            CREATE SCHEMA care; CREATE TYPE visa AS ENUM ('B1', 'F1');
            CREATE TABLE care.patients (id INT PRIMARY KEY, email VARCHAR NOT NULL, visa visa,
                                        home STRUCT(street VARCHAR, zip VARCHAR), tags VARCHAR[]);
            COMMENT ON COLUMN care.patients.email IS 'where to write to';
            INSERT INTO care.patients SELECT n, 'ada' || n || '@mail.example', 'B1', {'street': 'x', 'zip': '1'}, ['a']
              FROM range(1200) t(n);
            CREATE VIEW mails AS SELECT email FROM care.patients""")
    source = of(tmp_path / "clinic.duckdb")
    found = {record.name: record for record in source.records}
    assert (set(found), source.problems) == ({"care.patients", "mails"}, ())
    fields = {field.path: field for field in found["care.patients"].fields}
    assert list(fields) == ["id", "email", "visa", "home", "home.street", "home.zip", "tags[]"]
    assert (fields["email"].mandatory, fields["email"].comment, fields["id"].primary) == (
        True,
        "where to write to",
        True,
    )
    street = fields["home.street"].values
    assert fields["home"].container and street and street.distinct == 1
    (tmp_path / "clinic.duckdb").write_bytes((tmp_path / "clinic.duckdb").read_bytes()[:5_000])
    assert [problem.code for problem in of(tmp_path / "clinic.duckdb").problems] == ["E001"]
