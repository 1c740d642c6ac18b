"""Models in Python: Django, SQLAlchemy, SQLModel, Pydantic, dataclasses, attrs, typed dictionaries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.errors import Unreadable
from minlint.model import Kind, Record, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options
    from minlint.read.python.classes import Class
    from minlint.read.python.module import Module

NAME = "python"
TITLE = "Models in Python: Django, SQLAlchemy, SQLModel, Pydantic, dataclasses, attrs, TypedDict, NamedTuple"
KIND: Kind = "schema"
SUFFIXES = (".py", ".pyi")
MARKS = tuple(
    """django rest_framework sqlalchemy db.Column db.Model sqlmodel pydantic dataclass attrs attr. msgspec TypedDict
    NamedTuple strawberry wtforms BaseModel SQLModel mapped_column""".split()  # noqa: SIM905
)
READS = """Django models, forms and REST framework serializers; SQLAlchemy 1.4 and 2 (`Column`, `mapped_column`,
`Mapped`, `Table`), SQLModel, Pydantic 1 and 2, dataclasses, attrs, msgspec, `TypedDict`, `NamedTuple`: fields with
their types, defaults, choices and enumerations, keys, `help_text`, `comment`, `description`, docstrings, comments."""
IDIOM = """`# minlint: purpose=ID` in a class, right above it, or in the file's head, and `# minlint: allow CODE until
DATE because …` on a field's line or the line above it."""
LIMITS = """Nothing is run or imported: a base or an enumeration in another file isn't followed, nor what a metaclass
or a loop makes. A class that extends another model of the file has its own fields alone; columns of mixins and
abstract models are those of the classes that use them."""

_DECLARES = re.compile(
    r"^[ \t]*(?:@(?:\w+\.)?(?:dataclass|define|frozen|s|attrs)\b"
    r"|class[ \t]+\w+[ \t]*\([^)\n]*\b(?:models\.Model|BaseModel|SQLModel|TypedDict|NamedTuple|db\.Model"
    r"|DeclarativeBase)\b)",
    re.MULTILINE,
)

_MIGRATES = re.compile(rb"^down_revision\b[^=\n]*=|^class[ \t]+\w+\([ \t]*migrations\.Migration\b", re.MULTILINE)

_MAY = re.compile(rb"^[ \t]*class[ \t]|\bTable\(", re.MULTILINE)


def claims(source: Input) -> bool:
    """Whether it declares a model, by its classes; where it isn't valid Python, by the words in which it would."""
    from minlint.read.python.module import module

    if source.head and (not source.holds(_MAY) or _MIGRATES.search(source.head)):
        return False  # models that a migration copies are none of its own
    try:
        found = module(source)
    except Unreadable:
        return bool(_DECLARES.search(_head(source)))
    return next(_records(found), None) is not None


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid Python."""
    from minlint.read.python.module import module

    found = module(source)
    records = sorted(_records(found), key=lambda item: item[0].span or ())
    return Source(
        source.name,
        NAME,
        KIND,
        tuple(record for record, _ in records),
        markers=found.margins.head(),
        text=source.text,
        stored=any(stored for _, stored in records),
    )


def _head(source: Input) -> str:
    return source.head.decode(errors="ignore")


def _records(module: Module) -> Iterator[tuple[Record, bool]]:
    """Each class that is a model, and each table, with whether rows of it are kept."""
    from minlint.read.python import sqlalchemy
    from minlint.read.python.classes import classes
    from minlint.read.python.values import is_enumeration

    found = classes(module)
    known = frozenset(one.name for one in found if not is_enumeration(one.node, module))
    tables = {name: one.name for one in found if (name := sqlalchemy.table_name(one))}
    for one in found:
        if (record := _record(one, known, tables)) and record[0].fields:
            yield record
    yield from ((record, True) for record in sqlalchemy.tables_of(module))


def _record(one: Class, known: frozenset[str], tables: dict[str, str]) -> tuple[Record, bool] | None:
    from minlint.read.python import django, plain, sqlalchemy

    if found := sqlalchemy.record(one, tables):
        return found, True
    if sqlalchemy.has_columns(one):
        return None  # a mixin's columns are those of the classes that use it
    if found := django.record(one):
        return found, django.is_stored(one)
    found = plain.record(one, known)
    return (found, plain.is_table(one)) if found else None
