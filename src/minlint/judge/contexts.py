"""What a rule looks at: one context a scope, each with what its facts are computed from."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple, Protocol

from minlint.judge.coverage import Coverage, Permit, coverage
from minlint.judge.ownership import is_housekeeping, is_key, own_keys
from minlint.manifest.match import Bound
from minlint.manifest.model import Binding, Manifest, Purpose, Waiver
from minlint.model import Detection, Evidence, Field, Problem, Reading, RecordReading, Source, Span
from minlint.taxonomy import Category, Taxonomy


class Run(NamedTuple):
    """What holds for everything judged together. ``confidence`` is that from which a category counts."""

    manifest: Manifest
    taxonomy: Taxonomy
    today: datetime.date
    confidence: float
    whole: bool


class Place(NamedTuple):
    """Where a finding stands. ``logical`` names it within its source for as long as the thing exists."""

    source: str
    span: Span | None
    logical: str
    record: str | None = None
    field: str | None = None
    parts: tuple[str, ...] = ()


class About(NamedTuple):
    """What a finding is about: a category, the purposes that can do without it, why it is thought to be that."""

    category: str | None = None
    purposes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0


class Context(Protocol):
    """What every scope's context offers."""

    @property
    def run(self) -> Run: ...

    @property
    def place(self) -> Place: ...

    @property
    def about(self) -> About: ...

    def part(self, namespace: str) -> object:
        """What the facts of a namespace are computed from."""
        ...


class RecordContext:
    """A record with the purposes bound to it."""

    def __init__(self, run: Run, source: Source, reading: RecordReading, bound: Bound) -> None:
        self.run, self.source, self.reading, self.bound = run, source, reading, bound

    def part(self, namespace: str) -> object:
        return self.run if namespace == "manifest" else self

    @cached_property
    def purposes(self) -> tuple[Purpose, ...]:
        """The purposes bound to the record."""
        return self.stated(self.bound.purposes)

    def stated(self, ids: Sequence[str]) -> tuple[Purpose, ...]:
        """Purposes by their ids."""
        return tuple(self.run.manifest.purposes[id_] for id_ in ids)

    @cached_property
    def judged(self) -> tuple[FieldContext, ...]:
        """Each field's best category and every sensitive one, from the run's confidence on."""
        return tuple(
            FieldContext(self, reading, self._measured(reading, detection))
            for reading in self.reading.readings
            for detection in self._counting(self._said(reading))
        )

    @cached_property
    def own(self) -> frozenset[str]:
        """The paths of the keys that are the record's own."""
        keys = [
            reading.field
            for reading in self.reading.readings
            if reading.field and (found := self._said(reading)) and is_key(found[0].category)
        ]
        return own_keys(self.reading.record, keys, self.purposes)

    @property
    def unstated(self) -> list[FieldContext]:
        """What is personal and has no purpose."""
        return [item for item in self.judged if item.coverage.state == "unstated"]

    @property
    def place(self) -> Place:
        record = self.reading.record
        first = next((item.field for item in self.judged if item.field), None)
        return Place(self.source.path, record.span or (first.span if first else None), record.name, record.name)

    @property
    def about(self) -> About:
        return About(confidence=max((item.detection.confidence for item in self.judged), default=1.0))

    def _said(self, reading: Reading) -> tuple[Detection, ...]:
        """A reading's detections, or what a person said of the field instead."""
        bound = self.bound.fields.get(reading.field.path) if reading.field else None
        said = bound.category if bound else None
        if said is None:
            return reading.detections
        found = next((item for item in reading.detections if item.category == said), None)
        evidence = (Evidence("manifest", "said in the manifest"),)
        return () if said == "none" else (Detection(said, 1.0, evidence, found.precision if found else None),)

    def _measured(self, reading: Reading, detection: Detection) -> Detection:
        """A field that says nothing of precision is as fine as what it makes together with others."""
        if detection.precision or reading.field is None:
            return detection
        wholes = (whole for whole in self.reading.readings if reading.field in whole.parts)
        found = (item.precision for whole in wholes for item in whole.detections if item.category == detection.category)
        return detection._replace(precision=next(found, None))

    def _counting(self, detections: Sequence[Detection]) -> Iterator[Detection]:
        for index, item in enumerate(detections):
            category = self.run.taxonomy[item.category]
            if item.confidence >= self.run.confidence and category.personal and (index == 0 or category.sensitive):
                yield item


class FieldContext:
    """One category of a field, or of several fields that make it together."""

    def __init__(self, record: RecordContext, reading: Reading, detection: Detection) -> None:
        self.record, self.reading, self.detection = record, reading, detection

    def part(self, namespace: str) -> object:
        return {"record": self.record, "manifest": self.run}.get(namespace, self)

    @property
    def run(self) -> Run:
        return self.record.run

    @property
    def field(self) -> Field | None:
        """The field; None where several make the category together."""
        return self.reading.field

    @cached_property
    def category(self) -> Category:
        return self.run.taxonomy[self.detection.category]

    @cached_property
    def purposes(self) -> tuple[Purpose, ...]:
        """The purposes bound to it."""
        return self.record.stated(self.record.bound.of(self.field.path)) if self.field else self.record.purposes

    @cached_property
    def own(self) -> bool:
        """Whether it is the record's own key or housekeeping time."""
        key = self.detection.category
        return is_housekeeping(key) or bool(is_key(key) and self.field and self.field.path in self.record.own)

    @cached_property
    def coverage(self) -> Coverage:
        return coverage(
            self.detection.category, self.detection.precision, self.purposes, self.run.taxonomy, own=self.own
        )

    @cached_property
    def permit(self) -> Permit | None:
        """Of the entries that cover it the one whose purpose shows most: reasons, an end, a basis."""
        ranked = sorted(
            self.coverage.permits,
            key=lambda permit: (self.reasons(permit), _bounded(permit), bool(permit.purpose.special_category_basis)),
            reverse=True,
        )
        return ranked[0] if ranked else None

    def reasons(self, permit: Permit) -> bool:
        """Whether an entry gives reasons for this very category, or for a sensitive one above it."""
        named = permit.key in self.run.taxonomy.synonyms(self.detection.category)
        return bool(permit.entry.because and (named or self.run.taxonomy[permit.key].sensitive))

    @property
    def mandatory(self) -> bool:
        return bool(self.field and self.field.mandatory)

    @cached_property
    def second_choice(self) -> bool:
        """Whether all that needs it is "one of several", and an earlier mandatory field already is that one."""
        needing = [permit for permit in self.coverage.permits if permit.necessary]
        return bool(needing) and all(permit.entry.any_of and self._chosen_before(permit) for permit in needing)

    def _chosen_before(self, wanted: Permit) -> bool:
        for other in self.record.judged:
            if other is self:
                return False
            if other.mandatory and any(p.entry is wanted.entry and p.key != wanted.key for p in other.coverage.permits):
                return True
        return False

    @property
    def place(self) -> Place:
        record, field = self.record.reading.record, self.field
        parts = tuple(part.path for part in self.reading.parts)
        if field is None:
            span = record.span or next((part.span for part in self.reading.parts), None)
            return Place(self.record.source.path, span, record.name, record.name, None, parts)
        logical = field.pointer or f"{record.name}.{field.path}"
        return Place(self.record.source.path, field.span, logical, record.name, field.path, parts)

    @property
    def about(self) -> About:
        without = self.coverage.without
        if self.second_choice:
            without = tuple(purpose.id for purpose in self.purposes)
        return About(self.category.key, without, self.detection.evidence, self.detection.confidence)


def _bounded(permit: Permit) -> bool:
    return bool(permit.purpose.retention and permit.purpose.retention.bounded)


class PurposeContext:
    """A purpose with the personal data bound to it."""

    def __init__(self, run: Run, purpose: Purpose, fields: Sequence[FieldContext]) -> None:
        self.run, self.purpose, self.fields = run, purpose, fields

    def part(self, namespace: str) -> object:
        return self.run if namespace == "manifest" else self

    @property
    def place(self) -> Place:
        return Place(self.purpose.file or self.run.manifest.path, self.purpose.span, f"purposes.{self.purpose.id}")

    @property
    def about(self) -> About:
        return About(purposes=(self.purpose.id,))


class Inline(NamedTuple):
    """A purpose named beside the data."""

    purpose: str
    file: str
    span: Span | None


Statement = Purpose | Binding | Waiver | Inline


class StatementContext:
    """A purpose, binding, waiver or purpose named beside the data, as a statement that
    can lose its object.

    ``dead`` are its globs that match nothing, ``unused`` says that a waiver's finding is gone.
    """

    def __init__(self, run: Run, said: Statement, dead: Sequence[str] = (), *, unused: bool = False) -> None:
        self.run, self.said, self.dead, self.unused = run, said, dead, unused

    def part(self, namespace: str) -> object:
        return self.run if namespace == "manifest" else self

    @property
    def kind(self) -> str:
        return type(self.said).__name__.lower()

    @property
    def name(self) -> str:
        """A purpose's id, a binding's source, a waiver's field."""
        if isinstance(self.said, Binding):
            return self.said.source
        if isinstance(self.said, Waiver):
            return self.said.field
        return self.said.id if isinstance(self.said, Purpose) else self.said.purpose

    @property
    def until(self) -> datetime.date | None:
        """The last day on which it holds."""
        if isinstance(self.said, Purpose):
            return self.said.review_by
        return self.said.until if isinstance(self.said, Waiver) else None

    @property
    def place(self) -> Place:
        span = self.said.span
        if isinstance(self.said, Purpose):
            span = self.said.places.get("review_by", span)
        more = self.said.rules if isinstance(self.said, Waiver) else ()
        more = self.said.records if isinstance(self.said, Binding) else more
        logical = ":".join((f"{self.kind}s.{self.name}", *more))
        return Place(self.said.file or self.run.manifest.path, span, logical)

    @property
    def about(self) -> About:
        return About(purposes=(self.said.id,) if isinstance(self.said, Purpose) else ())


class ProblemContext:
    """A place in a source that could not be read. ``number`` counts the source's problems of this code."""

    def __init__(self, run: Run, source: Source, problem: Problem, number: int) -> None:
        self.run, self.source, self.problem, self.number = run, source, problem, number

    def part(self, namespace: str) -> object:
        return self.run if namespace == "manifest" else self

    @property
    def place(self) -> Place:
        line, column = self.problem.line, self.problem.column or 1
        span = Span(line, column, line, column + 1) if line else None
        return Place(self.source.path, span, f"problem {self.number}")

    @property
    def about(self) -> About:
        return About()


@cache
def relative(path: str, folder: str) -> str:
    """A path of the working folder as the manifest's globs see it: relative to its folder, with ``/``."""
    return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/") if folder else path
