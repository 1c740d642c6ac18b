"""JSON Schema, draft 4 to 2020-12, in JSON and YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "json-schema"
TITLE = "JSON Schema, draft 4 to 2020-12, in JSON or YAML"
KIND: Kind = "schema"
_OWN = (".schema.json", ".schema.yaml", ".schema.yml", ".jsonschema")
SUFFIXES = (*_OWN, ".json", ".yaml", ".yml")
MARKS = ("properties", "$defs", "definitions", "json-schema.org")
LAST = True
READS = """Properties with their types, formats, enums, `required`, titles and descriptions, through `$ref` (also into
files beside it), `allOf`, `oneOf`, `anyOf`, `if`, arrays and maps; `readOnly` and `writeOnly` as the way data go."""
IDIOM = """`x-purpose` (one id or several), waivers in `$comment`; in YAML also `# minlint: …` comments."""
LIMITS = """References are never fetched over a network. Conditions are read as the union of what they allow."""


def claims(source: Input) -> bool:
    """Whether this is a JSON Schema: a cheap look at its head, then its shape."""
    from minlint.read.json_schema.recognise import declares, is_schema, may_be
    from minlint.read.trees import claimed

    if not may_be(source):
        return not source.head and source.name.lower().endswith(_OWN)
    return claimed(source, declares, is_schema)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON or YAML."""
    from minlint.read.json_schema.records import records_of
    from minlint.read.json_schema.references import Document
    from minlint.read.json_schema.walk import Walk
    from minlint.read.trees import opened, tree

    document = Document(opened(source), source)
    walk = Walk(document, source.text)
    records = records_of(walk, source.name)
    if walk.exhausted:  # definitions that refer to each other so much are told one by one
        walk = Walk(document, source.text)
        records = records_of(walk, source.name, apart=True)
    return Source(
        source.name,
        NAME,
        KIND,
        tuple(records),
        (*tree(source).problems, *walk.problems),
        walk.notes.head(),
        text=source.text,
    )
