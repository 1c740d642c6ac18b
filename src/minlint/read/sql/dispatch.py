"""Which statement it is, and the short ones: comments, indexes, drops."""

from __future__ import annotations

from collections.abc import Callable

from minlint.read.sql.alter import alter_table, move_table, rename_table, swap_tables
from minlint.read.sql.constraints import mark_key, undo
from minlint.read.sql.cursor import Cursor, split
from minlint.read.sql.named_types import alter_domain, alter_type, create_domain, create_type
from minlint.read.sql.procedures import execute, keep_variables
from minlint.read.sql.statement import Statement
from minlint.read.sql.tables import create_table, create_virtual_table, select_into
from minlint.read.sql.views import alter_view, create_view
from minlint.read.sql.vocabulary import OBJECTS, TABLE_KINDS, VIEW_KINDS


def apply(statement: Statement) -> None:
    """Change the statement's schema as it says; what is none of ours changes nothing."""
    cursor = statement.cursor
    verb = cursor.next().key
    if verb in ("EXEC", "EXECUTE"):
        execute(statement)
        return
    if verb in ("SET", "DECLARE"):
        keep_variables(statement)
        return
    if verb in ("SELECT", "WITH"):
        select_into(statement)
        return
    if verb in ("CREATE", "ALTER"):
        _skip_kinds(cursor)
    elif verb == "DROP":
        _ = cursor.take("FOREIGN") or cursor.take("EXTERNAL") or cursor.take("MATERIALIZED")
    action = _ACTIONS.get((verb, cursor.peek().key))
    if action:
        cursor.next()
        action(statement)
    elif verb in ("CREATE", "ALTER", "DROP") and cursor.peek().key not in OBJECTS:
        statement.lose(f"no {verb} that minlint knows")


def _skip_kinds(cursor: Cursor) -> None:
    """Step over what stands between CREATE or ALTER and TABLE or VIEW."""
    start = cursor.position
    while cursor.peek().key in TABLE_KINDS:
        cursor.next()
    if cursor.peek().key == "TABLE":
        return
    position = cursor.position
    while cursor.peek().key in VIEW_KINDS or cursor.peek().key in ("=", "@") or cursor.peek(-1).key in ("=", "@"):
        if cursor.done or cursor.position > start + _MOST_KINDS:
            break
        cursor.next()
    if cursor.peek().key != "VIEW":
        cursor.position = position


_MOST_KINDS = 32


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


def _transfer(statement: Statement) -> None:
    """T-SQL's ``ALTER SCHEMA new TRANSFER old.table``."""
    cursor = statement.cursor
    schema = cursor.name()
    if schema and cursor.take("TRANSFER"):
        if cursor.take("OBJECT"):
            cursor.take(":", ":")
        name = cursor.name()
        move_table(statement, statement.find(name) if name else None, schema)


def _exchange_tables(statement: Statement) -> None:
    """ClickHouse's ``EXCHANGE TABLES one AND other``."""
    one = statement.cursor.name()
    if one and statement.cursor.take("AND"):
        swap_tables(statement, one, statement.cursor.name())


def _comment_on(statement: Statement) -> None:
    cursor = statement.cursor
    on_column = cursor.take("COLUMN")
    _ = cursor.take("FOREIGN") or cursor.take("MATERIALIZED")
    if not on_column and not cursor.take("TABLE") and not cursor.take("VIEW"):
        return
    cursor.take("IF", "EXISTS")
    name = cursor.name()
    if name is None or not cursor.take("IS"):
        return
    table = statement.schema.tables.get(name.parts[:-1] if on_column else name.parts)
    subject = table.columns.get(name.parts[-1:]) if table and on_column else table
    if subject:
        subject.said = cursor.peek().value if cursor.peek().kind in ("string", "double") else ""


def _unique_index(statement: Statement) -> None:
    cursor = statement.cursor
    _ = cursor.take("CLUSTERED") or cursor.take("NONCLUSTERED")
    cursor.take("INDEX")
    cursor.take("CONCURRENTLY")
    cursor.take("IF", "NOT", "EXISTS")
    index = cursor.name() if not cursor.at("ON") else None
    if not cursor.take("ON"):
        return
    cursor.take("ONLY")
    name = cursor.name()
    table = statement.schema.tables.get(name.parts) if name else None
    partial = any(token.key == "WHERE" for token in cursor.left())
    if table and not partial:
        mark_key(statement, table, cursor, "unique", index.last if index else "")
        if index:
            statement.schema.indexes[index.last.lower()] = table


def _drop_index(statement: Statement) -> None:
    cursor = statement.cursor
    cursor.take("CONCURRENTLY")
    cursor.take("IF", "EXISTS")
    for part in split(cursor.left()):
        name = Cursor(part).name()
        table = statement.schema.indexes.pop(name.last.lower(), None) if name else None
        if name and table:
            undo(table, name.last)


_ACTIONS: dict[tuple[str, str], Callable[[Statement], None]] = {
    ("CREATE", "TABLE"): create_table,
    ("CREATE", "VIRTUAL"): create_virtual_table,
    ("CREATE", "DICTIONARY"): create_table,
    ("CREATE", "VIEW"): create_view,
    ("CREATE", "TYPE"): create_type,
    ("CREATE", "DOMAIN"): create_domain,
    ("CREATE", "UNIQUE"): _unique_index,
    ("ALTER", "TABLE"): alter_table,
    ("ALTER", "VIEW"): alter_view,
    ("ALTER", "SCHEMA"): _transfer,
    ("ALTER", "TYPE"): alter_type,
    ("ALTER", "DOMAIN"): alter_domain,
    ("DROP", "TABLE"): _drop_table,
    ("DROP", "VIEW"): _drop_table,
    ("DROP", "INDEX"): _drop_index,
    ("RENAME", "TABLE"): _rename_tables,
    ("EXCHANGE", "TABLES"): _exchange_tables,
    ("COMMENT", "ON"): _comment_on,
}
