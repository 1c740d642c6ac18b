"""Walking over a statement's tokens."""

from __future__ import annotations

from collections.abc import Sequence

from minlint.read.sql.lexer import Token
from minlint.tuples import NamedTuple

END = Token("sign", "", "", -1, -1)


class Name(NamedTuple):
    """A name as written without quotes, with its qualifiers; the place is that of its last part."""

    parts: tuple[str, ...]
    start: int
    end: int

    @property
    def text(self) -> str:
        """With its qualifiers, dotted."""
        return ".".join(self.parts)

    @property
    def last(self) -> str:
        """Without them."""
        return self.parts[-1]


class Cursor:
    """A position in a list of tokens. Nothing here fails: what isn't there isn't taken.

    ``open`` tells that parentheses were met that never close.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens, self.position = tokens, 0
        self.open = False

    @property
    def done(self) -> bool:
        """Whether no token is left."""
        return self.position >= len(self.tokens)

    def peek(self, ahead: int = 0) -> Token:
        """The token here, or some further on; `END` behind the last."""
        try:
            return self.tokens[self.position + ahead]
        except IndexError:
            return END

    def next(self) -> Token:
        """The token here, and past it."""
        token = self.peek()
        self.position += 1
        return token

    def at(self, *keys: str) -> bool:
        """Whether these words or signs come next."""
        position = self.position
        if position + len(keys) > len(self.tokens):
            return False
        for key in keys:
            if self.tokens[position].key != key:
                return False
            position += 1
        return True

    def take(self, *keys: str) -> bool:
        """Step over these words or signs if they come next."""
        if not self.at(*keys):
            return False
        self.position += len(keys)
        return True

    def left(self) -> Sequence[Token]:
        """The tokens from here on."""
        return self.tokens[self.position :]

    def name(self) -> Name | None:
        """A name with its qualifiers, in whatever quotes; None where none comes next."""
        parts: list[str] = []
        # a psql variable, or one of a tool that puts names in; a temporary table's mark
        self.position += self.peek().key in (":", "@", "#") and self.peek(1).kind in ("word", "quoted")
        while (token := self.peek()).kind in ("word", "quoted", "double", "string") or _digits_first(token):
            parts.append(token.value)
            self.position += 1
            if not self.take("."):
                return Name(tuple(parts), *_inner(token))
        return Name(tuple(parts), *_inner(self.peek(-2))) if parts else None

    def group(self) -> Sequence[Token] | None:
        """What stands in the parentheses that open here; all the rest where they never close; None without them."""
        if not self.at("("):
            return None
        start, depth = self.position + 1, 0
        while not self.done:
            key = self.next().key
            depth += (key == "(") - (key == ")")
            if depth == 0:
                return self.tokens[start : self.position - 1]
        self.open = True
        return self.tokens[start:]

    def text(self, *keys: str) -> str | None:
        """The string behind these words, with or without ``=``."""
        if not self.at(*keys):
            return None
        ahead = len(keys) + (self.peek(len(keys)).key == "=")
        if self.peek(ahead).kind not in ("string", "double"):
            return None
        self.position += ahead + 1
        return self.peek(-1).value


def names(tokens: Sequence[Token]) -> list[Name]:
    """The names in a list of columns or tables; lengths, orders and expressions are passed over."""
    found = [Cursor(part).name() for part in split(tokens)]
    return [name for name in found if name]


def split(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Parted at the commas outside parentheses and brackets; empty parts left out."""
    parts: list[Sequence[Token]] = []
    depth = start = 0
    for index, token in enumerate(tokens):
        depth += (token.key in ("(", "[")) - (token.key in (")", "]"))
        if token.key == "," and depth <= 0:
            parts.append(tokens[start:index])
            start = index + 1
    return [part for part in [*parts, tokens[start:]] if part]


def _inner(token: Token) -> tuple[int, int]:
    return (token.start + 1, token.end - 1) if token.kind == "string" else (token.start, token.end)


def _digits_first(token: Token) -> bool:
    """MySQL lets a name begin with digits."""
    return token.kind == "number" and "_" in token.value
