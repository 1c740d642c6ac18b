"""Mongoose: schemas, and classes of Nest and Typegoose that stand for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "mongoose"
TITLE = "Mongoose schemas (JavaScript, TypeScript), also of @nestjs/mongoose and Typegoose"
KIND: Kind = "schema"
SUFFIXES = (".ts", ".mts", ".cts", ".js", ".mjs", ".cjs")
MARKS = ("mongoose", "typegoose")
READS = """Paths of `new Schema({…})`, `schema.add`, discriminators and classes with `@Prop` or `@prop`: types, nested
objects and schemas (`home.street`), arrays (`visits[].at`), maps (`scores.{key}`), `required`, `default`, `enum`,
`unique`, `ref` as a reference, `maxlength`, comments. A record goes by its model's name, else by the schema's
variable. A schema that others of its file hold is a part of them, not a record."""
IDIOM = """`// minlint: purpose=ID` and `// minlint: allow CODE until DATE because …` above a schema or a path or on
its line; a purpose in the file's head binds the whole file."""
LIMITS = """Virtual paths, plugins and what functions put together aren't seen. Schemas in packages aren't looked up;
those of files beside are, where they are imported by a path."""

_USED = re.compile(
    rb"""['"](?:@nestjs/mongoose|@typegoose/typegoose|typegoose|mongoose|@types/mongoose)['"]|mongoose\.Schema"""
)
_DECLARES = re.compile(rb"new\s+(?:\w+\.)*Schema\s*(?:<[^()]*>)?\(|@[pP]rop\(|[^\w.](?:mongoose\.)?Schema\(\{")


def claims(source: Input) -> bool:
    """Whether a file uses the library and makes a schema."""
    return bool(_USED.search(source.head)) and source.holds(_DECLARES)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` for a binary file."""
    from minlint.read.mongoose import schemas

    content = schemas.read(source)
    return Source(source.name, NAME, KIND, content.records, content.problems, content.markers, source.text, stored=True)
