"""Frictionless Data: Data Packages, resources and Table Schemas, in JSON and YAML."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from minlint.model import Field, Kind, Marker, Problem, Record, Reference, Source
from minlint.read.input import Input
from minlint.read.members import choices, count, meaning, text, words
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options
    from minlint.read.notes import Notes
    from minlint.read.room import Room

NAME = "frictionless"
TITLE = "Frictionless Data Package, Data Resource and Table Schema, in JSON or YAML"
KIND: Kind = "schema"
SUFFIXES = ("datapackage.json", "datapackage.yaml", "datapackage.yml", ".json", ".yaml", ".yml")
MARKS = ("fields", "resources")
READS = """The fields of each resource's schema with type, format, title, description, `constraints` (`required`,
`unique`, `enum`, `maxLength`), `categories`, `rdfType` (as a label), `primaryKey`, `uniqueKeys` and
`foreignKeys`; a schema in a file beside it."""
IDIOM = """`x-purpose` (one id or several) and `x-minlint` on the package, a resource, a schema or a field; in YAML also
`# minlint: …` comments."""
LIMITS = """A schema behind a URL is never fetched. A package's data files are judged where they are given
themselves."""


_TYPES = frozenset(
    """string number integer boolean object array list datetime date time year yearmonth duration geopoint geojson
    any""".split()  # noqa: SIM905
)
_LISTS = re.compile(rb"""["']?(?:fields|resources)["']?\s*:\s*(?:\[|-\s)""")
_ELSEWHERE = "a schema that isn't beside this file, or lies behind a URL"


class Table(NamedTuple):
    """A resource, or a Table Schema that stands alone: ``schema`` None where it can't be had.

    ``schema`` is in this file unless ``apart``.
    """

    name: str
    owner: Node
    schema: Node | None
    apart: bool = False


def claims(source: Input) -> bool:
    """Whether this describes tables: resources with schemas, or fields that each have a name and a known type."""
    from minlint.read.trees import claimed

    return bool(_LISTS.search(source.head)) and claimed(source, _declares, _is_one)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON or YAML."""
    from minlint.located import Places
    from minlint.read.notes import Notes
    from minlint.read.room import Room
    from minlint.read.trees import opened, tree

    root, places, room = opened(source), Places(source.text), Room(source.text)
    notes = Notes(source.text, root, places)
    tables = list(_tables(root, source))
    lost = [table.owner.span for table in tables if table.schema is None]
    problems = [Problem("E002", _ELSEWHERE, span.line, span.column) for span in lost]
    records = [_record(table, places, notes, room) for table in tables if table.schema]
    return Source(
        source.name,
        NAME,
        KIND,
        tuple(records),
        (*tree(source).problems, *problems, *room.problems),
        (*(_said(root, places) if root.get("resources") else ()), *notes.head()),
        text=source.text,
        stored=True,
    )


def _declares(source: Input) -> bool:
    """Whether a file that doesn't parse goes by a data package's name."""
    return os.path.basename(source.name).lower().startswith("datapackage.")


def _is_one(root: Node) -> bool:
    if isinstance(root.value, dict) and (resources := root.get("resources")):
        found = resources.value if isinstance(resources.value, list) else []
        return any(_is_described(each) for each in found)
    return _is_described(root) or _is_schema(root)


def _is_described(resource: Node) -> bool:
    """Whether a resource names its data and says, here or elsewhere, what its fields are."""
    said = resource.get("schema")
    places = resource.get("path") or resource.get("data")
    return bool(said and places and (isinstance(said.value, str) or _is_schema(said)))


def _is_schema(node: Node) -> bool:
    """Whether a node lists fields that each have a name and, if any, a type of the specification."""
    fields = node.get("fields")
    if not fields or not isinstance(fields.value, list) or not fields.value:
        return False
    types = [text(field, "type") for field in fields.value]
    return all(text(field, "name") for field in fields.value) and any(types) and _TYPES.issuperset(filter(None, types))


def _tables(root: Node, source: Input) -> Iterator[Table]:
    from minlint.read.trees import beside

    stem = os.path.basename(source.name).partition(".")[0]
    resources = root.get("resources")
    owners = resources.value if resources and isinstance(resources.value, list) else [root]
    for owner in owners:
        said = owner.get("schema")
        name = text(owner, "name") or stem
        if said is None:
            if _is_schema(owner):
                yield Table(name, owner, owner)
        elif isinstance(said.value, str):
            found = beside(source, said.value)
            yield Table(name, owner, found if found and _is_schema(found) else None, apart=True)
        elif _is_schema(said):
            yield Table(name, owner, said)


def _record(table: Table, places: Places, notes: Notes, room: Room) -> Record:
    named, schema = table.owner.get("name"), table.schema
    markers = () if table.owner.get("fields") and not named else _said(table.owner, places)
    if schema and table.owner is not schema and not table.apart:
        markers += _said(schema, places)
    span = places.bare(named.span) if named else None
    fields = room.take(_fields(table, places, notes), span)
    return Record(table.name, fields, span, _meaning(table.owner), markers=markers)


def _fields(table: Table, places: Places, notes: Notes) -> Iterator[Field]:
    """A table's fields, each at its name, and nowhere where they are described in another file."""
    schema = table.schema
    assert schema is not None  # the caller tells of those that can't be had
    keys, unique = set(words(schema.get("primaryKey"))), _alone(schema.get("uniqueKeys"))
    references = dict(_references(schema, table.name))
    for node in schema.value["fields"].node.value:
        name = text(node, "name")
        field = _field(name, node)._replace(primary=name in keys, references=references.get(name))
        if name in unique or keys == {name}:
            field = field._replace(unique=True)
        if not table.apart:
            said = (*_said(node, places), *notes.at([node.span.line, node.value["name"].key.line]))
            field = field._replace(span=places.bare(node.value["name"].node.span), markers=tuple(dict.fromkeys(said)))
        yield field


def _field(name: str, node: Node) -> Field:
    constraints = node.get("constraints")
    demands = constraints.plain if constraints and isinstance(constraints.value, dict) else {}
    form = text(node, "format")
    return Field(
        name,
        text(node, "type"),
        mandatory=demands.get("required") is True,
        comment=_meaning(node),
        enum=_choices(demands.get("enum"), node.get("categories")),
        unique=demands.get("unique") is True,
        format="" if form == "default" else form,
        length=count(constraints.get("maxLength")) if constraints else None,
        labels=tuple(words(node.get("rdfType"))),
    )


def _choices(enum: Any, categories: Node | None) -> tuple[str, ...]:
    """The values that a constraint or the categories of a coded field permit, as text."""
    found = list(enum) if isinstance(enum, list) else []
    for item in categories.plain if categories and isinstance(categories.value, list) else ():
        found += [item.get("value"), item.get("label")] if isinstance(item, dict) else [item]
    return choices(found)


def _alone(said: Node | None) -> set[str]:
    """The fields that are unique by themselves."""
    keys = said.value if said and isinstance(said.value, list) else []
    return {names[0] for names in map(words, keys) if len(names) == 1}


def _references(schema: Node, own: str) -> Iterator[tuple[str, Reference]]:
    """What foreign keys point at: a resource's name, or the table itself where none stands there."""
    keys = schema.get("foreignKeys")
    for key in keys.value if keys and isinstance(keys.value, list) else ():
        target = key.get("reference")
        if target and isinstance(target.value, dict):
            record = text(target, "resource") or own
            pairs = zip(words(key.get("fields")), words(target.get("fields")), strict=False)
            yield from ((name, Reference(record, field)) for name, field in pairs)


def _said(node: Node, places: Places) -> tuple[Marker, ...]:
    from minlint.read import attributes

    return tuple(attributes.markers(node, places, "x-purpose", "x-minlint"))


def _meaning(node: Node) -> str:
    return meaning(text(node, "title"), text(node, "description"))
