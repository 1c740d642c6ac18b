"""Migrations: what each step of a folder adds, and what of it is there after all that follow."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from minlint.errors import Unreadable
from minlint.model import Field, Marker, Problem, Record, Source, Span
from minlint.read.beside import lifted
from minlint.read.input import Input
from minlint.tuples import NamedTuple


class Added(NamedTuple):
    """Fields that a table is given, in the order in which they stand. ``fresh``: the table is made by it.

    ``needed`` are the paths of those that must not be null: such a one is mandatory as long as it has no default.
    ``span``, ``comment`` and ``markers`` are those of the table where it is named here.
    """

    table: str
    fields: tuple[Field, ...]
    span: Span | None = None
    comment: str = ""
    markers: tuple[Marker, ...] = ()
    fresh: bool = False
    needed: frozenset[str] = frozenset()


class Dropped(NamedTuple):
    """A table that is dropped, or one of its fields with what is within it."""

    table: str
    field: str | None = None


class Renamed(NamedTuple):
    """A table, or one of its fields, under another name. ``span`` is where that stands."""

    table: str
    to: str
    field: str | None = None
    span: Span | None = None
    comment: str = ""
    markers: tuple[Marker, ...] = ()


class Altered(NamedTuple):
    """What is said anew of a field: attributes of `Field` with their values; ``needed`` as in `Added`, or as it was."""

    table: str
    field: str
    says: tuple[tuple[str, Any], ...] = ()
    needed: bool | None = None


class Statements(NamedTuple):
    """SQL that is run on the tables: a file's whole text, or one that stands in it.

    Its places are the file's, save that it begins ``below`` so many lines, or all are ``span``. ``markers`` are said of
    all that it makes. ``apart``: it is another file's, where what it makes is shown.
    """

    text: str
    whole: bool = False
    below: int = 0
    span: Span | None = None
    markers: tuple[Marker, ...] = ()
    apart: bool = False


Step: TypeAlias = Added | Dropped | Renamed | Altered | Statements


class Part(NamedTuple):
    """What one file says: its steps in their order, what of it can't be understood, and its own remarks.

    ``called`` is what others of its folder know it by, ``after`` are those that it comes after, and ``instead`` those
    in whose place it stands, where it says so. ``text`` is the file's, where SQL is among its steps.
    """

    steps: tuple[Step, ...]
    problems: tuple[Problem, ...] = ()
    markers: tuple[Marker, ...] = ()
    called: str = ""
    after: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    text: str = ""


class Shown(NamedTuple):
    """What is shown of one file: its records after all steps, and what came up when they were taken."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    markers: tuple[Marker, ...] = ()


Play: TypeAlias = Callable[[Sequence[tuple[str, Part]]], Mapping[str, Shown]]
"""Takes the steps of files in their order, and says what to show of each."""


class _Head(NamedTuple):
    """A table as a file names it first."""

    span: Span | None
    comment: str
    markers: tuple[Marker, ...]


class _Held(NamedTuple):
    """A field as it is so far, the file it stands in, and whether it must not be null, where that is told."""

    file: str
    field: Field
    needed: bool | None = None


class _Table:
    """A table as it is so far: its fields, and how each file names it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.fields: dict[str, _Held] = {}
        self.heads: dict[str, _Head] = {}

    def name_in(self, file: str, head: _Head) -> None:
        known = self.heads.get(file)
        if known is None:
            self.heads[file] = head
        elif head.markers or head.comment:
            comment = ": ".join(filter(None, dict.fromkeys((known.comment, head.comment))))
            self.heads[file] = _Head(known.span, comment, tuple(dict.fromkeys((*known.markers, *head.markers))))

    def within(self, field: str) -> list[str]:
        """A field as it is known here, and those within it."""
        return [
            path
            for path in self.fields
            if path in (field, f"{field}[]") or path.startswith((f"{field}.", f"{field}[]."))
        ]


def replay(parts: Iterable[tuple[str, Iterable[Step]]]) -> dict[str, tuple[Record, ...]]:
    """The records of each file, by its name: the fields it adds that are there after all files, in order.

    A field that a later step removes is left out, one that is renamed stands where it was renamed, and what is said of
    one later holds. A table is the same however its letters are written.
    """
    tables: dict[str, _Table] = {}
    seen: list[_Table] = []
    for file, steps in parts:
        for step in steps:
            if isinstance(step, Added):
                _add(step, file, tables, seen)
            elif isinstance(step, Dropped):
                _drop(step, tables)
            elif isinstance(step, Renamed):
                _rename(step, file, tables, seen)
            elif isinstance(step, Altered) and (table := tables.get(step.table.lower())):
                for path in table.within(step.field)[:1]:
                    table.fields[path] = _altered(table.fields[path], step)
    return _records(seen)


def _records(seen: list[_Table]) -> dict[str, tuple[Record, ...]]:
    found: dict[str, list[Record]] = {}
    for table in seen:
        for file, head in table.heads.items():
            fields = tuple(held.field for held in table.fields.values() if held.file == file)
            if fields:
                record = lifted(Record(table.name, fields, head.span, head.comment, markers=head.markers))
                found.setdefault(file, []).append(record)
    return {file: tuple(sorted(records, key=lambda each: each.span or (0,))) for file, records in found.items()}


def _known(name: str, tables: dict[str, _Table], seen: list[_Table]) -> _Table:
    key = name.lower()
    if key not in tables:
        tables[key] = _Table(name)
        seen.append(tables[key])
    return tables[key]


def _add(step: Added, file: str, tables: dict[str, _Table], seen: list[_Table]) -> None:
    if step.fresh and (old := tables.pop(step.table.lower(), None)):
        old.fields.clear()
    table = _known(step.table, tables, seen)
    table.name_in(file, _Head(step.span, step.comment, step.markers))
    for field in step.fields:
        table.fields[field.path] = _Held(file, field, field.path in step.needed or (field.mandatory or None))


def _altered(held: _Held, step: Altered) -> _Held:
    needed = held.needed if step.needed is None else step.needed
    field = held.field._replace(**dict(step.says))
    if needed is not None:
        field = field._replace(mandatory=needed and not field.default)
    elif field.default:
        field = field._replace(mandatory=False)
    return held._replace(field=field, needed=needed)


def _drop(step: Dropped, tables: dict[str, _Table]) -> None:
    if table := tables.get(step.table.lower()):
        for path in table.within(step.field) if step.field else list(table.fields):
            del table.fields[path]
        if not step.field:
            del tables[step.table.lower()]


def _rename(step: Renamed, file: str, tables: dict[str, _Table], seen: list[_Table]) -> None:
    if step.field is None:
        if table := tables.pop(step.table.lower(), None):
            table.name, tables[step.to.lower()] = step.to, table
        return
    table = _known(step.table, tables, seen)
    table.name_in(file, _Head(step.span, "", ()))
    moved = {path: step.to + path[len(step.field) :] for path in table.within(step.field)}
    if not moved:  # of a table that was made elsewhere
        if table.within(step.to):
            return
        moved[step.field] = step.to
        table.fields[step.field] = _Held(file, Field(step.field))
    kept = {}
    for path, held in table.fields.items():
        if path in moved:
            held = held._replace(file=file, field=_moved(held.field, moved[path], step))
        kept[held.field.path] = held
    table.fields = kept


def _moved(field: Field, path: str, step: Renamed) -> Field:
    comment = ": ".join(filter(None, dict.fromkeys((field.comment, step.comment))))
    return field._replace(path=path, span=step.span, comment=comment, markers=step.markers)


def source_of(
    source: Input,
    form: str,
    orders: Callable[[str], Any | None],
    part: Callable[[Input], Part],
    play: Play | None = None,
) -> Source:
    """A migration as a source: what it adds that is there after all steps of its folder.

    ``orders`` gives what a file of the folder is ordered by, from its name, and None for one that is no step. A folder
    is gone through once a run, each file after those that it says it follows; a file that lies in none, or is no step,
    gives what it adds itself. ``play`` takes the steps; those that hold no SQL need no other than `replay`.
    """
    play = play or _replayed
    name = os.path.basename(source.name)
    folder = os.path.dirname(os.path.abspath(source.place)) if source.place else ""
    shown, parts = Shown(), dict[str, Part]()
    if folder and orders(name) is not None:
        key = (form, folder)
        if key not in source.kept:
            source.kept[key] = _gone_through(source, folder, orders, part, play)
        known, parts = source.kept[key]
        shown = known.get(name, shown)
    own = parts.get(name) or part(source)
    if name not in parts:
        shown = play([(name, own)]).get(name, shown)
    problems, markers = (*own.problems, *shown.problems), (*own.markers, *shown.markers)
    return Source(source.name, form, "schema", shown.records, problems, markers, source.text, stored=True)


def _replayed(parts: Sequence[tuple[str, Part]]) -> dict[str, Shown]:
    return {name: Shown(found) for name, found in replay((name, part.steps) for name, part in parts).items()}


def _gone_through(
    source: Input, folder: str, orders: Callable[[str], Any | None], part: Callable[[Input], Part], play: Play
) -> tuple[Mapping[str, Shown], Mapping[str, Part]]:
    """What is shown of a folder's files, and what each says beside its steps."""
    own = os.path.basename(source.name)
    names = {*source.listed(folder), own}
    ordered = sorted((order, name) for name in names if (order := orders(name)) is not None)
    parts: dict[str, Part] = {}
    for _, name in ordered:
        if found := source if name == own else source.beside(os.path.join(folder, name)):
            try:
                parts[name] = part(found)
            except Unreadable:
                continue  # it says so itself
    shown = play([(name, parts[name]) for name in _in_turn(parts)])
    return shown, {name: each._replace(steps=(), text="") for name, each in parts.items()}


def _in_turn(parts: Mapping[str, Part]) -> list[str]:
    """The files in the order in which they count: each after those it follows, else as they come.

    Those in whose place another stands are left out. Files that follow each other in a circle are taken as they come.
    """
    known: dict[str, str] = {each.called: name for name, each in parts.items() if each.called}
    replaced = {known[called] for each in parts.values() for called in each.instead if called in known}
    known.update((called, name) for name, each in parts.items() for called in each.instead)
    done: dict[str, None] = {}
    begun = set[str]()
    waiting = [name for name in reversed(list(parts)) if name not in replaced]
    while waiting:
        name = waiting[-1]
        before = [known[called] for called in parts[name].after if called in known]
        before = [] if name in begun else [each for each in before if each not in begun and each not in replaced]
        begun.add(name)
        waiting.extend(reversed(before))
        if not before:
            done.setdefault(waiting.pop())
    return list(done)
