"""A file as pieces: statements, comments, client commands, COPY data, space. Nothing is lost, time is linear.

Data statements pass through one regular expression; only those that define something are looked at more closely.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Literal

from minlint.read.sql.dialect import Dialect
from minlint.read.sql.lexer import (
    ALTERNATIVE,
    BRACKETED,
    DOLLAR,
    EXECUTED,
    TRIPLE,
    Comment,
    Token,
    comment_pattern,
    lex,
    nested_comment_end,
)
from minlint.tuples import NamedTuple


class Piece(NamedTuple):
    """A stretch of the text. ``stop`` is where a statement's own words end, before its delimiter.

    ``problem`` says what is wrong with a statement that had to be cut.
    """

    kind: Literal["statement", "comment", "command", "data", "space"]
    start: int
    end: int
    stop: int
    problem: str = ""


TABLE_WORDS = (
    r"(?:CREATE\s+(?:OR\s+REPLACE\s+)?(?:(?:GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED|FOREIGN|EXTERNAL|TRANSIENT|ICEBERG)\s+)*"
    r"TABLE|ALTER\s+TABLE)\b"
)
_RESTART = re.compile(rf"[\r\n][ \t]*+(?={TABLE_WORDS})", re.IGNORECASE)
_RESTART_IN_BATCH = re.compile(
    rf"[\r\n][ \t]*+(?={TABLE_WORDS}|DROP\s+TABLE\b|CREATE\s+(?:UNIQUE|TYPE)\b|DECLARE[ \t]+@|PRINT\b"
    r"|IF\b|INSERT[ \t]+INTO\b|UPDATE[ \t]+\S+\s+SET\b|DELETE[ \t]+FROM\b"
    r"|EXEC(?:UTE)?[ \t]+(?:@\w+[ \t]*=[ \t]*)?\S{0,40}sp_(?:(?:add|update)extendedproperty|rename)\b)",
    re.IGNORECASE,
)
_DEFINES = re.compile(r"(?:/\*M?!\d*\s*+)?+(?:CREATE|ALTER)\b", re.IGNORECASE)
_ROUTINE = re.compile(
    r"(?:CREATE|ALTER)\s+(?:(?:OR\s+(?:REPLACE|ALTER)|TEMP|TEMPORARY|CONSTRAINT|AGGREGATE|(?:NON)?EDITIONABLE"
    r"|DEFINER\s*=\s*\S+)\s+)*"
    r"(?:TRIGGER|PROC(?:EDURE)?|FUNCTION|EVENT|PACKAGE|TYPE\s+BODY)\b",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"(?:BEGIN|DECLARE)\b|<<", re.IGNORECASE)
_COMMAND = re.compile(
    r"\\[^\r\n]*+|\.[a-z][^\r\n]*+|DELIMITER[ \t]+(\S+)[^\r\n]*+"
    r"|GO(?:[ \t]++\d++)?[ \t]*+;?(?=[ \t]*+(?:[\r\n]|\Z|--))",
    re.IGNORECASE,
)
_HASHED = re.compile(r"#(?=[\s#]|\Z)[^\r\n]*+")
_SQLPLUS = re.compile(
    r"(?:REM(?:ARK)?|PROMPT|SPOOL|WHENEVER|ACCEPT|DEF(?:INE)?|UNDEF(?:INE)?|COL(?:UMN)?|HOST|SHOW|CONN(?:ECT)?|EXIT|QUIT"
    r"|PAUSE|START|SET[ \t]+(?:DEFINE|SERVEROUTPUT|SQLBLANKLINES|VERIFY|ECHO|FEEDBACK|TERMOUT|SCAN|LINESIZE|PAGESIZE"
    r"|HEADING|ESCAPE|TIMING|TRIMSPOOL|TRIMOUT|LONG|NUMFORMAT))\b[^\r\n]*+|@[^\r\n]*+|/[ \t]*+(?=[\r\n]|\Z)",
    re.IGNORECASE,
)
_COPY = re.compile(r"COPY\b[^;]*?\bFROM\s+STDIN\b", re.IGNORECASE)
_COPY_END = re.compile(r"[\r\n]\\\.[ \t]*+(?=[\r\n]|\Z)")
_LINE_END = re.compile(r";[ \t]*+(?=[\r\n]|\Z)")
_SPACE = re.compile(r"[\s;]++")
_TAG = re.compile(rf"(?=({DOLLAR}))")
_LARGE = 1 << 20
"""Above this many characters a data statement isn't searched for a definition that a missing semicolon hides."""

_PATIENCE = 16
"""How many times over the text may be read again after quotes that don't close, before the rest is given up."""

UNCLOSED = "a quote or comment that opens in this statement is never closed"
GIVEN_UP = "too many quotes that don't close; nothing from here on is read"


def pieces(text: str, dialect: Dialect) -> Iterator[Piece]:
    """The text's pieces in order; put together they are the text."""
    splitter, position = _Splitter(text, dialect), 0
    while position < len(text):
        for piece in splitter.pieces_at(position):
            yield piece
            position = piece.end


class _Patterns(NamedTuple):
    """What passes, in one match, over the inside of a statement, over a comment, over a run of data statements."""

    inside: re.Pattern[str]
    comment: re.Pattern[str]
    data: re.Pattern[str]


@cache
def _patterns(dialect: Dialect, delimiter: str) -> _Patterns:
    special = r"""'"`/\-""" + "#" * dialect.hashes + "$" * dialect.dollars + r"\[" * dialect.brackets
    special += r"\r\n" * bool(dialect.ends)
    comment, first = comment_pattern(dialect), re.escape(delimiter[0])
    signs = [comment, r"-(?!-(?:[\s\x00]|\Z))" if dialect.spaced else r"-(?!-)", rf"(?![{special}]){first}"]
    signs.append(r"/(?![*/])" if dialect.slashes else r"/(?!\*)")
    if dialect.ends:
        signs.append(rf"[\r\n](?!{dialect.ends}(?:[\r\n]|\Z))")
    if dialect.executed:
        signs.append(EXECUTED)
    if dialect.brackets:
        signs.append(rf"{BRACKETED}|\[(?!{BRACKETED[2:]})")
    if dialect.dollars:
        signs.append(r"(?<=\w)\$|\$(?!(?:[^\W\d]\w*)?\$)")
    parts = [rf"[^{special}{first}]++", *_strings(dialect), rf"(?!{re.escape(delimiter)})(?:{'|'.join(signs)})"]
    inside = f"(?:{'|'.join(parts)})*+"
    data = rf"(?:(?:INSERT|REPLACE|UPDATE|DELETE)\b{inside};\s*+){{1,4096}}+"
    flags = re.DOTALL | re.IGNORECASE
    return _Patterns(re.compile(inside, flags), re.compile(comment, re.DOTALL), re.compile(data, flags))


def _strings(dialect: Dialect) -> list[str]:
    """Strings and quoted names, as the splitter passes over them."""
    found = [TRIPLE] * dialect.triple
    if dialect.alternative:  # the letter in front has been passed
        found.append(rf"(?:(?<=\W[qQ])|(?<=\W[nN][qQ])){ALTERNATIVE.removeprefix('[qQ]')}")
    if dialect.backslash:
        found.append(r"'(?:[^'\\]++|\\.)*+'")
    else:
        found += [r"(?<=\W[eE])'(?:[^'\\]++|\\.)*+'", r"(?<!\W[eE])'[^']*+'"]
    found.append(r'"(?:[^"\\]++|\\.)*+"' if dialect.doubles else r'"[^"]*+"')
    return [*found, r"`[^`]*+`"]


@cache
def _end_line(dialect: Dialect) -> re.Pattern[str]:
    """A line that ends a statement, with the break before it; never matches where a dialect has none."""
    return re.compile(rf"[\r\n]{dialect.ends}(?=[\r\n]|\Z)" if dialect.ends else r"(?!)", re.IGNORECASE)


class _Splitter:
    """What must be remembered between statements: the delimiter, and what keeps the work linear."""

    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text, self.dialect = text, dialect
        self.delimiter = ";"
        self.copying = False
        self.reread = 0
        self.next_table = self.next_end = -1
        self.blocks_end = True
        self.tags: dict[str, int] | None = None

    def pieces_at(self, start: int) -> list[Piece]:
        """What begins here: a piece, or a statement with those that follow it without a delimiter."""
        if self.copying:
            self.copying = False
            found = _COPY_END.search(self.text, start)
            return [_plain("data", start, found.end() if found else len(self.text))]
        if space := _SPACE.match(self.text, start):
            return [_plain("space", start, space.end())]
        if command := _COMMAND.match(self.text, start):
            self.delimiter = command.group(1) or self.delimiter
            return [_plain("command", start, command.end())]
        if not self.dialect.hashes and (command := _HASHED.match(self.text, start)):  # where it is no comment
            return [_plain("command", start, command.end())]
        if self.dialect.alternative and (command := _SQLPLUS.match(self.text, start)):
            return [_plain("command", start, command.end())]
        if end := self._comment_end(start):
            return [_plain("comment", start, end)]
        return self._data(start) or self._statement(start)

    def _comment_end(self, start: int) -> int | None:
        match = _patterns(self.dialect, self.delimiter).comment.match(self.text, start)
        if match:
            return match.end()
        nested = self.dialect.nested and self.text.startswith("/*", start)
        return nested_comment_end(self.text, start, len(self.text)) if nested else None

    def _data(self, start: int) -> list[Piece]:
        """A run of statements that only bring data, as one piece, as far as none of them may hide a definition."""
        if self.delimiter != ";":
            return []
        if self.next_table < start:
            found = _RESTART.search(self.text, start)
            self.next_table = found.start() if found else len(self.text)
        run = _patterns(self.dialect, ";").data
        match = run.match(self.text, start, min(start + _LARGE, self.next_table))
        return [Piece("statement", start, match.end(), match.end())] if match else []

    def _statement(self, start: int) -> list[Piece]:
        if (end := self._batch_end(start)) is not None:
            return [self._piece(start, end)]
        stop, closed = self._stop(start)
        if self.delimiter == ";":
            if closed and _ROUTINE.match(self.text, start, stop):
                stop = self._routine_stop(start, stop)
            else:
                return self._cut(start, stop, closed)
        return [self._piece(start, stop)] if closed else [self._broken(start, stop)]

    def _batch_end(self, start: int) -> int | None:
        """Where a routine or block ends that only a line of its own ends: ``GO`` or ``/``; None for anything else."""
        if not self.dialect.ends:
            return None
        if not (_ROUTINE.match(self.text, start) or (self.dialect.alternative and _BLOCK.match(self.text, start))):
            return None
        if self.next_end < start:
            found = _end_line(self.dialect).search(self.text, start)
            self.next_end = found.start() if found else len(self.text)
        whole = self.next_end < len(self.text) or not self.dialect.alternative
        return self.next_end if whole else None

    def _piece(self, start: int, stop: int) -> Piece:
        self.copying = bool(_COPY.match(self.text, start, stop))
        end = stop + len(self.delimiter) * self.text.startswith(self.delimiter, stop)
        return Piece("statement", start, end, stop)

    def _stop(self, position: int) -> tuple[int, bool]:
        """Where a statement's delimiter stands, or the text ends, and True; or where something opens for good."""
        text, inside = self.text, _patterns(self.dialect, self.delimiter).inside
        while True:
            match = inside.match(text, position)
            position = match.end() if match else position
            if position >= len(text) or text.startswith(self.delimiter, position) or self._at_end_line(position):
                return position, True
            after = self._long_end(position)
            if after is None:
                return position, False
            position = after

    def _at_end_line(self, position: int) -> bool:
        return bool(self.dialect.ends and _end_line(self.dialect).match(self.text, position))

    def _long_end(self, start: int) -> int | None:
        """The end of what regular expressions can't read: a nested comment, a dollar-quoted string."""
        if self.dialect.nested and self.text.startswith("/*", start):
            return nested_comment_end(self.text, start, len(self.text))
        tag = re.compile(DOLLAR).match(self.text, start) if self.dialect.dollars else None
        if tag is None:
            return None
        if self.tags is None:
            self.tags = {match.group(1): match.start() for match in _TAG.finditer(self.text)}
        if self.tags[tag.group()] < tag.end():
            return None
        return self.text.index(tag.group(), tag.end()) + len(tag.group())

    def _routine_stop(self, start: int, stop: int) -> int:
        """Where a routine or trigger ends whose BEGIN … END holds delimiters of its own."""
        depth, position = self._depth(start, stop), stop
        while self.blocks_end and depth > 0 and position < len(self.text):
            after, closed = self._stop(position + 1)
            depth += self._depth(position, after) if closed else 0
            self.blocks_end, position = closed, after
        if depth > 0:
            self.blocks_end = False
            return stop
        return position

    def _depth(self, start: int, stop: int) -> int:
        return _block_depth(lex(self.text, start, stop, self.dialect)[0])

    def _cut(self, start: int, stop: int, closed: bool) -> list[Piece]:
        """The statement, parted where a table's definition begins a line; ended early where a quote swallows one."""
        starts, broken = self._restarts(start, stop)
        begins = [start, *starts]
        found = [Piece("statement", *pair, pair[1]) for pair in zip(begins, starts, strict=False)]
        if broken is not None:
            return [*found, self._given(begins[-1], broken)]
        return [*found, self._piece(begins[-1], stop) if closed else self._broken(begins[-1], stop)]

    def _restarts(self, start: int, stop: int) -> tuple[list[int], int | None]:
        defines = bool(_DEFINES.match(self.text, start, stop)) or self.dialect.marked
        if not defines and stop - start > _LARGE:
            return [], None
        restart = _RESTART_IN_BATCH if self.dialect.marked else _RESTART
        hits = [match.end() for match in restart.finditer(self.text, start, stop)]
        if not hits:
            return [], None
        tokens, comments = lex(self.text, start, stop, self.dialect)
        starts: list[int] = []
        for hit in hits:
            if not _within(comments, hit - 1):
                token = _within(tokens, hit - 1)
                if token is None:
                    starts.append(hit)
                elif defines and (end := _LINE_END.search(self.text, token.start, hit)):
                    return starts, end.end()
        return starts, None

    def _broken(self, start: int, opened: int) -> Piece:
        """A statement in which something opens for good ends with its line, as well as one can tell."""
        ends = [match for match in (_LINE_END.search(self.text, opened), _RESTART.search(self.text, opened)) if match]
        return self._given(start, min((match.end() for match in ends), default=len(self.text)))

    def _given(self, start: int, end: int) -> Piece:
        self.reread += len(self.text) - end
        if self.reread > _PATIENCE * len(self.text):
            return Piece("statement", start, len(self.text), end, GIVEN_UP)
        return Piece("statement", start, end, end, UNCLOSED)


def _plain(kind: Literal["comment", "command", "data", "space"], start: int, end: int) -> Piece:
    return Piece(kind, start, end, end)


def _within(parts: list[Token] | list[Comment], offset: int) -> Token | Comment | None:
    """The part that holds an offset; parts are in order."""
    index = bisect_right(parts, offset, key=lambda part: part.start) - 1
    return parts[index] if index >= 0 and parts[index].end > offset else None


def _block_depth(tokens: list[Token]) -> int:
    """How many more blocks open than close."""
    depth, previous = 0, ""
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.key in ("BEGIN", "CASE") and previous != "END":
            depth += 1
        elif token.key == "END" and (following is None or following.key not in _STEPS):
            depth -= 1
        previous = token.key
    return depth


_STEPS = frozenset({"IF", "LOOP", "WHILE", "REPEAT", "FOR"})
