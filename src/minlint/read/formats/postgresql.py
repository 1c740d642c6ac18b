"""Live PostgreSQL databases, through a transaction that can only read."""

from __future__ import annotations

from minlint.model import Kind, Source
from minlint.read import Options
from minlint.read.input import Input

NAME = "postgresql"
TITLE = "PostgreSQL, live"
KIND: Kind = "data"
SUFFIXES: tuple[str, ...] = ()
SCHEMES = ("postgresql", "postgres")
READS = """Tables, views, materialised views and foreign tables of a database (`?schema=public,care` for some of its
schemas), a partitioned table once, with what the catalogue says as DDL would: types, domains, enums, composite
types, comments, keys and references, NOT NULL, defaults; and a sample of their values, arrays, JSON and composite
ones as paths."""
IDIOM = """None of its own: bindings and waivers stand in the manifest, by the address without user and password."""
LIMITS = """Takes `minlint[postgres]`. Up to 2 million rows of a table every row is read, beyond that a sample of
its pages; of a view the first rows. Each statement ends after 60 s (`?timeout=SECONDS`). Tables of extensions
aren't read."""


def claims(source: Input) -> bool:  # noqa: ARG001
    """Never a file."""
    return False


def read(source: Input, options: Options) -> Source:
    """A record for each table and view. Raises `Unreadable` where no connection can be made."""
    from minlint.read.postgres.reading import read_database

    records, problems = read_database(source.url, options)
    return Source(source.name, NAME, KIND, records, problems, stored=True)
