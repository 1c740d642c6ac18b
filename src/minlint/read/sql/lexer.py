"""A statement's text as tokens and comments, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from minlint.read.sql.dialect import Dialect

TokenKind = Literal["word", "quoted", "double", "string", "number", "sign"]


class Token(NamedTuple):
    """``key`` is what grammar compares: a word in capitals, a sign as it is, else empty.

    ``value`` is a name or string without its quotes; ``start`` and ``end`` lie within the quotes. ``double`` is what
    stands in double quotes where that may be a string or a name.
    """

    kind: TokenKind
    key: str
    value: str
    start: int
    end: int


class Comment(NamedTuple):
    """A comment with its marks."""

    text: str
    start: int
    end: int


_LINE = r"--[^\r\n]*+"
_HASHED = r"--(?=[\s\x00]|\Z)[^\r\n]*+|\#[^\r\n]*+"
_BLOCK = r"/\*(?:[^*]++|\*(?!/))*+\*/"
_NESTABLE = r"/\*(?:[^*/]++|\*(?!/)|/(?!\*))*+\*/"
EXECUTED = r"/\*M?!(?!99\d{4})\d*"
"""Opens a comment whose content MySQL executes; 99xxxx is a version that no server has."""

PLAIN_STRING = r"'(?:[^']|'')*+'"
ESCAPED_STRING = r"'(?:[^'\\]++|\\.|'')*+'"
BRACKETED = r"\[[^\]\r\n]{1,128}+\]"
PLACEHOLDER = r"\{\{[^{}\r\n]{1,200}+\}\}|\$\{[^{}\r\n]{1,200}+\}"
"""What a template or migration tool puts a name's part for."""

_BEYOND = r"[^\x00-\x7f\s]"
DOLLAR = r"\$(?:[^\W\d]\w*)?\$"
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_QUOTED = ("escaped", "string", "double", "quoted", "dollar")
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}


def comment_pattern(dialect: Dialect) -> str:
    """Comments that a regular expression can read to their end: all but nested ones."""
    line = _HASHED if dialect.hashes else _LINE
    block = _NESTABLE if dialect.nested else _BLOCK
    return f"{line}|(?!{EXECUTED}){block}" if dialect.executed else f"{line}|{block}"


@cache
def _pattern(dialect: Dialect, quotes: bool) -> re.Pattern[str]:
    """``quotes`` False reads quotes as signs: what follows one that never closes, in linear time."""
    parts = [
        ("space", r"\s++|\{%[^%\r\n]{0,400}+%\}" + (rf"|{EXECUTED}" if dialect.executed else "")),
        ("comment", comment_pattern(dialect)),
        ("close", r"\*/"),
        ("escaped", (r"[nNbBxX]?" if dialect.backslash else r"[eE]") + ESCAPED_STRING),
        ("string", r"(?!)" if dialect.backslash else r"(?:[nNbBxX]|[uU]&)?" + PLAIN_STRING),
        ("double", r'"(?:[^"\\]++|\\.|"")*+"' if dialect.backslash else r'"(?:[^"]|"")*+"'),
        ("quoted", r"`(?:[^`]|``)*+`" + (rf"|{BRACKETED}" if dialect.brackets else "")),
        ("dollar", DOLLAR if dialect.dollars else r"(?!)"),
        ("number", r"\d(?:[\w.]|(?<=[eE])[+-](?=\d))*+"),
        ("word", rf"(?:[^\W\d]|{_BEYOND}|{PLACEHOLDER})(?:[\w$]|{_BEYOND}|{PLACEHOLDER})*+"),
        ("sign", r"."),
    ]
    kept = [part for part in parts if quotes or part[0] not in _QUOTED]
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in kept), re.DOTALL)


def lex(text: str, start: int, end: int, dialect: Dialect) -> tuple[list[Token], list[Comment]]:
    """The tokens and comments between two offsets. Never fails: what is no token is a sign."""
    tokens: list[Token] = []
    comments: list[Comment] = []
    for kind, begin, stop in _scan(text, start, end, dialect):
        if kind == "comment":
            comments.append(Comment(text[begin:stop], begin, stop))
        elif kind not in ("space", "close"):
            tokens.append(_token(kind, text, begin, stop, dialect))
    return tokens, comments


def _scan(text: str, start: int, end: int, dialect: Dialect) -> Iterator[tuple[str, int, int]]:
    pattern, position = _pattern(dialect, True), start
    while match := pattern.match(text, position, end):
        kind, stop = str(match.lastgroup), match.end()
        if kind == "dollar":
            stop = _after(text, match.group(), stop, end)
        elif kind == "sign" and match.group() in "'\"`":
            pattern = _pattern(dialect, False)
        elif kind == "sign" and text.startswith("/*", position, end):
            nested = nested_comment_end(text, position, end) if dialect.nested else None
            kind, stop = "comment", nested or end
        yield kind, position, stop
        position = stop


def _after(text: str, tag: str, start: int, end: int) -> int:
    found = text.find(tag, start, end)
    return end if found < 0 else found + len(tag)


def nested_comment_end(text: str, start: int, end: int) -> int | None:
    """Where the block comment that opens at ``start`` ends, counting those inside it; None where it never does."""
    depth = 0
    for mark in re.compile(r"/\*|\*/").finditer(text, start, end):
        depth += 1 if mark.group() == "/*" else -1
        if depth == 0:
            return mark.end()
    return None


def _token(kind: str, text: str, start: int, end: int, dialect: Dialect) -> Token:
    raw = text[start:end]
    if kind == "word":
        return Token("word", raw.upper(), raw, start, end)
    if kind in ("quoted", "double"):
        quote = {"[": "]"}.get(raw[0], raw[0])
        value = raw[1:-1].replace(quote * 2, quote) if quote != "]" else raw[1:-1]
        double = kind == "double" and dialect.backslash
        return Token("double" if double else "quoted", "", value, start + 1, end - 1)
    if kind in ("string", "escaped", "dollar"):
        return Token("string", "", _string(kind, raw), start, end)
    return Token("number", "", raw, start, end) if kind == "number" else Token("sign", raw, raw, start, end)


def _string(kind: str, raw: str) -> str:
    if kind == "dollar":
        mark = len(raw) - len(raw.lstrip("$")) and raw.index("$", 1) + 1
        return raw[mark:-mark]
    value = raw[raw.index("'") + 1 : -1].replace("''", "'")
    if kind == "escaped":
        value = _ESCAPE.sub(lambda match: _CONTROL.get(match.group(1), match.group(1)), value)
    return value
