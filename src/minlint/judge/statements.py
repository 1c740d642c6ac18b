"""The manifest's own statements, as rules look at them."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet

from minlint.judge.contexts import About, Place, Run
from minlint.judge.coverage import covers
from minlint.judge.dead import World
from minlint.judge.inline import Note
from minlint.judge.records import FieldContext, RecordContext
from minlint.manifest.model import Binding, Purpose, Waiver
from minlint.model import Evidence, Span
from minlint.taxonomy import is_within
from minlint.tuples import NamedTuple

SURE = 0.6
"""Above this confidence a finding can be missing because of what was asked, not because it is gone."""


def _is_in(waiver: Waiver, rules: Collection[str]) -> bool:
    """Whether every rule of a waiver is among these codes and slugs, or the start of one."""
    return all(any(rule.startswith(word) for rule in rules) for word in waiver.rules)


class PurposeContext:
    """A purpose with the personal data bound to it, among all that was read."""

    def __init__(self, run: Run, purpose: Purpose, fields: Sequence[FieldContext], world: World) -> None:
        self.run, self.purpose, self.fields, self.world = run, purpose, fields, world

    def part(self, namespace: str) -> object:
        return self.run if namespace == "manifest" else self

    @property
    def place(self) -> Place:
        return Place(self.purpose.file or self.run.manifest.path, self.purpose.span, f"purposes.{self.purpose.id}")

    def at(self, key: str) -> Place:
        """The place of one of its keys; its own where the key isn't written."""
        return self.place._replace(span=self.purpose.places.get(key, self.purpose.span))

    @property
    def about(self) -> About:
        return About(purposes=(self.purpose.id,))

    def evidence(self, key: str) -> tuple[Evidence, ...]:
        """What is shown of one of its keys: a period that is longer than its profile's."""
        if key != "retention" or self.purpose.ground is None:
            return ()
        from minlint.judge.loosening import kept_longer

        return tuple(kept_longer(self.purpose))

    def permitted(self, mark: str) -> list[str]:
        """The categories of its entries that fall into a class of law, or cover one that does."""
        keys = dict.fromkeys(key for entry in self.purpose.entries for key in entry.categories)
        return [key for key in keys if self._marked(key, mark)]

    def _marked(self, key: str, mark: str) -> bool:
        book = self.run.taxonomy
        within = (key, *(other for other in book.below(key) if is_within(other, key) and covers(key, other, book)))
        return any(mark in book[other].marks for other in within)


class Inline(NamedTuple):
    """A purpose named beside the data."""

    purpose: str
    file: str
    span: Span | None


Statement = Purpose | Binding | Waiver | Inline | Note


class StatementContext:
    """A purpose, binding, waiver or purpose named beside the data, as a statement that can lose its object.

    ``dead`` are its globs that match nothing, ``unused`` says that a waiver's finding is gone.
    """

    def __init__(self, run: Run, said: Statement, dead: Sequence[str] = (), *, unused: bool = False) -> None:
        self.run, self.said, self.dead, self.unused = run, said, dead, unused

    def part(self, namespace: str) -> object:
        return self.run if namespace == "manifest" else self

    @property
    def kind(self) -> str:
        return self.said.kind if isinstance(self.said, Note) else type(self.said).__name__.lower()

    @property
    def name(self) -> str:
        """A purpose's id, a binding's source, a waiver's field."""
        if isinstance(self.said, Binding):
            return self.said.source
        if isinstance(self.said, Waiver):
            return self.said.field
        if isinstance(self.said, Note):
            return self.said.name
        return self.said.id if isinstance(self.said, Purpose) else self.said.purpose

    @property
    def until(self) -> datetime.date | None:
        """The last day on which it holds."""
        if isinstance(self.said, Purpose):
            return self.said.review_by
        return self.said.until if isinstance(self.said, (Waiver, Note)) else None

    @property
    def place(self) -> Place:
        span = self.said.span
        if isinstance(self.said, Purpose):
            span = self.said.places.get("review_by", span)
        more = self.said.rules if isinstance(self.said, (Waiver, Note)) else ()
        more = self.said.records if isinstance(self.said, Binding) else more
        logical = ":".join((f"{self.kind}s.{self.name}", *more))
        at = self.said.holders[0] if isinstance(self.said, Note) and self.said.holders else (None, None)
        return Place(self.said.file or self.run.manifest.path, span, logical, *at)

    @property
    def about(self) -> About:
        if isinstance(self.said, Binding):
            return About(purposes=self.said.purposes)
        return About(purposes=() if isinstance(self.said, (Waiver, Note)) else (self.name,))


def statements(
    run: Run,
    world: World,
    records: Sequence[RecordContext],
    used: Collection[int],
    notes: Sequence[Note],
    passing: AbstractSet[str],
) -> Iterator[StatementContext]:
    """What is said beside the data: purposes that aren't stated, and waivers; then all that the manifest states.

    ``used`` are the indexes of the waivers that have a finding, ``passing`` the codes and slugs of the rules whose
    findings are there in a comparison alone, or not at this persona, so that a waiver of them can't be told to be
    unused.
    """
    unknown = {(record.source.path, *item) for record in records for item in record.bound.unknown}
    for path, name, span in sorted(unknown, key=lambda item: (item[0], item[2] or (), item[1])):
        yield StatementContext(run, Inline(name, path, span), (name,))
    for note in notes:
        told = note.whole and run.confidence <= SURE and passing.isdisjoint(note.rules)
        lasting = note.until is not None and note.until >= run.today
        yield StatementContext(run, note, unused=told and lasting and not note.used)
    for purpose in run.manifest.purposes.values():
        yield StatementContext(run, purpose)
    for index, binding in enumerate(run.manifest.bindings):
        yield StatementContext(run, binding, world.in_binding(index, binding) if run.whole else ())
    for index, waiver in enumerate(run.manifest.waivers):
        dead = world.in_waiver(waiver) if run.whole else ()
        current = run.whole and waiver.until >= run.today and run.confidence <= SURE and not _is_in(waiver, passing)
        yield StatementContext(run, waiver, dead, unused=current and not dead and index not in used)
