"""From a schema's definitions to records: what its operations take, what its types hold, which way that goes."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.model import Field, Marker, Problem, Record, Reference
from minlint.read import beside
from minlint.read.graphql.parser import Argument, Definition, Directive, Parser
from minlint.read.margins import Margins
from minlint.read.remarks import remarks, without
from minlint.read.tokens import Cursor, Lexed
from minlint.read.types import Alias, among, resolved
from minlint.read.ways import Sent, directed

_ROOTS = {"query": "Query", "mutation": "Mutation", "subscription": "Subscription"}
_HOLDERS = ("type", "interface", "input")
_BUILT_IN = frozenset(("String", "Int", "Float", "Boolean", "ID"))


class Schema:
    """One document's records; of one that isn't in SDL its ``told`` definitions."""

    def __init__(self, text: str, told: list[Definition] | None = None) -> None:
        parser = Parser(text if told is None else "")
        self._cursor = parser.cursor if told is None else Cursor(text, Lexed([], []))
        self._definitions = list(parser.definitions()) if told is None else told
        self.problems: list[Problem] = self._cursor.problems
        self.margins = Margins(text, parser.lexed.comments, self._cursor.places)
        self._roots = self._operations()
        enums = (item for item in self._definitions if item.kind == "enum")
        self._plain = {item.name.text: Alias(enum=item.words) for item in enums}
        self._known = {item.name.text for item in self._definitions if item.kind in (*_HOLDERS, "union")}

    def records(self) -> tuple[Record, ...]:
        """Every record, in the file's order; an extension's fields are its type's."""
        found: dict[str, Record] = {}
        for item in self._definitions:
            if item.kind in _HOLDERS:
                for record in self._of(item):
                    before = found.get(record.name)
                    found[record.name] = _extended(before, record) if before else record
        records = resolved(found.values(), among(self._plain))
        return tuple(record for record in directed(records, self._sent(), self._parts()) if record.fields)

    def head(self) -> tuple[Marker, ...]:
        """The words for minlint about the whole document."""
        lines = (self._cursor.line(item.first) for item in self._definitions if item.kind in _HOLDERS)
        return beside.head(self.margins, next(lines, 1))

    def _operations(self) -> set[str]:
        """The names of the types whose fields are operations."""
        said = [item for item in self._definitions if item.kind == "schema"]
        named = {member.type.name for item in said for member in item.members}
        return named | (set() if any(not item.extends for item in said) and named else set(_ROOTS.values()))

    def _of(self, item: Definition) -> Iterator[Record]:
        members = [member for member in item.members if not self._is_operation(item, member)]
        lines = {line for member in members for line in self._lines(member)}
        first, last = self._cursor.line(item.first), self._cursor.line(item.last)
        taking = [member for member in item.members if member.arguments]
        others = {line for member in taking for line in self._between(member)}
        yield Record(
            item.name.text,
            tuple(self._field(member, item) for member in members),
            self._cursor.span(item.name),
            self._words(item.said, {first, self._cursor.line(item.name)}),
            markers=(*beside.record(self.margins, first, last, lines, others - lines), *self._remarks(item)),
            direction="out" if item.name.text in self._roots else "",
        )
        for member in taking:
            yield self._taken(item, member)

    def _taken(self, item: Definition, member: Argument) -> Record:
        """What a field takes in: a mutation's arguments, a query's."""
        lines = {line for argument in member.arguments for line in self._lines(argument)}
        first, last = self._cursor.line(member.first), self._cursor.line(member.last)
        return Record(
            f"{item.name.text}.{member.name.text}",
            tuple(self._field(argument, item) for argument in member.arguments),
            self._cursor.span(member.name),
            self._words(member.said, {first, self._cursor.line(member.name)}),
            markers=beside.record(self.margins, first, last, lines - {self._cursor.line(member.name)}),
            direction="in",
        )

    def _is_operation(self, item: Definition, member: Argument) -> bool:
        """Whether a member is an operation, not a thing that is kept: one of a root type that answers no bare value."""
        plain = member.type.name in _BUILT_IN or member.type.name in self._plain
        return item.name.text in self._roots and (not plain or bool(member.arguments))

    def _field(self, member: Argument, item: Definition) -> Field:
        known = member.type.name in self._known or member.type.name in self._plain
        lines = self._lines(member) if not member.arguments else {self._cursor.line(member.name)}
        limits = next((each.arguments for each in member.directives if each.name in ("constraint", "length")), {})
        length = limits.get("maxLength") or limits.get("max") or ""
        return Field(
            member.name.text + "[]" * member.type.depth,
            member.type.text,
            self._cursor.span(member.name),
            mandatory=member.type.required and not member.default,
            comment=self._words(member.said, lines),
            primary=member.name.text in _keys(item.directives),
            references=Reference(member.type.name) if known else None,
            format=limits.get("format", ""),
            default=member.default,
            markers=(*beside.field(self.margins, sorted(lines)), *self._remarks(member)),
            length=int(length) if length.isdigit() and len(length) < 9 else None,
        )

    def _remarks(self, said: Definition | Argument) -> Iterator[Marker]:
        """The words for minlint in a description."""
        return (Marker(each.kind, each.text, self._cursor.span(said.name)) for each in remarks(said.said))

    def _words(self, said: str, lines: set[int]) -> str:
        return " ".join(filter(None, [without(said).strip(), *(self.margins.words(line) for line in sorted(lines))]))

    def _lines(self, member: Argument) -> set[int]:
        return {self._cursor.line(token) for token in (member.first, member.name, member.last)}

    def _between(self, member: Argument) -> range:
        return range(self._cursor.line(member.first), self._cursor.line(member.last) + 1)

    def _sent(self) -> Iterator[Sent]:
        """What the operations take and give out; a field's arguments go in wherever it stands."""
        for item in self._definitions:
            if item.name.text in self._roots:
                yield from (Sent(member.type.name, "out") for member in item.members)

    def _parts(self) -> Iterator[tuple[str, str]]:
        """Unions lead to their members, interfaces to the types that implement them."""
        for item in self._definitions:
            for word in item.words:
                if item.kind == "union":
                    yield item.name.text, word
                elif item.kind in _HOLDERS:
                    yield word, item.name.text


def _keys(directives: tuple[Directive, ...]) -> list[str]:
    """The field that a federated type is known by, where it is one."""
    said = [each.arguments.get("fields", "").split() for each in directives if each.name == "key"]
    return [names[0] for names in said if len(names) == 1]


def _extended(before: Record, more: Record) -> Record:
    known = {field.path for field in before.fields}
    fields = tuple(field for field in more.fields if field.path not in known)
    markers = tuple(dict.fromkeys((*before.markers, *more.markers)))
    return before._replace(fields=(*before.fields, *fields), markers=markers, comment=before.comment or more.comment)
