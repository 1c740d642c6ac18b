"""CREATE VIEW and ALTER VIEW."""

from __future__ import annotations

from minlint.read.sql.alter import move_table, rename, rename_table
from minlint.read.sql.columns import column, described
from minlint.read.sql.constraints import is_constraint
from minlint.read.sql.cursor import Cursor, split
from minlint.read.sql.schema import Column, Table
from minlint.read.sql.selects import BEFORE_QUERY, as_given, is_query, put_selected
from minlint.read.sql.statement import Statement, may_copy
from minlint.read.sql.tables import skip_place


def create_view(statement: Statement) -> None:
    """Read a view, materialised or not: a record of the columns that it names; none where it names none.

    It keeps nothing itself, so that what can't be named is no loss.
    """
    cursor = statement.cursor
    cursor.take("IF", "NOT", "EXISTS")
    name = cursor.name()
    if name is None:
        return
    skip_place(cursor)
    if cursor.take("TO"):  # ClickHouse keeps the rows in another table
        cursor.name()
    view = Table(name, view=True)
    statement.table = view
    declared = _object_columns(statement)
    if cursor.at("(") and not is_query(cursor.tokens[cursor.position : cursor.position + 2]):
        parts = split(cursor.group() or ())
        found = (column(statement, Cursor(part), part[0].start) for part in parts if not is_constraint(part))
        declared = [as_given(item, False) for item in found if item]
        statement.body_end = cursor.peek(-1).start
    _view_options(cursor, view)
    put_selected(statement, view, cursor.left(), declared)
    if len(view.columns):
        statement.schema.tables.put(view)
    else:
        statement.table = None


def _object_columns(statement: Statement) -> list[Column]:
    """Those of Oracle's ``VIEW … OF type``."""
    name = statement.cursor.name() if statement.cursor.take("OF") else None
    kind = statement.schema.types.get(name.parts) if name else None
    return [found.copy() for found in kind.fields] if kind and may_copy(statement, len(kind.fields)) else []


def _view_options(cursor: Cursor, view: Table) -> None:
    """What stands between a view's name and its query, which is next then."""
    while not cursor.done and cursor.peek().key != "SELECT":
        if cursor.at("AS") and cursor.peek(1).key in BEFORE_QUERY:
            return
        if (comment := cursor.text("COMMENT")) is not None or (comment := described(cursor)) is not None:
            view.said = comment
        elif cursor.group() is None:
            cursor.next()


def alter_view(statement: Statement) -> None:
    """A view's new name, its new query, or a column's new name."""
    cursor = statement.cursor
    cursor.take("IF", "EXISTS")
    position = cursor.position
    name = cursor.name()
    if name is None:
        return
    known = statement.find(name)
    if cursor.take("RENAME", "TO"):
        rename_table(statement, name, cursor.name())
    elif cursor.take("SET", "SCHEMA"):
        move_table(statement, known, cursor.name())
    elif cursor.take("RENAME"):
        rename(statement, name, Cursor(cursor.left()))
    elif is_query(cursor.left()):
        if known:
            statement.schema.tables.drop(known)
        cursor.position = position
        create_view(statement)
