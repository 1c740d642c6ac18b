"""Validators of MongoDB's collections, in JSON and YAML."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Record, Source
from minlint.read.input import Input
from minlint.read.members import choices, text, words
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.located import Member, Node
    from minlint.model import Span
    from minlint.read import Options
    from minlint.read.json_schema.walk import Walk

NAME = "mongodb"
TITLE = "MongoDB validators (`$jsonSchema` and query expressions), in JSON or YAML"
KIND: Kind = "schema"
SUFFIXES = (".json", ".yaml", ".yml")
MARKS = ("$jsonSchema", "validator")
READS = """The fields of a `$jsonSchema` with `bsonType`, `required`, `enum`, nested objects and arrays, `_id` as the
key; validators by query operators (`$type`, `$exists`, `$in`, within `$and` and `$or`); in a validator alone, in
`create` and `collMod` commands, in what `listCollections` answers."""
IDIOM = """`minlint: purpose=…` and `minlint: allow …` in a `description` or `title`, which the server keeps; in YAML
also `# minlint: …` comments."""
LIMITS = """Validators in a program's code aren't read; nor are conditions that compare fields."""

_SAYS = re.compile(rb"""["']?(?:\$jsonSchema|validator)["']?\s*:""")
_BEGINS = re.compile(rb"""\A\s*\{?\s*["']?(?:\$jsonSchema|validator|collMod|create)["']?\s*:""")


class Validator(NamedTuple):
    """A validator, the collection it is of, and where that is named."""

    name: str
    node: Node
    span: Span | None


def claims(source: Input) -> bool:
    """Whether this holds a validator."""
    from minlint.read.trees import claimed

    return bool(_SAYS.search(source.head)) and claimed(
        source, _declares, lambda root: any(True for _ in _validators(root))
    )


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON or YAML."""
    from minlint.read.json_schema.references import Document
    from minlint.read.json_schema.walk import Walk
    from minlint.read.trees import opened, tree

    root = opened(source)
    walk = Walk(Document(root, source), source.text)
    stem = os.path.basename(source.name).partition(".")[0]
    found = [_record(walk, validator, stem) for validator in _validators(root)]
    return Source(
        source.name,
        NAME,
        KIND,
        tuple(record for record in found if record.fields),
        (*tree(source).problems, *walk.problems),
        walk.notes.head(),
        text=source.text,
        stored=True,
    )


def _declares(source: Input) -> bool:
    """Whether a file that doesn't parse begins with a validator, or a command that may hold one."""
    return bool(_BEGINS.match(source.head)) and b"$jsonSchema" in source.head


def _validators(root: Node) -> Iterator[Validator]:
    """Every validator of a document: its own, a command's, those of the collections that it lists."""
    for node in root.value if isinstance(root.value, list) else [root]:
        if schema := node.get("$jsonSchema"):
            yield Validator("", node, schema.span if isinstance(schema.value, str) else None)
            continue
        options = node.get("options")
        said = node.get("validator") or (options.get("validator") if options else None)
        key = next((key for key in ("create", "collMod", "name", "collection") if text(node, key)), "")
        if said and isinstance(said.value, dict) and (said.get("$jsonSchema") or any(_conditions(said))):
            yield Validator(text(node, key), said, node.value[key].node.span if key else None)


def _record(walk: Walk, validator: Validator, stem: str) -> Record:
    schema = validator.node.get("$jsonSchema")
    span = walk.lines.bare(validator.span) if validator.span else None
    name = validator.name or (text(schema, "title") if schema else "") or stem
    record = Record(name, (), span)
    if schema and isinstance(schema.value, dict):
        record = walk.record(name, _standard(schema), "#", span, ())
    known = {field.path for field in record.fields}
    more = [field for field in _asked(validator.node, walk) if field.path not in known]
    fields = (*record.fields, *more)
    return record._replace(fields=tuple(field._replace(primary=field.path == "_id") for field in fields))


def _standard(node: Node) -> Node:
    """A schema as JSON Schema would have it: `bsonType` is the type; words for minlint in what is said to people."""
    if isinstance(node.value, list):
        return node._replace(value=[_standard(item) for item in node.value])
    if not isinstance(node.value, dict):
        return node
    found: dict[str, Member] = {}
    for key, member in node.value.items():
        inner = member._replace(node=_standard(member.node)) if key not in ("enum", "default") else member
        found["type" if key == "bsonType" and isinstance(member.node.value, (str, list)) else key] = inner
    for key in ("title", "description"):
        if "minlint:" in text(node, key):
            found["$comment"] = found.pop(key)
    return node._replace(value=found)


def _conditions(node: Node) -> Iterator[tuple[str, Member, bool]]:
    """The fields that a query names with what it says of them, and whether all of it must hold."""
    for key, member in node.value.items() if isinstance(node.value, dict) else ():
        if key in ("$and", "$or", "$nor") and isinstance(member.node.value, list):
            for item in member.node.value:
                yield from ((name, said, must and key == "$and") for name, said, must in _conditions(item))
        elif not key.startswith("$") and isinstance(member.node.value, dict):
            yield key, member, True


def _asked(node: Node, walk: Walk) -> Iterator[Field]:
    """The fields that conditions speak of, each once."""
    said: set[str] = set()
    for name, member, must in _conditions(node):
        if name in said or not any(key.startswith("$") for key in member.node.value):
            continue
        said.add(name)
        exists, listed = member.node.get("$exists"), member.node.get("$in")
        yield Field(
            name,
            "|".join(words(member.node.get("$type"))),
            walk.lines.bare(member.key),
            mandatory=must and (exists is None or exists.value is True),
            enum=choices([item.value for item in listed.value]) if listed and isinstance(listed.value, list) else (),
            markers=walk.notes.at([member.key.line]),
        )
