"""A live MariaDB: what its definitions declare and its rows hold, and all that can go wrong on the way."""

from __future__ import annotations

import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from typing import Any

import pymysql
import pytest

from minlint.model import Record, Source
from minlint.read import Options
from minlint.read.live import Asked
from minlint.read.mysql.connecting import connected, target
from tests.read.databases.conftest import ENCODED, MYSQL_DDL
from tests.read.databases.test_postgresql import SECRETS, declared, records, source
from tests.read.sql.conftest import _read as read_sql
from tests.sinks import everything, shown, with_fields

ASKED = "or it asks for a password: give MYSQL_PWD or ~/.my.cnf"


def url(where: str, user: str = "reader", password: str = ENCODED, database: str = "shop", more: str = "") -> str:
    return f"mysql://{user}{':' + password if password else ''}@/{database}?socket={where}{more}"


@pytest.fixture(scope="module")
def told(shop: str) -> Source:
    return source(url(shop))


def plain(record: Record) -> list[tuple[Any, ...]]:
    """What is declared, but for lengths that MariaDB shows of whole numbers, and JSON, which it keeps as text."""
    fields = (field for field in record.fields if "." not in field.path and field.path != "profile")
    return [(told[0], told[1], *told[3:]) for told in map(declared, fields)]


def test_it_is_declared_as_its_ddl_declares_it(told: Source) -> None:
    ddl, live = records(read_sql(MYSQL_DDL, "shop.mysql")), records(told)
    assert set(live) == {"doctors", "patients", "mails", "secret"}
    assert set(ddl) == {"doctors", "patients"}
    for name, record in ddl.items():
        assert plain(live[name]) == plain(record)
        assert live[name].comment == record.comment


def test_values_inside_and_out(told: Source) -> None:
    found = records(told)
    assert {name: record.rows for name, record in found.items()} == {
        "doctors": 2, "patients": 2500, "mails": 2500, "secret": None
    }  # fmt: skip
    values = {field.path: field.values for field in found["patients"].fields if field.values}
    assert set(values["photo"]) == {b"\xff\xd8"}
    assert (values["email"].distinct, values["profile.phone"].distinct, values["born"].distinct) == (2500, 2500, 2500)
    assert (set(values["weight"]), set(values["place"]), set(values["flags"])) == (
        {"71.25"},
        {"POINT(4.35 52.01)"},
        {"5"},
    )
    assert (values["note"].nulls, set(values["note"])) == (1250, {"zqcanary, and\nmore"})
    assert [(problem.code, problem.reason) for problem in told.problems] == [("E002", "secret: no right to read it")]


def test_schemas_and_samples(shop: str) -> None:
    found = records(source(url(shop, "root", "", "", "&schema=shop"), Options(rows=100)))
    patients = found["shop.patients"]
    assert patients.rows == 2500 and 50 <= (patients.sampled or 0) <= 100
    assert "shop.secret" in found


def test_nothing_is_written(shop: str) -> None:
    def tables() -> list[tuple[Any, ...]]:
        with closing(pymysql.connect(unix_socket=shop, user="root")) as connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name, create_time, update_time FROM information_schema.tables "
                "WHERE table_schema = 'shop' ORDER BY 1"
            )
            listed = list(cursor.fetchall())
            for (name,) in [("doctors",), ("patients",)]:
                cursor.execute(f"CHECKSUM TABLE shop.{name}")
                listed += cursor.fetchall()
            cursor.execute("SHOW GLOBAL STATUS WHERE variable_name IN ('Com_insert', 'Com_update', 'Com_delete', "
                           "'Com_create_table', 'Com_drop_table', 'Handler_write')")  # fmt: skip
            return [*listed, *(row for row in cursor.fetchall() if row[0] != "Handler_write")]

    before = tables()
    assert source(url(shop)).records and source(url(shop, "root", "")).records
    assert tables() == before


def test_the_server_itself_refuses_to_write(shop: str) -> None:
    with connected(target(url(shop, "root", "")), Asked()) as connection, pytest.raises(pymysql.Error) as refused:
        connection.cursor().execute("INSERT INTO secret VALUES ('x')")
    assert refused.value.args[0] == 1792


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"password": "zqcanary-wrong"}, f"user name and password don't fit, {ASKED}"),
        ({"user": "root", "password": "", "database": "nosuch"}, "there is no such database"),
        ({"more": "&schema=nosuch"}, "there is no database nosuch, or this user may not see it"),
        ({"more": "&zqcanary=1"}, "the address says 1 things that minlint doesn't know"),
    ],
)  # fmt: skip
def test_what_can_be_wrong_with_an_address(shop: str, change: dict[str, str], reason: str) -> None:
    assert [(problem.code, problem.reason) for problem in source(url(shop, **change)).problems] == [("E001", reason)]


def test_nobody_there() -> None:
    (problem,) = source("mysql://a:zqcanary@127.0.0.1:1/x").problems
    assert (problem.code, problem.reason) == ("E001", "nobody answers there")


def test_a_server_that_takes_up_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minlint.read.mysql.connecting._PATIENCE", 1)
    monkeypatch.setattr("minlint.read.mysql.connecting.GRACE", 0)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        (problem,) = source(f"mysql://a@127.0.0.1:{mute.getsockname()[1]}/x?timeout=1").problems
    assert problem.code == "E001" and "the connection was lost" in problem.reason


def holder(shop: str) -> Any:
    """Somebody who holds on to a table."""
    connection = pymysql.connect(unix_socket=shop, user="root", database="shop")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS passing (email text)")
        cursor.execute("LOCK TABLES passing WRITE")
    return connection


def minlint(*said: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "minlint", *said]
    env = {**os.environ, "MINLINT_DEBUG": "1"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


def until_it_waits(shop: str) -> None:
    end = time.monotonic() + 60
    with closing(pymysql.connect(unix_socket=shop, user="root", autocommit=True)) as watcher:
        while time.monotonic() < end:
            with watcher.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM information_schema.processlist WHERE state LIKE '%metadata lock%'")
                if cursor.fetchone() != (0,):
                    return
            time.sleep(0.05)
    raise AssertionError("it doesn't wait")


def test_a_table_that_is_dropped_meanwhile(shop: str) -> None:
    with closing(holder(shop)) as other, other.cursor() as cursor:
        run = minlint("inventory", "--format", "json", url(shop, "root", ""))
        until_it_waits(shop)
        cursor.execute("DROP TABLE passing")
        cursor.execute("UNLOCK TABLES")
        out, err = run.communicate(timeout=60)
    assert (run.returncode, err) == (0, "")
    assert "passing: it was dropped meanwhile" in out and '"patients"' in out


def test_a_table_that_is_locked(shop: str) -> None:
    with closing(holder(shop)) as other, other.cursor() as cursor:
        found = source(url(shop, "root", "", more="&timeout=1"))
        cursor.execute("DROP TABLE passing")
    assert [problem.code for problem in found.problems] == ["E002"]
    assert "passing" in found.problems[0].reason and "patients" in records(found)
    assert records(found)["patients"].rows == 2500


def test_ctrl_c_leaves_cleanly(shop: str) -> None:
    with closing(holder(shop)) as other, other.cursor() as cursor:
        run = minlint("check", url(shop, "root", ""))
        until_it_waits(shop)
        run.send_signal(signal.SIGINT)
        assert (*run.communicate(timeout=60), run.returncode) == ("", "interrupted\n", 130)
        cursor.execute("DROP TABLE passing")


def test_without_the_driver(shop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymysql", None)
    (problem,) = source(url(shop)).problems
    assert problem.reason == "that takes pymysql, which isn't installed: pip install 'minlint[mysql]'"


@pytest.mark.slow
def test_neither_values_nor_the_password_are_seen_anywhere(shop: str, tmp_path: pathlib.Path) -> None:
    address = url(shop)
    told = everything(tmp_path, tmp_path, address, explained=["patients.email", "patients.profile.phone"])
    for wrong in (address.replace("%20", "%21"), address.replace("%2F", "/")):
        told[wrong] = "".join(minlint("check", wrong).communicate(timeout=60))
    assert shown(told, SECRETS) == []
    assert "patients" in told["out.concise"]
    assert with_fields(told) == {"mysql:///shop"}
