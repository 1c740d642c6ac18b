"""Liquibase: change logs in XML, YAML, JSON and formatted SQL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "liquibase"
TITLE = "Liquibase change logs, in XML, YAML, JSON or formatted SQL"
KIND: Kind = "schema"
SUFFIXES = (".xml", ".yaml", ".yml", ".json", ".sql")
MARKS = ("databaseChangeLog", "liquibase", "Liquibase", "LIQUIBASE")
READS = """`createTable`, `addColumn`, `dropColumn`, `renameColumn`, `dropTable`, `renameTable`, `modifyDataType`,
`addNotNullConstraint`, `dropNotNullConstraint`, `addDefaultValue`, `dropDefaultValue`, `addPrimaryKey`,
`addUniqueConstraint`, `addForeignKeyConstraint`, `setColumnRemarks`, `setTableRemarks`: columns with types, defaults,
constraints, `remarks`; SQL (see `sql`) that is formatted for it, stands in `sql` or is named by `sqlFile`. A change log
gives what it adds that is there after all change logs of its folder, in the order in which one of them includes them,
else by name and number; what a plain file adds that `sqlFile` names is shown there."""
IDIOM = """`minlint: purpose=ID` and `minlint: allow CODE until DATE because …` in a comment (XML, YAML, SQL) above a
change set, a change or a column or on its line, or in `remarks`; a purpose in the file's head binds the whole file."""
LIMITS = """Change sets for one database or context count as all others do, `rollback` never does, and properties
(`${…}`) stand as they are written. What is included from another folder is read where it lies. SQL in a YAML or JSON
string that isn't written as it is meant stands where the string begins."""

_XML = re.compile(rb"<(?:\w+:)?databaseChangeLog\b")
_TREE = re.compile(rb"""^databaseChangeLog[ \t]*:|\A\s*\{\s*"databaseChangeLog"\s*:""", re.MULTILINE)
_SQL = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*+(?:--[^\r\n]*+\s++)*?--[ \t]*+liquibase[ \t]++formatted[ \t]++sql\b", re.IGNORECASE
)
_STEP = re.compile(r"\.(?:xml|ya?ml|json|sql)\Z", re.IGNORECASE)


def claims(source: Input) -> bool:
    """Whether it is a change log, by what it begins with."""
    if source.suffix == ".sql":
        return is_formatted(source.head)
    return bool((_XML if source.suffix == ".xml" else _TREE).search(source.head))


def is_formatted(head: bytes) -> bool:
    """Whether a file that begins so is formatted SQL."""
    return bool(_SQL.search(head))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it, in the light of the change logs beside it. Raises `Unreadable` with the place."""
    from minlint.read.history import Part, source_of
    from minlint.read.liquibase.steps import part
    from minlint.read.sql.sequence import play

    return source_of(source, NAME, order, lambda each: part(each) if claims(each) else Part(()), play)


def order(name: str) -> Any | None:
    """What a change log is ordered by: numbers by their size, one that includes others first; None for other files."""
    if not _STEP.search(name):
        return None
    steps = tuple(int(each) if each.isdecimal() else each for each in re.split(r"([0-9]+)", name.lower()))
    return not re.search(r"master|root", name, re.IGNORECASE), steps
