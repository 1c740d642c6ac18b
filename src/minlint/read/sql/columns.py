"""A column's definition: name, type, constraints."""

from __future__ import annotations

from collections.abc import Sequence

from minlint.model import Reference
from minlint.read.sql.cursor import Cursor, names
from minlint.read.sql.lexer import Token
from minlint.read.sql.schema import Column
from minlint.read.sql.statement import Statement
from minlint.read.sql.vocabulary import AFTER_TYPE, CONTINUES, FILLED, NO_NAMES, SERIAL, TYPELESS, TYPES


def column(statement: Statement, cursor: Cursor, begins: int) -> Column | None:
    """The column that is defined here, None where there is no name.

    It is noted as an element of the statement that begins at an offset. The cursor is left behind it: at the tokens'
    end, or at a column that a missing comma joined to it.
    """
    name = cursor.name()
    if name is None:
        return None
    found = Column(name)
    statement.elements.append((begins, found))
    column_type(statement, cursor, found)
    constraints(statement, cursor, found)
    return found


def column_type(statement: Statement, cursor: Cursor, found: Column) -> None:
    """Read the type: its text without literals, an enumeration's values, the name it may have been made under."""
    if cursor.peek().kind not in ("word", "quoted", "double") or cursor.peek().key in TYPELESS:
        return
    name = cursor.name()
    assert name is not None
    found.base, found.enum, text = name.parts, (), name.text
    found.default = found.default or name.last.upper() in SERIAL
    while not cursor.done:
        token = cursor.peek()
        if (arguments := cursor.group()) is not None:
            values = tuple(part.value for part in arguments if part.kind in ("string", "double"))
            found.enum = values if name.last.upper() in ("ENUM", "SET") else ()
            text += "" if values else f"({_joined(arguments)})"
        elif token.key == "[":
            text += _brackets(cursor)
        elif token.kind == "word" and _continues(statement, cursor):
            text += " " + cursor.next().value
        else:
            break
    found.type = text


def _joined(tokens: Sequence[Token]) -> str:
    text = ""
    for token in tokens:
        wordy = token.kind in ("word", "quoted", "number")
        text += " " * (wordy and text[-1:].isalnum()) + token.value
    return text


def _brackets(cursor: Cursor) -> str:
    text = ""
    while not cursor.done and not text.endswith("]"):
        token = cursor.next()
        text += token.value if token.kind in ("sign", "number") else ""
    return text


def _continues(statement: Statement, cursor: Cursor) -> bool:
    """Whether a word belongs to the type before it."""
    key, following = cursor.peek().key, cursor.peek(1).key
    if key in AFTER_TYPE or (key == "CHARACTER" and following == "SET"):
        return False
    if key in ("WITH", "WITHOUT"):
        return following in ("TIME", "LOCAL")
    return key in CONTINUES or not statement.breaks_before(cursor.peek(), cursor.peek(-1))


def _begins_column(statement: Statement, cursor: Cursor) -> bool:
    """Whether a comma is missing here: a name at the beginning of a line, and a type behind it."""
    if cursor.peek(1).key not in TYPES:
        return False
    token = cursor.peek()
    named = token.kind in ("word", "quoted") and token.key not in NO_NAMES
    return named and statement.breaks_before(token, cursor.peek(-1))


def constraints(statement: Statement, cursor: Cursor, found: Column) -> None:
    """Read what stands behind a type: whether a value must be given, keys, comments, lists of values."""
    while not cursor.done and not _begins_column(statement, cursor):
        if cursor.take("NOT", "NULL"):
            found.not_null = True
        elif cursor.take("PRIMARY", "KEY") or cursor.take("KEY"):
            found.primary = True
        elif cursor.take("UNIQUE"):
            found.unique = True
            cursor.take("KEY")
        elif cursor.take("DEFAULT"):
            found.default = default(statement, cursor) or found.default
        elif cursor.take("REFERENCES"):
            found.references = reference(cursor)
        elif cursor.take("CHECK"):
            _check(cursor, found)
        elif (comment := cursor.text("COMMENT")) is not None:
            found.said = comment
        else:
            _other(cursor, found)


def _other(cursor: Cursor, found: Column) -> None:
    """What says nothing, or only that the database fills the column."""
    if cursor.take("CONSTRAINT") or cursor.take("COLLATE") or cursor.take("CHARACTER", "SET"):
        cursor.name()
    elif cursor.take("GENERATED") or cursor.take("AS"):
        found.default = True
        while cursor.peek().key in ("ALWAYS", "BY", "DEFAULT", "ON", "NULL"):
            cursor.next()
    elif cursor.peek().key in FILLED:
        found.default = True
        cursor.next()
    elif cursor.take("ON"):
        cursor.next()
        _ = cursor.take("SET") or cursor.take("NO")
        cursor.next()
    elif cursor.group() is None:
        cursor.next()


def default(statement: Statement, cursor: Cursor) -> bool:
    """Step over a default's expression; whether it gives a value."""
    gives = cursor.peek().key != "NULL"
    depth = 0
    while not cursor.done:
        depth += (cursor.peek().key in ("(", "[")) - (cursor.next().key in (")", "]"))
        if depth <= 0 and (cursor.peek().key in AFTER_TYPE or _begins_column(statement, cursor)):
            break
    return gives


def reference(cursor: Cursor) -> Reference | None:
    """What a foreign key points at, behind REFERENCES."""
    target = cursor.name()
    fields = names(cursor.group() or ())
    return Reference(target.text, fields[0].last if len(fields) == 1 else None) if target else None


def _check(cursor: Cursor, found: Column) -> None:
    subject, values = listed(cursor.group() or ())
    if subject.lower() == found.key[-1].lower():
        found.enum = found.enum or values


def listed(tokens: Sequence[Token]) -> tuple[str, tuple[str, ...]]:
    """The column and the strings of a condition that says it is one of these; empty for any other condition."""
    flat = [token for token in tokens if token.key not in ("(", ")")]
    values = tuple(token.value for token in flat if token.kind == "string")
    keys = {token.key for token in flat[1:]}
    if not flat or flat[0].kind not in ("word", "quoted") or keys & {"AND", "OR", "NOT", "<", ">", "SELECT"}:
        return "", ()
    return (flat[0].value, values) if keys & {"IN", "ANY"} else ("", ())
