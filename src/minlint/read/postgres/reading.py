"""A database's tables: declared by its catalogue, their rows copied out and counted by the engine here."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from minlint.errors import Unreadable
from minlint.model import Problem, Record
from minlint.read import Options
from minlint.read.batches import Rows
from minlint.read.datasets import WHOLE, engine, record_of
from minlint.read.live import BATCH, LONGEST, Asked, Lost, asked, tables
from minlint.read.nested import unfolded
from minlint.read.postgres.catalogue import Column, Table, catalogue
from minlint.read.postgres.connecting import bounded, connected, reason

_LONGEST_NESTED = 65_536  # characters of an array, an object or JSON that is looked into
_SPARE = 1.2  # how much larger a sample is drawn than it is to be


def read_database(address: str, options: Options) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """A record for each table and view, and a problem for each that can't be read whole."""
    bare, said = asked(address)
    with connected(bare, said) as connection:
        with bounded(connection, said.seconds * 2):
            found = catalogue(connection, said.schemas)
        reader = _Reader(connection, said, options)
        known = {table.path: table for table in found.tables}
        return tables(known, found.declared, lambda path: reader.held(known[path]))


class _Reader:
    """Reads the rows of tables through one connection."""

    def __init__(self, connection: Any, said: Asked, options: Options) -> None:
        self.connection, self.said, self.options = connection, said, options
        self.loose = connection.info.parameter_status("server_encoding") == "SQL_ASCII"

    def held(self, table: Table) -> Record:
        """What its rows hold. Raises `Lost` where they can't be read, or not all of what was asked for."""
        import psycopg

        columns = [column for column in table.columns if column.readable]
        barred = [column.name for column in table.columns if not column.readable]
        if not columns:
            raise Lost("no right to read it" if barred else "it has no columns")
        with engine() as local:
            rows, lost = Rows(local, self.options), ""
            total = None
            try:
                with bounded(self.connection, self.said.seconds), self.connection.transaction():
                    total = self._total(table)
                with bounded(self.connection, self.said.seconds), self.connection.transaction():
                    for batch in self._batches(table, columns, total):
                        rows.add(batch)
            except psycopg.Error as error:
                lost = reason(error)
            if rows.table is None:
                raise Lost(lost)
            record = self._record(local, rows, table, columns, total)
        if lost:
            raise Lost(f"{lost}; {rows.seen:,} of its rows were read" if rows.seen else lost, record)
        if barred:
            raise Lost(f"no right to read {', '.join(barred)}", record)
        return record

    def _record(self, local: Any, rows: Rows, table: Table, columns: list[Column], total: int | None) -> Record:
        nested = [column.name for column in columns if column.sort in "acj"]
        bytes_ = [column.name for column in columns if column.sort == "x"]
        held = unfolded(local, rows.table, nested, bytes_)
        return record_of(local, held, table.path, self.options, text=True, rows=max(total or 0, rows.seen))

    def _total(self, table: Table) -> int | None:
        """How many rows there are; of a view only reading it would tell. An estimate where counting takes too long."""
        import psycopg

        if table.kind not in "rpm":
            return None
        try:
            with self.connection.transaction():
                counted = self.connection.execute(f"SELECT count(*) FROM {_path(table)}").fetchone()
            return int(counted[0])
        except psycopg.errors.QueryCanceled:
            if table.about < 0:
                raise
            return int(table.about)

    def _batches(self, table: Table, columns: list[Column], total: int | None) -> Iterator[Any]:
        import pyarrow

        names = [column.name for column in columns]
        yield pyarrow.table([pyarrow.array([], pyarrow.string()) for _ in names], names=names)
        statement = f"COPY ({self._selected(table, columns, total)}) TO STDOUT (FORMAT csv)"
        buffer, size = io.BytesIO(), 0
        with self.connection.cursor() as cursor, cursor.copy(statement) as copied:
            for piece in copied:
                size += buffer.write(piece)
                if size >= BATCH:
                    yield self._columns(buffer, names)
                    buffer, size = io.BytesIO(), 0
        if size:
            yield self._columns(buffer, names)

    def _selected(self, table: Table, columns: list[Column], total: int | None) -> str:
        asked = ", ".join(map(_asked, columns))
        limit = None if self.options.full else self.options.rows or WHOLE
        if limit is None or (total is not None and total <= limit):
            return f"SELECT {asked} FROM {_path(table)}"
        if total is None:
            return f"SELECT {asked} FROM {_path(table)} LIMIT {limit}"
        share = min(100.0, 100 * _SPARE * limit / total)
        how = "SYSTEM" if limit >= 100_000 else "BERNOULLI"
        return f"SELECT {asked} FROM {_path(table)} TABLESAMPLE {how} ({share:.6f}) REPEATABLE (1) LIMIT {limit}"

    def _columns(self, buffer: io.BytesIO, names: list[str]) -> Any:
        import pyarrow
        from pyarrow import csv

        data = buffer.getvalue()
        data = data.decode("utf-8", "replace").encode() if self.loose else data
        convert = csv.ConvertOptions(
            column_types=dict.fromkeys(names, pyarrow.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        )
        read = csv.ReadOptions(column_names=names, block_size=len(data) + 1, use_threads=False)
        try:
            return csv.read_csv(io.BytesIO(data), read, csv.ParseOptions(newlines_in_values=True), convert)
        except pyarrow.ArrowInvalid:
            raise Unreadable("its rows don't come as they should") from None


def _asked(column: Column) -> str:
    name = _quoted(column.name)
    if column.sort == "x":
        return f"encode(substring({name} FROM 1 FOR {LONGEST}), 'base64')"
    if column.sort in "ac":
        text = f"to_jsonb({name})::text"
    elif column.sort == "j":
        text = f"{name}::text"
    else:
        return f"left({name}::text, {LONGEST})"
    return f"CASE WHEN length({text}) <= {_LONGEST_NESTED} THEN {text} END"


def _path(table: Table) -> str:
    return f"{_quoted(table.schema)}.{_quoted(table.name)}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
