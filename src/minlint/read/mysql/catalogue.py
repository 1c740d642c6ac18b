"""What a MySQL or MariaDB database declares, as the statements that would make it: read by the reader of DDL."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from minlint.errors import Unreadable
from minlint.model import Record
from minlint.read.declared import without_places
from minlint.read.mysql.connecting import code
from minlint.tuples import NamedTuple

_SYSTEM = ("information_schema", "mysql", "performance_schema", "sys")
_TABLES = """SELECT table_schema, table_name, table_type, table_rows, table_comment FROM information_schema.tables
WHERE table_schema IN ({}) AND table_type IN ('BASE TABLE', 'VIEW', 'SYSTEM VERSIONED') ORDER BY 1, 2"""
_COLUMNS = """SELECT table_schema, table_name, column_name, data_type, column_type, is_nullable, column_comment
FROM information_schema.columns WHERE table_schema IN ({}) ORDER BY 1, 2, ordinal_position"""
_IS_JSON = re.compile(r"json_valid\(`((?:[^`]|``)+)`\)", re.IGNORECASE)


class Column(NamedTuple):
    """A column and its type's word."""

    name: str
    kind: str


class Table(NamedTuple):
    """A table or a view: about how many rows it has (None: unknown), and its columns."""

    schema: str
    name: str
    view: bool
    about: int | None
    columns: tuple[Column, ...]


class Catalogue(NamedTuple):
    """The tables by the name that their records go by, and what is declared of each, by that name in lower case."""

    tables: dict[str, Table]
    declared: dict[str, Record]


def catalogue(connection: Any, database: str, schemas: Sequence[str]) -> Catalogue:
    """What may be seen of a database, or of the schemas that are named. Raises `Unreadable` where it isn't there."""
    wanted = list(schemas) or ([database] if database else _schemas(connection))
    holes = ", ".join(["%s"] * len(wanted))
    if not wanted:
        return Catalogue({}, {})
    listed = _rows(connection, _TABLES.format(holes), wanted)
    if not listed and (missing := [name for name in wanted if name not in _schemas(connection)]):
        raise Unreadable(f"there is no database {missing[0]}, or this user may not see it")
    columns: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
    for schema, table, *row in _rows(connection, _COLUMNS.format(holes), wanted):
        columns.setdefault((schema, table), []).append(tuple(row))
    found: dict[str, Table] = {}
    declared: dict[str, Record] = {}
    for schema, table, kind, about, comment in listed:
        name = f"{schema}.{table}" if len(wanted) > 1 or schema != database else table
        of = columns.get((schema, table), [])
        text = _statement(connection, schema, table, kind == "VIEW", of, comment or "")
        declared[name.casefold()] = _declared(text, name)
        json = {match.replace("``", "`") for match in _IS_JSON.findall(text)}
        kinds = tuple(Column(row[0], "json" if row[0] in json else row[1].lower()) for row in of)
        found[name] = Table(schema, table, kind == "VIEW", int(about) if about is not None else None, kinds)
    return Catalogue(found, declared)


def _declared(text: str, name: str) -> Record:
    from minlint.read.sql.dialect import detect
    from minlint.read.sql.reading import read_text

    records = without_places(read_text(text, detect(text, "schema.mysql")).records)
    return next(iter(records.values()), Record(name, ()))._replace(name=name)


def _statement(
    connection: Any, schema: str, table: str, view: bool, columns: Sequence[tuple[Any, ...]], comment: str
) -> str:
    """The statement that makes a table, as the server tells it; of a view, and where it may not be told, what is
    known of its columns."""
    import pymysql

    if not view:
        try:
            return str(_rows(connection, f"SHOW CREATE TABLE {quoted(schema)}.{quoted(table)}")[0][1]) + ";"
        except pymysql.Error as error:
            if code(error) in (2006, 2013):
                raise
    lines = []
    for name, _, kind, nullable, said in columns:
        bound = " NOT NULL" if nullable == "NO" and not view else ""
        lines.append(f"{quoted(name)} {kind}{bound} COMMENT {_literal(said or '')}")
    about = f" COMMENT={_literal(comment)}" if comment not in ("", "VIEW") else ""
    return f"CREATE TABLE {quoted(table)} (\n  " + ",\n  ".join(lines) + f"\n){about};"


def _schemas(connection: Any) -> list[str]:
    names = (row[0] for row in _rows(connection, "SELECT schema_name FROM information_schema.schemata"))
    return [name for name in names if name.lower() not in _SYSTEM]


def _rows(connection: Any, statement: str, told: Sequence[str] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(told) or None)
        return list(cursor.fetchall())


def quoted(name: str) -> str:
    """A name as it stands in a statement."""
    return "`" + name.replace("`", "``") + "`"


def _literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
