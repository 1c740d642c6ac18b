"""Sequelize: models that are defined, initialised, or written as classes with decorators."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "sequelize"
TITLE = "Sequelize models (JavaScript, TypeScript), also of sequelize-typescript"
KIND: Kind = "schema"
SUFFIXES = (".ts", ".mts", ".cts", ".js", ".mjs", ".cjs")
MARKS = ("equelize",)
READS = """Attributes of `sequelize.define`, of `Model.init` and of classes with `@Column` or `@Attribute`: types
with lengths, `allowNull`, `defaultValue`, `primaryKey`, `autoIncrement`, `unique`, `values` of an `ENUM`, `field`,
`comment`, `references`, `validate.isIn`, virtual attributes, and keys of `belongsTo`; names of tables; comments."""
IDIOM = """`// minlint: purpose=ID` and `// minlint: allow CODE until DATE because …` above a model or an attribute
or on its line; a purpose in the file's head binds the whole file."""
LIMITS = """Migrations (`queryInterface`) aren't read, nor keys and times that Sequelize adds by itself."""

_USED = re.compile(
    rb"""['"](?:sequelize(?:-typescript)?|@sequelize/[\w/-]+)['"]|\bsequelize\.define\(|\(\s*sequelize\s*,\s*\w+\s*\)\s*=>"""
    rb"""|function\s*\w*\(\s*sequelize\s*,\s*\w+\s*\)"""
)
_DECLARES = re.compile(rb"\.(?:define|init)(?:<[^()]*>)?\(|@(?:Column|Attribute|Table|ForeignKey)\b")


def claims(source: Input) -> bool:
    """Whether a file uses the library, or is handed it, and declares a model."""
    return bool(_USED.search(source.head)) and source.holds(_DECLARES)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` for a binary file."""
    from minlint.read.sequelize import models

    content = models.read(source)
    return Source(source.name, NAME, KIND, content.records, content.problems, content.markers, source.text, stored=True)
