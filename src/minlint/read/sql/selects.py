"""The columns that a query names, for tables made from one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from minlint.read.sql.cursor import Cursor, Name, split
from minlint.read.sql.lexer import Token
from minlint.read.sql.vocabulary import BEHIND_LIST


class Selected(NamedTuple):
    """One item of a query's list: a column's name, or the one table all of whose columns are meant, or neither."""

    tokens: Sequence[Token]
    name: Name | None = None
    all_of: Name | None = None


def selected(tokens: Sequence[Token]) -> list[Selected]:
    """The items of a query's list."""
    cursor = Cursor(tokens)
    cursor.take("AS")
    while cursor.take("("):
        continue
    while not cursor.done and not cursor.at("SELECT"):
        if cursor.group() is None:
            cursor.next()
    cursor.next()
    _ = cursor.take("DISTINCT") or cursor.take("ALL")
    items, depth = cursor.position, 0
    while not cursor.done and (depth > 0 or cursor.peek().key not in BEHIND_LIST):
        key = cursor.next().key
        depth += (key == "(") - (key == ")")
    listed = tokens[items : cursor.position]
    source = _only_source(cursor)
    return [_item(part, source) for part in split(listed)]


def _only_source(cursor: Cursor) -> Name | None:
    """The table behind FROM where it is the only one."""
    if not cursor.take("FROM"):
        return None
    name = cursor.name()
    if cursor.take("AS") or (cursor.peek().kind in ("word", "quoted") and cursor.peek().key not in BEHIND_LIST):
        cursor.next()
    return name if cursor.done or cursor.peek().key in BEHIND_LIST else None


def _item(part: Sequence[Token], source: Name | None) -> Selected:
    last = part[-1]
    if last.key == "*":
        return Selected(part, all_of=source) if len(part) in (1, 3) else Selected(part)
    if last.kind not in ("word", "quoted", "double") or last.key == "END":
        return Selected(part)
    before = part[-2] if len(part) > 1 else None
    if before is None or before.key in ("AS", ".", ")") or before.kind != "sign":
        return Selected(part, Name((last.value,), last.start, last.end))
    return Selected(part)
