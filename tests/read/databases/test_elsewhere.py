"""What is neither a file here nor one of our own databases: Ibis's engines, Spark, and files that fsspec fetches."""

from __future__ import annotations

import io
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import fsspec
import ibis
import pyarrow as pa
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from fsspec.registry import _registry
from pyarrow import parquet

from minlint.model import Record
from minlint.read import Options
from tests.read.databases.test_postgresql import records, source
from tests.sinks import everything, formats_read, shown, with_fields

PEOPLE = [
    {"email": f"zqcanary{n}@mail.example", "at": {"town": "Delft"}, "age": n % 90 if n % 4 else None}
    for n in range(3_000)
]
TABLE = pa.Table.from_pylist(PEOPLE)


def assert_counted(record: Record, *, sampled: int | None = None) -> None:
    """The counts are those of all rows, whatever was fetched."""
    assert record.rows == 3_000
    assert (record.sampled is None) == (sampled is None)
    fields = {field.path: field for field in record.fields}
    assert {"email", "at.town", "age"} <= set(fields)
    age, email = fields["age"].values, fields["email"].values
    assert age and email
    assert (age.rows, age.nulls) == (3_000, 750)
    assert 2_700 <= email.distinct <= 3_000
    if sampled:
        assert 0 < len(email) <= sampled
    told = fields["email"].figures
    assert told and (told.rows, told.nulls, told.shortest, told.longest) == (3_000, 0, 22, 25)
    assert sampled or told.shapes[0][0] == "a+9999@a+.a+"
    years = fields["age"].figures
    assert years and (years.rows, years.nulls, dict(years.signs)) == (3_000, 750, {"digits": 1.0})


class Engine:
    """A DuckDB that stands for an engine elsewhere."""

    def __init__(self) -> None:
        self.connection = ibis.duckdb.connect()
        run = self.connection.con
        run.register("rows", TABLE)
        run.execute("CREATE TABLE people AS FROM rows").fetchall()
        run.execute("CREATE VIEW broken AS SELECT email::INT AS zqcanary FROM people").fetchall()

    def list_tables(self) -> list[str]:
        return ["broken", "people"]

    def table(self, name: str) -> Any:
        return self.connection.table(name)

    def disconnect(self) -> None:
        self.connection.disconnect()


@pytest.mark.parametrize("options", [Options(), Options(rows=100)])
def test_through_ibis(monkeypatch: pytest.MonkeyPatch, options: Options) -> None:
    monkeypatch.setattr(ibis, "connect", lambda _: Engine())
    told = source("trino://ada:zqcanary@host/hive/clinic", options)
    assert (told.path, told.format) == ("trino://host/hive/clinic", "ibis")
    assert_counted(records(told)["people"], sampled=options.rows)
    (problem,) = told.problems
    assert problem.code == "E002" and "zqcanary" not in problem.reason
    assert [record.name for record in source("trino://host/hive?table=people").records] == ["people"]


STANDS_FOR = """
import ibis
from tests.read.databases.test_elsewhere import Engine
ibis.connect = lambda address: Engine()
"""
HERE = str(Path(__file__).parents[3])


@pytest.mark.slow
def test_values_behind_ibis_are_seen_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(HERE)
    before = f"import sys; sys.path.insert(0, {HERE!r}){STANDS_FOR}"
    told = everything(tmp_path, tmp_path, "trino://ada:zqcanary@host/hive/clinic", before=before)
    assert shown(told, ["zqcanary"]) == []
    assert formats_read(told) == {"ibis"} and with_fields(told) == {"trino://host/hive/clinic"}


def test_ibis_without_the_backend() -> None:
    (problem,) = source("bigquery://project/dataset").problems
    assert problem.reason == "that takes Ibis's backend, which isn't installed: pip install 'ibis-framework[bigquery]'"


class Bucket(MemoryFileSystem):  # type: ignore[misc]
    """S3 in memory."""

    protocol = "s3"

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(super()._strip_protocol(path.removeprefix("s3://")))


@pytest.fixture
def bucket() -> Iterator[MemoryFileSystem]:
    """A bucket in memory."""
    fsspec.register_implementation("s3", Bucket, clobber=True)
    system = Bucket()
    for year in (2023, 2024):
        file = io.BytesIO()
        parquet.write_table(TABLE, file)
        system.pipe(f"/bucket/visits/year={year}/part-0.parquet", file.getvalue())
    system.pipe("/bucket/notes/readme.txt", b"zqcanary")
    yield system
    system.rm("/bucket", recursive=True)
    _registry.pop("s3")


@pytest.mark.parametrize("address", ["s3://bucket/visits", "s3://bucket/visits/*/*.parquet"])
def test_a_bucket(bucket: MemoryFileSystem, address: str) -> None:
    assert bucket
    told = source(address)
    (record,) = told.records
    assert (told.path, record.name, record.rows) == (address, "visits", 6_000)
    year = next(field.values for field in record.fields if field.path == "year")
    assert sorted(map(str, year or ())) == ["2023", "2024"]


def test_nothing_there(bucket: MemoryFileSystem) -> None:
    assert bucket
    assert [problem.reason for problem in source("s3://bucket/nosuch.parquet").problems] == ["there is no such file"]
    assert [problem.reason for problem in source("s3://bucket/notes").problems] == ["there is no such file"]


def test_a_bucket_without_its_package() -> None:
    (problem,) = source("gs://bucket/x.parquet").problems
    assert problem.reason == "that takes fsspec with gcsfs: pip install fsspec gcsfs"


def test_s3_without_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    (problem,) = source("s3://bucket/x.parquet").problems
    assert problem.reason == "that takes fsspec with s3fs: pip install fsspec s3fs"


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """A service that answers as S3 does, with a bucket that anybody with a key may read."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def test_s3_over_its_own_protocol(service: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import s3fs

    for name, value in {"ENDPOINT_URL": service, "ACCESS_KEY_ID": "zqcanary", "SECRET_ACCESS_KEY": "zqcanary"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem()
    system.mkdir("clinic")
    file = io.BytesIO()
    parquet.write_table(TABLE, file)
    for year in (2023, 2024):
        system.pipe(f"clinic/visits/year={year}/part-0.parquet", file.getvalue())
    system.pipe("clinic/people.csv", b"email,town\nzqcanary@mail.example,Delft\n")
    for address in ("s3://clinic/visits", "s3://clinic/visits/*/*.parquet"):
        told = source(address)
        assert [(record.name, record.rows) for record in told.records] == [("visits", 6_000)]
    told = source("s3://clinic/people.csv")
    assert (told.format, [field.path for field in told.records[0].fields]) == ("csv", ["email", "town"])
    for wrong in ("s3://nosuch/people.csv", "s3://clinic/nosuch.csv"):
        assert [problem.reason for problem in source(wrong).problems] == ["there is no such file"]


def test_a_service_that_takes_up_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minlint.read.formats.remote._ANSWER", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        (problem,) = source(f"http://127.0.0.1:{mute.getsockname()[1]}/people.csv").problems
    assert (problem.code, problem.reason) == ("E001", "no answer in time")


def test_nobody_there() -> None:
    (problem,) = source("http://127.0.0.1:1/people.csv").problems
    assert (problem.code, problem.reason) == ("E001", "nobody answers there")


def test_https(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("email,town\n" + "".join(f"{p['email']},Delft\n" for p in PEOPLE))
    handler = partial(_Silent, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        told = source(f"{address}/people.csv?signature=zqcanary")
        gone = source(f"{address}/nosuch.csv")
        server.shutdown()
    assert (told.path, told.format, told.records[0].name) == (f"{address}/people.csv", "csv", "people")
    assert told.records[0].rows == 3_000
    assert [problem.reason for problem in gone.problems] == ["there is no such file"]


@pytest.mark.slow
def test_values_of_files_elsewhere_are_seen_nowhere(tmp_path: Path) -> None:
    """Nor what an address is signed with; and the private copies are gone."""
    served, left = tmp_path / "served", tmp_path / "left"
    served.mkdir()
    left.mkdir()
    (served / "people.csv").write_text("email,town\n" + "".join(f"{p['email']},zqcanary\n" for p in PEOPLE))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(served))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        addresses = [f"{address}/{name}?signature=zqcanary" for name in ("people.csv", "nosuch.csv")]
        told = everything(tmp_path, left, *addresses)
        server.shutdown()
    assert shown(told, ["zqcanary"]) == []
    assert with_fields(told) == {f"{address}/people.csv"} and f"{address}/nosuch.csv" in told["out.concise"]
    assert [path.name for path in left.iterdir() if path.name.startswith("minlint-")] == []


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *said: Any) -> None:
        """Say nothing."""


SPARK = "spark:///{}?master=local[2]"


def run(folder: Path, *said: str) -> Any:
    command = [sys.executable, "-m", "minlint", "inventory", "--format", "json", "-q", *said]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, env={**os.environ})
    assert (done.returncode, done.stderr) == (0, "")
    assert "zqcanary" not in done.stdout
    return json.loads(done.stdout)


@pytest.mark.slow
def test_spark_on_two_workers(tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    from minlint.read.spark_tables import session

    spark, name = session(SPARK.format("people"))
    try:
        assert (name, spark.sparkContext.master, spark.sparkContext.defaultParallelism) == ("people", "local[2]", 2)
        for year in (2023, 2024):
            folder = tmp_path / f"visits/year={year}"
            folder.mkdir(parents=True)
            parquet.write_table(TABLE, folder / "part-0.parquet")
        spark.sql(f"CREATE TEMPORARY VIEW people AS SELECT email, at, age FROM parquet.`{tmp_path}/visits/year=2023`")
        for options in (Options(), Options(rows=100)):
            assert_counted(records(source(SPARK.format("people"), options))["people"], sampled=options.rows)
        (problem,) = source(SPARK.format("nosuch")).problems
        assert problem.code == "E001" and "no table or database" in problem.reason
        spark.sql("CREATE TEMPORARY VIEW zq AS SELECT raise_error('zqcanary') AS a, email FROM people")
        (problem,) = source(SPARK.format("zq")).problems
        assert problem.code == "E002" and "zqcanary" not in problem.reason
    finally:
        gateway = spark.sparkContext._gateway
        spark.stop()
        gateway.shutdown()


@pytest.mark.slow
def test_files_read_by_spark(tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    for year in (2023, 2024):
        folder = tmp_path / f"visits/year={year}"
        folder.mkdir(parents=True)
        parquet.write_table(TABLE, folder / "part-0.parquet")
    (tmp_path / "people.csv").write_text("email;town\n" + "".join(f"{p['email']};Delft\n" for p in PEOPLE[:50]))
    told = run(tmp_path, "--engine", "spark", ".")
    found = {(field["source"], field["field"]) for field in told["fields"]}
    dataset = "visits/year=*/*.parquet"
    assert {(dataset, "email"), (dataset, "year"), (dataset, "at.town"), ("people.csv", "email")} <= found
    assert told["unreadable"] == []
    left = tmp_path / "left"
    left.mkdir()
    seen = everything(tmp_path, left, "visits", reading=["--engine", "spark"])
    assert shown(seen, ["zqcanary"]) == [] and with_fields(seen) == {dataset}
