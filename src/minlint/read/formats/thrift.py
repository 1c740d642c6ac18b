"""Apache Thrift's interface definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "thrift"
TITLE = "Apache Thrift"
KIND: Kind = "schema"
SUFFIXES = (".thrift",)
READS = """Fields of structs, unions and exceptions with types, requiredness, defaults, enums, typedefs, lists, sets and
maps, comments before and behind them; a service's functions: their arguments come in, what they return and throw goes
out."""
IDIOM = """`// minlint: purpose=ID` (or `#`, `/* … */`) in or above a struct or a function, in the file's head for all
of it; `minlint: allow …` on a field's line or above it."""
LIMITS = """Includes aren't followed: a type that another file defines is known by its name alone. A field that is
neither `required` nor `optional` may be left out or not: nobody can say."""


def claims(source: Input) -> bool:
    """Whether this is a Thrift definition, judged from the words at its top level."""
    from minlint.read.thrift.parser import defines

    return defines(source)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. What isn't understood is a problem, and the next definition is read."""
    from minlint.read.thrift.schema import Schema

    schema = Schema(source.text)
    return Source(source.name, NAME, KIND, schema.records(), tuple(schema.problems), schema.head(), text=source.text)
