"""Tables of which only what their keys are made of is declared: DynamoDB's, wherever they are defined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field
from minlint.read.members import mappings, text

if TYPE_CHECKING:
    from minlint.located import Node, Places

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
    """The attributes of a table; those of its own key are mandatory, and one that is all of it is unique."""
    keys = [text(key, "AttributeName") for key in mappings(table, "KeySchema")]
    model = table.get("KeyAttributes")
    parts = [model.get("PartitionKey"), model.get("SortKey")] if model else []
    own = [part for part in parts if part and text(part, "AttributeName")]
    keys += [text(part, "AttributeName") for part in own]
    for node in (*mappings(table, "AttributeDefinitions"), *own, *mappings(table, "NonKeyAttributes")):
        name = text(node, "AttributeName")
        if name:
            yield Field(
                name,
                TYPES.get(text(node, "AttributeType"), text(node, "AttributeType")),
                places.bare(node.value["AttributeName"].node.span),
                mandatory=name in keys,
                primary=name in keys,
                unique=keys == [name],
            )
