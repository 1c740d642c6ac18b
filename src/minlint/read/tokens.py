"""Texts of small languages as tokens and comments, and a cursor over them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, TypeVar

from minlint.errors import Stuck
from minlint.located import Places
from minlint.model import Problem, Span
from minlint.read.margins import Comment
from minlint.tuples import NamedTuple

Item = TypeVar("Item")
TokenKind = Literal["word", "string", "number", "sign", "end"]

SLASHES = r"//[^\r\n]*+"
HASHES = r"\#[^\r\n]*+"
BLOCKS = r"/\*(?:[^*]++|\*(?!/))*+\*/"
DOUBLE = r'"(?:[^"\\\r\n]++|\\.)*+"'
SINGLE = r"'(?:[^'\\\r\n]++|\\.)*+'"
TRIPLE = r'"""(?:[^"\\]++|\\"""|\\|"(?!""))*+"""'
BACKTICKS = r"`[^`\r\n]*+`"
WORD = r"[^\W\d][\w]*+"
NUMBER = r"[+-]?(?:\d|\.\d)(?:[\w.]|(?<=[eE])[+-])*+"

_PAIRS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_CONTROL = {"n": "\n", "t": "\t", "r": "\r"}


class Token(NamedTuple):
    """``text`` is a word or sign as it is, a string without its quotes; ``start`` and ``end`` lie within the quotes."""

    kind: TokenKind
    text: str
    start: int
    end: int


class Lexed(NamedTuple):
    """A text's tokens and comments; ``open`` is where something begins that never ends, None where nothing does."""

    tokens: list[Token]
    comments: list[Comment]
    open: int | None = None


def grammar(comments: str, strings: str, words: str = WORD, space: str = r"\s\ufeff") -> re.Pattern[str]:
    """What a language is lexed with, given regular expressions for its comments, strings, words and blanks."""
    return re.compile(
        rf"(?P<space>[{space}]++)|(?P<comment>{comments})|(?P<string>{strings})|(?P<word>{words})"
        rf"|(?P<number>{NUMBER})|(?P<sign>.)",
        re.DOTALL,
    )


def lex(text: str, pattern: re.Pattern[str]) -> Lexed:
    """A text in its parts. Never fails: a quote that never closes is a sign, a comment that doesn't ends the text."""
    tokens: list[Token] = []
    comments: list[Comment] = []
    for match in pattern.finditer(text):
        kind, (start, end) = match.lastgroup, match.span()
        if kind == "comment":
            comments.append(Comment(start, end))
        elif kind == "string":
            tokens.append(_string(text, start, end))
        elif kind == "sign" and text.startswith("/*", start) and "\\*" in pattern.pattern:
            return Lexed(tokens, [*comments, Comment(start, len(text))], start)
        elif kind == "sign":
            tokens.append(Token("sign", match.group(), start, end))
        elif kind in ("word", "number"):
            tokens.append(Token("word" if kind == "word" else "number", match.group(), start, end))
    return Lexed(tokens, comments)


def _string(text: str, start: int, end: int) -> Token:
    if text.startswith("<<", start):  # what stands on the lines between two marks
        return _between_marks(text, start, end)
    quotes = 3 if end - start > 5 and text[start : start + 3] in ('"""', "'''") else 1
    start, end = start + quotes, end - quotes
    said = text[start:end]
    if "\\" in said:
        said = _ESCAPE.sub(lambda match: _CONTROL.get(match.group(1), match.group(1)), said)
    return Token("string", said, start, end)


def _between_marks(text: str, start: int, end: int) -> Token:
    begin = text.index("\n", start) + 1
    last = max(begin, text.rindex("\n", start, end) + 1)
    return Token("string", text[begin:last], begin, last)


class Cursor:
    """A position among tokens, with the places of their text."""

    def __init__(self, text: str, lexed: Lexed) -> None:
        self.tokens, self.places, self.position = lexed.tokens, Places(text), 0
        self.problems: list[Problem] = []
        self._end = Token("end", "", len(text.rstrip()), len(text.rstrip()))
        if lexed.open is not None:
            self.problem("a comment that never ends", lexed.open)

    @property
    def done(self) -> bool:
        """Whether no token is left."""
        return self.position >= len(self.tokens)

    def peek(self, ahead: int = 0) -> Token:
        """The token here, or some further on; behind the last one that is none."""
        index = self.position + ahead
        return self.tokens[index] if 0 <= index < len(self.tokens) else self._end

    def next(self) -> Token:
        """The token here, and past it."""
        token = self.peek()
        self.position += 1
        return token

    def at(self, *texts: str) -> bool:
        """Whether these words or signs come next."""
        for index, text in enumerate(texts):
            token = self.peek(index)
            if token.text != text or token.kind not in ("word", "sign"):
                return False
        return True

    def take(self, *texts: str) -> bool:
        """Step over these words or signs if they come next."""
        if not self.at(*texts):
            return False
        self.position += len(texts)
        return True

    def expect(self, text: str) -> Token:
        """Step over a word or sign. Raises `Stuck` where it isn't there."""
        if not self.at(text):
            raise self.stuck(f"`{text}` is missing")
        return self.next()

    def word(self, what: str = "a name") -> Token:
        """The word here, and past it. Raises `Stuck` where there is none."""
        if self.peek().kind != "word":
            raise self.stuck(f"{what} is missing")
        return self.next()

    def group(self) -> list[Token]:
        """What stands between the bracket here and its counterpart, past both; all the rest where it never closes.

        Raises `Stuck` where no bracket opens.
        """
        if self.peek().kind != "sign" or self.peek().text not in _PAIRS:
            raise self.stuck("an opening bracket is missing")
        first = self.next().text
        start, waiting = self.position, [_PAIRS[first]]
        opening = {sign: _PAIRS[sign] for sign in "([{"} | ({"<": ">"} if first == "<" else {})
        while not self.done:
            token = self.next()
            if token.kind == "sign" and token.text in opening:
                waiting.append(opening[token.text])
            elif token.kind == "sign" and token.text == waiting[-1]:
                waiting.pop()
                if not waiting:
                    return self.tokens[start : self.position - 1]
        self.problem(f"`{waiting[0]}` is missing", self._end.start)
        return self.tokens[start:]

    def skip(self, *ends: str) -> None:
        """Go on to one of some signs, or to a closing brace, passing over whole groups."""
        while not self.done and not self.at("}") and not any(self.at(end) for end in ends):
            if self.peek().kind == "sign" and self.peek().text in ("(", "[", "{"):
                self.group()
            else:
                self.next()

    def each(self, closes: str, read: Callable[[], Item]) -> Iterator[Item]:
        """What is read one after another up to a closing sign, and past it.

        What isn't understood is a problem, and reading goes on with what begins on a line below.
        """
        while not self.take(closes):
            if self.done:
                self.problem(f"`{closes}` is missing", self.peek().start)
                return
            start = self.peek()
            try:
                yield read()
            except Stuck as error:
                self.problem(error.reason, error.offset)
                self._past(self.line(start), closes)

    def _past(self, line: int, closes: str) -> None:
        while not self.done and not self.at(closes) and self.line(self.peek()) == line:
            if self.peek().kind == "sign" and self.peek().text in ("(", "[", "{"):
                self.group()
            else:
                self.next()

    def span(self, token: Token) -> Span:
        """Where a token stands."""
        return self.places.span(token.start, token.end)

    def line(self, token: Token) -> int:
        """The line on which a token begins."""
        return self.places.at(token.start)[0]

    def stuck(self, reason: str) -> Stuck:
        """What to raise where something else is expected here."""
        return Stuck(reason, self.peek().start)

    def problem(self, reason: str, offset: int) -> None:
        """Note a part that can't be read; a place is told once."""
        place = self.places.at(offset)
        if place not in {(each.line, each.column) for each in self.problems[-4:]}:
            self.problems.append(Problem("E002", reason, *place))
