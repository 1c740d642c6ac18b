"""The side that a check is held against: what was found there, and what the judge compares with."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from minlint.against.keys import Key, collected, elements, key_of, translated
from minlint.against.sides import Side
from minlint.judge.contexts import relative
from minlint.judge.drift.before import Before, Collected
from minlint.judge.drift.pairing import Pairs, pair
from minlint.manifest import empty, resolve
from minlint.manifest.model import Manifest
from minlint.model import Finding, RecordReading

if TYPE_CHECKING:
    from minlint.checking import Scope


class Past:
    """Everything that was there.

    ``name`` is what it was called. ``of`` gives, for each scope of today, the side that stands for it; ``sides`` are
    all sides, each with the scope whose options it is judged by; ``twins`` the sources of then by those of today.
    """

    def __init__(
        self,
        name: str,
        of: Mapping[int, Side],
        sides: Sequence[tuple[Scope, Side]],
        twins: Mapping[str, str],
        today: datetime.date,
        notes: Sequence[str] = (),
    ) -> None:
        self.name, self.today, self._of, self._sides, self._notes = name, today, of, sides, notes
        ours = [reading for scope in {id(scope): scope for scope, _ in sides}.values() for reading in scope.readings]
        theirs = [reading for _, side in sides for reading in side.readings]
        self.pairs: Pairs = pair(ours, theirs, twins)

    def before(self, scope: Scope) -> Before | None:
        """What the judge compares a scope with; None where nothing differs."""
        side = self._of[id(scope)]
        if same(scope, side):
            return None
        return Before(side.manifest, self.pairs.was, self.pairs.left, self.known)

    @cached_property
    def _findings(self) -> list[tuple[Side, Finding]]:
        """What was found then and not waived."""
        found = []
        for scope, side in self._sides:
            if not same(scope, side):
                manifest = side.manifest or empty(scope.manifest.folder)
                verdict = scope.as_it_was(side.readings, manifest, self.today)
                found += [(side, finding) for finding in verdict.findings if not finding.waived]
        return found

    @cached_property
    def known(self) -> frozenset[Collected]:
        """What was reported of records without a purpose, or, where no manifest judged, collected at all."""
        said = (each for _, finding in self._findings for each in elements(finding, self.pairs))
        return frozenset(said) | self._collected

    @cached_property
    def _collected(self) -> frozenset[Collected]:
        """What was collected where no manifest judged: nobody can tell what was found of it."""
        sides = (side.readings for _, side in self._sides if side.manifest is None)
        return frozenset(each for readings in sides for each in collected(readings, self.pairs))

    def _stood(self, source: str, record: str) -> bool:
        """Whether a record had the same fields where no manifest judged: what is said of it as a whole held then."""
        was = self.pairs.was.get((source, record))
        if was is None or id(was.reading) not in self._unjudged:
            return False
        return (source, record, frozenset(_paths(was.reading))) in self._today

    @cached_property
    def _unjudged(self) -> frozenset[int]:
        """The records of the sides without a manifest, by identity."""
        sides = (side.readings for _, side in self._sides if side.manifest is None)
        return frozenset(id(each) for readings in sides for item in readings for each in item.records)

    @cached_property
    def _today(self) -> frozenset[tuple[str, str, frozenset[str]]]:
        """Every record of today with its fields."""
        readings = {id(item): item for scope, _ in self._sides for item in scope.readings}.values()
        return frozenset(
            (item.source.path, each.record.name, frozenset(_paths(each))) for item in readings for each in item.records
        )

    @cached_property
    def _keys(self) -> dict[Key, tuple[Side, Finding]]:
        """What was found then, by the key that it has today."""
        return {
            translated(key_of(finding, _files(side.manifest)), self.pairs): (side, finding)
            for side, finding in self._findings
        }

    def split(self, scope: Scope, findings: Iterable[Finding]) -> tuple[list[Finding], int]:
        """The findings that are new, and how many aren't. What changed is always new."""
        new: list[Finding] = []
        old = 0
        unchanged, files = same(scope, self._of[id(scope)]), _files(scope.manifest)
        for finding in findings:
            known = unchanged or self._is_known(finding, key_of(finding, files))
            if known and not scope.is_change(finding):
                old += not finding.waived
            else:
                new.append(finding)
        return new, old

    def _is_known(self, finding: Finding, key: Key) -> bool:
        if finding.elements:
            return False  # it was narrowed to what is new when it was judged
        if key in self._keys:
            return True
        if finding.record is None:
            return False
        if finding.category is None:
            return self._stood(finding.source, finding.record)
        return (finding.source, finding.record, finding.field, finding.category) in self._collected

    def fixed(self, found: Mapping[int, Sequence[Finding]], scopes: Sequence[Scope]) -> int:
        """How many findings of then are gone; of a part of the tree, of the sources in it."""
        today = {key_of(finding, _files(scope.manifest)) for scope in scopes for finding in found[id(scope)]}
        given = {name for scope in scopes for name in scope.given}
        whole = all(scope.whole for scope in scopes)
        judged = (key for key, (side, _) in self._keys.items() if side.manifest)
        gone = [key for key in judged if key not in today and (whole or key.source in given)]
        return sum(not self._keys[key][1].elements or not self._stands(key, scopes) for key in gone)

    def _stands(self, key: Key, scopes: Sequence[Scope]) -> bool:
        """Whether a record without a purpose is there, and still without."""
        for scope in scopes:
            for item in scope.readings:
                if item.source.path == key.source:
                    for record in (found.record for found in item.records if found.record.name == key.record):
                        path = relative(key.source, scope.manifest.folder)
                        return not resolve(scope.manifest, path, record, item.source).purposes
        return False

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of the comparison."""
        if not self._notes and any(side.manifest is None and scope.manifest.path for scope, side in self._sides):
            return (f"No manifest at {self.name}: what was collected there counts as known, whatever it served.",)
        return tuple(self._notes)


def same(scope: Scope, side: Side) -> bool:
    """Whether nothing differs, so that nothing can be new."""
    ours, theirs = (item if item and item.path else None for item in (scope.manifest, side.manifest))
    if len(scope.readings) != len(side.readings) or ours != theirs:
        return False
    return {id(item) for item in scope.readings} == {id(item) for item in side.readings}


def _paths(reading: RecordReading) -> list[str]:
    return [field.path for field in reading.record.fields]


def _files(manifest: Manifest | None) -> frozenset[str]:
    """The files in which a manifest stands."""
    if manifest is None:
        return frozenset()
    said = (manifest.purposes.values(), manifest.bindings, manifest.waivers)
    return frozenset((manifest.path, *(item.file for items in said for item in items if item.file)))
