"""The tables of an SQLite database: as they are declared, and what their rows hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from minlint.model import Record
from minlint.read import Options
from minlint.read.batches import Rows
from minlint.read.datasets import WHOLE, engine, record_of
from minlint.read.declared import filled, without_places

_ROWS = 20_000  # rows fetched at once
_LONGEST = 4_000  # characters and bytes fetched of a value
_AT_ONCE = 400  # columns asked for at once

_LISTED = """SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view')
AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"""


class SqliteTables:
    """What a database declares. Raises `sqlite3.Error` for a file that is none."""

    def __init__(self, database: sqlite3.Connection) -> None:
        from minlint.read.sql.dialect import detect
        from minlint.read.sql.reading import read_text

        self.database = database
        listed = database.execute(_LISTED).fetchall()
        shadows = _shadows(database)
        listed = [(name, kind, text) for name, kind, text in listed if name not in shadows]
        self.names = [name for name, _, _ in listed]
        self.views = {name for name, kind, _ in listed if kind == "view"}
        text = ";\n".join(text for _, _, text in listed if text) + ";\n"
        self.declared = without_places(read_text(text, detect(text, "schema.sqlite")).records)

    def record(self, name: str, options: Options) -> Record:
        """A table with a sample of its rows. Raises `sqlite3.Error` where they can't be read."""
        with engine() as connection:
            rows, most = Rows(connection, options), None
            if name in self.views:  # how many rows it has, only reading all of them would tell
                most = None if options.full else options.rows or WHOLE
            for table in self._rows(name, most):
                rows.add(table)
            held = record_of(connection, rows.table, name, options, text=True, rows=rows.seen)
        declared = self.declared.get(name.casefold())
        return filled(declared._replace(name=name), held) if declared else held

    def _rows(self, name: str, most: int | None) -> Iterator[Any]:
        import pyarrow

        columns = [row[1] for row in self.database.execute(f"PRAGMA table_xinfo({_quoted(name)})").fetchall()]
        kinds = self._kinds(name, columns)
        asked = ", ".join(_asked(column, kind) for column, kind in zip(columns, kinds, strict=True))
        schema = pyarrow.schema(
            [(column, getattr(pyarrow, kind)()) for column, kind in zip(columns, kinds, strict=True)]
        )
        yield schema.empty_table()
        with closing(
            self.database.execute(f"SELECT {asked} FROM {_quoted(name)} LIMIT {-1 if most is None else most}")
        ) as cursor:
            while some := cursor.fetchmany(_ROWS):
                arrays = [
                    pyarrow.array(column, field.type)
                    for column, field in zip(zip(*some, strict=True), schema, strict=True)
                ]
                yield pyarrow.table(arrays, schema=schema)

    def _kinds(self, name: str, columns: Sequence[str]) -> list[str]:
        """What each column's values are, whatever is declared: Arrow's name for it."""
        found: list[str] = []
        for start in range(0, len(columns), _AT_ONCE):
            some = columns[start : start + _AT_ONCE]
            asked = ", ".join(
                f"sum(typeof({_quoted(column)}) = '{kind}')"
                for column in some
                for kind in ("integer", "real", "text", "blob")
            )
            counts = [count or 0 for count in self.database.execute(f"SELECT {asked} FROM {_quoted(name)}").fetchone()]
            found += [_kind(*counts[place : place + 4]) for place in range(0, len(counts), 4)]
        return found


def _kind(integers: int, reals: int, texts: int, blobs: int) -> str:
    if blobs and not (integers or reals or texts):
        return "binary"
    if texts or blobs or not (integers or reals):
        return "string"
    return "float64" if reals else "int64"


def _asked(column: str, kind: str) -> str:
    name = _quoted(column)
    if kind == "binary":
        return f"substr({name}, 1, {_LONGEST})"
    return (
        f"substr(CAST({name} AS TEXT), 1, {_LONGEST})"
        if kind == "string"
        else name
        if kind == "int64"
        else f"CAST({name} AS REAL)"
    )


def _shadows(database: sqlite3.Connection) -> set[str]:
    """The tables in which virtual ones keep their things."""
    try:
        return {row[1] for row in database.execute("PRAGMA table_list").fetchall() if row[2] == "shadow"}
    except sqlite3.Error:
        return set()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
