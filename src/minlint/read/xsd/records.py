"""From definitions to records: complex types, elements with a type of their own, what a service's messages hold."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.model import Field, Marker, Problem, Record, Reference, Span
from minlint.read import beside
from minlint.read.elements import Element
from minlint.read.margins import Margins
from minlint.read.room import Room
from minlint.read.ways import directed
from minlint.read.xsd import services
from minlint.read.xsd.content import Content, Part
from minlint.read.xsd.definitions import Definitions, Known, Name, documented, named
from minlint.read.xsd.values import Value, content_value, derived, value_of
from minlint.tuples import NamedTuple

_TOO_DEEP = 40


class Meaning(NamedTuple):
    """What a field holds: a value, a record that is told by itself, or a type that stands in it."""

    value: Value
    record: str | None = None
    inner: Known | None = None
    comment: str = ""


class Records:
    """One file's records."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions, self._markup = definitions, definitions.markup
        self._content = Content(definitions)
        self.margins = Margins(
            self._markup.text, self._markup.comments, self._markup.places, begins=self._markup.root.start
        )
        self._room = Room(self._markup.text)

    def head(self) -> tuple[Marker, ...]:
        """The words for minlint about the whole file: above its root, or in it above the first definition."""
        known = next(self._definitions.own("complexType", "element"), None)
        return beside.head(self.margins, self._markup.lines(known.element)[0] if known else 1)

    def found(self) -> tuple[Record, ...]:
        """Every record, in the file's order."""
        records = [self._record(*each) for each in self._holders()]
        root = self._markup.root
        if services.is_one(root):
            interface = services.Interface(self._definitions)
            parts = [self._message(message) for message in interface.messages()]
            records += [record for record in parts if record.fields]
            records = list(directed(records, interface.sent()))
        self._definitions.problems += self._room.problems
        if self._content.exhausted:
            reason = "groups that refer to each other too often; some of their elements are left out"
            self._definitions.problems.append(Problem("E002", reason, *self._markup.places.at(root.start)))
        return tuple(record for record in records if record.fields)

    def _holders(self) -> Iterator[tuple[Element, Known]]:
        """What has a name, and the complexType that says what it holds."""
        for known in self._definitions.own("complexType", "element"):
            inner = known.element if known.element.tag == "complexType" else known.element.get("complexType")
            if inner and known.element.attributes.get("name"):
                yield known.element, known._replace(element=inner)

    def _record(self, holder: Element, known: Known) -> Record:
        span = self._markup.attribute(holder, "name")
        fields = self._room.take(self._fields(known, "", 0), span)
        first, last = self._markup.lines(holder)
        lines = {field.span.line for field in fields if field.span} | self._openings(known.element)
        lines -= set(self._markup.opening(holder))
        comment = documented(holder) or documented(known.element) or self.margins.words(first)
        markers = beside.record(self.margins, first, last, lines)
        return Record(holder.attributes["name"], fields, span, comment, markers=markers)

    def _openings(self, element: Element) -> set[int]:
        """The lines on which fields begin."""
        inside = (each for each in element.everything() if each.tag in ("element", "attribute"))
        return {line for each in inside for line in self._markup.opening(each)}

    def _message(self, message: services.Message) -> Record:
        fields = []
        for part in message.parts:
            meaning = self._named(part.attributes["type"], part, "")
            field = Field(
                part.attributes["name"],
                meaning.value.type,
                self._markup.attribute(part, "name"),
                enum=meaning.value.enum,
                references=Reference(meaning.record) if meaning.record else None,
                format=meaning.value.form,
                length=meaning.value.length,
                markers=beside.field(self.margins, self._markup.opening(part)),
            )
            fields.append(field)
        span = self._markup.attribute(message.element, "name")
        markers = self.margins.at([self._markup.lines(message.element)[0]])
        return Record(message.name, tuple(fields), span, markers=markers)

    def _fields(
        self, known: Known, prefix: str, depth: int, demanded: bool = True, place: Span | None = None
    ) -> Iterator[Field]:
        """The fields of a complexType; what an element holds that has a type of its own follows it.

        ``place`` is where what stands in another file is told.
        """
        for part in self._content.parts(known):
            target = self._target(part)
            name = target.element.attributes.get("name") or part.element.attributes.get("ref", "").rpartition(":")[2]
            if not name:
                continue
            meaning = self._meaning(target, part)
            many = part.many or meaning.value.many
            field = self._field(f"{prefix}{name}{'[]' * many}", part, target, meaning, demanded, own=known.own)
            field = field if known.own else field._replace(span=place)
            inside: Iterator[Field] = iter(())
            if meaning.inner and depth < _TOO_DEEP:
                must = field.mandatory is True and not many
                inside = self._fields(meaning.inner, f"{field.path}.", depth + 1, must, field.span)
            first = next(inside, None)  # made one by one: groups within each other make much of little
            yield field._replace(container=first is not None)
            if first:
                yield first
                yield from inside

    def _target(self, part: Part) -> Known:
        """The declaration of an element or attribute, which may stand elsewhere."""
        ref = part.element.attributes.get("ref")
        known = self._definitions.find(part.element.tag, named(part.element, ref, part.space)) if ref else None
        return known or Known(part.element, part.space, part.at is None)

    def _field(self, path: str, part: Part, target: Known, meaning: Meaning, demanded: bool, *, own: bool) -> Field:
        at, key = part.at or part.element, "base"
        if part.at is None or part.at.tag not in ("extension", "restriction"):
            key = "ref" if at.attributes.get("ref") else "name"
        said = {**target.element.attributes, **part.element.attributes}
        default = "default" in said or "fixed" in said
        lines = self._markup.opening(at) if own else range(0)
        comment = documented(part.element) or documented(target.element) or meaning.comment
        return Field(
            path,
            meaning.value.type,
            self._place(at, key) if own else None,
            mandatory=demanded and part.demanded and not default and said.get("nillable") not in ("true", "1"),
            comment=comment or " ".join(filter(None, map(self.margins.words, lines))),
            enum=meaning.value.enum,
            references=Reference(meaning.record) if meaning.record else None,
            format=meaning.value.form,
            default=default,
            markers=beside.field(self.margins, lines),
            length=meaning.value.length,
        )

    def _place(self, at: Element, key: str) -> Span:
        """Where a field's name stands, without the prefix of what it refers to."""
        span = self._markup.attribute(at, key)
        prefix, colon, _ = at.attributes.get(key, "").strip().rpartition(":")
        return span._replace(column=span.column + len(prefix) + 1) if colon and key == "ref" else span

    def _meaning(self, target: Known, part: Part) -> Meaning:
        element = target.element
        if simple := element.get("simpleType"):
            return Meaning(derived(self._definitions, simple, target.space))
        if inner := element.get("complexType"):
            known = Known(inner, target.space, target.own)
            if part.element is not element:  # an element of the top, a record by itself
                return Meaning(Value(part.element.attributes.get("ref", "")), element.attributes.get("name"))
            content = inner.get("simpleContent")
            value = content_value(self._definitions, content, known) if content else Value("")
            return Meaning(value, inner=known, comment=documented(inner))
        if name := element.attributes.get("type"):
            return self._named(name, element, target.space)
        return Meaning(Value("" if part.element is element else part.element.attributes.get("ref", "")))

    def _named(self, name: str, at: Element, space: str) -> Meaning:
        meant: Name = named(at, name, space)
        value = value_of(self._definitions, name, at, space)
        if value:
            return Meaning(value)
        known = self._definitions.find("complexType", meant)
        return Meaning(Value(name), meant.local if known else None)
