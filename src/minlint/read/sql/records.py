"""The finished schema as records."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.located import Places
from minlint.model import Field, Record, Reference
from minlint.read.sql.schema import Column, Schema, Table
from minlint.tuples import NamedTuple

MOST_PARTS = 1000
"""How many fields a record may get from composite types within each other."""

_MOST_NAMES = 16
"""How many names of types are followed from one to the next."""


def records(schema: Schema, places: Places) -> tuple[Record, ...]:
    """A record for every table and view, in the order of the file."""
    return tuple(
        Record(
            ".".join(table.key),
            tuple(_fields(table, schema, places)),
            places.span(table.start, table.end),
            comment=_comment(table),
            markers=tuple(table.markers),
        )
        for table in schema.tables
    )


class _Meaning(NamedTuple):
    """What a column's type comes to once the types and domains that it names are looked up."""

    type: str
    format: str
    enum: tuple[str, ...]
    members: tuple[Column, ...]
    steps: str
    not_null: bool
    default: bool


def _fields(table: Table, schema: Schema, places: Places) -> Iterator[Field]:
    """The columns; one of a composite type is followed by its members, asked for only if it is itself."""
    parts = 0
    for column in table.columns:
        open_columns: list[tuple[str, Column, bool]] = [(column.key[-1], column, not table.view)]
        while open_columns:
            path, found, asked = open_columns.pop()
            meaning = _meaning(found, schema)
            members = meaning.members if parts < MOST_PARTS else ()
            field = _field(path, found, meaning, places)._replace(references=_reference(found, schema))
            field = field if asked else field._replace(mandatory=False, default=field.default and not table.view)
            inner = path + meaning.steps
            if members or "{key}" in meaning.steps:
                yield field._replace(container=True)
            if not members:
                yield field._replace(path=inner)
            must = bool(field.mandatory) and not meaning.steps
            open_columns += [(f"{inner}.{part.key[-1]}", part, must) for part in reversed(members)]
            parts += len(members)


def _meaning(column: Column, schema: Schema) -> _Meaning:
    type_, format_, steps, base = column.type, "", column.steps, column.base
    enum, members = column.enum, column.members
    not_null, default = column.not_null or column.primary, column.default
    for _ in range(_MOST_NAMES):
        kind = schema.types.get(base) if base and not members else None
        if kind is None:
            break
        enum, members = enum or kind.enum, kind.fields
        domain = kind.domain
        if domain is None:
            break
        type_, format_, base = domain.type, format_ or column.type, domain.base
        enum, members, steps = enum or domain.enum, domain.members, steps + domain.steps
        not_null, default = not_null or domain.not_null, default or domain.default
    if members and type_.endswith("]") and "[]" not in steps:
        steps = "[]" + steps
    return _Meaning(type_, format_, enum, members, steps, not_null, default)


def _field(path: str, column: Column, meaning: _Meaning, places: Places) -> Field:
    return Field(
        path,
        meaning.type,
        places.span(column.start, column.end),
        mandatory=None if column.direction else meaning.not_null and not meaning.default,
        comment=_comment(column),
        enum=meaning.enum,
        primary=column.primary,
        unique=column.unique,
        format=meaning.format,
        default=meaning.default,
        markers=tuple(column.markers),
        direction=column.direction,
    )


def _reference(column: Column, schema: Schema) -> Reference | None:
    """What a column refers to, under the name that this has in the end."""
    found = column.references
    table = schema.targets.get(id(found), (found, None))[1]
    if found is None or table is None or not schema.tables.holds(table):
        return found
    return (
        found
        if schema.tables.get(tuple(found.record.split("."))) is table
        else found._replace(record=".".join(table.key))
    )


def _comment(item: Column | Table) -> str:
    return " ".join(filter(None, [item.said, *item.comments]))
