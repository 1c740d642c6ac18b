"""The reader against the catalogues of databases that ran what others published.

That is what the servers' packages bring for their own catalogues, and the migrations of Django's applications.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
import pymysql
import pytest

from minlint.model import Source
from tests.read.sql import catalogues
from tests.read.sql.agreement import agree

ReadSql = Callable[..., Source]
APPLICATIONS = ("contenttypes", "auth", "admin", "sessions", "sites", "flatpages", "redirects")


def _columns(catalogue: catalogues.Catalogue) -> dict[str, list[str]]:
    return {table: [column.name.lower() for column in columns] for table, columns in catalogue.items()}


def _shipped(*patterns: str) -> str:
    """A script that a server's package brings."""
    found = [path for pattern in patterns for path in sorted(Path("/usr").glob(pattern))]
    if not found:
        pytest.skip("the server's own scripts are not installed")
    return found[-1].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("script", "schema"), [("information_schema.sql", "information_schema"), ("system_views.sql", "pg_catalog")]
)
def test_postgres_own_views(read_sql: ReadSql, postgres: str, script: str, schema: str) -> None:
    source = read_sql(_shipped(f"share/postgresql/*/{script}", f"share/*/{script}"), "x.psql")
    assert source.problems == ()
    with psycopg.connect(postgres) as connection:
        known = catalogues.of_postgres(connection, schema)
    read = catalogues.of_source(source)
    assert len(read) > 60
    assert _columns(read) == {table: columns for table, columns in _columns(known).items() if table in read}


@pytest.mark.parametrize(
    ("script", "database", "least"), [("mysql_system_tables.sql", "mysql", 25), ("mysql_sys_schema.sql", "sys", 100)]
)
def test_mariadbs_own_tables(read_sql: ReadSql, mariadb: str, script: str, database: str, least: int) -> None:
    source = read_sql(_shipped(f"share/*/{script}"), "x.mysql")
    assert source.problems == ()
    connection = pymysql.connect(unix_socket=mariadb, user="root", database=database)
    with connection, connection.cursor() as cursor:
        known = catalogues.of_mariadb(cursor)
    read = catalogues.of_source(source)
    assert len(read) >= least
    assert set(read) <= set(known)
    told = {table: columns for table, columns in _columns(known).items() if table in read and columns}
    assert {table: columns for table, columns in _columns(read).items() if table in told} == told
    assert len(told) > least // 2  # MariaDB lists no columns of a view that it can't open just now


@contextmanager
def _django(settings: dict[str, Any]) -> Iterator[Any]:
    """A connection of Django's to a database without tables."""
    import django
    from django.conf import settings as configured
    from django.db import connections

    pymysql.install_as_MySQLdb()
    if not configured.configured:
        applications = [f"django.contrib.{name}" for name in APPLICATIONS]
        configured.configure(INSTALLED_APPS=applications, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField")
        django.setup()
    connections.settings["default"] = connections.configure_settings({"default": settings})["default"]
    with suppress(AttributeError):
        del connections["default"]  # what setting up has opened
    connection = connections["default"]
    try:
        yield connection
    finally:
        connection.close()
        del connections["default"]


def _migrated(connection: Any) -> list[str]:
    """Apply every migration; the statements that did."""
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    order = [key for leaf in loader.graph.leaf_nodes() for key in loader.graph.forwards_plan(leaf)]
    done = []
    for key in dict.fromkeys(order):
        for statement in loader.collect_sql([(loader.graph.nodes[key], False)]):
            if not statement.startswith("--"):
                with connection.cursor() as cursor:
                    cursor.execute(statement)
                done.append(statement)
    assert len(done) > 20
    return done


def test_django_in_postgres(read_sql: ReadSql, postgres: str) -> None:
    given = dict(pair.split("=") for pair in postgres.split())
    with psycopg.connect(postgres, autocommit=True) as own:
        own.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        settings = {"ENGINE": "django.db.backends.postgresql", "NAME": given["dbname"], "HOST": given["host"]}
        with _django({**settings, "USER": given["user"]}) as connection:
            done = _migrated(connection)
        source = read_sql("\n".join(done), "x.psql")
        assert source.problems == ()
        agree(done, catalogues.of_source(source), catalogues.of_postgres(own))


def test_django_in_mariadb(read_sql: ReadSql, mariadb: str) -> None:
    with pymysql.connect(unix_socket=mariadb, user="root", autocommit=True) as own, own.cursor() as cursor:
        for statement in ("DROP DATABASE IF EXISTS django", "CREATE DATABASE django", "USE django"):
            cursor.execute(statement)
        settings = {"ENGINE": "django.db.backends.mysql", "NAME": "django", "HOST": mariadb, "USER": "root"}
        with _django(settings) as connection:
            done = _migrated(connection)
        source = read_sql("\n".join(done), "x.mysql")
        assert source.problems == ()
        agree(done, catalogues.of_source(source), catalogues.of_mariadb(cursor))


def test_django_in_sqlite(read_sql: ReadSql) -> None:
    with _django({"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}) as connection:
        done = _migrated(connection)
        source = read_sql("PRAGMA foreign_keys=OFF;\n" + "\n".join(done))
        assert source.problems == ()
        agree(done, catalogues.of_source(source), catalogues.of_sqlite(connection.connection))
