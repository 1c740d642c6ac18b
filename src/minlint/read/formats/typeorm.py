"""TypeORM: entities as classes with decorators, and entity schemas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "typeorm"
TITLE = "TypeORM entities (TypeScript, JavaScript)"
KIND: Kind = "schema"
SUFFIXES = (".ts", ".mts", ".cts", ".js", ".mjs", ".cjs")
MARKS = ("typeorm",)
READS = """Columns of classes with `@Entity`, `@ChildEntity`, `@ViewEntity`, of those that they extend or embed
(`name.first`, also in files beside), and of `EntitySchema`: types, lengths, `nullable`, `default`, `unique`, `enum`
(an enum, a list, a union of literals), `comment`, generated and dated columns, relations (`@ManyToOne`, `@JoinColumn`
as references), `@Index` and `@Unique`, JSDoc and line comments. A class with columns that nothing in its file embeds
is a record."""
IDIOM = """`// minlint: purpose=ID` and `// minlint: allow CODE until DATE because …` above a class or a property or
on its line; a purpose in the file's head binds the whole file."""
LIMITS = """Columns that are made by a function or a decorator of one's own aren't seen. Classes in packages aren't
looked up, nor those that a barrel file (`index.ts`) only passes on."""

_USED = re.compile(rb"""from\s*['"](?:@nestjs/)?typeorm['"]|require\(\s*['"]typeorm['"]""")
_DECLARES = re.compile(rb"@\w*Column\b|@(?:Child|View)?Entity\b|new\s+EntitySchema\b")


def claims(source: Input) -> bool:
    """Whether a file uses the library and declares columns."""
    return bool(_USED.search(source.head)) and source.holds(_DECLARES)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` for a binary file."""
    from minlint.read.typeorm import entities

    content = entities.read(source)
    return Source(source.name, NAME, KIND, content.records, content.problems, content.markers, source.text, stored=True)
