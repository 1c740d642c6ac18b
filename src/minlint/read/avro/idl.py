"""Avro's interface definition language: records, enums, messages, with annotations and comments."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.errors import Stuck, Unreadable
from minlint.model import Field, Marker, Problem, Record, Reference
from minlint.read import beside
from minlint.read.input import Input
from minlint.read.margins import Margins
from minlint.read.tokens import BACKTICKS, BLOCKS, DOUBLE, SINGLE, SLASHES, WORD, Cursor, Token, grammar, lex
from minlint.read.types import Alias, among, resolved
from minlint.read.ways import Sent, directed
from minlint.tuples import NamedTuple

_GRAMMAR = grammar(f"{SLASHES}|{BLOCKS}", f"{DOUBLE}|{SINGLE}", rf"{BACKTICKS}|{WORD}(?:[.-]\w++)*+")
_BEGINNINGS = ("protocol", "namespace", "schema", "record", "error", "import", "enum", "fixed")
_TYPES = {"timestamp_ms": "timestamp-millis", "time_ms": "time-millis", "local_timestamp_ms": "local-timestamp-millis"}
_NAMED = ("record", "error", "enum", "fixed")


class Type(NamedTuple):
    """A type as it is written; ``steps`` lead to the elements of arrays and maps, ``name`` is theirs."""

    words: str
    name: str = ""
    steps: str = ""
    inner: str = ""
    optional: bool = False
    logical: str = ""


class Annotations(NamedTuple):
    """What stands before a declaration: where that begins, and the annotations that count."""

    first: Token
    logical: str = ""
    markers: tuple[Marker, ...] = ()


def defines(source: Input) -> bool:
    """Whether a text begins as Avro's IDL does."""
    try:
        cursor = Cursor("", lex(source.text[:65_536], _GRAMMAR))
    except Unreadable:
        return False
    while cursor.take("@"):
        cursor.next()
        if cursor.at("("):
            cursor.group()
    return cursor.peek().text in _BEGINNINGS


class Definitions:
    """One file's records; a statement that isn't understood is a problem, and the next is read."""

    def __init__(self, text: str) -> None:
        lexed = lex(text, _GRAMMAR)
        self._cursor = Cursor(text, lexed)
        self.problems: list[Problem] = self._cursor.problems
        self.margins = Margins(text, lexed.comments, self._cursor.places)
        self._records: list[Record] = []
        self._plain: dict[str, Alias] = {}
        self._sent: list[Sent] = []
        self._whole: tuple[Marker, ...] = ()
        self._first: int | None = None
        while not self._cursor.done:
            self._tried()

    def head(self) -> tuple[Marker, ...]:
        """The words for minlint about the whole file."""
        return tuple(dict.fromkeys((*self._whole, *beside.head(self.margins, self._first or 1))))

    def records(self) -> tuple[Record, ...]:
        """Every record, in the file's order."""
        names = {record.name for record in self._records} | set(self._plain)
        known = [
            record._replace(fields=tuple(_linked(field, names) for field in record.fields)) for record in self._records
        ]
        found = directed(resolved(known, among(self._plain)), self._sent)
        return tuple(record for record in found if record.fields)

    def _tried(self) -> None:
        start = self._cursor.position
        try:
            self._statement()
        except Stuck as error:
            self._cursor.problem(error.reason, error.offset)
            self._cursor.position = max(self._cursor.position, start)
            self._past()

    def _past(self) -> None:
        cursor = self._cursor
        cursor.skip(";", "{")
        if cursor.at("{"):
            cursor.group()
        elif not cursor.done:
            cursor.next()

    def _statement(self) -> None:
        cursor = self._cursor
        if cursor.take(";") or cursor.take("}"):
            return
        said = self._annotations()
        if cursor.take("protocol"):
            self._whole += said.markers
            cursor.word()
            cursor.expect("{")
        elif cursor.peek().text in ("namespace", "schema", "import") and cursor.peek(1).text not in ("(", "="):
            cursor.skip(";")
            cursor.expect(";")
        elif cursor.peek().text in _NAMED and cursor.peek(1).kind == "word" and cursor.peek(2).text in ("{", "("):
            self._first = self._first or cursor.line(said.first)
            kind = cursor.next().text
            {"enum": self._enum, "fixed": self._fixed}.get(kind, self._record)(said)
        else:
            self._first = self._first or cursor.line(said.first)
            self._message(said)

    def _annotations(self) -> Annotations:
        """``@name(value)``, any number; `@minlint` speaks to us."""
        cursor, first = self._cursor, self._cursor.peek()
        logical, markers = "", list[Marker]()
        while cursor.take("@"):
            name = cursor.word().text
            if not cursor.at("("):
                continue
            value = cursor.group()
            if name == "logicalType" and value:
                logical = value[0].text
            elif name == "minlint":
                markers += [_marker(token, cursor) for token in value if token.kind == "string"]
        return Annotations(first, logical, tuple(markers))

    def _enum(self, said: Annotations) -> None:  # noqa: ARG002
        cursor = self._cursor
        name = _bare(cursor.word())
        values = tuple(token.text.strip("`") for token in cursor.group() if token.kind == "word")
        self._plain[name] = Alias(enum=values)
        if cursor.take("="):
            cursor.skip(";")
            cursor.take(";")

    def _fixed(self, said: Annotations) -> None:  # noqa: ARG002
        name = _bare(self._cursor.word())
        self._cursor.group()
        self._cursor.take(";")
        self._plain[name] = Alias("fixed")

    def _record(self, said: Annotations) -> None:
        cursor = self._cursor
        token = cursor.word()
        cursor.expect("{")
        fields: list[Field] = []
        lines: set[int] = set()
        while not cursor.take("}"):
            if cursor.done:
                cursor.problem("`}` is missing", cursor.peek().start)
                break
            try:
                for field, at in self._fields():
                    fields.append(field)
                    lines |= at
            except Stuck as error:
                cursor.problem(error.reason, error.offset)
                cursor.skip(";")
                cursor.take(";")
        first = cursor.line(said.first)
        markers = beside.record(self.margins, first, cursor.line(cursor.peek(-1)), lines)
        self._records.append(
            Record(_bare(token), tuple(fields), cursor.span(token), self._words({first, cursor.line(token)}))._replace(
                markers=said.markers + markers
            )
        )

    def _fields(self) -> Iterator[tuple[Field, set[int]]]:
        """The fields of one declaration: several may share a type."""
        cursor = self._cursor
        said = self._annotations()
        type_ = self._type(0)
        while True:
            own = self._annotations()
            name = cursor.word()
            default = cursor.take("=")
            if default:
                self._value()
            lines = {cursor.line(said.first), cursor.line(name)}
            markers = (*said.markers, *own.markers)
            for field in self._parts(name, type_, said.logical, default, markers, lines):
                yield field, lines
            if not cursor.take(","):
                break
        if not cursor.take(";"):
            raise cursor.stuck("`;` is missing")

    def _parts(
        self, name: Token, type_: Type, logical: str, default: bool, markers: tuple[Marker, ...], lines: set[int]
    ) -> Iterator[Field]:
        """A field; a map is followed by its values."""
        mapped = "{key}" in type_.steps
        field = Field(
            _bare(name) + type_.steps.partition(".{key}")[0],
            type_.words,
            self._cursor.span(name),
            mandatory=not type_.optional and not default,
            comment=self._words(lines),
            references=Reference(type_.name) if type_.name else None,
            format=type_.logical or logical,
            default=default,
            markers=markers + beside.field(self.margins, sorted(lines)),
        )
        if mapped:
            yield field._replace(container=True, references=None)
            field = field._replace(path=_bare(name) + type_.steps, type=type_.inner, mandatory=False, default=False)
        yield field

    def _type(self, depth: int) -> Type:
        cursor = self._cursor
        said = self._annotations()
        if depth > 40:
            raise cursor.stuck("nested too deep")
        name = cursor.word("a type").text.strip("`")
        if name in ("array", "map") and cursor.take("<"):
            inner = self._type(depth + 1)
            cursor.expect(">")
            steps = ("[]" if name == "array" else ".{key}") + inner.steps
            found = inner._replace(words=f"{name}<{inner.words}>", steps=steps, inner=inner.words, optional=False)
        elif name == "union" and cursor.take("{"):
            found = self._union(depth)
        elif name == "decimal" and cursor.at("("):
            sizes = ",".join(token.text for token in cursor.group() if token.kind == "number")
            found = Type(f"decimal({sizes})")
        else:
            found = Type(name, name.rpartition(".")[2], logical=_TYPES.get(name, said.logical))
        return found._replace(words=f"{found.words}?", optional=True) if cursor.take("?") else found

    def _union(self, depth: int) -> Type:
        branches = [self._type(depth + 1)]
        while self._cursor.take(","):
            branches.append(self._type(depth + 1))
        self._cursor.expect("}")
        words = "|".join(branch.words for branch in branches)
        open_ = [branch for branch in branches if branch.words != "null"]
        found = open_[0] if len(open_) == 1 else Type(words, next((each.name for each in open_ if each.name), ""))
        return found._replace(words=words, optional=len(open_) < len(branches))

    def _value(self) -> None:
        """Past a default."""
        if self._cursor.peek().kind == "sign" and self._cursor.peek().text in ("{", "["):
            self._cursor.group()
        else:
            self._cursor.next()

    def _message(self, said: Annotations) -> None:
        """``Patient find(string name) throws Missing;``"""
        cursor = self._cursor
        answer = self._type(0)
        token = cursor.word("a message's name")
        cursor.expect("(")
        fields: list[Field] = []
        while not cursor.take(")"):
            own = self._annotations()
            type_ = self._type(0)
            name = cursor.word()
            default = cursor.take("=")
            if default:
                self._value()
            lines = {cursor.line(own.first), cursor.line(name)} - {cursor.line(token)}
            fields += self._parts(name, type_, own.logical, default, own.markers, lines)
            cursor.take(",")
        cursor.skip(";")
        cursor.expect(";")
        lines = {cursor.line(said.first), cursor.line(token)}
        self._sent.append(Sent(answer.name, "out"))
        markers = said.markers + self.margins.at(sorted(lines))
        record = Record(_bare(token), tuple(fields), cursor.span(token), self._words(lines))
        self._records.append(record._replace(markers=markers, direction="in"))

    def _words(self, lines: set[int]) -> str:
        return " ".join(filter(None, map(self.margins.words, sorted(lines))))


def _bare(token: Token) -> str:
    return token.text.strip("`")


def _marker(token: Token, cursor: Cursor) -> Marker:
    text = token.text.strip().removeprefix("minlint:").strip()
    kind, _, said = text.partition("=") if text.startswith("purpose") else text.partition(" ")
    if kind.strip() == "purpose":
        return Marker("purpose", said.strip(), cursor.span(token))
    return Marker("allow", said.strip() if kind == "allow" else text, cursor.span(token))


def _linked(field: Field, names: set[str]) -> Field:
    """A field without its reference where that is no record, enumeration or the like of this file."""
    return field if field.references and field.references.record in names else field._replace(references=None)
