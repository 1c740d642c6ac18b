"""Django: migrations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "django-migrations"
TITLE = "Django migrations (Python)"
KIND: Kind = "schema"
SUFFIXES = (".py",)
MARKS = ("migrations.Migration",)
READS = """`CreateModel`, `AddField`, `AlterField`, `RenameField`, `RemoveField`, `RenameModel`, `DeleteModel`, also
within `SeparateDatabaseAndState` and `RunSQL` (`state_operations`): fields with their types, `null`, `blank`, defaults,
choices, keys, `help_text`, `verbose_name`, `db_comment`, comments. A migration gives what it adds that is there after
all migrations of its folder, in the order of their `dependencies`; one that `replaces` others stands in their place."""
IDIOM = """`# minlint: purpose=ID` and `# minlint: allow CODE until DATE because …` above an operation or a field, or on
its line; a purpose in the file's head or above the class binds the whole file."""
LIMITS = """Nothing is run: SQL and `RunPython` aren't read, nor operations or fields that are put together. Operations
on models of other apps count as those of this folder's."""

_MIGRATES = re.compile(rb"^class[ \t]+\w+[ \t]*\([ \t]*(?:\w+\.)*migrations\.Migration\b", re.MULTILINE)
_ONE = re.compile(rb"\b(?:Create|Delete|Rename)Model\b|\b(?:Add|Alter|Rename|Remove)Field\b")


def claims(source: Input) -> bool:
    """Whether it is a migration that changes models."""
    return bool(_MIGRATES.search(source.head)) and bool(_ONE.search(source.head))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it, in the light of the migrations beside it. Raises `Unreadable` where it isn't valid Python."""
    from minlint.read.history import source_of
    from minlint.read.python.migrations import part

    return source_of(source, NAME, order, part)


def order(name: str) -> str | None:
    """The name, by which migrations are ordered where they don't say it; None for what is none."""
    return name if name.endswith(".py") and not name.startswith("__") else None
