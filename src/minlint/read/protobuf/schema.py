"""From a protocol definition's messages to records."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.model import Direction, Field, Marker, Problem, Record, Reference
from minlint.read import beside
from minlint.read.margins import Margins
from minlint.read.protobuf.parser import Member, Message, Option, Parser
from minlint.read.ways import Sent, directed

_LIMITS = ("max_len", "max_length", "len")
_PRESENT = ("field_presence", "LEGACY_REQUIRED")


class Schema:
    """One file's records."""

    def __init__(self, text: str) -> None:
        self._parser = Parser(text)
        self._cursor = self._parser.cursor
        self.problems: list[Problem] = self._cursor.problems
        self.margins = Margins(text, self._parser.lexed.comments, self._cursor.places)
        self._names = {message.name for message in self._own()}

    def records(self) -> tuple[Record, ...]:
        """Every message, in the file's order; what extends one of them is its own."""
        found = {message.name: self._record(message.name, message) for message in self._own()}
        for message in self._parser.messages:
            if message.extends and not _is_option(message.name):
                name = self._known(message.name, "") or message.name
                more = self._record(name, message)
                before = found.get(name)
                found[name] = before._replace(fields=before.fields + more.fields) if before else more
        records = directed(found.values(), self._sent())
        return tuple(sorted((record for record in records if record.fields), key=lambda record: record.span or ()))

    def _own(self) -> Iterator[Message]:
        return (message for message in self._parser.messages if not message.extends)

    def head(self) -> tuple[Marker, ...]:
        """The words for minlint about the whole file."""
        first = next((self._cursor.line(message.first) for message in self._parser.messages), 1)
        return beside.head(self.margins, first)

    def _record(self, name: str, message: Message) -> Record:
        cursor = self._cursor
        first, last = cursor.line(message.first), cursor.line(message.last)
        lines = {line for member in message.members for line in self._lines(member)}
        spans = [(cursor.line(each.first), cursor.line(each.last)) for each in message.inside]
        others = {line for start, end in spans for line in range(start, end + 1)}
        return Record(
            name,
            tuple(field for member in message.members for field in self._fields(member, message.name)),
            cursor.span(message.token),
            self.margins.words(first),
            markers=beside.record(self.margins, first, last, lines, others),
        )

    def _fields(self, member: Member, scope: str) -> Iterator[Field]:
        """A field; a map is followed by its values."""
        if member.key:
            yield self._field(member, scope)._replace(container=True, references=None, enum=())
            field = self._field(member, scope)
            yield field._replace(path=f"{member.name.text}.{{key}}", type=member.type, mandatory=False)
        else:
            yield self._field(member, scope)

    def _field(self, member: Member, scope: str) -> Field:
        lines = sorted(self._lines(member))
        known = self._known(member.type, scope)
        name = member.name.text.lower() if member.group else member.name.text
        default = _has(member.options, "default")
        return Field(
            name + "[]" * (member.label == "repeated"),
            _type(member),
            self._cursor.span(member.name),
            mandatory=_is_demanded(member) and not default,
            comment=" ".join(filter(None, map(self.margins.words, lines))),
            enum=self._choices(member.type, scope),
            references=Reference(known) if known else None,
            default=default,
            markers=beside.field(self.margins, lines),
            direction=_direction(member.options),
            length=_length(member.options),
        )

    def _lines(self, member: Member) -> set[int]:
        return {self._cursor.line(token) for token in (member.first, member.name, member.last)}

    def _known(self, name: str, scope: str) -> str | None:
        """The message of this file that a name means where it is used."""
        return next((each for each in self._meanings(name, scope) if each in self._names), None)

    def _choices(self, name: str, scope: str) -> tuple[str, ...]:
        enums = self._parser.enums
        return next((enums[each] for each in self._meanings(name, scope) if each in enums), ())

    def _meanings(self, name: str, scope: str) -> Iterator[str]:
        """What a name may mean, from within a message to the file; the package may stand before it."""
        if not name.startswith("."):
            while scope:
                yield f"{scope}.{name}"
                scope = scope.rpartition(".")[0]
            yield name
        full, package = name.lstrip("."), self._parser.package.split(".")
        yield from (full.removeprefix(".".join(package[start:]) + ".") for start in range(len(package)))

    def _sent(self) -> Iterator[Sent]:
        for call in self._parser.calls:
            ways: tuple[tuple[str, Direction], ...] = ((call.request, "in"), (call.response, "out"))
            yield from (Sent(known, way) for name, way in ways if (known := self._known(name, "")))


def _is_option(name: str) -> bool:
    """Whether what is extended is a descriptor's options: those describe a definition, not people."""
    return name.lstrip(".").startswith("google.protobuf.") and name.endswith("Options")


def _type(member: Member) -> str:
    if member.key:
        return f"map<{member.key}, {member.type}>"
    type_ = "group" if member.group else member.type
    return f"repeated {type_}" if member.label == "repeated" else type_


def _is_demanded(member: Member) -> bool:
    """Whether a message without the field isn't valid: for the protocol, or for those who check what they are sent."""
    if member.label == "required":
        return True
    for option in member.options:
        words = [token.text for token in option.value]
        if option.name.endswith(_PRESENT[0]) or (option.name == "features" and _PRESENT[0] in words):
            return _PRESENT[1] in words
        if "field_behavior" in option.name and "REQUIRED" in words:
            return True
        if "validate" in option.name and _said(option, ("required",)) == "true":
            return True
    return False


def _direction(options: tuple[Option, ...]) -> Direction:
    for option in options:
        if "field_behavior" in option.name:
            words = {token.text for token in option.value}
            return "out" if "OUTPUT_ONLY" in words else "in" if "INPUT_ONLY" in words else ""
    return ""


def _length(options: tuple[Option, ...]) -> int | None:
    found = [_said(option, _LIMITS) for option in options if "validate" in option.name]
    numbers = [int(text) for text in found if text.isdigit() and len(text) < 10]
    return min(numbers, default=None)


def _said(option: Option, names: tuple[str, ...]) -> str:
    """What a rule says in an option, as ``(rules).string.max_len = 5`` or as ``(rules) = {string: {max_len: 5}}``."""
    if option.name.rpartition(".")[2] in names and option.value:
        return option.value[0].text
    for name, sign, value in zip(option.value, option.value[1:], option.value[2:], strict=False):
        if name.text in names and sign.text == ":":
            return value.text
    return ""


def _has(options: tuple[Option, ...], name: str) -> bool:
    return any(option.name == name for option in options)
