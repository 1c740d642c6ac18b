"""A statement's text as tokens and comments, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from minlint.read.sql.dialect import Dialect
from minlint.tuples import NamedTuple

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
_SPACED = r"--(?=[\s\x00]|\Z)[^\r\n]*+"
_HASHED = r"\#[^\r\n]*+"
_SLASHED = r"//[^\r\n]*+"
_BLOCK = r"/\*(?:[^*]++|\*(?!/))*+\*/"
_NESTABLE = r"/\*(?:[^*/]++|\*(?!/)|/(?!\*))*+\*/"
EXECUTED = r"/\*M?!(?!99\d{4})\d*"
"""Opens a comment whose content MySQL executes; 99xxxx is a version that no server has."""

PLAIN_STRING = r"'(?:[^']|'')*+'"
ESCAPED_STRING = r"'(?:[^'\\]++|\\.|'')*+'"
BRACKETED = r"\[(?:[^\]\r\n]|\]\]){1,128}+\]"
TRIPLE = r"'''(?:[^'\\]++|\\.|'(?!''))*+'''|\"\"\"(?:[^\"\\]++|\\.|\"(?!\"\"))*+\"\"\""
_FENCES = [*zip("[({<", "])}>", strict=True), *((sign, sign) for sign in '!|^~"#')]
ALTERNATIVE = "[qQ]'(?:{})".format(
    "|".join(
        rf"\{left}(?:[^{back}]++|{back}(?!'))*+(?:{back}'|\Z)" for left, right in _FENCES for back in ["\\" + right]
    )
)
"""Oracle's ``q'[it's]'``; one that never closes holds all the rest."""
PLACEHOLDER = r"\{\{[^{}\r\n]{1,200}+\}\}|\$\{[^{}\r\n]{1,200}+\}"
"""What a template or migration tool puts a name's part for."""

_BEYOND = r"[^\x00-\x7f\s]"
DOLLAR = r"\$(?:[^\W\d]\w*)?\$"
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_QUOTED = ("triple", "alternative", "escaped", "string", "double", "quoted", "dollar")
_ANGLED = frozenset({"STRUCT", "ARRAY", "MAP", "UNIONTYPE", "RANGE"})
"""Types whose arguments may stand in angles, which are parentheses to the grammar."""

_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}


def comment_pattern(dialect: Dialect) -> str:
    """Comments that a regular expression can read to their end: all but nested ones."""
    line = (_SPACED if dialect.spaced else _LINE) + f"|{_HASHED}" * dialect.hashes + f"|{_SLASHED}" * dialect.slashes
    block = _NESTABLE if dialect.nested else _BLOCK
    return f"{line}|(?!{EXECUTED}){block}" if dialect.executed else f"{line}|{block}"


@cache
def _pattern(dialect: Dialect, quotes: bool) -> re.Pattern[str]:
    """``quotes`` False reads quotes as signs: what follows one that never closes, in linear time."""
    names = rf"[\w$]|{_BEYOND}|{PLACEHOLDER}" + "|[#@]" * dialect.marked
    parts = [
        ("space", r"\s++|\{%[^%\r\n]{0,400}+%\}" + (rf"|{EXECUTED}" if dialect.executed else "")),
        ("comment", comment_pattern(dialect)),
        ("close", r"\*/"),
        ("triple", rf"[rRbB]{{0,2}}(?:{TRIPLE})" if dialect.triple else r"(?!)"),
        ("alternative", rf"[nN]?{ALTERNATIVE}" if dialect.alternative else r"(?!)"),
        ("escaped", (r"[nNbBxXrR]?" if dialect.backslash else r"[eE]") + ESCAPED_STRING),
        ("string", r"(?!)" if dialect.backslash else r"(?:[nNbBxX]|[uU]&)?" + PLAIN_STRING),
        ("double", r'"(?:[^"\\]++|\\.|"")*+"' if dialect.doubles else r'"(?:[^"]|"")*+"'),
        ("quoted", r"`(?:[^`]|``)*+`" + (rf"|{BRACKETED}" if dialect.brackets else "")),
        ("dollar", DOLLAR if dialect.dollars else r"(?!)"),
        ("number", r"\d(?:[\w.]|(?<=[eE])[+-](?=\d))*+"),
        ("dashed", r"[^\W\d]\w*+(?:-\w++)++(?=\.)" if dialect.dotted else r"(?!)"),
        ("word", rf"(?:[^\W\d]|{_BEYOND}|{PLACEHOLDER}{'|[#@]' * dialect.marked})(?:{names})*+"),
        ("sign", r"."),
    ]
    kept = [part for part in parts if quotes or part[0] not in _QUOTED]
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in kept), re.DOTALL)


def lex(text: str, start: int, end: int, dialect: Dialect) -> tuple[list[Token], list[Comment]]:
    """The tokens and comments between two offsets. Never fails: what is no token is a sign."""
    tokens: list[Token] = []
    comments: list[Comment] = []
    angles = 0
    for kind, begin, stop in _scan(text, start, end, dialect):
        if kind == "comment":
            comments.append(Comment(text[begin:stop], begin, stop))
        elif kind == "quoted" and dialect.dotted and text[begin] == "`":
            tokens += _dotted(text, begin + 1, stop - 1)
        elif kind not in ("space", "close"):
            token = _token(kind, text, begin, stop, dialect)
            if token.value == "<" and tokens and tokens[-1].key in _ANGLED:
                token, angles = token._replace(key="("), angles + 1
            elif token.value == ">" and angles:
                token, angles = token._replace(key=")"), angles - 1
            tokens.append(token)
    return tokens, comments


def _dotted(text: str, start: int, end: int) -> Iterator[Token]:
    """The parts of a name in one pair of backticks, as if each had its own."""
    for part in text[start:end].split("."):
        yield Token("quoted", "", part, start, start + len(part))
        start += len(part) + 1
        if start <= end:
            yield Token("sign", ".", ".", start - 1, start)


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
    if kind in ("word", "dashed"):
        return Token("word", raw.upper(), raw, start, end)
    if kind in ("quoted", "double"):
        quote = {"[": "]"}.get(raw[0], raw[0])
        value = raw[1:-1].replace(quote * 2, quote)
        double = kind == "double" and dialect.doubles
        return Token("double" if double else "quoted", "", value, start + 1, end - 1)
    if kind in ("string", "escaped", "dollar", "triple", "alternative"):
        return Token("string", "", _string(kind, raw), start, end)
    return Token("number", "", raw, start, end) if kind == "number" else Token("sign", raw, raw, start, end)


def _string(kind: str, raw: str) -> str:
    if kind == "dollar":
        mark = len(raw) - len(raw.lstrip("$")) and raw.index("$", 1) + 1
        return raw[mark:-mark]
    if kind == "triple":
        return raw.lstrip("rRbB")[3:-3]
    if kind == "alternative":
        return raw[raw.index("'") + 2 :].removesuffix("'")[:-1]
    value = raw[raw.index("'") + 1 : -1].replace("''", "'")
    if kind == "escaped":
        value = _ESCAPE.sub(lambda match: _CONTROL.get(match.group(1), match.group(1)), value)
    return value
