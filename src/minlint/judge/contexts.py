"""What a rule looks at: one context a scope, each with what its facts are computed from."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Protocol

from minlint import places
from minlint.judge.coverage import Coverage, coverage
from minlint.manifest.model import Manifest
from minlint.model import Detection, Element, Evidence, Problem, Source, Span
from minlint.taxonomy import Taxonomy
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.caps import Cap
    from minlint.judge.links import Links
    from minlint.judge.records import RecordContext
    from minlint.usage import Usage


TOLD_TO_STORES = {"apple-privacy": "apple-info", "play-data-safety": "android-manifest"}
"""The formats in which a store is told what is collected, each with that in which an app asks for access."""


class Run:
    """What holds for everything judged together. ``confidence`` is that from which a category counts.

    ``accepted`` are the fingerprints that a baseline lists; ``known`` is what records without a purpose held already
    on the side that is compared with, as source, record, field and category. ``records`` are all that were read,
    ``capping`` gives how long laws let data be kept, ``usage`` who reads what, where that was given.
    """

    def __init__(
        self,
        manifest: Manifest,
        taxonomy: Taxonomy,
        today: datetime.date,
        confidence: float,
        *,
        whole: bool,
        accepted: Collection[str] = (),
        known: Collection[tuple[str, str, str | None, str]] = (),
    ) -> None:
        self.manifest, self.taxonomy, self.today = manifest, taxonomy, today
        self.confidence, self.whole, self.accepted = confidence, whole, accepted
        self.known = known
        self.records: Sequence[RecordContext] = ()
        self.capping: Callable[[], Sequence[Cap]] = _shipped_caps
        self.usage: Usage | None = None
        self._coverages: dict[tuple[str, str | None, tuple[str, ...], bool], Coverage] = {}

    def coverage(self, detection: Detection, purposes: tuple[str, ...], *, own: bool) -> Coverage:
        """How purposes, given by their ids, stand to a category; a schema asks for few different ones."""
        asked = (detection.category, detection.precision, purposes, own)
        if asked not in self._coverages:
            stated = [self.manifest.purposes[id_] for id_ in purposes]
            self._coverages[asked] = coverage(*asked[:2], stated, self.taxonomy, own=own)
        return self._coverages[asked]

    def named(self, name: str) -> Sequence[RecordContext]:
        """The records that a reference by this name can mean; a schema's name before it may be left out."""
        return self._by_name.get(name.lower(), ()) or self._by_name.get(name.lower().rpartition(".")[2], ())

    def bound_to(self, purpose: str) -> Sequence[RecordContext]:
        """The records that serve a purpose."""
        return self._by_purpose.get(purpose, ())

    @cached_property
    def caps(self) -> Sequence[Cap]:
        """How long laws let data be kept at most."""
        return self.capping()

    @cached_property
    def links(self) -> Links:
        """How the records hang together."""
        from minlint.judge.links import Links

        return Links(self.records)

    @cached_property
    def _by_name(self) -> Mapping[str, list[RecordContext]]:
        found: dict[str, list[RecordContext]] = {}
        for record in self.records:
            steps = record.reading.record.name.lower().split(".")
            for first in range(len(steps)):
                found.setdefault(".".join(steps[first:]), []).append(record)
        return found

    @cached_property
    def _by_purpose(self) -> Mapping[str, list[RecordContext]]:
        found: dict[str, list[RecordContext]] = {}
        for record in self.records:
            for id_ in dict.fromkeys(purpose.id for purpose in (*record.purposes, *record.served)):
                found.setdefault(id_, []).append(record)
        return found


def _shipped_caps() -> Sequence[Cap]:
    from minlint import caps

    return caps.default()


class Place(NamedTuple):
    """Where a finding stands. ``logical`` names it within its source for as long as the thing exists."""

    source: str
    span: Span | None
    logical: str
    record: str | None = None
    field: str | None = None
    parts: tuple[str, ...] = ()


class About(NamedTuple):
    """What a finding is about: a category, the purposes that can do without it, why it is thought to be that.

    Or several ``elements``, where it is about a whole record.
    """

    category: str | None = None
    purposes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    elements: tuple[Element, ...] = ()


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
    return places.relative(path, folder) if folder else path
