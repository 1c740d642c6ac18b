"""Drizzle: tables and views of PostgreSQL, MySQL, SQLite and the others that it knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "drizzle"
TITLE = "Drizzle tables (TypeScript, JavaScript)"
KIND: Kind = "schema"
SUFFIXES = (".ts", ".mts", ".cts", ".js", ".mjs", ".cjs")
MARKS = ("drizzle-orm",)
READS = """Columns of `pgTable`, `mysqlTable`, `sqliteTable` and their like, of tables of a `pgSchema`, of a table
creator and of views that list them; types with lengths and digits, `notNull`, defaults, `primaryKey`, `unique`,
`references`, `array`, generated columns, `pgEnum`, `mysqlEnum` and `enum` of texts; keys of the third argument
(`primaryKey`, `foreignKey`, `unique`, `uniqueIndex`); columns that an object of the file or of one beside it adds."""
IDIOM = """`// minlint: purpose=ID` and `// minlint: allow CODE until DATE because …` above a table or a column or on
its line; a purpose in the file's head binds the whole file."""
LIMITS = """Columns that a function of one's own makes have its name for their type. `relations` hold no fields."""

_USED = re.compile(rb"""['"]drizzle-orm/[\w-]+-core['"]""")
_DECLARES = re.compile(rb"(?:[tT]able|View)\w*\s*(?:<[^()]*>)?\(")


def claims(source: Input) -> bool:
    """Whether a file uses the library's columns and makes tables of them."""
    return bool(_USED.search(source.head)) and source.holds(_DECLARES)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` for a binary file."""
    from minlint.read.drizzle import tables

    content = tables.read(source)
    return Source(source.name, NAME, KIND, content.records, content.problems, content.markers, source.text, stored=True)
