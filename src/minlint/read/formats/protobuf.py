"""Protocol Buffers: proto2, proto3 and editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "protobuf"
TITLE = "Protocol Buffers: proto2, proto3 and editions"
KIND: Kind = "schema"
SUFFIXES = (".proto",)
READS = """Fields of messages, nested ones (`Outer.Inner`) and groups too, with types, labels, maps, `oneof`, enums,
defaults, extensions, comments before and behind them; what options say: `google.api.field_behavior`, the limits of
protovalidate and protoc-gen-validate, an edition's `field_presence`. What a service's requests hold comes in, what its
responses hold goes out."""
IDIOM = """`// minlint: purpose=ID` in or above a message, in the file's head for all of it; `// minlint: allow …` on a
field's line or above it."""
LIMITS = """Imports aren't followed: a type that another file defines is known by its name alone, and has its way from
the services of its own file. Extensions of descriptors (custom options) hold no data."""


def claims(source: Input) -> bool:
    """Whether this is a protocol definition, judged from the words at its top level."""
    from minlint.read.protobuf.parser import defines

    return defines(source)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. What isn't understood is a problem, and the next statement is read."""
    from minlint.read.protobuf.schema import Schema

    schema = Schema(source.text)
    return Source(source.name, NAME, KIND, schema.records(), tuple(schema.problems), schema.head(), text=source.text)
