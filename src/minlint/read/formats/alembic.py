"""Alembic: revisions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "alembic"
TITLE = "Alembic revisions (Python)"
KIND: Kind = "schema"
SUFFIXES = (".py",)
MARKS = ("down_revision",)
READS = """`create_table`, `add_column`, `alter_column`, `drop_column`, `drop_table`, `rename_table`,
`create_foreign_key`, `create_unique_constraint`, `create_primary_key`, also in `batch_alter_table`, in loops over
tables and in functions that `upgrade` calls: columns with types, `nullable`, defaults, keys, `Enum`, `comment`,
constraints among a table's columns, comments. A revision gives what it adds that is there after all revisions of its
folder, in the order of `down_revision`."""
IDIOM = """`# minlint: purpose=ID` and `# minlint: allow CODE until DATE because …` above a call or a column, or on its
line; a purpose in the file's head binds the whole file."""
LIMITS = """Nothing is run: SQL in `execute` isn't read, nor columns whose names are put together; a table whose name is
goes by the words that do it. Every branch of a condition counts. What `downgrade` says is passed over."""

_REVISION = re.compile(rb"^down_revision\b[^=\n]*=", re.MULTILINE)
_UP = re.compile(rb"^(?:async[ \t]+)?def[ \t]+upgrade\b", re.MULTILINE)


def claims(source: Input) -> bool:
    """Whether it is a revision: models that it copies to move data are none of its own."""
    return bool(_REVISION.search(source.head)) and bool(_UP.search(source.head))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it, in the light of the revisions beside it. Raises `Unreadable` where it isn't valid Python."""
    from minlint.read.history import source_of
    from minlint.read.python.revisions import part

    return source_of(source, NAME, order, part)


def order(name: str) -> str | None:
    """The name, by which revisions are ordered where they don't say it; None for what is none."""
    return name if name.endswith(".py") and not name.startswith("__") else None
