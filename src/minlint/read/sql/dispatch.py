"""Which statement it is, and the short ones: types, comments, indexes, drops."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from minlint.read.sql.alter import alter_table, rename_table
from minlint.read.sql.columns import column, column_type, constraints
from minlint.read.sql.cursor import Cursor, Name, split
from minlint.read.sql.schema import Column, Type
from minlint.read.sql.statement import Statement
from minlint.read.sql.tables import create_table, create_virtual_table, mark_key
from minlint.read.sql.vocabulary import OBJECTS, TABLE_KINDS


def apply(statement: Statement) -> None:
    """Change the statement's schema as it says; what is none of ours changes nothing."""
    cursor = statement.cursor
    verb = cursor.next().key
    while verb == "CREATE" and cursor.peek().key in TABLE_KINDS:
        cursor.next()
    _ = verb != "CREATE" and cursor.take("FOREIGN")
    action = _ACTIONS.get((verb, cursor.peek().key))
    if action:
        cursor.next()
        action(statement)
    elif verb in ("CREATE", "ALTER", "DROP") and cursor.peek().key not in OBJECTS:
        statement.lose(f"no {verb} that minlint knows")


def _drop_table(statement: Statement) -> None:
    cursor = statement.cursor
    cursor.take("IF", "EXISTS")
    for part in split(cursor.left()):
        name = Cursor(part).name()
        if name and (table := statement.schema.tables.get(name.parts)):
            statement.schema.tables.drop(table)


def _rename_tables(statement: Statement) -> None:
    for part in split(statement.cursor.left()):
        cursor = Cursor(part)
        cursor.take("IF", "EXISTS")
        old = cursor.name()
        if old and cursor.take("TO"):
            rename_table(statement, old, cursor.name())


def _create_type(statement: Statement) -> None:
    cursor = statement.cursor
    name = cursor.name()
    if name is None or not cursor.take("AS"):
        return
    made = Type(name)
    if cursor.take("ENUM"):
        made.enum = tuple(token.value for token in cursor.group() or () if token.kind == "string")
    elif cursor.at("("):
        made.fields = tuple(_fields(statement))
    statement.schema.types.put(made)


def _alter_type(statement: Statement) -> None:
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


def _fields(statement: Statement) -> Iterator[Column]:
    for part in split(statement.cursor.group() or ()):
        if found := column(statement, Cursor(part), part[0].start):
            yield found


def _create_domain(statement: Statement) -> None:
    cursor = statement.cursor
    name = cursor.name()
    if name is None:
        return
    cursor.take("AS")
    made = Type(name)
    made.domain = Column(Name(("VALUE",), name.start, name.end))
    column_type(statement, cursor, made.domain)
    constraints(statement, cursor, made.domain)
    statement.schema.types.put(made)


def _comment_on(statement: Statement) -> None:
    cursor = statement.cursor
    on_column = cursor.take("COLUMN")
    if not on_column and not cursor.take("TABLE") and not cursor.take("FOREIGN", "TABLE"):
        return
    name = cursor.name()
    if name is None or not cursor.take("IS"):
        return
    table = statement.schema.tables.get(name.parts[:-1] if on_column else name.parts)
    subject = table.columns.get(name.parts[-1:]) if table and on_column else table
    if subject:
        subject.said = cursor.peek().value if cursor.peek().kind in ("string", "double") else ""


def _unique_index(statement: Statement) -> None:
    cursor = statement.cursor
    cursor.take("INDEX")
    cursor.take("CONCURRENTLY")
    cursor.take("IF", "NOT", "EXISTS")
    if not cursor.at("ON"):
        cursor.name()
    if not cursor.take("ON"):
        return
    cursor.take("ONLY")
    name = cursor.name()
    table = statement.schema.tables.get(name.parts) if name else None
    partial = any(token.key == "WHERE" for token in cursor.left())
    if table and not partial:
        mark_key(table, cursor, "unique")


_ACTIONS: dict[tuple[str, str], Callable[[Statement], None]] = {
    ("CREATE", "TABLE"): create_table,
    ("CREATE", "VIRTUAL"): create_virtual_table,
    ("CREATE", "TYPE"): _create_type,
    ("CREATE", "DOMAIN"): _create_domain,
    ("CREATE", "UNIQUE"): _unique_index,
    ("ALTER", "TABLE"): alter_table,
    ("ALTER", "TYPE"): _alter_type,
    ("DROP", "TABLE"): _drop_table,
    ("RENAME", "TABLE"): _rename_tables,
    ("COMMENT", "ON"): _comment_on,
}
