"""The reader against the catalogues of databases that ran the same statements.

CI runs the same examples each time. ``--hypothesis-profile=long`` runs thousands of other ones and prints what failed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import psycopg
import pymysql
import pytest
from hypothesis import given, settings

from minlint.model import Source
from tests.read.sql import catalogues, generated
from tests.read.sql.agreement import agree

ReadSql = Callable[..., Source]


@pytest.fixture(scope="session")
def postgres_connection(postgres: str) -> Iterator[Any]:
    with psycopg.connect(postgres, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def mariadb_cursor(mariadb: str) -> Iterator[Any]:
    connection = pymysql.connect(unix_socket=mariadb, user="root", autocommit=True)
    with closing(connection), connection.cursor() as cursor:
        yield cursor


def _examples(usual: int) -> settings:
    long = settings.get_current_profile_name() == "long"
    return settings(max_examples=settings.get_profile("long").max_examples if long else usual, derandomize=not long)


def _held(statements: list[str], run: Callable[[str], object], refusal: type[Exception]) -> list[str]:
    """Those that the database took."""
    held = []
    for statement in statements:
        try:
            run(statement)
        except refusal:
            continue
        held.append(statement)
    return held


@_examples(100)
@given(statements=generated.script(generated.POSTGRES))
def test_postgres_agrees(read_sql: ReadSql, postgres_connection: Any, statements: list[str]) -> None:
    postgres_connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    held = _held([*generated.POSTGRES_TYPES, *statements], postgres_connection.execute, psycopg.Error)
    source = read_sql(";\n".join(held) + ";", "x.psql")
    assert source.problems == ()
    agree(held, catalogues.of_source(source), catalogues.of_postgres(postgres_connection))


@_examples(100)
@given(statements=generated.script(generated.MARIADB))
def test_mariadb_agrees(read_sql: ReadSql, mariadb_cursor: Any, statements: list[str]) -> None:
    for statement in ("DROP DATABASE IF EXISTS d", "CREATE DATABASE d", "USE d"):
        mariadb_cursor.execute(statement)
    held = _held(statements, mariadb_cursor.execute, pymysql.Error)
    source = read_sql(";\n".join(held) + ";", "x.mysql")
    assert source.problems == ()
    agree(held, catalogues.of_source(source), catalogues.of_mariadb(mariadb_cursor))


def _run_in_sqlite(database: sqlite3.Connection, statement: str) -> None:
    """SQLite takes views that it can't use; here they are refused."""
    database.execute("SAVEPOINT before")
    try:
        database.execute(statement)
        for (view,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            database.execute(f'SELECT * FROM "{view}" LIMIT 0')
    except sqlite3.Error:
        database.execute("ROLLBACK TO before")
        raise
    finally:
        database.execute("RELEASE before")


@_examples(150)
@given(statements=generated.script(generated.SQLITE))
def test_sqlite_agrees(read_sql: ReadSql, statements: list[str]) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.isolation_level = None
        held = _held(statements, lambda statement: _run_in_sqlite(database, statement), sqlite3.Error)
        source = read_sql("PRAGMA foreign_keys=OFF;\n" + ";\n".join(held) + ";")
        assert source.problems == ()
        agree(held, catalogues.of_source(source), catalogues.of_sqlite(database))
