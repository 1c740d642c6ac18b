"""From a Thrift file's tokens to its structs, functions, enumerations and typedefs."""

from __future__ import annotations

from collections.abc import Callable

from minlint.errors import Stuck, Unreadable
from minlint.read.input import Input
from minlint.read.tokens import BLOCKS, DOUBLE, HASHES, SINGLE, SLASHES, WORD, Cursor, Token, grammar, lex
from minlint.tuples import NamedTuple

_GRAMMAR = grammar(f"{SLASHES}|{HASHES}|{BLOCKS}", f"{DOUBLE}|{SINGLE}", rf"{WORD}(?:\.\w++)*+")
_STRUCTS = ("struct", "union", "exception")
_BEGINNINGS = (*_STRUCTS, "namespace", "include", "cpp_include", "const", "typedef", "enum", "senum", "service")
_TOO_DEEP = 40


class Type(NamedTuple):
    """A type as it is written; ``steps`` lead through lists and maps to ``name``, which is written ``inner``."""

    words: str
    name: str
    steps: str = ""
    inner: str = ""


class Member(NamedTuple):
    """A field or an argument; ``demanded`` is None where it is neither required nor optional."""

    name: Token
    type: Type
    first: Token
    demanded: bool | None = None
    default: bool = False


class Holder(NamedTuple):
    """A struct, or a function with its arguments; ``answers`` are the types that a function returns and throws."""

    name: str
    token: Token
    first: Token
    last: Token
    members: tuple[Member, ...]
    answers: tuple[Type, ...] | None = None


def defines(source: Input) -> bool:
    """Whether a text begins as a Thrift definition does."""
    try:
        tokens = lex(source.text[:65_536], _GRAMMAR).tokens
    except Unreadable:
        return False
    return bool(tokens) and tokens[0].text in _BEGINNINGS and (len(tokens) == 1 or tokens[1].text not in ("=", ":"))


class Parser:
    """Reads a file's definitions one by one; one that isn't understood is a problem, and the next is read."""

    def __init__(self, text: str) -> None:
        self.lexed = lex(text, _GRAMMAR)
        self.cursor = Cursor(text, self.lexed)
        self.holders: list[Holder] = []
        self.enums: dict[str, tuple[str, ...]] = {}
        self.typedefs: dict[str, Type] = {}
        while not self.cursor.done:
            self._tried(self._definition, self._to_next)

    def _tried(self, read: Callable[[], None], past: Callable[[], None]) -> None:
        start = self.cursor.position
        try:
            read()
        except Stuck as error:
            self.cursor.problem(error.reason, error.offset)
            self.cursor.position = max(self.cursor.position, start)
            past()
            if self.cursor.position == start:
                self.cursor.next()

    def _to_next(self) -> None:
        """Go on to the next word that begins a definition."""
        cursor = self.cursor
        while not cursor.done and not (cursor.peek().text in _BEGINNINGS and cursor.peek(1).kind in ("word", "string")):
            cursor.group() if cursor.at("{") else cursor.next()

    def _definition(self) -> None:
        cursor, first = self.cursor, self.cursor.peek()
        kind = cursor.word("a definition").text
        if kind in _STRUCTS:
            self._struct(first)
        elif kind == "service":
            self._service()
        elif kind == "enum":
            self._enum()
        elif kind == "typedef":
            type_ = self._type(0)
            self.typedefs[cursor.word().text] = type_
        elif kind == "const":
            self._type(0)
            cursor.word()
            cursor.expect("=")
            self._value()
        elif kind == "senum":
            name = cursor.word().text
            self.enums[name] = tuple(token.text for token in cursor.group() if token.kind == "string")
        elif kind == "namespace":
            _ = cursor.take("*") or cursor.word()
            cursor.next()
        elif kind in _BEGINNINGS:  # an include
            cursor.next()
        else:
            cursor.position -= 1
            raise cursor.stuck("not a definition that Thrift knows")
        self._end()

    def _end(self) -> None:
        """Past annotations, and a comma or semicolon."""
        if self.cursor.at("("):
            self.cursor.group()
        _ = self.cursor.take(";") or self.cursor.take(",")

    def _struct(self, first: Token) -> None:
        token = self.cursor.word()
        self.cursor.take("xsd_all")
        self.cursor.expect("{")
        members = tuple(self.cursor.each("}", self._member))
        self.holders.append(Holder(token.text, token, first, self.cursor.peek(-1), members))

    def _member(self) -> Member:
        cursor, first = self.cursor, self.cursor.peek()
        if cursor.peek().kind == "number" and cursor.peek(1).text == ":":
            cursor.position += 2
        demanded = {"required": True, "optional": False}.get(cursor.peek().text)
        if demanded is not None:
            cursor.next()
        cursor.take("&")
        type_ = self._type(0)
        name = cursor.word()
        default = cursor.take("=")
        if default:
            self._value()
        while cursor.peek().text in ("xsd_optional", "xsd_nillable", "xsd_attrs"):
            if cursor.next().text == "xsd_attrs":
                cursor.group()
        self._end()
        return Member(name, type_, first, demanded, default)

    def _type(self, depth: int) -> Type:
        cursor = self.cursor
        if depth > _TOO_DEEP:
            raise cursor.stuck("nested too deep")
        name = cursor.word("a type").text
        if name in ("list", "set", "map", "stream") and (cursor.at("<") or cursor.at("cpp_type")):
            found = self._container(name, depth)
        else:
            found = Type(name, name, inner=name)
        if cursor.at("(") and cursor.peek(2).text in ("=", ")", ","):
            cursor.group()  # annotations
        return found

    def _container(self, name: str, depth: int) -> Type:
        cursor = self.cursor
        if cursor.take("cpp_type"):
            cursor.next()
        cursor.expect("<")
        key = ""
        if name == "map":
            key = self._type(depth + 1).words + ", "
            cursor.expect(",")
        inner = self._type(depth + 1)
        cursor.expect(">")
        if cursor.take("cpp_type"):
            cursor.next()
        steps = (".{key}" if name == "map" else "[]") + inner.steps
        return Type(f"{name}<{key}{inner.words}>", inner.name, steps, inner.words)

    def _value(self) -> None:
        """Past a constant's value."""
        if self.cursor.peek().kind == "sign" and self.cursor.peek().text in ("{", "["):
            self.cursor.group()
        elif self.cursor.peek().kind in ("word", "string", "number"):
            self.cursor.next()
        else:
            raise self.cursor.stuck("a value is missing")

    def _enum(self) -> None:
        cursor = self.cursor
        name = cursor.word().text
        cursor.expect("{")
        values = []
        while not cursor.take("}"):
            values.append(cursor.word("a value").text)
            if cursor.take("="):
                cursor.next()
            self._end()
        self.enums[name] = tuple(values)

    def _service(self) -> None:
        cursor = self.cursor
        name = cursor.word().text
        if cursor.take("extends"):
            cursor.word()
        cursor.expect("{")
        while not cursor.take("}"):
            if cursor.done:
                cursor.problem("`}` is missing", cursor.peek().start)
                return
            self._tried(lambda: self._function(name), lambda: cursor.skip(";", ","))
            self._end()

    def _function(self, service: str) -> None:
        cursor, first = self.cursor, self.cursor.peek()
        if cursor.peek().text in ("oneway", "async") and cursor.peek(1).kind == "word":
            cursor.next()
        answers = [self._type(0)]
        token = cursor.word("a function's name")
        cursor.expect("(")
        members = tuple(cursor.each(")", self._member))
        last = cursor.peek(-1)
        if cursor.take("throws"):
            cursor.expect("(")
            answers += [member.type for member in cursor.each(")", self._member)]
        self.holders.append(Holder(f"{service}.{token.text}", token, first, last, members, tuple(answers)))
