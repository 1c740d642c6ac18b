"""A column's type: its text, what it is made of, and the path from the column to its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from minlint.read.sql.cursor import Cursor, split
from minlint.read.sql.lexer import Token
from minlint.read.sql.schema import Column
from minlint.read.sql.statement import Statement
from minlint.read.sql.vocabulary import AFTER_TYPE, CONTINUES, SERIAL, TYPELESS
from minlint.tuples import NamedTuple

MOST_DEPTH = 24
"""How many types within each other are taken apart; what lies deeper is one field."""

_STRUCTS = frozenset({"STRUCT", "ROW", "OBJECT", "RECORD", "TUPLE", "NESTED", "UNION", "UNIONTYPE"})
_OUTER = {
    **dict.fromkeys(("ARRAY", "LIST"), "[]"),
    **dict.fromkeys(("NULLABLE", "LOWCARDINALITY", "SIMPLEAGGREGATEFUNCTION"), ""),
    "MAP": ".{key}",
}
"""Types around another one, and the step from a column to it."""
_ENUMS = frozenset({"ENUM", "SET", "ENUM8", "ENUM16"})

Member = Callable[[Statement, Cursor, int, int], Column | None]
"""Reads a struct's field: the statement, its tokens, where it begins and how deep it lies."""


class Typed(NamedTuple):
    """A type as read.

    ``text`` is as written, but for literals and members; ``base`` the name it may have been made under; ``steps`` what
    a path needs between the column and its elements: ``[]`` for an array, ``.{key}`` for a map's values.
    """

    text: str
    base: tuple[str, ...]
    enum: tuple[str, ...] = ()
    members: tuple[Column, ...] = ()
    steps: str = ""
    filled: bool = False


def read_type(statement: Statement, cursor: Cursor, member: Member, depth: int = 0) -> Typed | None:
    """The type that comes next, None where there is none; ``member`` reads a struct's field.

    A column's constraints end it, and whatever begins another line and can't belong to a type.
    """
    if cursor.peek().kind not in ("word", "quoted", "double") or cursor.peek().key in TYPELESS:
        return None
    name = cursor.name()
    assert name is not None
    first = name.last.upper()
    found = Typed(name.text, name.parts, filled=first in SERIAL)
    while not cursor.done:
        token = cursor.peek()
        if (arguments := cursor.group()) is not None:
            found = _with_arguments(statement, found, first, _Arguments(token.value, arguments), member, depth)
        elif token.key == "[":
            text = _brackets(cursor)
            steps = "[]" * (text == "[]" or bool(found.members)) + found.steps
            found = found._replace(text=found.text + text, steps=steps)
        elif token.kind == "word" and _continues(statement, cursor):
            word = cursor.next()
            steps = ("[]" if word.key in ("ARRAY", "MULTISET") else "") + found.steps
            found = found._replace(text=f"{found.text} {word.value}", steps=steps)
        else:
            break
    return found


class _Arguments(NamedTuple):
    """What stands in parentheses or angles, and which."""

    opening: str
    tokens: Sequence[Token]

    def around(self, text: str) -> str:
        return f"<{text}>" if self.opening == "<" else f"({text})"


def _with_arguments(
    statement: Statement, found: Typed, first: str, arguments: _Arguments, member: Member, depth: int
) -> Typed:
    parts = split(arguments.tokens)
    if parts and depth < MOST_DEPTH:
        if first in _STRUCTS and all(map(_is_member, parts)):
            members = (member(statement, Cursor(part), part[0].start, depth + 1) for part in parts)
            return found._replace(members=tuple(column for column in members if column))
        inner = read_type(statement, Cursor(parts[-1]), member, depth + 1) if first in _OUTER else None
        if inner:
            key = f"{_joined(parts[0])}, " if first == "MAP" and len(parts) > 1 else ""
            steps = _OUTER[first] + inner.steps
            return inner._replace(text=found.text + arguments.around(key + inner.text), steps=steps)
    values = tuple(token.value for token in arguments.tokens if token.kind in ("string", "double"))
    if values:
        return found._replace(enum=values if first in _ENUMS else ())
    return found._replace(text=found.text + arguments.around(_joined(arguments.tokens)))


def _is_member(part: Sequence[Token]) -> bool:
    """Whether a part of a struct's list has a name before its type."""
    named = len(part) > 1 and part[0].kind in ("word", "quoted", "double")
    return named and (part[1].key == ":" or part[1].kind in ("word", "quoted", "double"))


def _joined(tokens: Sequence[Token]) -> str:
    text = ""
    for token in tokens:
        wordy = token.kind in ("word", "quoted", "number")
        text += " " * (wordy and text[-1:].isalnum()) + ("" if token.kind in ("string", "double") else token.value)
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
