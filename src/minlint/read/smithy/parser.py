"""From a Smithy file's tokens to its shapes."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.errors import Stuck, Unreadable
from minlint.read.input import Input
from minlint.read.tokens import DOUBLE, SLASHES, TRIPLE, WORD, Cursor, Token, grammar, lex
from minlint.tuples import NamedTuple

_GRAMMAR = grammar(SLASHES, f"{TRIPLE}|{DOUBLE}", rf"{WORD}(?:[.#$]\w++)*+", r"\s,\ufeff")  # a comma is a blank
_SIMPLE = (
    "blob boolean string byte short integer long float double bigInteger bigDecimal timestamp document".split()  # noqa: SIM905
)
_HOLDERS = ("structure", "union")
_MORE = ("list", "set", "map", "enum", "intEnum", "operation", "service", "resource")
_BEGINNINGS = frozenset((*_SIMPLE, *_HOLDERS, *_MORE, "namespace", "use", "metadata", "apply"))


class Trait(NamedTuple):
    """A trait with the tokens of its value."""

    name: str
    value: tuple[Token, ...] = ()

    def said(self, key: str) -> str:
        """What stands behind a key of its value, or alone."""
        for index, token in enumerate(self.value[:-2]):
            if token.text == key and self.value[index + 1].text == ":":
                return self.value[index + 2].text
        return ""


class Member(NamedTuple):
    """A member; an elided one has the target that its resource or mixin says, here empty."""

    name: Token
    target: str
    first: Token
    last: Token
    traits: tuple[Trait, ...] = ()
    default: bool = False


class Shape(NamedTuple):
    """A shape. ``words`` are an enum's values, ``mixins`` what it is made with, ``resource`` what it is for."""

    kind: str
    name: str
    token: Token
    first: Token
    last: Token
    members: tuple[Member, ...] = ()
    traits: tuple[Trait, ...] = ()
    words: tuple[str, ...] = ()
    mixins: tuple[str, ...] = ()
    resource: str = ""


class Operation(NamedTuple):
    """What an operation takes, and what it answers, errors among it."""

    taken: tuple[str, ...]
    given: tuple[str, ...]


def defines(source: Input) -> bool:
    """Whether a text begins as a Smithy model does."""
    try:
        tokens = lex(source.text[:65_536], _GRAMMAR).tokens
    except Unreadable:
        return False
    if len(tokens) < 2:
        return False
    first = tokens[0]
    return (first.text == "$" and tokens[1].kind == "word") or first.text in _BEGINNINGS or first.text == "@"


class Parser:
    """Reads a file's shapes one by one; one that isn't understood is a problem, and the next is read."""

    def __init__(self, text: str) -> None:
        self.lexed = lex(text, _GRAMMAR)
        self.cursor = Cursor(text, self.lexed)
        self.shapes: list[Shape] = []
        self.operations: list[Operation] = []
        self.applied: list[tuple[str, Trait]] = []
        while not self.cursor.done:
            start = self.cursor.position
            try:
                self._statement()
            except Stuck as error:
                self.cursor.problem(error.reason, error.offset)
                self.cursor.position = max(self.cursor.position, start + 1)
                self._recover()

    def _recover(self) -> None:
        """Go on to the next word that begins a statement, or a trait before it."""
        cursor = self.cursor
        while not cursor.done:
            begins = cursor.peek().text in _BEGINNINGS and cursor.peek(1).kind == "word"
            if begins or cursor.at("@"):
                return
            cursor.group() if cursor.at("{") else cursor.next()

    def _statement(self) -> None:
        cursor = self.cursor
        if cursor.take("$"):
            self._pair(":")
            return
        if cursor.at("metadata"):
            cursor.next()
            self._pair("=")
            return
        first, traits = cursor.peek(), self._traits()
        kind = cursor.word("a shape").text
        if kind in ("namespace", "use"):
            cursor.word()
        elif kind == "apply":
            self._apply()
        elif kind == "operation":
            self._operation()
        elif kind in _BEGINNINGS:
            self._shape(kind, first, traits)
        else:
            cursor.position -= 1
            raise cursor.stuck("not a statement that Smithy knows")

    def _pair(self, sign: str) -> None:
        self.cursor.next()
        self.cursor.expect(sign)
        self._value()

    def _value(self) -> tuple[Token, ...]:
        cursor = self.cursor
        if cursor.peek().kind == "sign" and cursor.peek().text in ("{", "["):
            return tuple(cursor.group())
        if cursor.peek().kind not in ("word", "string", "number"):
            raise cursor.stuck("a value is missing")
        return (cursor.next(),)

    def _traits(self) -> tuple[Trait, ...]:
        cursor, found = self.cursor, list[Trait]()
        while cursor.take("@"):
            name = cursor.word("a trait").text.rpartition("#")[2]
            found.append(Trait(name, tuple(cursor.group()) if cursor.at("(") else ()))
        return tuple(found)

    def _apply(self) -> None:
        target = self.cursor.word().text.rpartition("#")[2]
        block = self.cursor.take("{")
        self.applied += [(target, trait) for trait in self._traits()]
        if block:
            self.cursor.expect("}")

    def _shape(self, kind: str, first: Token, traits: tuple[Trait, ...]) -> None:
        cursor = self.cursor
        token = cursor.word()
        shape = Shape(kind, token.text, token, first, token, traits=traits)
        shape = self._made_with(shape)
        if kind in ("enum", "intEnum"):
            shape = shape._replace(words=tuple(self._values()))
        elif kind == "resource":
            shape = shape._replace(members=tuple(self._resource()))
        elif kind == "service":
            cursor.group()
        elif kind not in _SIMPLE:
            shape = shape._replace(members=tuple(self._members()))
        self.shapes.append(shape._replace(last=cursor.peek(-1)))

    def _made_with(self, shape: Shape) -> Shape:
        """What a shape is for, and the mixins it is made with."""
        cursor, resource, mixins = self.cursor, "", tuple[str, ...]()
        if cursor.at("for") and cursor.peek(1).kind == "word":
            cursor.next()
            resource = cursor.next().text.rpartition("#")[2]
        if cursor.take("with"):
            mixins = tuple(token.text.rpartition("#")[2] for token in cursor.group() if token.kind == "word")
        return shape._replace(resource=resource, mixins=mixins)

    def _members(self) -> Iterator[Member]:
        self.cursor.expect("{")
        return self.cursor.each("}", self._member)

    def _member(self) -> Member:
        cursor, first = self.cursor, self.cursor.peek()
        traits = self._traits()
        elided = cursor.take("$")
        name = cursor.next() if cursor.peek().kind == "string" else cursor.word()
        if elided and not cursor.at(":"):
            target = ""
        else:
            cursor.expect(":")
            target = cursor.word("a target").text.rpartition("#")[2]
        default = cursor.take("=")
        if default:
            self._value()
        return Member(name, target, first, cursor.peek(-1), traits, default)

    def _values(self) -> Iterator[str]:
        cursor = self.cursor
        cursor.expect("{")
        while not cursor.take("}"):
            self._traits()
            name = cursor.word("a value").text
            yield self._value()[0].text if cursor.take("=") else name

    def _resource(self) -> Iterator[Member]:
        """A resource's identifiers and properties."""
        cursor = self.cursor
        cursor.expect("{")
        while not cursor.take("}"):
            key = cursor.word().text
            cursor.expect(":")
            if key in ("identifiers", "properties") and cursor.at("{"):
                yield from self._members()
            else:
                self._value()

    def _operation(self) -> None:
        cursor = self.cursor
        name = cursor.word()
        self._made_with(Shape("operation", name.text, name, name, name))
        taken, given = list[str](), list[str]()
        if cursor.at("("):  # as version 0.5 wrote it
            taken += [token.text for token in cursor.group()]
            if cursor.take("-", ">"):
                given.append(cursor.word().text)
            self.operations.append(Operation(tuple(taken), tuple(given)))
            return
        cursor.expect("{")
        while not cursor.take("}"):
            key = cursor.word()
            cursor.expect(":")
            if cursor.take("="):
                given_to = self._inline(name.text, key)
            else:
                given_to = [token.text.rpartition("#")[2] for token in self._value() if token.kind == "word"]
            if key.text == "input":
                taken += given_to
            else:
                given += given_to
        self.operations.append(Operation(tuple(taken), tuple(given)))

    def _inline(self, operation: str, key: Token) -> list[str]:
        """The structure that an operation defines for what it takes or gives."""
        cursor = self.cursor
        name = operation + key.text.capitalize()
        first, traits = cursor.peek(), self._traits()
        shape = self._made_with(Shape("structure", name, key, key, first, traits=traits))
        members = tuple(self._members())
        self.shapes.append(shape._replace(members=members, last=cursor.peek(-1)))
        return [name]
