"""GORM: structs of Go that are kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "gorm"
TITLE = "GORM models (Go)"
KIND: Kind = "schema"
SUFFIXES = (".go",)
MARKS = ('gorm:"', "gorm.Model")
READS = """Exported fields of structs with `gorm` tags, with `gorm.Model`, or with a method `TableName`: types and
pointers, `column`, `type`, `size`, `precision`, `not null`, `default`, `primaryKey`, `unique`, `uniqueIndex`,
`comment`, generated times, `required` of `validate` and `binding`; embedded structs of the file or its package
(`Home.Street` for `embedded`), maps, slices, values of named types, relations with their keys, comments."""
IDIOM = """`// minlint: purpose=ID` and `// minlint: allow CODE until DATE because …` above a struct or a field or on
its line; a purpose in the file's head binds the whole file."""
LIMITS = """Structs of other packages that a model embeds aren't looked up, nor what a migrator does."""

_ONE = re.compile(rb"`[^`\n]*\bgorm:\"|\bgorm\.Model\b")


def claims(source: Input) -> bool:
    """Whether a struct has tags for the library, or is of its model."""
    return bool(_ONE.search(source.head))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` for a binary file."""
    from minlint.read.gorm import models

    content = models.read(source)
    return Source(source.name, NAME, KIND, content.records, content.problems, content.markers, source.text, stored=True)
