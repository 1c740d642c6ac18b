"""Which column or table a comment of a statement belongs to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from minlint.located import Places
from minlint.read.sql.comments import directly_above, markers, same_line, words
from minlint.read.sql.lexer import Comment
from minlint.read.sql.schema import Column, Table
from minlint.read.sql.statement import Statement
from minlint.tuples import NamedTuple


class Bound(NamedTuple):
    """A comment, what it belongs to, and where the code stands that it is about."""

    comment: Comment
    owner: Column | Table | None
    code: int


def bind(statement: Statement, above: Sequence[Comment], behind: Sequence[Comment], places: Places) -> None:
    """Give the comments within a statement, right above it and behind its end to its columns and its table.

    Purposes above it are left to the caller, who knows what else stands above.
    """
    lines: dict[int, list[Column]] | None = None
    upper = list(_above(statement, above))
    for index, (comment, owner, code) in enumerate([*upper, *_inside(statement), *_behind(statement, behind)]):
        if owner and (said := words(comment)):
            owner.comments.append(said)
        for marker in markers(comment, places):
            if marker.kind != "purpose":
                lines = _lines(statement, places) if lines is None else lines
                on_line = lines.get(places.at(code)[0], [])
                for column in on_line:
                    column.markers.append(marker)
                if isinstance(owner, Table) or (owner and not on_line):
                    owner.markers.append(marker)
            elif statement.table and index >= len(upper):
                statement.table.markers.append(marker)


def _lines(statement: Statement, places: Places) -> dict[int, list[Column]]:
    lines: dict[int, list[Column]] = {}
    for column in {id(column): column for _, column in statement.elements}.values():
        if column:
            lines.setdefault(places.at(column.start)[0], []).append(column)
    return lines


def _above(statement: Statement, comments: Sequence[Comment]) -> Iterator[Bound]:
    start = statement.tokens[0].start
    creates = statement.tokens[0].key == "CREATE"
    owner = statement.table if creates or not statement.elements else statement.elements[0][1]
    return (Bound(comment, owner, start) for comment in directly_above(statement.text, comments, start))


def _behind(statement: Statement, comments: Sequence[Comment]) -> Iterator[Bound]:
    """A column is changed on a statement's last line, or a whole table made on it."""
    first, last = statement.tokens[0], statement.tokens[-1]
    owner: Column | Table | None = statement.elements[-1][1] if statement.elements else statement.table
    if first.key == "CREATE":
        owner = statement.table if same_line(statement.text, first.start, last.end) else None
    return (Bound(comment, owner, last.start) for comment in comments)


def _inside(statement: Statement) -> Iterator[Bound]:
    starts = [token.start for token in statement.tokens]
    elements = sorted(statement.elements, key=lambda element: element[0])
    begins = [start for start, _ in elements]
    gaps = groupby(statement.comments, key=lambda comment: bisect_left(starts, comment.start))
    for index, group in gaps:
        if index == 0:
            continue
        yield from _gap(statement, list(group), index, elements, bisect_right(begins, starts[index - 1]) - 1)


def _gap(
    statement: Statement, comments: list[Comment], index: int, elements: list[tuple[int, Column | None]], begun: int
) -> Iterator[Bound]:
    """The comments between two tokens; ``begun`` is the element that the first of the two belongs to."""
    text, tokens = statement.text, statement.tokens
    before, after = tokens[index - 1], tokens[index] if index < len(tokens) else None
    current = statement.table if begun < 0 else elements[begun][1]
    if statement.body_end is not None and before.start >= statement.body_end:
        current = statement.table if same_line(text, tokens[0].start, before.start) else None
    begins_next = after is not None and begun + 1 < len(elements) and elements[begun + 1][0] == after.start
    trailing = [comment for comment in comments if same_line(text, before.end, comment.start)]
    if begins_next and after and trailing and same_line(text, trailing[-1].end, after.start):
        trailing = []
    for comment in trailing:
        yield Bound(comment, current, before.start)
    leading = comments[len(trailing) :]
    if after and after.start != statement.body_end:
        owner = elements[begun + 1][1] if begins_next else current
        for comment in directly_above(text, leading, after.start):
            yield Bound(comment, owner, after.start)
