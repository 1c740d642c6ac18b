"""DynamoDB's tables in JSON: as its commands take and give them, and as NoSQL Workbench models them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Kind, Record, Source
from minlint.read.input import Input
from minlint.read.members import mappings, text

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options

NAME = "dynamodb"
TITLE = "DynamoDB tables in JSON (`create-table`, `describe-table`, NoSQL Workbench models)"
KIND: Kind = "schema"
SUFFIXES = (".json",)
MARKS = ("AttributeDefinitions", "KeyAttributes")
READS = """The attributes that keys and indexes are made of, with their types and the table's own key, those that
indexes carry along and the one by which items expire; in a model of NoSQL Workbench all attributes."""
IDIOM = """`Tags` of a table with the keys `purpose` and `minlint` (`allow …`)."""
LIMITS = """Other attributes are declared nowhere. Items aren't read."""

_BEGINS = re.compile(rb'\A\s*\{\s*"(?:Table|TableName|AttributeDefinitions|ModelName)"\s*:')


def claims(source: Input) -> bool:
    """Whether this defines the attributes of a table."""
    from minlint.read.trees import claimed

    return claimed(source, _declares, lambda root: any(True for _ in _tables(root)))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.trees import opened, tree

    root, places = opened(source), Places(source.text)
    records = tuple(_record(table, places) for table in _tables(root))
    kept = tuple(record for record in records if record.fields)
    return Source(source.name, NAME, KIND, kept, tree(source).problems, text=source.text, stored=True)


def _declares(source: Input) -> bool:
    """Whether a file that doesn't parse begins with a table."""
    return bool(_BEGINS.match(source.head))


def _tables(root: Node) -> Iterator[Node]:
    candidates = [root, *filter(None, [root.get("Table"), root.get("TableDescription")]), *mappings(root, "DataModel")]
    candidates += mappings(root, "Tables")
    candidates += [item for item in root.value if isinstance(item.value, dict)] if isinstance(root.value, list) else []
    for table in candidates:
        if text(table, "TableName") and (mappings(table, "AttributeDefinitions") or table.get("KeyAttributes")):
            yield table


def _record(table: Node, places: Places) -> Record:
    from minlint.read import attributes
    from minlint.read.keyed import attribute_fields

    said = {text(tag, "Key"): tag.get("Value") for tag in mappings(table, "Tags")}
    markers = (
        *attributes.purposes(said.get("purpose"), places),
        *attributes.waivers(said.get("minlint"), places),
    )
    span = places.bare(table.value["TableName"].node.span)
    return Record(text(table, "TableName"), tuple(attribute_fields(table, places)), span, markers=markers)
