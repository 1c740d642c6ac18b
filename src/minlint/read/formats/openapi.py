"""OpenAPI 3.0 and 3.1 and Swagger 2.0, in JSON and YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "openapi"
TITLE = "OpenAPI 3.0 and 3.1 and Swagger 2.0, in JSON or YAML"
KIND: Kind = "schema"
_OWN = (".openapi.json", ".openapi.yaml", ".openapi.yml")
SUFFIXES = (*_OWN, ".json", ".yaml", ".yml")
MARKS = ("openapi", "swagger", "paths", "components", "webhooks", "definitions", "basePath", "consumes", "externalDocs")
READS = """Schemas of components and definitions, bodies of every media type, forms, parameters, headers,
callbacks and webhooks; what comes in told from what only goes out."""
IDIOM = """`x-purpose` on the document, a path, an operation, a schema, a property or a parameter; waivers in
`x-minlint`; in YAML also `# minlint: …` comments."""
LIMITS = """References are never fetched over a network. Links, examples and security schemes hold no fields."""


def claims(source: Input) -> bool:
    """Whether this is an OpenAPI document: a cheap look at its text, then its root."""
    from minlint.read.openapi.recognise import declares, is_openapi, may_be

    if not may_be(source):
        return not source.head and source.name.lower().endswith(_OWN)
    from minlint.read.trees import claimed

    return claimed(source, declares, is_openapi)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON or YAML."""
    from minlint.read.json_schema.references import Document
    from minlint.read.openapi.interface import Interface
    from minlint.read.trees import opened, tree

    interface = Interface(Document(opened(source), source), source.text)
    return Source(
        source.name,
        NAME,
        KIND,
        interface.records(),
        (*tree(source).problems, *interface.walk.problems),
        interface.head(),
        text=source.text,
    )
