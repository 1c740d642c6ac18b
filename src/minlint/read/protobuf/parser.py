"""From a protocol definition's tokens to its messages, enumerations and calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from minlint.errors import Stuck, Unreadable
from minlint.read.input import Input
from minlint.read.tokens import BLOCKS, DOUBLE, SINGLE, SLASHES, Cursor, Token, grammar, lex
from minlint.tuples import NamedTuple

_GRAMMAR = grammar(f"{SLASHES}|{BLOCKS}", f"{DOUBLE}|{SINGLE}")
_BEGINNINGS = frozenset(("syntax", "edition", "package", "import", "option", "message", "enum", "service", "extend"))
_LABELS = ("required", "optional", "repeated")
_TOO_DEEP = 60


class Option(NamedTuple):
    """``(buf.validate.field).string.max_len = 5``: what it is called, and the tokens of its value."""

    name: str
    value: tuple[Token, ...]


class Member(NamedTuple):
    """A field. ``label`` is required, optional, repeated or nothing; ``key`` is the type of a map's keys."""

    name: Token
    type: str
    first: Token
    last: Token
    label: str = ""
    key: str = ""
    options: tuple[Option, ...] = ()
    group: bool = False


class Message:
    """A message, or an extension of one that is ``extends``; ``inside`` are the lines of what is defined within it."""

    def __init__(self, name: str, token: Token, first: Token, *, extends: bool = False) -> None:
        self.name, self.token, self.first, self.last, self.extends = name, token, first, token, extends
        self.members: list[Member] = []
        self.inside: list[Message] = []


class Call(NamedTuple):
    """A service's method: the types of what it takes and of what it answers."""

    request: str
    response: str


def defines(source: Input) -> bool:
    """Whether a text begins with a word that a protocol definition begins with."""
    try:
        text = source.text
    except Unreadable:
        return False
    first = next(iter(lex(text[:65_536], _GRAMMAR).tokens), None)
    return first is not None and first.text in _BEGINNINGS


class Parser:
    """Reads a file's statements one by one; one that isn't understood is a problem, and the next is read."""

    def __init__(self, text: str) -> None:
        self.lexed = lex(text, _GRAMMAR)
        self.cursor = Cursor(text, self.lexed)
        self.package = ""
        self.messages: list[Message] = []
        self.enums: dict[str, tuple[str, ...]] = {}
        self.calls: list[Call] = []
        while not self.cursor.done:
            self._tried(self._statement)

    def _tried(self, statement: Callable[..., object], *arguments: object) -> None:
        start = self.cursor.position
        try:
            statement(*arguments)
        except Stuck as error:
            self.cursor.problem(error.reason, error.offset)
            self.cursor.position = max(self.cursor.position, start)
            self._past()

    def _past(self) -> None:
        """Go on behind a statement that isn't understood: its semicolon, or its braces."""
        cursor = self.cursor
        cursor.skip(";", "{")
        if cursor.at("{"):
            cursor.group()
        elif not cursor.at("}"):
            cursor.next()

    def _statement(self) -> None:
        cursor = self.cursor
        if cursor.take(";"):
            return
        if cursor.peek(1).text in ("message", "enum") and (cursor.at("export") or cursor.at("local")):
            cursor.next()
        if cursor.at("message"):
            self._message("", 0)
        elif cursor.at("enum"):
            self._enum("")
        elif cursor.at("extend"):
            self._extend("", 0)
        elif cursor.take("service"):
            self._service()
        elif cursor.take("package"):
            self.package = self._type()
            cursor.expect(";")
        elif cursor.peek().text in _BEGINNINGS:
            self._to_semicolon()
        elif cursor.at("}"):
            cursor.problem("a closing brace too many", cursor.next().start)
        else:
            raise cursor.stuck("not a statement that protocol buffers know")

    def _to_semicolon(self) -> None:
        """Past an option, an import, what is reserved."""
        self.cursor.skip(";")
        self.cursor.expect(";")

    def _message(self, outer: str, depth: int) -> Message:
        first = self.cursor.next()
        name = self.cursor.word()
        message = Message(f"{outer}.{name.text}".lstrip("."), name, first)
        self._body(message, depth)
        return message

    def _body(self, message: Message, depth: int) -> None:
        if depth > _TOO_DEEP:
            raise self.cursor.stuck("nested too deep")
        self.messages.append(message)
        self.cursor.expect("{")
        self._until_closed(self._element, message, depth)
        message.last = self.cursor.peek(-1)

    def _until_closed(self, element: Callable[..., object], *arguments: object) -> None:
        while not self.cursor.take("}"):
            if self.cursor.done:
                self.cursor.problem("`}` is missing", self.cursor.peek().start)
                return
            self._tried(element, *arguments)

    def _element(self, message: Message, depth: int) -> None:
        """One statement of a message's body."""
        cursor = self.cursor
        named = cursor.peek(1).kind == "word"
        if cursor.take(";"):
            return
        if named and cursor.peek(1).text in ("message", "enum") and (cursor.at("export") or cursor.at("local")):
            cursor.next()
        if cursor.at("message") and named:
            message.inside.append(self._message(message.name, depth + 1))
        elif cursor.at("enum") and named:
            self._enum(message.name)
        elif cursor.at("extend") and cursor.peek(1).kind in ("word", "sign"):
            message.inside.append(self._extend(message.name, depth + 1))
        elif cursor.at("oneof") and named and cursor.peek(2).text == "{":
            cursor.position += 3
            self._until_closed(self._element, message, depth)
        elif (cursor.at("option") and (named or cursor.peek(1).text == "(")) or (
            cursor.peek().text in ("extensions", "reserved") and cursor.peek(1).text != "."
        ):
            self._to_semicolon()
        else:
            message.members.append(self._field(message, depth))

    def _field(self, message: Message, depth: int) -> Member:
        cursor, first = self.cursor, self.cursor.peek()
        label = cursor.next().text if cursor.peek().text in _LABELS and cursor.peek(1).text != "=" else ""
        if cursor.at("group") and cursor.peek(2).text == "=":
            return self._group(message, first, label, depth)
        key = ""
        if cursor.take("map", "<"):
            key = self._type()
            cursor.expect(",")
            type_ = self._type()
            cursor.expect(">")
        else:
            type_ = self._type()
        name = cursor.word()
        cursor.expect("=")
        self._number()
        options = tuple(self._options()) if cursor.take("[") else ()
        last = cursor.peek(-1)
        if not cursor.take(";"):
            cursor.problem("`;` is missing", cursor.peek().start)
        return Member(name, type_, first, last, label, key, options)

    def _group(self, message: Message, first: Token, label: str, depth: int) -> Member:
        """A field and the message that it holds, in one."""
        cursor = self.cursor
        cursor.next()
        name = cursor.word()
        cursor.expect("=")
        self._number()
        options = tuple(self._options()) if cursor.take("[") else ()
        inner = Message(f"{message.name}.{name.text}", name, first)
        self._body(inner, depth + 1)
        message.inside.append(inner)
        return Member(name, inner.name, first, name, label, "", options, group=True)

    def _number(self) -> None:
        if self.cursor.peek().kind != "number":
            raise self.cursor.stuck("a field's number is missing")
        self.cursor.next()

    def _type(self) -> str:
        """A name with its qualifiers."""
        cursor = self.cursor
        found = cursor.next().text if cursor.at(".") else ""
        found += cursor.word("a type").text
        while cursor.at(".") and cursor.peek(1).kind == "word":
            cursor.next()
            found += "." + cursor.next().text
        return found

    def _options(self) -> Iterator[Option]:
        """What stands in brackets behind a field."""
        cursor = self.cursor
        while not cursor.take("]"):
            name = ""
            while not cursor.done and not cursor.at("=") and not cursor.at("]"):
                name += cursor.next().text
            cursor.expect("=")
            start = cursor.position
            while not cursor.done and not cursor.at(",") and not cursor.at("]"):
                cursor.group() if cursor.peek().kind == "sign" and cursor.peek().text in "{[" else cursor.next()
            yield Option(name, tuple(cursor.tokens[start : cursor.position]))
            cursor.take(",")
            if cursor.done:
                raise cursor.stuck("`]` is missing")

    def _enum(self, outer: str) -> None:
        cursor = self.cursor
        cursor.next()
        name = f"{outer}.{cursor.word().text}".lstrip(".")
        cursor.expect("{")
        values: list[str] = []
        self._until_closed(self._value, values)
        self.enums[name] = tuple(values)

    def _value(self, values: list[str]) -> None:
        cursor = self.cursor
        if cursor.take(";"):
            return
        if cursor.peek(1).text != "=" and cursor.peek().text in ("option", "reserved"):
            self._to_semicolon()
            return
        values.append(cursor.word("a value").text)
        cursor.expect("=")
        self._to_semicolon()

    def _extend(self, scope: str, depth: int) -> Message:
        first = self.cursor.next()
        token = self.cursor.peek()
        message = Message(self._type(), token, first, extends=True)
        self.cursor.expect("{")
        self.messages.append(message)
        inner = Message(scope, token, first)  # a group within it is defined where the extension stands
        self._until_closed(self._element, inner, depth)
        message.members, message.inside, message.last = inner.members, inner.inside, self.cursor.peek(-1)
        return message

    def _service(self) -> None:
        self.cursor.word()
        self.cursor.expect("{")
        self._until_closed(self._call)

    def _call(self) -> None:
        cursor = self.cursor
        if cursor.take(";"):
            return
        if cursor.at("option"):
            self._to_semicolon()
            return
        cursor.expect("rpc")
        cursor.word()
        request = self._streamed()
        cursor.expect("returns")
        self.calls.append(Call(request, self._streamed()))
        if cursor.at("{"):
            cursor.group()
        else:
            cursor.expect(";")

    def _streamed(self) -> str:
        self.cursor.expect("(")
        if self.cursor.at("stream") and self.cursor.peek(1).text not in (")", "."):
            self.cursor.next()
        name = self._type()
        self.cursor.expect(")")
        return name
