"""Keys, checks and indexes of a table: given, and taken back by their names."""

from __future__ import annotations

from collections.abc import Sequence

from minlint.read.sql.columns import default, listed
from minlint.read.sql.cursor import Cursor, names
from minlint.read.sql.lexer import Token
from minlint.read.sql.schema import Column, Rule, Table
from minlint.read.sql.statement import Statement

_SUBJECTS = ("PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "EXCLUDE", "NOT", "DEFAULT")
_INDEXES = ("FULLTEXT", "SPATIAL", "KEY", "INDEX")
_INDEX_KINDS = ("CLUSTERED", "NONCLUSTERED", "HASH", "COLUMNSTORE")
_ENDINGS: dict[Rule, str] = {"primary": "pkey", "unique": "key", "references": "fkey", "enum": "check"}


def is_constraint(part: Sequence[Token]) -> bool:
    """Whether a part of the list is a constraint or an index, not a column that is called like one."""
    cursor = Cursor(part)
    if cursor.peek().key in _INDEXES:
        return _is_index(cursor)
    if cursor.peek().key in ("UNIQUE", "CHECK", "CONSTRAINT") or cursor.at("VECTOR", "INDEX"):
        return True
    if cursor.at("EXCLUDE"):  # columns are called so, too
        return cursor.peek(1).key in ("USING", "(")
    if cursor.at("SUPPLEMENTAL", "LOG") or (cursor.at("PROJECTION") and cursor.peek(2).key == "("):
        return True
    return cursor.at("PRIMARY", "KEY") or cursor.at("FOREIGN", "KEY") or cursor.at("PERIOD", "FOR")


def _is_index(cursor: Cursor) -> bool:
    """``KEY name (column)`` or ``INDEX name expression TYPE minmax``, but not ``key varchar(64)``."""
    index = cursor.at("INDEX")
    cursor.next()
    _ = cursor.take("KEY") or cursor.take("INDEX")
    if not cursor.at("(") and cursor.peek().key != "USING":
        cursor.name()
    if index and cursor.take("UNIQUE") and cursor.at("("):
        return True
    if index and (cursor.peek().key in _INDEX_KINDS or any(token.key == "TYPE" for token in cursor.tokens[3:])):
        return True
    if cursor.take("USING"):
        cursor.next()
    return cursor.take("(") and cursor.peek().kind in ("word", "quoted", "double", "sign")


def enter(statement: Statement, table: Table, column: Column) -> None:
    """Put a column into a table, with the rules of its own definition."""
    table.columns.put(column)
    for name, rule in column.rules:
        _name_rule(statement, table, rule, [column], name)


def constrain(statement: Statement, table: Table, cursor: Cursor) -> None:
    """Apply a table's constraint to its columns."""
    name = ""
    if cursor.take("CONSTRAINT") and cursor.peek().key not in _SUBJECTS:
        written = cursor.name()
        name = written.last if written else ""
    if cursor.take("PRIMARY", "KEY"):
        mark_key(statement, table, cursor, "primary", name)
    elif cursor.take("UNIQUE"):
        _ = cursor.take("KEY") or cursor.take("INDEX")
        index = (
            cursor.name() if not cursor.at("(") and cursor.peek().key not in (*_INDEX_KINDS, "NULLS", "USING") else None
        )
        mark_key(statement, table, cursor, "unique", name or (index.last if index else ""))
    elif cursor.take("FOREIGN", "KEY"):
        _foreign(statement, table, cursor, name)
    elif cursor.take("CHECK"):
        _check(statement, table, cursor, name)
    elif cursor.take("DEFAULT"):
        _default_for(statement, table, cursor, name)
    elif cursor.take("NOT", "NULL"):
        for column in _known(table, cursor):
            column.not_null = True
            _name_rule(statement, table, "not_null", [column], name)


def _check(statement: Statement, table: Table, cursor: Cursor, name: str) -> None:
    cursor.take("NOT", "FOR", "REPLICATION")
    subject, values = listed(cursor.group() or ())
    found = table.columns.get((subject,))
    if found and values:
        found.enum = found.enum or values
        _name_rule(statement, table, "enum", [found], name)


def _default_for(statement: Statement, table: Table, cursor: Cursor, name: str) -> None:
    """T-SQL's ``DEFAULT (0) FOR [column]``."""
    gives = default(statement, Cursor(cursor.tokens[cursor.position :]))
    while not cursor.done and not cursor.take("FOR"):
        if cursor.group() is None:
            cursor.next()
    for column in _known(table, cursor):
        column.default = gives
        _name_rule(statement, table, "default", [column], name)


def _known(table: Table, cursor: Cursor) -> list[Column]:
    """The column whose name comes next, if the table has it."""
    name = cursor.name()
    found = table.columns.get(name.parts[-1:]) if name else None
    return [found] if found else []


def _listed_columns(table: Table, cursor: Cursor) -> list[Column | None]:
    while not cursor.done and not cursor.at("("):
        cursor.next()
    return [table.columns.get(name.parts[-1:]) for name in names(cursor.group() or ())]


def mark_key(statement: Statement, table: Table, cursor: Cursor, rule: Rule, name: str = "") -> None:
    """Mark the columns listed here; several together are a primary key, but none of them is unique."""
    columns = _listed_columns(table, cursor)
    marked = [found for found in columns if found and (rule == "primary" or len(columns) == 1)]
    for found in marked:
        setattr(found, rule, True)
    _name_rule(statement, table, rule, marked, name)


def _foreign(statement: Statement, table: Table, cursor: Cursor, name: str) -> None:
    columns = _listed_columns(table, cursor)
    target = cursor.name() if cursor.take("REFERENCES") else None
    fields = names(cursor.group() or ())
    for index, found in enumerate(columns):
        if found and target:
            field = fields[index].last if index < len(fields) else None
            found.references = statement.refer(target, field)
    _name_rule(statement, table, "references", [found for found in columns if found], name)


def _name_rule(statement: Statement, table: Table, rule: Rule, columns: Sequence[Column], name: str) -> None:
    """Keep a rule under its name, or under the one that the database gives it."""
    if not name and rule in _ENDINGS and columns:
        own = [column.key[-1] for column in columns] if rule != "primary" else []
        mysql = statement.dialect.spaced and rule == "unique"
        name = own[0] if mysql else "_".join([table.key[-1], *own, _ENDINGS[rule]])
        name = _free(table, name, "_{}" if mysql else "{}", 2 if mysql else 1)
    key = "primary" if rule == "primary" else name.lower()
    if rule == "primary":
        table.primary = name.lower()
    if not key:
        return
    table.rules[key] = (rule, tuple(columns))
    for column in columns:
        column.held.setdefault(rule, {})[key] = column.references if rule == "references" else None


def _free(table: Table, name: str, ending: str, number: int) -> str:
    """A name that no rule of the table has: as it is, or with the next number."""
    found = name
    for count in range(number, number + _MOST_ALIKE):
        taken = table.rules.get(found.lower())
        if taken is None or not any(table.columns.get(column.key) is column for column in taken[1]):
            return found
        found = name + ending.format(count)
    return ""


_MOST_ALIKE = 100
"""How many rules whose names are made alike are told apart."""


def undo(table: Table, name: str) -> None:
    """Take back the rule of that name, unless another says the same; a primary key's columns go on to be NOT NULL."""
    key = name.lower()
    if key == table.primary:
        key, table.primary = "primary", ""
    if key not in table.rules:
        return
    rule, columns = table.rules.pop(key)
    for column in columns:
        column.not_null = column.not_null or (column.primary and rule == "primary")
        left = column.held.get(rule, {})
        left.pop(key, None)
        if rule == "references":
            column.references = next(reversed(left.values()), None)
        elif rule == "enum":
            column.enum = column.enum if left else ()
        elif not left:
            setattr(column, rule, False)


def drop_column(table: Table, column: Column) -> None:
    """Remove a column, and the primary key it was part of."""
    if any(part is column for part in table.rules.get("primary", ("", ()))[1]):
        undo(table, "primary")
    table.columns.drop(column)
