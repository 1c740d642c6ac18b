"""DuckDB files, opened to be read alone."""

from __future__ import annotations

from minlint.errors import Unreadable
from minlint.model import Kind, Problem, Record, Source
from minlint.read import Options
from minlint.read.input import Input

NAME = "duckdb"
TITLE = "DuckDB files"
KIND: Kind = "data"
SUFFIXES = (".duckdb", ".ddb", ".db")
SCHEMES = ("duckdb",)
READS = """Tables and views with what their definitions say (types, comments, keys and references, NOT NULL,
defaults, enums) and a sample of their values; nested types as paths."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Up to 2 million rows of a table every row is read, beyond that a sample. Files of a newer DuckDB than
the one that is installed, encrypted ones, and types of extensions aren't read."""

_MARK = b"DUCK"


def claims(source: Input) -> bool:
    """What bears DuckDB's mark; under a suffix of its own, any file."""
    return source.suffix in (".duckdb", ".ddb") or source.head[8:12] == _MARK


def read(source: Input, options: Options) -> Source:
    """A record for each table and view; those of the schema `main` go by their bare names."""
    if source.head[8:12] != _MARK:
        raise Unreadable("not a DuckDB file" if source.head else "empty, which no DuckDB file is")
    from minlint.read.datasets import engine
    from minlint.read.duckdb_tables import DuckdbTables
    from minlint.read.files import on_disk

    records: list[Record] = []
    problems: list[Problem] = []
    with on_disk(source) as (path, *_), engine() as connection:
        tables = DuckdbTables(connection, path)
        for name in tables.names:
            try:
                records.append(tables.record(name, options))
            except Unreadable as error:
                problems.append(Problem("E002", f"{name}: its rows can't be read ({error.reason})"))
                records += [tables.declared[name.casefold()]] if name.casefold() in tables.declared else []
    return Source(source.name, NAME, KIND, tuple(records), tuple(problems), stored=True)
