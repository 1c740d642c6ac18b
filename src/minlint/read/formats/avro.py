"""Avro: schemas and protocols in JSON, and the interface definition language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "avro"
TITLE = "Avro schemas, protocols and IDL"
KIND: Kind = "schema"
SUFFIXES = (".avsc", ".avpr", ".avdl", ".json")
MARKS = ("record", "protocol", "error")
READS = """Fields of records with types, unions with null, defaults, logical types, enums and `doc`; records defined in
a field as its parts (`address.street`), arrays (`a[]`) and maps (`a.{key}`); of a protocol, also in IDL, each record by
itself, what messages take in and what they answer."""
IDIOM = """A `minlint` attribute on a schema or a field, `"purpose=ID"`, `"allow CODE until DATE because …"` or a list
of such; in IDL an annotation (`@minlint("…")`) or a comment (`// minlint: …`)."""
LIMITS = """Aliases aren't read. A type that another file defines is known by its name alone."""

_RECORD = re.compile(r'"type"\s{0,20}:\s{0,20}"(?:record|error)"')
_PROTOCOL = re.compile(r'"protocol"\s{0,20}:')


def claims(source: Input) -> bool:
    """Whether this defines Avro records, judged from its suffix and the words in its head."""
    if source.suffix == ".avdl":
        from minlint.read.avro.idl import defines

        return defines(source)
    head = source.head.decode("utf-8", errors="ignore")
    if source.suffix == ".json" and not _RECORD.search(head):
        return False
    return bool(_RECORD.search(head) or _PROTOCOL.search(head)) and _is_one(source)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    if source.suffix == ".avdl":
        from minlint.read.avro.idl import Definitions

        found = Definitions(source.text)
        return Source(source.name, NAME, KIND, found.records(), tuple(found.problems), found.head(), text=source.text)
    from minlint.read.avro.schema import Schema
    from minlint.read.avro.tree import opened

    root, problems = opened(source)
    schema = Schema(root, source.text)
    records = schema.records()
    return Source(source.name, NAME, KIND, records, (*problems, *schema.problems), schema.head(), text=source.text)


def _is_one(source: Input) -> bool:
    from minlint.errors import SyntaxProblem
    from minlint.read.avro.tree import is_one, tree

    try:
        return is_one(tree(source).root)
    except SyntaxProblem:
        return source.suffix != ".json"
