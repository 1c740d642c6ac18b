"""Tables of which only what their keys are made of is declared: DynamoDB's, wherever they are defined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from minlint.model import Field
from minlint.read.members import listed, mappings, text

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.model import Span

TYPES = {
    "S": "string",
    "N": "number",
    "B": "binary",
    "SS": "set<string>",
    "NS": "set<number>",
    "BS": "set<binary>",
    "BOOL": "boolean",
    "M": "map",
    "L": "list",
}
"""What the letters mean that its attributes are typed with."""


def attribute_fields(table: Node, places: Places) -> Iterator[Field]:
    """The attributes of a table; those of its own key are mandatory, and one that is all of it is unique.

    What indexes carry along and what says when an item expires is named, too, if without a type.
    """
    keys = [text(key, "AttributeName") for key in mappings(table, "KeySchema")]
    model = table.get("KeyAttributes")
    parts = [model.get("PartitionKey"), model.get("SortKey")] if model else []
    own = [part for part in parts if part and text(part, "AttributeName")]
    keys += [text(part, "AttributeName") for part in own]
    said: set[str] = set()
    for node in (*mappings(table, "AttributeDefinitions"), *own, *mappings(table, "NonKeyAttributes")):
        name = text(node, "AttributeName")
        if name and name not in said:
            said.add(name)
            kind = text(node, "AttributeType")
            yield attribute(name, TYPES.get(kind, kind), places.bare(node.value["AttributeName"].node.span), keys)
    for node in _named(table):
        if isinstance(node.value, str) and node.value not in said:
            said.add(node.value)
            yield attribute(node.value, "", places.bare(node.span), keys)


def attribute(name: str, kind: str, span: Span, keys: Sequence[str]) -> Field:
    """One attribute of a table with its keys."""
    own = name in keys
    return Field(name, kind, span, mandatory=own, primary=own, unique=list(keys) == [name])


def _named(table: Node) -> Iterator[Node]:
    """The attributes that indexes carry along, and the one by which items expire."""
    for key in ("GlobalSecondaryIndexes", "LocalSecondaryIndexes"):
        for index in mappings(table, key):
            yield from listed(index.get("Projection"), "NonKeyAttributes")
    expiry = table.get("TimeToLiveSpecification")
    if expiry and (name := expiry.get("AttributeName")):
        yield name
