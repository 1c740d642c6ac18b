"""CREATE TYPE and CREATE DOMAIN: enumerations, composites, object and table types, domains."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.read.sql.columns import column, column_type, constraints
from minlint.read.sql.cursor import Cursor, Name, split
from minlint.read.sql.schema import Column, Type
from minlint.read.sql.statement import Statement

_METHODS = frozenset(
    ["MEMBER", "STATIC", "CONSTRUCTOR", "MAP", "ORDER", "OVERRIDING", "FINAL", "INSTANTIABLE", "NOT", "PRAGMA"]
)
_METHOD_KINDS = frozenset(
    ["FUNCTION", "PROCEDURE", "MEMBER", "FINAL", "INSTANTIABLE", "STATIC", "OVERRIDING", "RESTRICT_REFERENCES"]
)


def create_type(statement: Statement) -> None:
    """Read what stands behind CREATE TYPE; a type that is only announced changes nothing."""
    cursor = statement.cursor
    if cursor.at("BODY"):
        return
    cursor.take("IF", "NOT", "EXISTS")
    name = cursor.name()
    while name and not cursor.done and cursor.peek().key not in ("AS", "IS", "UNDER", "FROM"):
        cursor.next()
    if name is None or cursor.done:
        return
    made = Type(name)
    under = cursor.next().key == "UNDER"
    base = statement.schema.types.get(parent.parts) if under and (parent := cursor.name()) else None
    if under or cursor.at("("):
        made.fields = (*(base.fields if base else ()), *_fields(statement))
    elif cursor.take("OBJECT"):
        made.fields = tuple(_fields(statement))
    elif cursor.at("TABLE", "("):  # T-SQL's, for parameters: no rows of its own
        return
    elif cursor.take("ENUM"):
        made.enum = tuple(token.value for token in cursor.group() or () if token.kind == "string")
    elif not cursor.at("RANGE"):
        made.domain = _domain(statement, name)
    statement.schema.types.put(made)


def _fields(statement: Statement) -> Iterator[Column]:
    for part in split(statement.cursor.group() or ()):
        method = part[0].key in _METHODS and len(part) > 1 and part[1].key in _METHOD_KINDS
        if not method and (found := column(statement, Cursor(part), part[0].start)):
            yield found


def create_domain(statement: Statement) -> None:
    """Read what stands behind CREATE DOMAIN."""
    cursor = statement.cursor
    name = cursor.name()
    if name is None:
        return
    _ = cursor.take("AS") or cursor.take("IS")
    made = Type(name)
    made.domain = _domain(statement, name)
    statement.schema.types.put(made)


def _domain(statement: Statement, name: Name) -> Column:
    """A type over another one; a table or array of another type is a way to its elements."""
    cursor = statement.cursor
    found = Column(Name(("VALUE",), name.start, name.end))
    several = cursor.take("TABLE", "OF")
    if not several and (cursor.take("VARRAY") or cursor.take("VARYING", "ARRAY")):
        cursor.group()
        several = cursor.take("OF")
    column_type(statement, cursor, found)
    found.steps = "[]" * several + found.steps
    constraints(statement, cursor, found)
    return found


def alter_type(statement: Statement) -> None:
    """Values that an enumeration gets or calls otherwise, attributes that a composite gets or loses."""
    cursor = statement.cursor
    name = cursor.name()
    made = statement.schema.types.get(name.parts) if name else None
    if made is None:
        return
    if cursor.take("ADD", "VALUE"):
        cursor.take("IF", "NOT", "EXISTS")
        made.enum += (cursor.peek().value,)
    elif cursor.take("RENAME", "VALUE"):
        made.enum = tuple(cursor.peek(2).value if value == cursor.peek().value else value for value in made.enum)
    elif cursor.take("ADD", "ATTRIBUTE"):
        several = cursor.group()
        added = (column(statement, Cursor(part), part[0].start) for part in split(several or cursor.left()))
        made.fields += tuple(found for found in added if found)
    elif cursor.take("DROP", "ATTRIBUTE"):
        cursor.take("IF", "EXISTS")
        dropped = cursor.name()
        made.fields = tuple(found for found in made.fields if not dropped or found.key != dropped.parts[-1:])


def alter_domain(statement: Statement) -> None:
    """What a domain asks for, changed."""
    cursor = statement.cursor
    name = cursor.name()
    made = statement.schema.types.get(name.parts) if name else None
    if made is None or made.domain is None:
        return
    if cursor.take("SET", "NOT", "NULL"):
        made.domain.not_null = True
    elif cursor.take("DROP", "NOT", "NULL"):
        made.domain.not_null = False
    elif cursor.take("DROP", "DEFAULT"):
        made.domain.default = False
    elif cursor.take("SET", "DEFAULT"):
        made.domain.default = cursor.peek().key != "NULL"
    elif cursor.take("ADD"):
        constraints(statement, Cursor(cursor.left()), made.domain)
