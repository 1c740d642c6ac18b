"""JSON Schema, draft 4 to 2020-12, in JSON and YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.errors import SyntaxProblem, Unreadable
from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "json-schema"
TITLE = "JSON Schema, draft 4 to 2020-12, in JSON or YAML"
KIND: Kind = "schema"
SUFFIXES = (".schema.json", ".schema.yaml", ".schema.yml", ".jsonschema", ".json", ".yaml", ".yml")


def claims(source: Input) -> bool:
    """Whether this is a JSON Schema: a cheap look at its head, then its shape."""
    from minlint.read.json_schema.recognise import declares, is_schema, may_be
    from minlint.read.json_schema.references import tree

    if not may_be(source):
        return False
    try:
        root = tree(source)
    except SyntaxProblem:
        return declares(source)
    return root is not None and is_schema(root)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON or YAML."""
    from minlint.read.json_schema.records import records_of
    from minlint.read.json_schema.references import Document, tree
    from minlint.read.json_schema.walk import Walk

    try:
        root = tree(source)
    except SyntaxProblem as error:
        raise Unreadable(error.message, error.line, error.column) from None
    if root is None:
        raise Unreadable("empty", 1, 1)
    walk = Walk(Document(root, source.file), source.text)
    records = records_of(walk, source.name)
    return Source(source.name, NAME, KIND, tuple(records), tuple(walk.problems), text=source.text)
