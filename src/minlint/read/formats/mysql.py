"""Live MySQL and MariaDB databases, through a transaction that can only read."""

from __future__ import annotations

from minlint.model import Kind, Source
from minlint.read import Options
from minlint.read.input import Input

NAME = "mysql"
TITLE = "MySQL and MariaDB, live"
KIND: Kind = "data"
SUFFIXES: tuple[str, ...] = ()
SCHEMES = ("mysql", "mariadb")
READS = """Tables and views of a database (of several with `?schema=shop,crm`), with what their definitions say (types,
enums, comments, keys and references, NOT NULL, defaults, checks) and a sample of their values, JSON as paths."""
IDIOM = """None of its own: bindings and waivers stand in the manifest, by the address without user and password."""
LIMITS = """Takes `minlint[mysql]`. Up to 2 million rows of a table every row is read, beyond that a sample; of a view
the first rows. Each statement ends after 60 s (`?timeout=SECONDS`)."""


def claims(source: Input) -> bool:  # noqa: ARG001
    """Never a file."""
    return False


def read(source: Input, options: Options) -> Source:
    """A record for each table and view. Raises `Unreadable` where no connection can be made."""
    from minlint.read.mysql.reading import read_database

    records, problems = read_database(source.url, options)
    return Source(source.name, NAME, KIND, records, problems, stored=True)
