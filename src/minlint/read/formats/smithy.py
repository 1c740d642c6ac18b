"""Smithy models in its interface definition language, 1.0 and 2.0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "smithy"
TITLE = "Smithy IDL 1.0 and 2.0"
KIND: Kind = "schema"
SUFFIXES = (".smithy",)
READS = """Members of structures, unions and resources with their targets, lists and maps, enums, defaults,
documentation; the traits `@required`, `@default`, `@length`, `@enum`, `@documentation`, also by `apply`; mixins, inline
inputs and outputs. What operations take in is told from what they give out."""
IDIOM = """`// minlint: purpose=ID` in or above a shape, in the file's head for all of it; `// minlint: allow …` on a
member's line or above it."""
LIMITS = """A shape that another file defines is known by its name alone. The JSON form of a model isn't read."""


def claims(source: Input) -> bool:
    """Whether this is a Smithy model, judged from the words at its top level."""
    from minlint.read.smithy.parser import defines

    return defines(source)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. What isn't understood is a problem, and the next shape is read."""
    from minlint.read.smithy.model import Model

    model = Model(source.text)
    return Source(source.name, NAME, KIND, model.records(), tuple(model.problems), model.head(), text=source.text)
