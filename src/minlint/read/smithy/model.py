"""From a Smithy file's shapes to records."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.model import Direction, Field, Marker, Problem, Record, Reference
from minlint.read import beside
from minlint.read.margins import Margins
from minlint.read.smithy.parser import Member, Parser, Shape, Trait
from minlint.read.ways import Sent, directed
from minlint.tuples import NamedTuple

_RECORDS = ("structure", "union", "resource")
_LISTS = ("list", "set")
_TOO_DEEP = 16


class Target(NamedTuple):
    """What a member's target comes to; ``steps`` lead through lists and maps to it, ``inner`` is what is there."""

    words: str
    inner: str
    steps: str = ""
    form: str = ""
    shape: Shape | None = None


class Model:
    """One file's records."""

    def __init__(self, text: str) -> None:
        self._parser = Parser(text)
        self._cursor = self._parser.cursor
        self.problems: list[Problem] = self._cursor.problems
        self.margins = Margins(text, self._parser.lexed.comments, self._cursor.places)
        self._shapes = {shape.name: shape for shape in self._parser.shapes}
        self._applied: dict[str, tuple[Trait, ...]] = {}
        for target, trait in self._parser.applied:
            self._applied[target] = (*self._applied.get(target, ()), trait)

    def head(self) -> tuple[Marker, ...]:
        """The words for minlint about the whole file."""
        return beside.head(
            self.margins, min((self._cursor.line(each.first) for each in self._parser.shapes), default=1)
        )

    def records(self) -> tuple[Record, ...]:
        """Every structure, union and resource, in the file's order; a mixin's members are those of what it is in."""
        used = {name for shape in self._parser.shapes for name in shape.mixins}
        records = [self._record(shape) for shape in self._parser.shapes if shape.kind in _RECORDS]
        kept = (record for record in records if record.fields and record.name not in used)
        return directed(kept, self._sent())

    def _record(self, shape: Shape) -> Record:
        cursor = self._cursor
        first, last = cursor.line(shape.first), cursor.line(shape.last)
        lines = {line for member in shape.members for line in self._lines(member)}
        fields = {
            field.path: field
            for member, owner in self._members(shape, 0)
            for field in self._fields(member, owner, shape)
        }
        said = self._words({first, cursor.line(shape.token)}) or _documentation(self._traits(shape))
        markers = beside.record(self.margins, first, last, lines)
        return Record(shape.name, tuple(fields.values()), cursor.span(shape.token), said, markers=markers)

    def _members(self, shape: Shape, depth: int) -> Iterator[tuple[Member, Shape]]:
        """A shape's members with the shape they stand in: its mixins' first."""
        for name in shape.mixins if depth < _TOO_DEEP else ():
            if mixin := self._shapes.get(name):
                yield from self._members(mixin, depth + 1)
        yield from ((member, shape) for member in shape.members)

    def _fields(self, member: Member, owner: Shape, shape: Shape) -> Iterator[Field]:
        """A field; a map is followed by its values."""
        name = member.target or self._elided(member.name.text, shape)
        target = self._target(name, 0)
        traits = (*member.traits, *self._applied.get(f"{owner.name}${member.name.text}", ()))
        names = {trait.name for trait in traits}
        default = member.default or "default" in names
        lines = self._lines(member)
        field = Field(
            member.name.text + target.steps.partition(".{key}")[0],
            target.words,
            self._cursor.span(member.name),
            mandatory="required" in names and not default,
            comment=self._words(lines) or _documentation(traits),
            enum=self._words_of(target.shape),
            references=Reference(target.shape.name) if target.shape and target.shape.kind in _RECORDS else None,
            format=target.form,
            default=default,
            markers=beside.field(self.margins, sorted(lines)),
            length=_length(traits) or (_length(self._traits(target.shape)) if target.shape else None),
        )
        if "{key}" in target.steps:
            yield field._replace(container=True, references=None, enum=(), length=None)
            path = member.name.text + target.steps
            field = field._replace(path=path, type=target.inner, mandatory=False, default=False)
        yield field

    def _elided(self, name: str, shape: Shape) -> str:
        """The target of a member that only names what its resource or a mixin has."""
        for each in (shape.resource, *shape.mixins):
            for member in self._shapes[each].members if each in self._shapes else ():
                if member.name.text == name:
                    return member.target
        return ""

    def _target(self, name: str, depth: int) -> Target:
        shape = self._shapes.get(name)
        if shape is None or depth > _TOO_DEEP:
            return Target(name, name)
        if shape.kind in _LISTS or shape.kind == "map":
            held = next((each.target for each in shape.members if each.name.text in ("member", "value")), "")
            inner = self._target(held, depth + 1)
            steps = "[]" if shape.kind in _LISTS else ".{key}"
            words = f"{shape.kind}<{inner.words}>"
            return inner._replace(words=words, inner=inner.words, steps=steps + inner.steps, form=inner.form or name)
        if shape.kind in (*_RECORDS, "enum", "intEnum"):
            return Target(name, name, shape=shape)
        return Target(shape.kind, shape.kind, form=name, shape=shape)

    def _words_of(self, shape: Shape | None) -> tuple[str, ...]:
        """The values of an enum, or those that the older trait lists."""
        if shape is None:
            return ()
        listed = [trait.value for trait in self._traits(shape) if trait.name == "enum"]
        older = [
            value[index + 2].text
            for value in listed
            for index, token in enumerate(value[:-2])
            if token.text == "value" and value[index + 1].text == ":"
        ]
        return shape.words or tuple(older)

    def _traits(self, shape: Shape) -> tuple[Trait, ...]:
        return (*shape.traits, *self._applied.get(shape.name, ()))

    def _lines(self, member: Member) -> set[int]:
        return {self._cursor.line(token) for token in (member.first, member.name, member.last)}

    def _words(self, lines: set[int]) -> str:
        return " ".join(filter(None, map(self.margins.words, sorted(lines))))

    def _sent(self) -> Iterator[Sent]:
        for operation in self._parser.operations:
            ways: tuple[tuple[tuple[str, ...], Direction], ...] = ((operation.taken, "in"), (operation.given, "out"))
            yield from (Sent(name, way) for names, way in ways for name in names)


def _documentation(traits: tuple[Trait, ...]) -> str:
    said = (trait.value[0].text for trait in traits if trait.name == "documentation" and trait.value)
    return " ".join(" ".join(said).split())


def _length(traits: tuple[Trait, ...]) -> int | None:
    found = [trait.said("max") for trait in traits if trait.name == "length"]
    numbers = [int(text) for text in found if text.isdigit() and len(text) < 10]
    return min(numbers, default=None)
