"""A database's tables: declared by their definitions, their rows fetched and counted by the engine here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minlint.model import Problem, Record
from minlint.read import Options
from minlint.read.batches import Rows
from minlint.read.datasets import WHOLE, engine, record_of
from minlint.read.live import LONGEST, Lost, asked, tables
from minlint.read.mysql.catalogue import Column, Table, catalogue, quoted
from minlint.read.mysql.connecting import connected, reason, target
from minlint.read.nested import unfolded

_BYTES = ("binary", "varbinary", "blob", "tinyblob", "mediumblob", "longblob")
_PLACES = ("geometry", "point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon",
           "geometrycollection", "geomcollection")  # fmt: skip
_LONGEST_JSON = 65_536
_ROWS = 10_000  # rows fetched at once
_SPARE = 1.2  # how much larger a sample is drawn than it is to be


def read_database(address: str, options: Options) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """A record for each table and view, and a problem for each that can't be read whole."""
    bare, said = asked(address)
    to = target(bare)
    with connected(to, said) as connection:
        found = catalogue(connection, to.database, said.schemas)
        return tables(found.tables, found.declared, lambda name: _held(connection, name, found.tables[name], options))


def _held(connection: Any, name: str, table: Table, options: Options) -> Record:
    """What a table's rows hold. Raises `Lost` where they can't be read, or not all of what was asked for."""
    import pymysql

    total, lost = None, ""
    with engine() as local:
        rows = Rows(local, options)
        try:
            total = _total(connection, table)
            for batch in _batches(connection, table, options, total):
                rows.add(batch)
        except (pymysql.Error, OSError) as error:
            lost = reason(error)
            connection.ping(reconnect=False) if rows.seen else None
        if rows.table is None or (lost and not rows.seen):
            raise Lost(lost or "it has no columns")
        nested = [column.name for column in table.columns if column.kind == "json"]
        held = unfolded(local, rows.table, nested)
        record = record_of(local, held, name, options, text=True, rows=max(total or 0, rows.seen))
    if lost:
        raise Lost(f"{lost}; {rows.seen:,} of its rows were read", record)
    return record


def _total(connection: Any, table: Table) -> int | None:
    """How many rows there are; of a view only reading it would tell. An estimate where counting takes too long."""
    import pymysql

    if table.view:
        return None
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {_path(table)}")
            return int(cursor.fetchone()[0])
    except pymysql.OperationalError as error:
        if table.about is None or "longer" not in reason(error):
            raise
        return table.about


def _batches(connection: Any, table: Table, options: Options, total: int | None) -> Iterator[Any]:
    import pyarrow
    from pymysql.cursors import SSCursor

    if not table.columns:
        return
    kinds = [pyarrow.binary() if column.kind in _BYTES else pyarrow.string() for column in table.columns]
    schema = pyarrow.schema([(column.name, kind) for column, kind in zip(table.columns, kinds, strict=True)])
    with connection.cursor(SSCursor) as cursor:
        cursor.execute(_selected(table, options, total))
        yield schema.empty_table()
        while some := cursor.fetchmany(_ROWS):
            cells = [[_cell(value, kind == pyarrow.binary()) for value in column] for column, kind in
                     zip(zip(*some, strict=True), kinds, strict=True)]  # fmt: skip
            yield pyarrow.table(
                [pyarrow.array(cell, kind) for cell, kind in zip(cells, kinds, strict=True)], schema=schema
            )


def _cell(value: Any, packed: bool) -> Any:
    if value is None or isinstance(value, (bytes if packed else str)):
        return value
    return (
        str(value).encode() if packed else value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    )


def _selected(table: Table, options: Options, total: int | None) -> str:
    asked = f"SELECT {', '.join(map(_asked, table.columns))} FROM {_path(table)}"
    limit = None if options.full else options.rows or WHOLE
    if limit is None or (total is not None and total <= limit):
        return asked
    if total is None:
        return f"{asked} LIMIT {limit}"
    return f"{asked} WHERE rand(1) < {min(1.0, _SPARE * limit / total):.8f} LIMIT {limit}"


def _asked(column: Column) -> str:
    name = quoted(column.name)
    if column.kind in _BYTES:
        return f"left({name}, {LONGEST})"
    if column.kind in _PLACES:
        return f"left(ST_AsText({name}), {LONGEST})"
    if column.kind == "bit":
        return f"{name} + 0"
    if column.kind == "json":
        return f"if(char_length({name}) <= {_LONGEST_JSON}, cast({name} AS char), NULL)"
    return f"left(cast({name} AS char), {LONGEST})"


def _path(table: Table) -> str:
    return f"{quoted(table.schema)}.{quoted(table.name)}"
