"""A column's definition: name, type, constraints."""

from __future__ import annotations

from collections.abc import Sequence

from minlint.model import Reference
from minlint.read.sql.cursor import Cursor, Name, names, split
from minlint.read.sql.lexer import Token
from minlint.read.sql.schema import Column, Rule
from minlint.read.sql.statement import Statement
from minlint.read.sql.types import read_type
from minlint.read.sql.vocabulary import AFTER_TYPE, FILLED, NO_NAMES, TYPES


def column(statement: Statement, cursor: Cursor, begins: int, depth: int = 0) -> Column | None:
    """The column that is defined here, None where there is no name.

    It is noted as an element of the statement that begins at an offset. The cursor is left behind it: at the tokens'
    end, or at a column that a missing comma joined to it. ``depth`` counts the types it lies in.
    """
    first = cursor.peek()
    name = cursor.name()
    if name is None:
        return None
    if len(name.parts) > 1:  # ClickHouse's ``contacts.phone``
        name = Name((name.text,), first.start, name.end)
    found = Column(name)
    statement.elements.append((begins, found))
    cursor.take(":")
    column_type(statement, cursor, found, depth)
    if found.members:  # what follows them belongs to the column again
        statement.elements.append((cursor.peek(-1).start, found))
    constraints(statement, cursor, found)
    if statement.dialect.spaced and found.primary:  # MySQL makes one key of the two
        found.unique, found.rules = False, [named for named in found.rules if named[1] != "unique"]
    return found


def column_type(statement: Statement, cursor: Cursor, found: Column, depth: int = 0) -> None:
    """Read the type, if one comes next."""
    typed = read_type(statement, cursor, column, depth)
    if typed:
        found.type, found.base, found.enum, found.members, found.steps, filled = typed
        found.default = found.default or filled


def _begins_column(statement: Statement, cursor: Cursor) -> bool:
    """Whether a comma is missing here: a name at the beginning of a line, and a type behind it."""
    if cursor.peek(1).key not in TYPES:
        return False
    token = cursor.peek()
    named = token.kind in ("word", "quoted") and token.key not in NO_NAMES
    return named and statement.breaks_before(token, cursor.peek(-1))


def constraints(statement: Statement, cursor: Cursor, found: Column) -> None:
    """Read what stands behind a type: whether a value must be given, keys, comments, lists of values."""
    name = ""
    while not cursor.done and not _begins_column(statement, cursor):
        position = cursor.position
        if cursor.take("CONSTRAINT"):
            written = cursor.name()
            name = written.last if written else ""
        elif (rule := _rule(statement, cursor, found)) or cursor.position > position:
            found.rules += [(name, rule)] if rule else []
            name = ""
        elif (comment := cursor.text("COMMENT")) is not None:
            found.said = comment
        elif (description := described(cursor)) is not None:
            found.said = description
        else:
            _other(cursor, found)


def _rule(statement: Statement, cursor: Cursor, found: Column) -> Rule | None:
    """Apply a constraint if one comes next."""
    if cursor.take("NOT", "NULL"):
        found.not_null = True
        return "not_null"
    if cursor.take("FOREIGN", "KEY"):
        return None
    if cursor.take("PRIMARY", "KEY") or cursor.take("KEY"):
        found.primary = True
        return "primary"
    if cursor.take("UNIQUE"):
        found.unique = True
        cursor.take("KEY")
        return "unique"
    if cursor.take("DEFAULT"):
        found.default = default(statement, cursor)
        return "default"
    if cursor.take("REFERENCES"):
        found.references = reference(statement, cursor)
        return "references"
    return _check(cursor, found) if cursor.take("CHECK") else None


def _other(cursor: Cursor, found: Column) -> None:
    """What says nothing, or only that the database fills the column."""
    if cursor.take("COLLATE") or cursor.take("CHARACTER", "SET"):
        cursor.name()
    elif cursor.take("GENERATED") or cursor.take("AS"):
        found.default = True
        while cursor.peek().key in ("ALWAYS", "BY", "DEFAULT", "ON", "NULL"):
            cursor.next()
    elif cursor.peek().key in FILLED:
        found.default = True
        cursor.next()
    elif cursor.take("ON", "DELETE") or cursor.take("ON", "UPDATE"):
        _ = cursor.take("SET") or cursor.take("NO")
        cursor.next()
    elif cursor.group() is None:
        cursor.next()


def described(cursor: Cursor) -> str | None:
    """BigQuery's ``OPTIONS (description = "…")``: the words, empty where there are none; None without options."""
    if not cursor.at("OPTIONS", "("):
        return None
    cursor.next()
    found = (Cursor(part).text("DESCRIPTION") for part in split(cursor.group() or ()))
    return next(filter(None, found), "")


def default(statement: Statement, cursor: Cursor) -> bool:
    """Step over a default's expression; whether it gives a value."""
    gives = cursor.peek().key != "NULL" and not cursor.at("(", "NULL", ")")
    depth = 0
    while not cursor.done:
        depth += (cursor.peek().key in ("(", "[")) - (cursor.next().key in (")", "]"))
        if depth <= 0 and (cursor.peek().key in AFTER_TYPE or _begins_column(statement, cursor)):
            break
    return gives


def reference(statement: Statement, cursor: Cursor) -> Reference | None:
    """What a foreign key points at, behind REFERENCES."""
    target = cursor.name()
    fields = names(cursor.group() or ())
    return statement.refer(target, fields[0].last if len(fields) == 1 else None) if target else None


def _check(cursor: Cursor, found: Column) -> Rule | None:
    subject, values = listed(cursor.group() or ())
    if subject.lower() == found.key[-1].lower():
        found.enum = found.enum or values
    return "enum" if values and found.enum == values else None


def listed(tokens: Sequence[Token]) -> tuple[str, tuple[str, ...]]:
    """The column and the strings of a condition that says it is one of these; empty for any other condition."""
    flat = [token for token in tokens if token.key not in ("(", ")")]
    values = tuple(token.value for token in flat if token.kind == "string")
    keys = {token.key for token in flat[1:]}
    if not flat or flat[0].kind not in ("word", "quoted") or keys & {"AND", "OR", "NOT", "<", ">", "SELECT"}:
        return "", ()
    return (flat[0].value, values) if keys & {"IN", "ANY"} else ("", ())
