"""A whole file: its pieces, one after the other, into a schema; and the schema as records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.located import Places
from minlint.model import Marker, Problem, Record
from minlint.once import cached_property
from minlint.read.sql.binding import bind
from minlint.read.sql.comments import directly_above, markers, same_line
from minlint.read.sql.dialect import Dialect
from minlint.read.sql.dispatch import apply
from minlint.read.sql.lexer import Comment, lex
from minlint.read.sql.records import records
from minlint.read.sql.schema import Schema, Table
from minlint.read.sql.split import GIVEN_UP, TABLE_WORDS, Piece, pieces
from minlint.read.sql.statement import Statement
from minlint.read.sql.vocabulary import DEFINING, PASSED
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.read.sql.blocks import Code

_FIRST = re.compile(r"(?:/\*M?!\d*\s*+)?+\(*+([^\W\d]\w*+)?")
_MAKES_TABLE = re.compile(r"\b(?:TABLE|TABEL)\b", re.IGNORECASE)
_ABOUT_TABLE = re.compile(rf"{TABLE_WORDS}|DROP\s+TABLE\b", re.IGNORECASE)
_EXECUTES = re.compile(r"EXEC(?:UTE)?\s*+(?:\(|sp_executesql\b)", re.IGNORECASE)
_INTO = re.compile(r"\bINTO\b", re.IGNORECASE)
_SECTION = re.compile(r"[-#/*\s]*(?:\+goose|\+migrate|migrate:)[ \t]*(up|down)\b", re.IGNORECASE)
_LOOKED_AT = 200
"""How many characters of an unknown statement are searched for a table's definition."""


class Content(NamedTuple):
    """What a file holds."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    markers: tuple[Marker, ...]


def read_text(text: str, dialect: Dialect) -> Content:
    """The records of an SQL text, the places that could not be understood, and the words about the whole file."""
    file = Script(text, dialect, Schema())
    for piece in pieces(text, dialect):
        file.take(piece)
    problems, told = file.finish()
    return Content(records(file.schema, file.places) if file.defines else (), problems, told)


def _blocks(dialect: Dialect) -> frozenset[str]:
    """First words of statements that hold others."""
    if dialect.dollars:
        return frozenset({"DO"})
    if dialect.marked:
        return frozenset({"IF", "BEGIN", "ELSE"})
    return frozenset({"BEGIN", "DECLARE"} if dialect.alternative else {"BEGIN"})


class Script:
    """A text on its way, piece by piece, into a schema, which may hold what others have made before.

    ``named`` are the tables that its statements make or change, each where its name stands.
    """

    def __init__(self, text: str, dialect: Dialect, schema: Schema, places: Places | None = None) -> None:
        self.text, self.dialect, self.schema, self._places = text, dialect, schema, places
        self.named: list[tuple[Table, int, int]] = []
        self.blocks = _blocks(dialect)
        self.defines = self.started = self.undoing = False
        self.problems: list[tuple[int, str, bool]] = []
        self.markers: list[Marker] = []
        self.above: list[Comment] = []
        self.purposes: list[Marker] = []
        self.latest: Statement | None = None
        self.latest_above: list[Comment] = []
        self.latest_end = 0
        self.behind: list[Comment] = []

    @cached_property
    def places(self) -> Places:
        return self._places or Places(self.text)

    def take(self, piece: Piece) -> None:
        if piece.kind == "comment":
            self._comment(Comment(self.text[piece.start : piece.end], piece.start, piece.end))
        elif piece.kind != "space":
            self._bind_latest()
            if piece.kind == "statement":
                self._statement(piece)

    def finish(self) -> tuple[tuple[Problem, ...], tuple[Marker, ...]]:
        """What could not be understood, and the words about the whole text."""
        self._bind_latest()
        problems = tuple(
            Problem("E002", reason, *self.places.at(start))
            for start, reason, sure in sorted(self.problems)
            if sure or self.defines
        )
        return problems, tuple(self.markers)

    def _comment(self, comment: Comment) -> None:
        if self.latest and same_line(self.text, self.latest_end, comment.start):
            self.behind.append(comment)
            return
        self._bind_latest()
        if section := _SECTION.match(comment.text):
            self.undoing = section.group(1).lower() == "down"
        self.above.append(comment)

    def _bind_latest(self) -> None:
        """A statement's comments are settled once what follows it is known."""
        if self.latest and (self.latest.comments or self.latest_above or self.behind):
            bind(self.latest, self.latest_above, self.behind, self.places)
        self.latest, self.behind = None, []

    def _statement(self, piece: Piece) -> None:
        above, self.above = self.above, []
        match = _FIRST.match(self.text, piece.start, piece.stop)
        word = (match.group(1) or "").upper() if match else ""
        self._purposes(above, piece.start)
        if self.undoing:
            return
        if piece.problem:
            self.problems.append((piece.start, piece.problem, word in DEFINING or piece.problem == GIVEN_UP))
        if self.dialect.marked and _EXECUTES.match(self.text, piece.start):
            word = "BEGIN"
        if word in DEFINING or (self.dialect.marked and word in ("SET", "DECLARE")) or self._into(word, piece):
            self._apply(piece, above, lex(self.text, piece.start, piece.stop, self.dialect))
        elif word in self.blocks and not piece.problem:
            from minlint.read.sql.blocks import definitions  # rare

            for code in definitions(self.text, piece.start, piece.stop, self.dialect):
                self._apply(piece, [], code)
        elif word not in PASSED and not piece.problem and self.text[piece.start] != "{":
            sure = bool(_MAKES_TABLE.search(self.text, piece.start, min(piece.stop, piece.start + _LOOKED_AT)))
            self.problems.append((piece.start, "no statement that minlint knows", sure))

    def _purposes(self, above: list[Comment], start: int) -> None:
        """Keep the purposes above a statement for the next table; those in the file's head are the file's."""
        adjacent = directly_above(self.text, above, start) if not self.started else above
        for comment in above[: len(above) - len(adjacent)]:
            self.markers += markers(comment, self.places)
        found = [marker for comment in adjacent for marker in self._markers(comment) if marker.kind == "purpose"]
        if not self.started and not _ABOUT_TABLE.match(self.text, start):
            self.markers += found
        else:
            self.purposes += found
        self.started = True

    def _markers(self, comment: Comment) -> list[Marker]:
        return markers(comment, self.places) if "minlint" in comment.text.lower() else []

    def _into(self, word: str, piece: Piece) -> bool:
        return (
            self.dialect.into and word in ("SELECT", "WITH") and bool(_INTO.search(self.text, piece.start, piece.stop))
        )

    def _apply(self, piece: Piece, above: list[Comment], code: Code) -> None:
        tokens, comments = code
        if not tokens:
            return
        statement = Statement(self.text, tokens, comments, self.dialect, self.schema)
        apply(statement)
        self.defines = self.defines or statement.table is not None
        if not piece.problem:
            self.problems += [(loss.start, loss.reason, True) for loss in statement.losses]
        if statement.table:
            name = statement.altered or statement.table
            self.named.append((statement.table, name.start, name.end))
            statement.table.markers += self.purposes
            self.purposes = []
        self.latest, self.latest_above, self.latest_end = statement, above, piece.end
