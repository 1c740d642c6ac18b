"""Migrations that hold SQL: the texts of a folder, one after the other, into one schema; what each of them adds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from minlint.located import Places
from minlint.model import Marker, Problem, Record, Span
from minlint.read.history import Part, Shown, Statements
from minlint.read.sql.changes import Changes
from minlint.read.sql.dialect import Dialect, detect
from minlint.read.sql.reading import Script
from minlint.read.sql.records import records
from minlint.read.sql.schema import Schema, Table
from minlint.read.sql.split import Piece, pieces
from minlint.tuples import NamedTuple

_TOLD = re.compile(r"^--(?=[A-Za-z])", re.MULTILINE)


class _Stretch(NamedTuple):
    """A text among those put together: where it begins, on which line, and the file that it is shown in.

    ``above`` is how many lines more stand above it than in that file. ``span`` is where all that it holds stands, where
    that isn't its own place; it is shown nowhere without a ``name``.
    """

    name: str
    begins: int
    line: int
    above: int
    span: Span | None = None

    def own(self, span: Span) -> Span:
        """A place as it is in the file."""
        return self.span or _moved(span, -self.above)

    def moved(self, span: Span) -> Span:
        """A place of the file as it is in the texts put together."""
        return _moved(span, self.above)


def play(parts: Sequence[tuple[str, Part]]) -> Mapping[str, Shown]:
    """What is shown of each file: the fields it adds that are there after all of them, under their names then."""
    sequence = _Sequence(parts)
    for name, part in parts:
        sequence.take(name, part)
    return sequence.shown()


class _Sequence:
    """Texts put together, so that every column tells by its place which of them it comes from."""

    def __init__(self, parts: Sequence[tuple[str, Part]]) -> None:
        self.schema = Schema()
        texts = [text for _, part in parts for text in _texts(part)]
        self.dialect = detect("\n".join(_sql(parts)))
        self.text = "".join(f"{_readable(text, self.dialect)}\n" for text in texts)
        self.places = Places(self.text)
        self.stretches: list[_Stretch] = []
        self.heads: defaultdict[int, dict[str, Span]] = defaultdict(dict)
        self.problems: defaultdict[str, list[Problem]] = defaultdict(list)
        self.markers: defaultdict[str, list[Marker]] = defaultdict(list)
        self.position = 0
        self.seen: list[Table] = []

    def take(self, name: str, part: Part) -> None:
        """Run a file's steps, in their order."""
        here = self._enter(name, part.text)
        changes = Changes(self.schema, lambda span: self._offsets(here, span), lambda said: self._moved(here, said))
        for step in part.steps:
            if not isinstance(step, Statements):
                if (table := changes.take(step)) and (span := getattr(step, "span", None)):
                    self._name(table, name, span)
            elif step.whole:
                self._run(here, part.text)
            else:
                within = self._enter("" if step.apart else name, step.text, step)
                _mark(self._run(within, step.text), within.begins, self._moved(here, step.markers))

    def shown(self) -> dict[str, Shown]:
        """What there is in the end, by file."""
        found: defaultdict[str, list[Record]] = defaultdict(list)
        for table, record in zip(self.schema.tables, records(self.schema, self.places), strict=True):
            for name, own in self._parts(table, record):
                found[name].append(own)
        return {
            name: Shown(
                tuple(sorted(found[name], key=lambda each: each.span or (0,))),
                tuple(self.problems[name]),
                tuple(self.markers[name]),
            )
            for name in (*found, *self.problems, *self.markers)
        }

    def _enter(self, name: str, text: str, step: Statements | None = None) -> _Stretch:
        line = self.places.at(self.position)[0]
        below, span = (step.below, step.span) if step else (0, None)
        stretch = _Stretch(name, self.position, line, line - 1 - below, span)
        self.stretches.append(stretch)
        self.position += len(text) + 1
        return stretch

    def _run(self, here: _Stretch, text: str) -> list[Table]:
        """Run a stretch's statements. Returns the tables that they name."""
        self.schema.begins = here.begins
        script = Script(self.text, self.dialect, self.schema, self.places)
        for piece in pieces(self.text[here.begins : here.begins + len(text)], self.dialect):
            script.take(_shifted(piece, here.begins))
        problems, markers = script.finish()
        for table, start, end in script.named:
            self._name(table, here.name, here.own(self.places.span(start, end)))
        if here.name:
            self.problems[here.name] += (self._problem(here, each) for each in problems)
            self.markers[here.name] += (self._told(each) for each in markers)
        return [table for table, _, _ in script.named]

    def _name(self, table: Table, file: str, span: Span) -> None:
        """Note where a file names a table first."""
        self.seen.append(table)  # so that no other is known by its identity
        self.heads[id(table)].setdefault(file, span)

    def _parts(self, table: Table, record: Record) -> Iterator[tuple[str, Record]]:
        """A table's record as each file adds to it; what is taken over from another table is its first file's."""
        heads = self.heads[id(table)]
        fields = defaultdict(list)
        for field in record.fields:
            here = self._stretch(field.span)
            span = here.own(field.span) if here and field.span else None
            name = here.name if here else ""
            if name not in heads and heads:
                name, span = next(iter(heads.items()))
            fields[name].append(field._replace(span=span, markers=tuple(map(self._told, field.markers))))
        told = [(self._stretch(each.span), self._told(each)) for each in record.markers]
        for name, own in fields.items():
            if name:
                said = tuple(each for here, each in told if here and here.name == name)
                yield name, record._replace(span=heads.get(name), fields=tuple(own), markers=said)

    def _stretch(self, span: Span | None) -> _Stretch | None:
        index = bisect_right(self.stretches, span.line, key=lambda each: each.line) if span else 0
        return self.stretches[index - 1] if index else None

    def _told(self, marker: Marker) -> Marker:
        here = self._stretch(marker.span)
        return marker._replace(span=here.own(marker.span)) if here and marker.span else marker

    def _problem(self, here: _Stretch, problem: Problem) -> Problem:
        line, column = problem.line or here.line, problem.column or 1
        place = here.own(Span(line, column, line, column))
        return problem._replace(line=place.line, column=place.column)

    def _offsets(self, here: _Stretch, span: Span | None) -> tuple[int, int]:
        if span is None:
            return here.begins, here.begins
        place = here.moved(span)
        return self.places.offset(*place[:2]), self.places.offset(*place[2:])

    def _moved(self, here: _Stretch, said: tuple[Marker, ...]) -> list[Marker]:
        return [each._replace(span=here.moved(each.span)) if each.span else each for each in said]


def _texts(part: Part) -> Iterator[str]:
    """A file's text, and those of SQL that don't stand in it as they are."""
    yield part.text
    yield from (step.text for step in part.steps if isinstance(step, Statements) and not step.whole)


def _readable(text: str, dialect: Dialect) -> str:
    """A text whose lines for migration tools (``--changeset``) are comments to MySQL, too; of the same length."""
    return _TOLD.sub("##", text) if dialect.spaced else text


def _mark(tables: Sequence[Table], begins: int, said: Sequence[Marker]) -> None:
    """Say something of what statements have made: purposes of its tables, waivers of the columns from a place on."""
    for table in tables if said else ():
        table.markers += (each for each in said if each.kind == "purpose" and each not in table.markers)
        for column in table.columns:
            if column.start >= begins:
                column.markers += (each for each in said if each.kind != "purpose" and each not in column.markers)


def _sql(parts: Sequence[tuple[str, Part]]) -> Iterator[str]:
    yield from (step.text for _, part in parts for step in part.steps if isinstance(step, Statements))


def _moved(span: Span, by: int) -> Span:
    return Span(span.line + by, span.column, span.end_line + by, span.end_column)


def _shifted(piece: Piece, by: int) -> Piece:
    return piece._replace(start=piece.start + by, end=piece.end + by, stop=piece.stop + by)
