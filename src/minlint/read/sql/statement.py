"""One statement on its way into the schema."""

from __future__ import annotations

from minlint.model import Reference
from minlint.read.sql.cursor import Cursor, Name
from minlint.read.sql.dialect import Dialect
from minlint.read.sql.lexer import Comment, Token
from minlint.read.sql.schema import MOST_COPIES, Column, Schema, Table
from minlint.tuples import NamedTuple


class Loss(NamedTuple):
    """Something that could not be understood, and where."""

    reason: str
    start: int


class Statement:
    """A statement's tokens, and what reading it found.

    ``elements`` are the columns and constraints it lists, each with where it begins; ``body_end`` is where a table's
    list closes; ``altered`` is the name of the table that it changes; ``losses`` are what could not be understood.
    """

    def __init__(
        self, text: str, tokens: list[Token], comments: list[Comment], dialect: Dialect, schema: Schema
    ) -> None:
        self.text, self.tokens, self.comments, self.dialect, self.schema = text, tokens, comments, dialect, schema
        self.cursor = Cursor(tokens)
        self.table: Table | None = None
        self.altered: Name | None = None
        self.elements: list[tuple[int, Column | None]] = []
        self.body_end: int | None = None
        self.losses: list[Loss] = []

    def lose(self, reason: str, token: Token | None = None) -> None:
        """Note what is lost, at a token or at the statement's beginning; the same thing once a statement."""
        if all(loss.reason != reason for loss in self.losses):
            self.losses.append(Loss(reason, (token or self.tokens[0]).start))

    def breaks_before(self, token: Token, previous: Token) -> bool:
        """Whether a token stands on a later line than the one before it."""
        between = self.text[previous.end : token.start]
        return "\n" in between or "\r" in between

    def find(self, name: Name) -> Table | None:
        """The table that the statement changes, under its old name or the one it has just been given."""
        return self.table or self.schema.tables.get(name.parts)

    def refer(self, target: Name, field: str | None) -> Reference:
        """A reference to a table, whatever that is called later."""
        found, own = Reference(target.text, field), self.table
        table = self.schema.tables.get(target.parts)
        if table is None and own and self.schema.tables.same(own.key, target.parts):
            table = own
        if table:
            self.schema.targets[id(found)] = (found, table)
        else:
            self.schema.forward.setdefault(target.last.lower(), []).append(found)
        return found

    def alter(self, name: Name) -> Table:
        """The same, or a new one: a migration may change what another file made."""
        table = self.find(name)
        if table is None:
            table = Table(name)
            self.schema.tables.put(table)
        self.table, self.altered = table, self.altered or name
        return table


def may_copy(statement: Statement, columns: int) -> bool:
    """Whether a statement may take over so many columns more; what is left out is a loss."""
    allowed = statement.schema.may_copy(columns)
    if not allowed:
        statement.lose(f"takes over columns of other tables; more than {MOST_COPIES:,} of them in one file aren't read")
    return allowed
