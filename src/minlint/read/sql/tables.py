"""CREATE TABLE, and the constraints it shares with ALTER TABLE."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from minlint.model import Reference
from minlint.read.sql.columns import column, listed
from minlint.read.sql.cursor import Cursor, Name, names, split
from minlint.read.sql.lexer import Token
from minlint.read.sql.schema import Column, Table
from minlint.read.sql.selects import selected
from minlint.read.sql.statement import Statement

_SUBJECTS = ("PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "EXCLUDE", "NOT")


def create_table(statement: Statement) -> None:
    """Read what stands behind CREATE … TABLE into the schema."""
    cursor = statement.cursor
    once = cursor.take("IF", "NOT", "EXISTS")
    name = cursor.name()
    if name is None:
        statement.lose("a table without a name")
        return
    if cursor.at("PARTITION", "OF"):  # its rows and columns are its parent's
        return
    if statement.dialect.rowid and name.last.lower().startswith("sqlite_"):  # SQLite's own
        return
    statement.table = table = Table(name)
    _definition(statement, table)
    if not (once and statement.schema.tables.get(name.parts)):
        statement.schema.tables.put(table)


def create_virtual_table(statement: Statement) -> None:
    """Read an SQLite full-text or other virtual table: the columns among its module's arguments."""
    cursor = statement.cursor
    cursor.take("TABLE")
    cursor.take("IF", "NOT", "EXISTS")
    name = cursor.name()
    if name is None or not cursor.take("USING"):
        statement.lose("a virtual table without a name or module")
        return
    cursor.name()
    statement.table = table = Table(name)
    for part in split(cursor.group() or ()):
        if all(token.key != "=" for token in part):
            _columns(statement, table, part)
    statement.schema.tables.put(table)


def _definition(statement: Statement, table: Table) -> None:
    cursor = statement.cursor
    described = cursor.at("(") and not cursor.at("(", "SELECT")
    if described:
        _body(statement, table, cursor.group() or ())
        statement.body_end = cursor.peek(-1).start
        if statement.dialect.rowid and all(token.key != "ROWID" for token in cursor.left()):
            _fill_rowid(table)
        if cursor.open:
            statement.lose("the list of columns is never closed")
    while not cursor.done:
        if cursor.take("INHERITS"):
            for parent in names(cursor.group() or ()):
                _copy(statement, table, parent)
        elif cursor.take("LIKE") or cursor.take("OF") or cursor.take("CLONE"):
            _copy(statement, table, cursor.name())
            described = True
        elif cursor.peek().key in ("AS", "SELECT") or cursor.at("(", "SELECT"):
            described = _select(statement, table) or described
        elif (comment := cursor.text("COMMENT")) is not None:
            table.said = comment
        elif cursor.group() is None:
            cursor.next()
    if not described:
        statement.lose(f"no columns of {'.'.join(table.key)} could be found")


def _fill_rowid(table: Table) -> None:
    """A lone INTEGER key is SQLite's row number, which it fills itself."""
    keys = [found for found in table.columns if found.primary]
    if len(keys) == 1 and keys[0].type.upper() == "INTEGER":
        keys[0].default = True


def _body(statement: Statement, table: Table, tokens: Sequence[Token]) -> None:
    constraints = []
    for part in split(tokens):
        if is_constraint(part):
            statement.elements.append((part[0].start, None))
            constraints.append(part)
        elif part[0].key == "LIKE":
            statement.elements.append((part[0].start, None))
            _copy(statement, table, Cursor(part[1:]).name())
        else:
            _columns(statement, table, part)
    for part in constraints:
        constrain(table, Cursor(part))


def _columns(statement: Statement, table: Table, part: Sequence[Token]) -> None:
    """The column of one part of the list; more than one where a comma is missing."""
    cursor = Cursor(part)
    while not cursor.done:
        if cursor.position:
            statement.lose("a comma is missing before this column", cursor.tokens[cursor.position])
        found = column(statement, cursor, cursor.peek().start)
        if found is None:
            statement.lose("what stands here is no column", part[0])
            return
        table.columns.put(found)


def _copy(statement: Statement, table: Table, source: Name | None) -> None:
    """Take over the columns of another table or of a composite type."""
    if source is None:
        return
    other = statement.schema.tables.get(source.parts)
    kind = statement.schema.types.get(source.parts)
    if other is None and kind is None:
        statement.lose(f"takes its columns from {source.text}, which this file doesn't define")
    for found in other.columns if other else kind.fields if kind else ():
        if table.columns.get(found.key) is None:
            table.columns.put(found.copy())


def _select(statement: Statement, table: Table) -> bool:
    """The columns that a query names; those it doesn't name are lost."""
    if statement.cursor.take("AS", "TABLE"):
        _copy(statement, table, statement.cursor.name())
        return True
    query = statement.cursor.left()
    statement.cursor.position += len(query)
    known = list(table.columns)
    for item in selected(query):
        if item.name and not known:
            found = Column(item.name)
            statement.elements.append((found.start, found))
            table.columns.put(found)
        elif item.all_of:
            _copy(statement, table, item.all_of)
        elif not known:
            statement.lose("a query's column without a name", item.tokens[0])
    return any(token.key in ("SELECT", "VALUES") for token in query)


def is_constraint(part: Sequence[Token]) -> bool:
    """Whether a part of the list is a constraint or an index, not a column that is called like one."""
    cursor = Cursor(part)
    if cursor.peek().key in ("FULLTEXT", "SPATIAL", "KEY", "INDEX"):
        return _is_index(cursor)
    if cursor.peek().key in ("UNIQUE", "CHECK", "EXCLUDE", "CONSTRAINT"):
        return True
    return cursor.at("PRIMARY", "KEY") or cursor.at("FOREIGN", "KEY") or cursor.at("PERIOD", "FOR")


def _is_index(cursor: Cursor) -> bool:
    """``KEY name (column)``, but not ``key varchar(64)``."""
    cursor.next()
    _ = cursor.take("KEY") or cursor.take("INDEX")
    if not cursor.at("(") and cursor.peek().key != "USING":
        cursor.name()
    if cursor.take("USING"):
        cursor.next()
    return cursor.take("(") and cursor.peek().kind in ("word", "quoted", "double", "sign")


def constrain(table: Table, cursor: Cursor) -> None:
    """Apply a table's constraint to its columns."""
    if cursor.take("CONSTRAINT") and cursor.peek().key not in _SUBJECTS:
        cursor.name()
    if cursor.take("PRIMARY", "KEY"):
        mark_key(table, cursor, "primary")
    elif cursor.take("UNIQUE"):
        mark_key(table, cursor, "unique")
    elif cursor.take("FOREIGN", "KEY"):
        _foreign(table, cursor)
    elif cursor.take("CHECK"):
        subject, values = listed(cursor.group() or ())
        if found := table.columns.get((subject,)):
            found.enum = found.enum or values


def _listed_columns(table: Table, cursor: Cursor) -> list[Column | None]:
    while not cursor.done and not cursor.at("("):
        cursor.next()
    return [table.columns.get(name.parts[-1:]) for name in names(cursor.group() or ())]


def mark_key(table: Table, cursor: Cursor, kind: Literal["primary", "unique"]) -> None:
    """Mark the columns listed here; several together are a primary key, but none of them is unique."""
    columns = _listed_columns(table, cursor)
    for found in columns:
        if found and (kind == "primary" or len(columns) == 1):
            setattr(found, kind, True)


def _foreign(table: Table, cursor: Cursor) -> None:
    columns = _listed_columns(table, cursor)
    target = cursor.name() if cursor.take("REFERENCES") else None
    fields = names(cursor.group() or ())
    for index, found in enumerate(columns):
        if found and target:
            field = fields[index].last if index < len(fields) else None
            found.references = Reference(target.text, field)
