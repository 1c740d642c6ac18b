"""From a Thrift file's definitions to records."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.model import Field, Marker, Problem, Record, Reference
from minlint.read import beside
from minlint.read.margins import Margins
from minlint.read.thrift.parser import Holder, Member, Parser, Type
from minlint.read.ways import Sent, directed

_MOST_NAMES = 16  # typedefs followed from one to the next
_LONGEST = 1_000  # characters of a type: a map of maps of maps doubles with each typedef


class Schema:
    """One file's records."""

    def __init__(self, text: str) -> None:
        self._parser = Parser(text)
        self._cursor = self._parser.cursor
        self.problems: list[Problem] = self._cursor.problems
        self.margins = Margins(text, self._parser.lexed.comments, self._cursor.places)
        self._names = {holder.name for holder in self._parser.holders if holder.answers is None}

    def head(self) -> tuple[Marker, ...]:
        """The words for minlint about the whole file."""
        return beside.head(self.margins, min(self._firsts(), default=1))

    def _firsts(self) -> Iterator[int]:
        return (self._cursor.line(holder.first) for holder in self._parser.holders)

    def records(self) -> tuple[Record, ...]:
        """Every struct and every function that takes something, in the file's order."""
        records = [self._record(holder) for holder in self._parser.holders]
        return tuple(record for record in directed(records, self._sent()) if record.fields)

    def _record(self, holder: Holder) -> Record:
        cursor = self._cursor
        first, last = cursor.line(holder.first), cursor.line(holder.last)
        lines = {line for member in holder.members for line in self._lines(member)}
        function = holder.answers is not None
        if function:
            lines.discard(cursor.line(holder.token))
        return Record(
            holder.name,
            tuple(field for member in holder.members for field in self._fields(member, holder)),
            cursor.span(holder.token),
            self._words({first, cursor.line(holder.token)}),
            markers=beside.record(self.margins, first, last, lines),
            direction="in" if function else "",
        )

    def _fields(self, member: Member, holder: Holder) -> Iterator[Field]:
        """A field; a map is followed by its values."""
        type_ = self._resolved(member.type)
        lines = self._lines(member)
        if holder.answers is not None:  # what is said on a function's line is said of it all
            lines = (lines - {self._cursor.line(holder.token)}) or lines
        mapped = "{key}" in type_.steps
        field = Field(
            member.name.text + type_.steps.partition(".{key}")[0],
            type_.words,
            self._cursor.span(member.name),
            mandatory=False if member.default else member.demanded,
            comment=self._words(lines),
            enum=self._parser.enums.get(type_.name, ()),
            references=Reference(type_.name) if type_.name in self._names else None,
            format=member.type.name if type_.name != member.type.name else "",
            default=member.default,
            markers=beside.field(self.margins, sorted(lines)),
        )
        if mapped:
            yield field._replace(container=True, references=None, enum=(), format="")
            path = member.name.text + type_.steps
            field = field._replace(path=path, type=type_.inner, mandatory=False, default=False)
        yield field

    def _resolved(self, type_: Type) -> Type:
        """A type with its typedef's in place of the name."""
        for _ in range(_MOST_NAMES):
            meant = self._parser.typedefs.get(type_.name)
            if meant is None:
                break
            words = type_.words.replace(type_.name, meant.words)
            inner = type_.inner.replace(type_.name, meant.words) if type_.steps else meant.inner
            type_ = Type(words[:_LONGEST], meant.name, type_.steps + meant.steps, inner[:_LONGEST])
        return type_

    def _lines(self, member: Member) -> set[int]:
        return {self._cursor.line(member.first), self._cursor.line(member.name)}

    def _words(self, lines: set[int]) -> str:
        return " ".join(filter(None, map(self.margins.words, sorted(lines))))

    def _sent(self) -> Iterator[Sent]:
        for holder in self._parser.holders:
            for type_ in holder.answers or ():
                yield Sent(self._resolved(type_).name, "out")
