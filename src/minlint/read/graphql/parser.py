"""From a GraphQL document's tokens to its definitions of types."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.errors import Stuck, Unreadable
from minlint.read.input import Input
from minlint.read.tokens import DOUBLE, HASHES, TRIPLE, Cursor, Lexed, Token, grammar, lex
from minlint.tuples import NamedTuple

_GRAMMAR = grammar(HASHES, f"{TRIPLE}|{DOUBLE}", space=r"\s,\ufeff")  # a comma is a blank
_DEFINITIONS = ("type", "input", "interface", "enum", "union", "scalar", "schema", "directive")
_OPERATIONS = ("query", "mutation", "subscription", "fragment")
_TOO_DEEP = 50


class Type(NamedTuple):
    """A type as it is written: ``[String!]!`` is a ``required`` list of ``depth`` 1 of the type ``name``."""

    text: str
    name: str
    depth: int = 0
    required: bool = False


class Argument(NamedTuple):
    """An argument, an input's field or a type's field; ``first`` is where its description or name begins."""

    name: Token
    type: Type
    first: Token
    last: Token
    said: str = ""
    default: bool = False
    arguments: tuple[Argument, ...] = ()
    directives: tuple[Directive, ...] = ()


class Directive(NamedTuple):
    """A directive with the arguments that are plain: ``@constraint(maxLength: 50)``."""

    name: str
    arguments: dict[str, str]


class Definition(NamedTuple):
    """A definition, or an extension. ``words`` are a union's members, an enum's values, what a type implements.

    A schema's operations are its ``members``, each of the type of that operation.
    """

    kind: str
    name: Token
    first: Token
    last: Token
    said: str = ""
    members: tuple[Argument, ...] = ()
    words: tuple[str, ...] = ()
    directives: tuple[Directive, ...] = ()
    extends: bool = False


def defines(source: Input) -> bool:
    """Whether a document defines types, judged from the words at its top level."""
    try:
        text = source.text
    except Unreadable:
        return False
    cursor = Cursor(text, lex(text[:65_536], _GRAMMAR))
    while not cursor.done:
        if cursor.peek().kind == "word" and cursor.peek().text in _DEFINITIONS and cursor.peek(1).kind != "end":
            return True
        cursor.group() if cursor.peek().kind == "sign" and cursor.peek().text in "([{" else cursor.next()
    return False


class Parser:
    """Reads definitions one by one; one that isn't understood is a problem, and the next is read."""

    def __init__(self, text: str) -> None:
        self.lexed: Lexed = lex(text, _GRAMMAR)
        self.cursor = Cursor(text, self.lexed)

    def definitions(self) -> Iterator[Definition]:
        """Every definition of a type, and of the schema."""
        cursor = self.cursor
        while not cursor.done:
            start = cursor.position
            try:
                if found := self._definition():
                    yield found
            except Stuck as error:
                cursor.problem(error.reason, error.offset)
                cursor.position = max(cursor.position, start + 1)
                self._recover()

    def _recover(self) -> None:
        """Go on to the next word that begins a definition outside braces."""
        while not self.cursor.done and not self._begins():
            if self.cursor.at("{"):
                self.cursor.group()
            else:
                self.cursor.next()

    def _begins(self) -> bool:
        token, after = self.cursor.peek(), self.cursor.peek(1)
        known = token.text in (*_DEFINITIONS, *_OPERATIONS, "extend")
        return token.kind == "word" and known and (after.kind == "word" or after.text in "{@")

    def _definition(self) -> Definition | None:
        cursor, first = self.cursor, self.cursor.peek()
        said = self._description()
        extends = cursor.take("extend")
        if cursor.at("{") or cursor.peek().text in _OPERATIONS:  # an operation, which collects nothing
            cursor.skip("{")
            if cursor.at("{"):
                cursor.group()
            return None
        kind = cursor.word("a definition").text
        if kind == "directive":
            self._directive_definition()
            return None
        if kind not in _DEFINITIONS:
            cursor.position -= 1
            raise cursor.stuck("not a definition that GraphQL knows")
        name = cursor.peek(-1) if kind == "schema" else cursor.word()
        words = self._implemented() if cursor.take("implements") else ()
        directives = self._directives()
        members: tuple[Argument, ...] = ()
        if kind == "union" and cursor.take("="):
            words = self._alternatives()
        elif kind == "enum" and cursor.at("{"):
            words = tuple(self._values())
        elif cursor.at("{"):
            members = tuple(self._members("{", "}"))
        return Definition(kind, name, first, cursor.peek(-1), said, members, words, directives, extends)

    def _directive_definition(self) -> None:
        cursor = self.cursor
        cursor.expect("@")
        cursor.word()
        if cursor.at("("):
            cursor.group()
        cursor.take("repeatable")
        cursor.expect("on")
        self._alternatives()

    def _implemented(self) -> tuple[str, ...]:
        found: list[str] = []
        self.cursor.take("&")
        while self.cursor.peek().kind == "word":  # without `&`, as in old schemas, too
            found.append(self.cursor.next().text)
            self.cursor.take("&")
        return tuple(found)

    def _alternatives(self) -> tuple[str, ...]:
        self.cursor.take("|")
        found = [self.cursor.word().text]
        while self.cursor.take("|"):
            found.append(self.cursor.word().text)
        return tuple(found)

    def _values(self) -> Iterator[str]:
        self.cursor.expect("{")
        while not self.cursor.take("}"):
            self._description()
            yield self.cursor.word("a value").text
            self._directives()

    def _members(self, opens: str, closes: str, depth: int = 0) -> Iterator[Argument]:
        cursor = self.cursor
        if depth > _TOO_DEEP:
            raise cursor.stuck("nested too deep")
        cursor.expect(opens)
        return cursor.each(closes, lambda: self._member(depth))

    def _member(self, depth: int) -> Argument:
        cursor, first = self.cursor, self.cursor.peek()
        said = self._description()
        name = cursor.word()
        arguments = tuple(self._members("(", ")", depth + 1)) if cursor.at("(") else ()
        cursor.expect(":")
        type_ = self._type(0)
        default = cursor.take("=")
        if default:
            self._value()
        directives = self._directives()
        return Argument(name, type_, first, cursor.peek(-1), said, default, arguments, directives)

    def _type(self, depth: int) -> Type:
        cursor = self.cursor
        if depth > _TOO_DEEP:
            raise cursor.stuck("nested too deep")
        if cursor.take("["):
            inner = self._type(depth + 1)
            cursor.expect("]")
            found = Type(f"[{inner.text}]", inner.name, inner.depth + 1)
        else:
            name = cursor.word("a type").text
            found = Type(name, name)
        return found._replace(text=f"{found.text}!", required=True) if cursor.take("!") else found

    def _description(self) -> str:
        if self.cursor.peek().kind != "string":
            return ""
        return " ".join(self.cursor.next().text.split())

    def _directives(self) -> tuple[Directive, ...]:
        found = []
        while self.cursor.take("@"):
            name, arguments = self.cursor.word().text, dict[str, str]()
            if self.cursor.take("("):
                while not self.cursor.take(")"):
                    key = self.cursor.word().text
                    self.cursor.expect(":")
                    arguments[key] = self._value()
            found.append(Directive(name, arguments))
        return tuple(found)

    def _value(self) -> str:
        """A value's text; empty for a list or an object."""
        if self.cursor.peek().text in ("[", "{") and self.cursor.peek().kind == "sign":
            self.cursor.group()
            return ""
        if self.cursor.take("$"):
            return self.cursor.word().text
        if self.cursor.peek().kind not in ("word", "string", "number"):
            raise self.cursor.stuck("a value is missing")
        return self.cursor.next().text
