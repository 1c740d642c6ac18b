"""ALTER TABLE, one action after the other."""

from __future__ import annotations

from minlint.read.sql.columns import column, column_type, default
from minlint.read.sql.cursor import Cursor, Name, names, split
from minlint.read.sql.schema import Column, Table
from minlint.read.sql.statement import Statement
from minlint.read.sql.tables import constrain, is_constraint
from minlint.read.sql.vocabulary import TYPES

_VERBS = ("ADD", "DROP", "ALTER", "RENAME", "MODIFY", "CHANGE")
_NO_COLUMNS = (
    *("CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "INDEX", "KEY", "FULLTEXT", "SPATIAL"),
    *("PARTITION", "SYSTEM", "PERIOD"),
)


def alter_table(statement: Statement) -> None:
    """Read what stands behind ALTER TABLE into the schema."""
    cursor = statement.cursor
    cursor.take("IF", "EXISTS")
    cursor.take("ONLY")
    name = cursor.name()
    if name is None:
        statement.lose("a table without a name")
        return
    cursor.take("*")
    verb = ""
    for part in split(cursor.left()):
        cursor = Cursor(part)
        goes_on = verb == "ADD" and cursor.peek().key not in _VERBS and cursor.peek(1).key in TYPES
        if not goes_on:  # ``ADD a int, b int`` is one verb in some dialects
            verb = cursor.next().key
        _action(statement, name, cursor, verb)


def _action(statement: Statement, name: Name, cursor: Cursor, verb: str) -> None:
    if verb == "ADD":
        _add(statement, name, cursor)
    elif verb == "DROP":
        _drop(statement, name, cursor)
    elif verb == "RENAME":
        _rename(statement, name, cursor)
    elif verb == "ALTER":
        _alter_column(statement, name, cursor)
    elif verb in ("MODIFY", "CHANGE"):
        _redefine(statement, statement.alter(name), cursor, renames=verb == "CHANGE")
    else:
        _table_action(statement, name, cursor, verb)


def _add(statement: Statement, name: Name, cursor: Cursor) -> None:
    plain = cursor.take("COLUMN")
    cursor.take("IF", "NOT", "EXISTS")
    begins = cursor.tokens[0].start
    several = cursor.group()
    if several is None:
        _add_one(statement, name, Cursor(cursor.left()), begins, plain)
    for part in split(several or ()):
        _add_one(statement, name, Cursor(part), part[0].start, plain)


def _add_one(statement: Statement, name: Name, cursor: Cursor, begins: int, plain: bool) -> None:
    if is_constraint(cursor.tokens):
        statement.elements.append((begins, None))
        if table := statement.find(name):
            constrain(table, cursor)
    elif plain or cursor.peek().key not in _NO_COLUMNS:
        found = column(statement, cursor, begins)
        if found is None:
            statement.lose("an added column without a name")
        elif statement.alter(name).columns.get(found.key) is None:
            statement.alter(name).columns.put(found)


def _drop(statement: Statement, name: Name, cursor: Cursor) -> None:
    table = statement.find(name)
    plain = cursor.take("COLUMN")
    cursor.take("IF", "EXISTS")
    if table is None or (not plain and cursor.peek().key in _NO_COLUMNS):
        return
    for dropped in names(cursor.group() or cursor.left()):
        if found := table.columns.get(dropped.parts):
            table.columns.drop(found)


def _rename(statement: Statement, name: Name, cursor: Cursor) -> None:
    if cursor.take("TO") or cursor.take("AS"):
        rename_table(statement, name, cursor.name())
        return
    if cursor.peek().key in ("CONSTRAINT", "INDEX", "KEY") and cursor.peek(2).key == "TO":
        return
    cursor.take("COLUMN")
    cursor.take("IF", "EXISTS")
    old = cursor.name()
    if old and cursor.take("TO") and (new := cursor.name()):
        table = statement.alter(name)
        found = _known(table, old)
        found.start, found.end = new.start, new.end
        table.columns.rename(found, new.parts[-1:])
        statement.elements.append((cursor.tokens[0].start, found))
    elif cursor.done:
        rename_table(statement, name, old)


def rename_table(statement: Statement, old: Name, new: Name | None) -> None:
    """Give a table another name; an unqualified one stays in its schema."""
    table = statement.schema.tables.get(old.parts)
    if table is None or new is None:
        return
    statement.table = table
    table.start, table.end = new.start, new.end
    statement.schema.tables.rename(table, new.parts if len(new.parts) > 1 else table.key[:-1] + new.parts)


def _known(table: Table, name: Name) -> Column:
    """The column of that name; one that another file made is known from here on."""
    found = table.columns.get(name.parts[-1:])
    if found is None:
        found = Column(name)
        table.columns.put(found)
    return found


def _redefine(statement: Statement, table: Table, cursor: Cursor, *, renames: bool) -> None:
    cursor.take("COLUMN")
    cursor.take("IF", "EXISTS")
    old = cursor.name() if renames else None
    found = column(statement, cursor, cursor.tokens[0].start)
    if found is None:
        statement.lose("a changed column without a name", cursor.tokens[0])
        return
    known = _known(table, old or Name(found.key, found.start, found.end))
    known.redefine(found)
    if known.key != found.key:
        table.columns.rename(known, found.key)
    statement.elements[-1] = (statement.elements[-1][0], known)


def _alter_column(statement: Statement, name: Name, cursor: Cursor) -> None:
    if cursor.peek().key in ("CONSTRAINT", "INDEX", "CHECK") and cursor.peek(1).key != "TYPE":
        return
    cursor.take("COLUMN")
    column_name = cursor.name()
    if column_name is None:
        return
    table = statement.find(name)
    found = table.columns.get(column_name.parts[-1:]) if table else None
    if cursor.take("TYPE") or cursor.take("SET", "DATA", "TYPE"):
        found = _known(statement.alter(name), column_name)
        column_type(statement, cursor, found)
    elif found and cursor.take("SET", "NOT", "NULL"):
        found.not_null = True
    elif found and cursor.take("DROP", "NOT", "NULL"):
        found.not_null = False
    elif found and cursor.take("SET", "DEFAULT"):
        found.default = default(statement, cursor)
    elif found and (cursor.take("DROP", "DEFAULT") or cursor.take("DROP", "IDENTITY")):
        found.default = False
    elif found and cursor.take("ADD", "GENERATED"):
        found.default = True


def _table_action(statement: Statement, name: Name, cursor: Cursor, verb: str) -> None:
    tables = statement.schema.tables
    table = statement.find(name)
    if verb == "ATTACH" and cursor.take("PARTITION"):
        part = cursor.name()
        child = tables.get(part.parts) if part else None
        if table and child:  # a partition's rows and columns are its parent's
            tables.drop(child)
    elif verb == "SET" and cursor.take("SCHEMA"):
        schema = cursor.name()
        if table and schema:
            tables.rename(table, (*schema.parts, table.key[-1]))
    elif verb == "COMMENT" and table:
        table.said = Cursor(cursor.tokens).text("COMMENT") or ""
