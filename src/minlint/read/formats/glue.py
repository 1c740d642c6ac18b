"""Tables of the AWS Glue catalogue and of a Hive metastore, as their commands and interfaces give them in JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Marker, Record, Source
from minlint.read.input import Input
from minlint.read.members import mappings, text
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options

NAME = "glue"
TITLE = "Glue and Hive tables in JSON (`get-table`, `get-tables`, `create-table`, metastore)"
KIND: Kind = "schema"
SUFFIXES = (".json",)
MARKS = ("StorageDescriptor", '"sd"')
READS = """The columns and partition keys of each table with type and comment, types down into structs, arrays and
maps (`a.b`, `a[]`, `a.{key}`). Parameters that speak of classes or personal data are labels."""
IDIOM = """`Parameters` of a table or a column: `purpose` (ids, commas between) and `minlint` (`allow …`)."""
LIMITS = """What a table's location holds isn't read. Templates of CloudFormation are another format."""


class Names(NamedTuple):
    """What the keys are called."""

    table: str
    database: str
    about: str
    storage: str
    columns: str
    partitions: str
    parameters: str
    name: str
    type: str
    comment: str


GLUE = Names(
    *("Name", "DatabaseName", "Description", "StorageDescriptor", "Columns", "PartitionKeys", "Parameters"),
    *("Name", "Type", "Comment"),
)
_HIVE = Names(
    *("tableName", "dbName", "comment", "sd", "cols", "partitionKeys", "parameters"), *("name", "type", "comment")
)

_BEGINS = re.compile(rb'\A\s*\{\s*"(?:Table|TableList|TableInput|StorageDescriptor)"\s*:')


def claims(source: Input) -> bool:
    """Whether this is a table, or several, with columns in a storage descriptor."""
    from minlint.read.trees import claimed

    return claimed(source, _declares, lambda root: any(True for _ in _tables(root)))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.trees import opened, tree

    root, places = opened(source), Places(source.text)
    records = tuple(record(table, database, names, places) for table, database, names in _tables(root))
    kept = tuple(each for each in records if each.fields)
    return Source(source.name, NAME, KIND, kept, tree(source).problems, text=source.text, stored=True)


def _declares(source: Input) -> bool:
    """Whether a file that doesn't parse begins with a table."""
    return bool(_BEGINS.match(source.head))


def _tables(root: Node) -> Iterator[tuple[Node, str, Names]]:
    """Each table with the database that is said above it."""
    for names, wrapped, several in ((GLUE, ("Table", "TableInput"), "TableList"), (_HIVE, ("table",), "tables")):
        inner = (root.get(key) for key in wrapped)
        listed = root.value if isinstance(root.value, list) else mappings(root, several)
        for table in [root, *filter(None, inner), *listed]:
            storage = table.get(names.storage)
            columns = mappings(storage, names.columns)
            if text(table, names.table) and columns and all(text(each, names.name) for each in columns):
                yield table, text(root, names.database), names


def record(table: Node, database: str, names: Names, places: Places) -> Record:
    """A table with its columns; ``database`` is that which is said above it."""
    from minlint.read.structs import taken_apart

    named = table.get(names.table)
    parameters = table.get(names.parameters)
    listed = [*mappings(table.get(names.storage), names.columns), *mappings(table, names.partitions)]
    fields = (_column(node, names, places) for node in listed if text(node, names.name))
    return Record(
        ".".join(filter(None, (text(table, names.database) or database, text(table, names.table)))),
        tuple(taken_apart(fields)),
        places.bare(named.span) if named else None,
        text(table, names.about) or text(parameters, "comment"),
        markers=_markers(parameters, places),
    )


def _column(node: Node, names: Names, places: Places) -> Field:
    from minlint.read.labels import labels

    parameters = node.get(names.parameters)
    return Field(
        text(node, names.name),
        text(node, names.type),
        places.bare(node.value[names.name].node.span),
        mandatory=False,
        comment=text(node, names.comment),
        markers=_markers(parameters, places),
        labels=labels(parameters),
    )


def _markers(parameters: Node | None, places: Places) -> tuple[Marker, ...]:
    from minlint.read import attributes

    return tuple(attributes.markers(parameters, places, "purpose", "minlint")) if parameters else ()
