"""A live PostgreSQL: what its catalogue declares and its rows hold, and all that can go wrong on the way."""

from __future__ import annotations

import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from minlint.errors import Unreadable
from minlint.kinds import kind_of
from minlint.model import Field, Record, Source
from minlint.read import Options, read
from minlint.read.addresses import inputs_of
from minlint.read.live import GRACE, Asked
from minlint.read.postgres.connecting import bounded, connected
from tests.read.databases.conftest import ENCODED, PASSWORD, POSTGRES_DDL, url
from tests.read.sql.conftest import _read as read_sql
from tests.sinks import everything, shown, with_fields


def source(address: str, options: Options | None = None) -> Source:
    (found,) = inputs_of([address])
    told = read(found, options or Options())
    assert told is not None
    return told


def records(told: Source) -> dict[str, Record]:
    return {record.name: record for record in told.records}


def declared(field: Field) -> tuple[Any, ...]:
    """What DDL can say of a field, types by kind."""
    kind = kind_of(field.type)
    told = (kind.name, kind.length, field.format, field.mandatory, field.comment, field.enum, field.primary)
    return (field.path, *told, field.unique, field.references, field.default)


@pytest.fixture(scope="module")
def told(clinic: str) -> Source:
    return source(url(clinic, "reader", ENCODED))


def test_it_is_declared_as_its_ddl_declares_it(told: Source) -> None:
    ddl = records(read_sql(POSTGRES_DDL, "clinic.psql"))
    live = records(told)
    assert set(ddl) == {"care.doctors", "care.patients", "care.visits"}
    for name, record in ddl.items():
        own = {field.path for field in record.fields}
        assert [declared(field) for field in live[name].fields if field.path in own] == list(
            map(declared, record.fields)
        )
        assert live[name].comment == record.comment


def test_values_inside_and_out(told: Source) -> None:
    found = records(told)
    assert set(found) == {f"care.{name}" for name in "doctors patients visits mails kept secret half".split()}  # noqa: SIM905
    rows = {name.removeprefix("care."): record.rows for name, record in found.items() if record.rows}
    assert rows == {"doctors": 2, "patients": 2500, "visits": 500, "mails": 2500, "kept": 2500, "half": 1}
    fields = {field.path: field for field in found["care.patients"].fields}
    inner = {"home.street", "home.town", "tags[]", "profile.phone", "profile.kids[].name"}
    assert inner <= set(fields) and fields["home"].container and fields["profile"].container
    values = {path: field.values for path, field in fields.items() if field.values}
    assert set(values["photo"]) == {b"\xff\xd8"}
    assert set(values["weight"]) == {"71.25"}
    assert (values["email"].distinct, values["profile.phone"].distinct, values["tags[]"].distinct) == (2500, 2500, 2)
    note = values["note"]
    assert (note.rows, note.nulls) == (2500, 833)
    looks = {path: field.figures for path, field in fields.items() if field.figures}
    assert looks["zip"].shapes == (("99999", 1.0),) and looks["weight"].decimals == ((2, 1.0),)
    assert looks["profile.phone"].least == "+99 9 99999999" and looks["email"].longest == 25
    assert set(note) == {"", 'says "zqcanary", and\nmore'}
    assert told.stored and "zqcanary" not in repr(told).replace("zqcanary those", "").replace(
        "zqcanary where", ""
    ).replace("zqcanary calm", "")


def test_what_may_not_be_read_is_told_and_judged_by_its_declaration(told: Source) -> None:
    assert [problem.code for problem in told.problems] == ["E002", "E002"]
    reasons = sorted(problem.reason for problem in told.problems)
    assert reasons == ["care.half: no right to read ssn", "care.secret: no right to read it"]
    half = {field.path: field.values for field in records(told)["care.half"].fields}
    assert half["email"] and half["ssn"] is None


def test_schemas_and_samples(clinic: str) -> None:
    assert source(url(clinic, "postgres", more="&schema=public")).records == ()
    found = records(source(url(clinic, "postgres", more="&schema=care,public&timeout=30"), Options(rows=100)))
    patients = found["care.patients"]
    assert patients.rows == 2500 and 50 <= (patients.sampled or 0) <= 100
    again = records(source(url(clinic, "postgres"), Options(rows=100)))["care.patients"]
    assert set(again.fields[1].values or ()) == set(patients.fields[1].values or ())


@pytest.mark.parametrize("user", ["reader", "postgres"])
def test_nothing_is_written(clinic: str, user: str) -> None:
    """Whoever writes takes a number from the counter of transactions; and the superuser could."""
    with psycopg.connect(clinic.replace("dbname=postgres", "dbname=clinic"), autocommit=True) as watcher:
        counter = "SELECT pg_snapshot_xmax(pg_current_snapshot()), pg_current_wal_insert_lsn()"
        watcher.execute("CHECKPOINT")
        before = watcher.execute(counter).fetchone()
        assert source(url(clinic, user, ENCODED if user == "reader" else "")).records
        after = watcher.execute(counter).fetchone()
    assert before and after
    assert after[0] == before[0]


def test_the_server_itself_refuses_to_write(clinic: str) -> None:
    with (
        connected(url(clinic, "postgres"), Asked()) as connection,
        pytest.raises(psycopg.errors.ReadOnlySqlTransaction),
    ):
        connection.execute("INSERT INTO care.secret VALUES ('x')")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"password": "zqcanary-wrong"}, "user name and password don't fit"),
        ({"password": ""}, "it asks for a password: give PGPASSWORD, ~/.pgpass or PGPASSFILE"),
        ({"user": "postgres", "database": "nosuch"}, "there is no such database, or this user may not connect to it"),
        ({"user": "nosuch"}, "there is no such user"),
        ({"user": "postgres", "more": "&schema=nosuch"}, "there is no schema nosuch"),
        ({"user": "postgres", "more": "&nosuch=zqcanary"}, "the address says something that libpq doesn't know"),
        ({"user": "postgres", "more": "&timeout=zqcanary"}, "timeout is a number of seconds"),
    ],
)
def test_what_can_be_wrong_with_an_address(clinic: str, change: dict[str, str], reason: str) -> None:
    password = {} if change.get("user") else {"password": ENCODED}
    told = source(url(clinic, **{"user": "reader", **password, **change}))
    assert [(problem.code, problem.reason) for problem in told.problems] == [("E001", reason)]


def test_nobody_there() -> None:
    (problem,) = source("postgresql://a:zqcanary@127.0.0.1:1/x").problems
    assert (problem.code, problem.reason) == ("E001", "nobody listens there (connection refused)")


def test_a_server_that_takes_up_and_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        port = mute.getsockname()[1]
        (problem,) = source(f"postgresql://a@127.0.0.1:{port}/x?connect_timeout=2&sslmode=disable").problems
    assert (problem.code, problem.reason) == ("E001", "no answer in time")


def test_a_server_that_stops_answering(clinic: str) -> None:
    with connected(url(clinic, "postgres"), Asked()) as connection:
        backend = connection.info.backend_pid
        os.kill(backend, signal.SIGSTOP)
        try:
            with pytest.raises(Unreadable, match="gave no answer within 1 s"), bounded(connection, 1 - GRACE):
                connection.execute("SELECT 1")
        finally:
            os.kill(backend, signal.SIGCONT)


@pytest.fixture
def locked(clinic: str) -> Iterator[psycopg.Connection[Any]]:
    """A table that somebody holds on to, who may drop it."""
    with psycopg.connect(clinic.replace("dbname=postgres", "dbname=clinic")) as other:
        other.execute("CREATE TABLE IF NOT EXISTS public.passing (email text)")
        other.commit()
        other.execute("LOCK TABLE public.passing IN ACCESS EXCLUSIVE MODE")
        yield other
        other.rollback()
        other.execute("DROP TABLE IF EXISTS public.passing")
        other.commit()


def minlint(*said: str, **more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "minlint", *said]
    env = {**os.environ, "MINLINT_DEBUG": "1", **more}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


def waits(clinic: str) -> bool:
    """Whether minlint waits for a lock."""
    asked = (
        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'minlint' AND wait_event_type = 'Lock')"
    )
    with psycopg.connect(clinic, autocommit=True) as watcher:
        found = watcher.execute(asked).fetchone()
    return bool(found and found[0])


def until(answer: Any) -> None:
    end = time.monotonic() + 60
    while not answer():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_table_that_is_dropped_meanwhile(clinic: str, locked: psycopg.Connection[Any]) -> None:
    run = minlint("inventory", "--format", "json", url(clinic, "postgres"))
    until(lambda: waits(clinic))
    locked.execute("DROP TABLE public.passing")
    locked.commit()
    out, err = run.communicate(timeout=60)
    assert (run.returncode, err) == (0, "")
    assert "public.passing: it was dropped meanwhile" in out and '"care.patients"' in out


def test_a_table_that_is_locked(clinic: str, locked: psycopg.Connection[Any]) -> None:
    assert locked
    found = source(url(clinic, "postgres", more="&schema=public&timeout=0.5"))
    assert [problem.reason.partition(": ")[2][:20] for problem in found.problems] in (
        ["it took longer than "], ["it is locked by some"]
    )  # fmt: skip
    assert [record.name for record in found.records] == ["public.passing"]


def test_ctrl_c_leaves_cleanly(clinic: str, locked: psycopg.Connection[Any]) -> None:
    assert locked
    run = minlint("check", url(clinic, "postgres"))
    until(lambda: waits(clinic))
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert (run.returncode, out, err) == (130, "", "interrupted\n")
    until(lambda: not waits(clinic))


def test_without_the_driver(clinic: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    (problem,) = source(url(clinic, "postgres")).problems
    assert problem.reason == "that takes psycopg, which isn't installed: pip install 'minlint[postgres]'"


SECRETS = ("zqcanary", PASSWORD, ENCODED, "w@rd#1")


@pytest.mark.slow
def test_neither_values_nor_the_password_are_seen_anywhere(clinic: str, tmp_path: pathlib.Path) -> None:
    address = url(clinic, "reader", ENCODED)
    told = everything(tmp_path, tmp_path, address, explained=["patients.email", "patients.profile.phone"])
    for wrong in (address.replace("%20", "%21"), address.replace("clinic", "nosuch"), address.replace("%2F", "/")):
        told[wrong] = "".join(minlint("check", wrong).communicate(timeout=60))
    assert shown(told, SECRETS) == []
    assert "care.patients" in told["out.concise"]
    assert with_fields(told) == {"postgresql:///clinic"}


def test_a_manifest_binds_it_by_its_address(clinic: str, tmp_path: pathlib.Path) -> None:
    (tmp_path / "minlint.yaml").write_text("""
version: 1
purposes:
  mail:
    statement: Send patients who asked for it a letter about their visit, until they say that they want no more.
    necessary: [user.contact.phone_number]
    retention: 1 year
bindings:
  - {source: "postgresql:///clinic", records: [mails], purposes: [mail]}
""")
    command = [sys.executable, "-m", "minlint", "check", "--format", "json", url(clinic, "postgres")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    found = [(item["code"], item["record"], item["field"]) for item in json.loads(done.stdout)["findings"]]
    assert ("X101", "care.mails", "email") in found
    assert ("P001", "care.mails", None) not in found and ("P001", "care.patients", None) in found


def test_the_password_may_stand_in_the_environment_or_a_file(
    clinic: str, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    assert source(url(clinic, "reader")).records
    monkeypatch.delenv("PGPASSWORD")
    kept = tmp_path / "pgpass"
    kept.write_text(f"*:*:*:reader:{PASSWORD}\n")
    kept.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(kept))
    assert source(url(clinic, "reader")).records
