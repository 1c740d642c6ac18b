"""GraphQL schemas: the Schema Definition Language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "graphql"
TITLE = "GraphQL schemas (SDL)"
KIND: Kind = "schema"
SUFFIXES = (".graphql", ".graphqls", ".gql")
READS = """Fields of types, interfaces and inputs with their types, non-null, lists, enums, defaults, descriptions and
comments; `extend`; the arguments of fields, of mutations, subscriptions and queries above all (`Mutation.signUp`), as
what comes in; what the operations answer, through unions and interfaces, as what goes out."""
IDIOM = """`# minlint: purpose=ID` in or above a type, in the file's head for all of it; `# minlint: allow …` on a
field's line or above it; both also in a description."""
LIMITS = """Documents of queries are something else and are passed over, as are directives' definitions. A type that
another file defines is known by its name alone."""


def claims(source: Input) -> bool:
    """Whether this defines types: a document of operations and fragments is none."""
    from minlint.read.graphql.parser import defines

    return defines(source)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. What isn't understood is a problem, and the next definition is read."""
    from minlint.read.graphql.schema import Schema

    schema = Schema(source.text)
    return Source(source.name, NAME, KIND, schema.records(), tuple(schema.problems), schema.head(), text=source.text)
