"""SQL DDL of every common dialect: schemas, migrations, and their dump tools' files.

The dialect is found from content. Records are tables and views; a partition is none beside its table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "sql"
TITLE = (
    "SQL DDL: PostgreSQL, MySQL/MariaDB, SQLite, T-SQL, Oracle, BigQuery, Snowflake, Redshift, DuckDB, ClickHouse, "
    "Spark/Hive"
)
KIND: Kind = "schema"
LAST = True
SUFFIXES = (".sql", ".ddl", ".psql", ".pgsql", ".mysql", ".tsql", ".hql", ".plsql")
READS = """Tables, views and materialised views (with declared or nameable columns), types of columns down into
structs (`a.b`, `a[]`, `a.{key}`), comments, keys and references, NOT NULL and defaults, enums and domains;
ALTER, DROP and RENAME in the order of the file, also inside `DO`, T-SQL `IF` and Oracle blocks and in strings that
these execute as they are; SELECT INTO. Temporary tables are records too. The dialect is found from content."""
IDIOM = """`-- minlint: purpose=ID` and `-- minlint: allow CODE until DATE because …` (also in `/* … */`), on
the line of what they are about or the line above; a purpose in the file's head binds the whole file."""
LIMITS = """Each file is read by itself: only Flyway's and Liquibase's, formats of their own, are taken as one history.
Procedures, triggers and queries are passed over, as is dynamic SQL that is put together from parts, and
what a block drops. A view's computed column has a name and no type.
Only `CREATE`, `ALTER`, `DROP` and `COMMENT` are understood; a statement that isn't is E002 where it takes
columns with it."""


def claims(source: Input) -> bool:  # noqa: ARG001
    """Every file of these names: one that only holds queries has no records."""
    return True


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read the tables that are there when every statement has run. Raises `Unreadable` for a binary file."""
    from minlint.read.sql.dialect import detect
    from minlint.read.sql.reading import read_text

    text = source.text
    content = read_text(text, detect(text, source.name))
    return Source(source.name, NAME, KIND, content.records, content.problems, content.markers, text, stored=True)
