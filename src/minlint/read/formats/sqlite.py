"""SQLite files, opened to be read alone."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import quote

from minlint import scratch
from minlint.errors import Unreadable
from minlint.model import Kind, Problem, Record, Source
from minlint.read import Options
from minlint.read.input import Input

NAME = "sqlite"
TITLE = "SQLite files"
KIND: Kind = "data"
SUFFIXES = (".sqlite", ".sqlite3", ".db", ".db3", ".gpkg")
SCHEMES = ("sqlite",)
READS = """Tables and views with what their definitions say (types, comments, keys and references, NOT NULL,
defaults, lists of values) and a sample of their values; what was written and not yet checked in (`-wal`), too."""
IDIOM = """`-- minlint: …` comments within a table's definition, where SQLite has kept them."""
LIMITS = """Up to 2 million rows of a table every row is read, beyond that a sample. Nothing is written beside the
file. Virtual tables are read where Python's SQLite has their module."""

_MARK = b"SQLite format 3\0"


def claims(source: Input) -> bool:
    """What begins as an SQLite file does; under a suffix of its own, any file."""
    return source.suffix in (".sqlite", ".sqlite3", ".gpkg") or source.head.startswith(_MARK)


def read(source: Input, options: Options) -> Source:
    """A record for each table and view."""
    if not source.head.startswith(_MARK):
        raise Unreadable("not an SQLite file" if source.head else "empty, which no SQLite file is")
    from minlint.read.files import on_disk

    with on_disk(source) as (path, *_), _opened(path) as database:
        return _tables(source, database, options)


def _tables(source: Input, database: sqlite3.Connection, options: Options) -> Source:
    from minlint.read.sqlite_tables import SqliteTables

    records: list[Record] = []
    problems: list[Problem] = []
    try:
        tables = SqliteTables(database)
    except sqlite3.Error as error:
        raise Unreadable(f"broken or encrypted ({type(error).__name__})") from None
    for name in tables.names:
        try:
            records.append(tables.record(name, options))
        except (sqlite3.Error, Unreadable) as error:
            reason = error.reason if isinstance(error, Unreadable) else type(error).__name__
            problems.append(Problem("E002", f"{name}: its rows can't be read ({reason})"))
            records += [tables.declared[name.casefold()]] if name.casefold() in tables.declared else []
    return Source(source.name, NAME, KIND, tuple(records), tuple(problems), stored=True)


@contextmanager
def _opened(path: str) -> Iterator[sqlite3.Connection]:
    """The file, unable to be written; a private copy where what was written last stands in a file beside it."""
    if not (os.path.exists(path + "-wal") and os.path.getsize(path + "-wal")):
        with closing(_connect(f"file:{quote(os.path.abspath(path))}?mode=ro&immutable=1")) as database:
            yield database
        return
    with scratch.folder() as folder:
        copy = os.path.join(folder, "rows.db")
        shutil.copyfile(path, copy)
        shutil.copyfile(path + "-wal", copy + "-wal")
        with closing(_connect(f"file:{quote(copy)}")) as database:
            yield database


def _connect(address: str) -> sqlite3.Connection:
    try:
        database = sqlite3.connect(address, uri=True)
    except sqlite3.Error as error:
        raise Unreadable(f"can't be opened ({type(error).__name__})") from None
    database.text_factory = lambda text: text.decode("utf-8", "replace")
    return database
