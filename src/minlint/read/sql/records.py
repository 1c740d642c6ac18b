"""The finished schema as records."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.located import Places
from minlint.model import Field, Record
from minlint.read.sql.schema import Column, Schema, Table, Type

MOST_PARTS = 1000
"""How many fields a record may get from composite types within each other."""


def records(schema: Schema, places: Places) -> tuple[Record, ...]:
    """A record for every table, in the order of the file."""
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


def _fields(table: Table, schema: Schema, places: Places) -> Iterator[Field]:
    """The columns; one of a composite type is followed by its parts, asked for only if it is itself."""
    parts = 0
    for column in table.columns:
        open_columns: list[tuple[str, Column, bool]] = [(column.key[-1], column, True)]
        while open_columns:
            path, found, asked = open_columns.pop()
            kind = schema.types.get(found.base) if found.base else None
            inner = kind.fields if kind and parts < MOST_PARTS else ()
            field = _field(path, found, kind, places)
            yield field if asked else field._replace(mandatory=False)
            path += "[]" * found.type.endswith("]")
            open_columns += [(f"{path}.{part.key[-1]}", part, bool(field.mandatory)) for part in reversed(inner)]
            parts += len(inner)


def _field(path: str, column: Column, kind: Type | None, places: Places) -> Field:
    domain = kind.domain if kind else None
    default = column.default or (domain is not None and domain.default)
    not_null = column.not_null or column.primary or (domain is not None and domain.not_null)
    return Field(
        path,
        domain.type if domain else column.type,
        places.span(column.start, column.end),
        mandatory=not_null and not default,
        comment=_comment(column),
        enum=column.enum or (domain.enum if domain else ()) or (kind.enum if kind else ()),
        primary=column.primary,
        unique=column.unique,
        references=column.references,
        format=column.type if domain else "",
        container=bool(kind and kind.fields),
        default=default,
        markers=tuple(column.markers),
    )


def _comment(item: Column | Table) -> str:
    return " ".join(filter(None, [item.said, *item.comments]))
