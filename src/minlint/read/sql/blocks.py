"""The definitions inside a block of a procedural language: its statements, and strings that it executes as they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from minlint.read.sql.dialect import Dialect
from minlint.read.sql.lexer import Comment, Token, lex

Code = tuple[list[Token], list[Comment]]
"""A statement's tokens and the comments among them."""

_VERBS = frozenset({"CREATE", "ALTER", "RENAME", "COMMENT"})
"""What is dropped under a condition may stay, so that DROP is none of them."""
_SUBJECTS = frozenset(
    [
        *("TABLE", "VIEW", "TYPE", "DOMAIN", "UNIQUE", "INDEX", "OR", "TEMP", "TEMPORARY", "GLOBAL", "LOCAL"),
        *("UNLOGGED", "FOREIGN", "EXTERNAL", "MATERIALIZED", "TRANSIENT"),
    ]
)
_ENDS = frozenset(
    [
        *("INSERT", "UPDATE", "DELETE", "SELECT", "MERGE", "PRINT", "RAISERROR", "IF", "BEGIN", "END", "ELSE"),
        *("EXEC", "EXECUTE", "DECLARE", "RETURN", "COMMIT"),
    ]
)
"""What begins another statement on a line of its own where T-SQL does without semicolons."""

_EXECUTES = frozenset({"EXECUTE", "EXEC", "SP_EXECUTESQL"})
_BEHIND_STRING = frozenset({";", "END", "USING", "INTO", "ELSE", "EXCEPTION", ")", ","})
_LANGUAGES = frozenset({"PLPGSQL", "SQL"})


def definitions(text: str, start: int, stop: int, dialect: Dialect) -> Iterator[Code]:
    """The statements of a block that may define something, in their order, whatever conditions they stand under."""
    tokens, comments = lex(text, start, stop, dialect)
    if tokens and tokens[0].key == "DO":
        tokens, comments = _body(text, tokens, dialect)
    begun, depth = -1, 0
    for index, token in enumerate(tokens):
        depth += (token.key == "(") - (token.key == ")")
        if depth > 0:
            continue
        if begun >= 0 and (token.key == ";" or _begins(tokens, index) or _ends(text, tokens, index, dialect)):
            yield _between(tokens[begun:index], comments)
            begun = -1
        if begun < 0 and _begins(tokens, index):
            begun = index
        elif begun < 0 and token.key in _EXECUTES:
            yield from _executed(text, tokens, index + 1, dialect)
    if begun >= 0:
        yield _between(tokens[begun:], comments)


def _body(text: str, tokens: Sequence[Token], dialect: Dialect) -> Code:
    """What PostgreSQL's ``DO $$ … $$`` holds, unless it is another language."""
    language = next((after for word, after in pairwise(tokens) if word.key == "LANGUAGE"), None)
    body = next((token for token in tokens if token.kind == "string" and token is not language), None)
    if body is None or (language and language.value.upper() not in _LANGUAGES):
        return [], []
    return lex(text, *_inside(text, body), dialect)


def _begins(tokens: Sequence[Token], index: int) -> bool:
    following = tokens[index + 1].key if index + 1 < len(tokens) else ""
    if tokens[index].key == "COMMENT":
        return following == "ON"
    return tokens[index].key in _VERBS and following in _SUBJECTS


def _ends(text: str, tokens: Sequence[Token], index: int, dialect: Dialect) -> bool:
    if not dialect.marked or tokens[index].key not in _ENDS:
        return False
    return "\n" in text[tokens[index - 1].end : tokens[index].start]


def _between(tokens: list[Token], comments: Sequence[Comment]) -> Code:
    first = bisect_left(comments, tokens[0].start, key=_start)
    return tokens, list(comments[first : bisect_left(comments, tokens[-1].end, key=_start)])


def _start(comment: Comment) -> int:
    return comment.start


def _executed(text: str, tokens: Sequence[Token], index: int, dialect: Dialect) -> Iterator[Code]:
    """The statement in a string, where the string is all that is executed."""
    while index < len(tokens) and tokens[index].key in ("IMMEDIATE", "SP_EXECUTESQL", "("):
        index += 1
    behind = tokens[index + 1].key if index + 1 < len(tokens) else ";"
    if index < len(tokens) and tokens[index].kind == "string" and behind in _BEHIND_STRING:
        inner, comments = lex(text, *_inside(text, tokens[index]), dialect)
        if inner and _begins(inner, 0):
            yield inner, comments


def _inside(text: str, token: Token) -> tuple[int, int]:
    """Where a string's own characters begin and end; a quote written twice stays so, as an empty string."""
    if text[token.start] == "$":
        mark = text.index("$", token.start + 1) + 1 - token.start
        return token.start + mark, token.end - mark
    fence = text[token.start] in "qQ"
    return text.index("'", token.start) + 1 + fence, token.end - 1 - fence
