"""Kafka Connect's schemas in JSON, alone or before a message's payload, and Debezium's envelopes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Marker, Record, Source
from minlint.read.input import Input
from minlint.read.members import mappings, text

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options
    from minlint.read.room import Room

NAME = "kafka-connect"
TITLE = "Kafka Connect schemas and Debezium envelopes in JSON"
KIND: Kind = "schema"
SUFFIXES = (".json",)
MARKS = ('"struct"',)
READS = """The fields of a struct with type, `optional`, default, `doc`, logical types (Connect's and Debezium's), the
values an enum allows; structs within it (`a.b`), arrays (`a[]`) and maps (`a.{key}`). Of a Debezium envelope the row,
once, under the name of its struct."""
IDIOM = """`parameters` of a schema or a field: `purpose` (ids, commas between) and `minlint` (`allow …`)."""
LIMITS = """A payload beside the schema isn't read: it is data. Connectors' settings hold no fields."""

_STRUCT = re.compile(rb'"type"\s*:\s*"struct"')
_FIELD = re.compile(rb'"field"\s*:')
_BEGINS = re.compile(rb'\A\s*\{\s*"(?:schema"\s*:\s*\{|type"\s*:\s*"struct)')
_TOO_DEEP = 40
_FORMS = {
    "data.Date": "date",
    "data.Time": "time-millis",
    "data.Timestamp": "timestamp-millis",
    "data.Decimal": "decimal",
    "data.VariableScaleDecimal": "decimal",
    "data.Uuid": "uuid",
    "time.Date": "date",
    "time.Time": "time-millis",
    "time.MicroTime": "time-micros",
    "time.Timestamp": "timestamp-millis",
    "time.MicroTimestamp": "timestamp-micros",
    "time.ZonedTimestamp": "date-time",
    "time.IsoDate": "date",
    "time.IsoTimestamp": "date-time",
}


def claims(source: Input) -> bool:
    """Whether this is a struct of named fields, alone or as a message's schema."""
    from minlint.read.trees import claimed

    head = source.head
    return bool(_STRUCT.search(head) and _FIELD.search(head)) and claimed(
        source, _declares, lambda root: bool(_top(root))
    )


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.room import Room
    from minlint.read.trees import opened, tree

    root, places, room = opened(source), Places(source.text), Room(source.text)
    struct = _top(root)
    assert struct is not None  # it was claimed for it
    stem = os.path.basename(source.name).partition(".")[0]
    records = [_record(each, stem, places, room) for each in _rows(struct)]
    kept = tuple(record for record in records if record.fields)
    return Source(source.name, NAME, KIND, kept, (*tree(source).problems, *room.problems), text=source.text)


def _declares(source: Input) -> bool:
    """Whether a file that doesn't parse begins with a schema."""
    return bool(_BEGINS.match(source.head))


def _top(root: Node) -> Node | None:
    """The struct that a document is, or that stands in it as its schema."""
    said = root.get("schema")
    return next((node for node in (root, said) if node and _is_struct(node)), None)


def _is_struct(node: Node) -> bool:
    fields = mappings(node, "fields")
    return text(node, "type") == "struct" and bool(fields) and all(text(each, "field") for each in fields)


def _rows(struct: Node) -> list[Node]:
    """The struct itself; of an envelope what a row holds after a change, or before it."""
    inside = {text(each, "field"): each for each in mappings(struct, "fields")}
    if {"before", "after", "op"} <= inside.keys():
        rows = [inside[key] for key in ("after", "before") if _is_struct(inside[key])]
        if rows:
            return rows[:1]
    return [struct]


def _record(struct: Node, stem: str, places: Places, room: Room) -> Record:
    name = struct.get("name")
    span = places.bare(name.span) if name else None
    fields = room.take(_fields(struct, "", places, 0, True), span)
    return Record(text(struct, "name") or stem, fields, span, text(struct, "doc"), markers=_markers(struct, places))


def _fields(struct: Node, prefix: str, places: Places, depth: int, demanded: bool) -> Iterator[Field]:
    for node in mappings(struct, "fields"):
        yield from _field(node, prefix + text(node, "field"), places, depth, demanded)


def _field(node: Node, path: str, places: Places, depth: int, demanded: bool) -> Iterator[Field]:
    """A field, and what it holds."""
    inner, brackets = node, ""
    while text(inner, "type") == "array" and (items := inner.get("items")) and len(brackets) < _TOO_DEEP:
        inner, brackets = items, brackets + "[]"
    optional = node.get("optional")
    default = node.get("default") is not None
    field = Field(
        path + brackets,
        _type(node),
        places.bare(node.value["field"].node.span),
        mandatory=demanded and not default and not (optional and optional.value is True),
        comment=text(node, "doc"),
        enum=_allowed(inner),
        format=_form(inner),
        default=default,
        markers=_markers(node, places),
    )
    values = inner.get("values") if text(inner, "type") == "map" else None
    held = values or inner
    yield field._replace(container=bool(values) or _is_struct(held))
    path += brackets
    if values:
        path += ".{key}"
        yield field._replace(
            path=path,
            type=_type(values),
            mandatory=False,
            default=False,
            format=_form(values),
            container=_is_struct(values),
        )
    if depth < _TOO_DEEP:
        must = bool(field.mandatory) and not brackets and not values
        yield from _fields(held, f"{path}.", places, depth + 1, must) if _is_struct(held) else ()


def _type(node: Node) -> str:
    said = text(node, "type")
    inner = node.get("items") if said == "array" else node.get("values") if said == "map" else None
    return f"{said}<{_type(inner)}>" if inner else said


def _form(node: Node) -> str:
    """A logical type's form; what isn't known is told by its own last word."""
    name = text(node, "name")
    if not name or text(node, "type") == "struct":
        return ""
    return _FORMS.get(".".join(name.split(".")[-2:]), name.rpartition(".")[2].lower())


def _allowed(node: Node) -> tuple[str, ...]:
    parameters = node.get("parameters")
    return tuple(filter(None, text(parameters, "allowed").split(","))) if parameters else ()


def _markers(node: Node, places: Places) -> tuple[Marker, ...]:
    from minlint.read import attributes

    parameters = node.get("parameters")
    return tuple(attributes.markers(parameters, places, "purpose", "minlint")) if parameters else ()
