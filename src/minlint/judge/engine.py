"""Readings, a manifest and rules in; findings out."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from minlint import taxonomy
from minlint.judge import facts, inline, messages, rules, waivers
from minlint.judge.contexts import TOLD_TO_STORES, Context, ProblemContext, Run, relative
from minlint.judge.dead import World
from minlint.judge.expressions import Plain
from minlint.judge.fingerprint import fingerprint
from minlint.judge.records import FieldContext, RecordContext
from minlint.judge.rules import Rule
from minlint.judge.statements import PurposeContext, statements
from minlint.manifest.match import resolve
from minlint.manifest.model import Manifest
from minlint.model import PERSONAS, Finding, Persona, Severity, SourceReading
from minlint.places import ranks
from minlint.taxonomy import Taxonomy
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.caps import Cap
    from minlint.judge.drift.before import Before
    from minlint.notice import Notice
    from minlint.usage import Usage

CONFIDENCE: Mapping[Persona, float] = {"commit": 0.8, "review": 0.6, "audit": 0.4}
"""From which confidence on a category is judged (CONTRACT, part 3)."""


NOT_RUN = ("removed", "preview")
"""Where in its life a rule is that doesn't run unless it is asked for, or not at all."""


class Crash(NamedTuple):
    """A rule that broke: minlint's own mistake. ``reason`` is the kind of error, without a word of the data."""

    rule: str
    reason: str


class Counts(NamedTuple):
    """What was judged: ``personal`` and ``beyond`` count fields, beyond those that no bound purpose covers.

    ``accepted`` counts what a baseline accepts of records without a purpose, ``known`` what was there before.
    """

    records: int = 0
    fields: int = 0
    personal: int = 0
    beyond: int = 0
    accepted: int = 0
    known: int = 0


class Verdict(NamedTuple):
    """Findings in stable order, the waived ones flagged among them; rules that broke; and what was counted."""

    findings: tuple[Finding, ...]
    crashes: tuple[Crash, ...]
    counts: Counts


def judge(
    readings: Sequence[SourceReading],
    manifest: Manifest,
    *,
    persona: Persona = "review",
    min_confidence: float | None = None,
    whole: bool = True,
    given: Collection[str] | None = None,
    today: datetime.date,
    book: Taxonomy | None = None,
    pack: Mapping[str, Rule] | None = None,
    caps: Callable[[], Sequence[Cap]] | None = None,
    accepted: Collection[str] = (),
    before: Before | None = None,
    notice: Notice | None = None,
    preview: bool = False,
    usage: Usage | None = None,
) -> Verdict:
    """Judge the sources that one manifest is about.

    ``whole`` says that these are all the sources it binds: only then do rules look for what is
    missing (P004, P005, P009).
    ``given`` are the paths, the manifest's among them, whose findings are wanted; None means all.
    ``pack`` are the rules, by code, ``caps`` gives how long laws let data be kept; by default what ships.
    ``accepted`` are fingerprints that a baseline lists:
    a finding about a whole record is about what is new in it. ``before`` is the side to compare with, whose changes
    the rules of scope `change` judge; ``notice`` is what is told to people.
    ``preview`` lets rules run that are in preview. ``usage`` says who reads what, where that was given.
    """
    confidence = CONFIDENCE[persona] if min_confidence is None else min_confidence
    run = Run(
        manifest,
        book or taxonomy.default(),
        today,
        confidence,
        whole=whole,
        accepted=accepted,
        known=before.known if before else (),
    )
    run.capping, run.usage = caps or run.capping, usage
    known = rules.default() if pack is None else pack
    bench = _Bench(known, persona, run, preview=preview)
    records = [
        RecordContext(run, item.source, reading, resolve(manifest, path, reading.record, item.source))
        for item in readings
        for path in (relative(item.source.path, manifest.folder),)
        for reading in item.records
    ]
    run.records = records
    world = World(run, readings, records)
    for scope, context in _contexts(run, readings, records, world):
        bench.hold(scope, context)
    if before:
        from minlint.judge import drift

        for change in drift.changes(run, records, before):
            bench.hold("change", change)
    if notice:
        from minlint.judge.notices import differences

        for difference in differences(run, notice, records):
            bench.hold("notice", difference)
    if any(record.source.format in TOLD_TO_STORES for record in records):
        from minlint.judge import stores

        for difference in stores.differences(run, records):
            bench.hold("notice", difference)
    beside = inline.notes(readings, known, manifest.policy, today)
    bench.findings, used, beside = waivers.apply(bench.findings, manifest, today, beside)
    running = {rule.code for rule in bench.rules}
    passing = [rule for rule in known.values() if rule.scope == "change" or rule.code not in running]
    for statement in statements(run, world, records, used, beside, {w for r in passing for w in (r.code, r.name)}):
        bench.hold("manifest", statement)
    wanted = [finding for finding in bench.findings if given is None or finding.source in given]
    return Verdict(tuple(in_order(wanted)), tuple(dict.fromkeys(bench.crashes)), _counts(records))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By source, line, column and code; what stands in one place keeps the order of the source."""
    found = list(findings)
    rank = ranks(finding.source for finding in found)
    return sorted(found, key=lambda f: (rank[f.source], f.span[:2] if f.span else (0, 0), f.code))


def _contexts(
    run: Run, readings: Sequence[SourceReading], records: Sequence[RecordContext], world: World
) -> Iterator[tuple[str, Context]]:
    """Everything but the manifest's own statements, with the scope of the rules that look at it."""
    for item in readings:
        numbers: Counter[str] = Counter()
        for problem in item.source.problems:
            numbers[problem.code] += 1
            yield "source", ProblemContext(run, item.source, problem, numbers[problem.code])
    for record in records:
        yield "record", record
        for field in record.judged:
            yield "field", field
    if not run.manifest.purposes:
        return
    from minlint.judge.permissions import permissions

    bound: dict[str, list[FieldContext]] = {id_: [] for id_ in run.manifest.purposes}
    for field in (field for record in records for field in record.judged):
        for purpose in field.purposes:
            bound[purpose.id].append(field)
    for id_, fields in bound.items():
        about = PurposeContext(run, run.manifest.purposes[id_], fields, world)
        yield "purpose", about
        for entry in permissions(about):
            yield "entry", entry


_Groups = list[tuple[Plain | None, list[Rule]]]


class _Bench:
    """Holds contexts against the rules of their scope and gathers what they find."""

    def __init__(self, rules: Mapping[str, Rule], persona: Persona, run: Run, *, preview: bool) -> None:
        level = PERSONAS.index(persona)
        self.run = run
        live = [rule for rule in rules.values() if rule.status not in (("removed",) if preview else NOT_RUN)]
        self.level = level
        self.rules = [rule for rule in live if PERSONAS.index(rule.first) <= level]
        self.findings: list[Finding] = []
        self.crashes: list[Crash] = []
        self._applying: dict[tuple[str, str | None], _Groups] = {}

    def hold(self, scope: str, context: Context) -> None:
        """Evaluate every rule that can apply. One that breaks is noted, the others go on."""
        said = facts.Said(context)
        for first, those in self.applying(scope, context.about.category):
            try:
                if first and not first(said):
                    continue
            except Exception as error:
                self.crashes += [Crash(rule.code, type(error).__name__) for rule in those]
                continue
            for rule in those:
                self._hold(rule, context, said)

    def _hold(self, rule: Rule, context: Context, said: facts.Said) -> None:
        try:
            if rule.condition.holds(said) and PERSONAS.index(persona := rule.level(said)) <= self.level:
                self.findings.append(_finding(rule, context, rule.gravity(said), persona))
        except Exception as error:  # a rule's own mistake must not cost the others
            self.crashes.append(Crash(rule.code, type(error).__name__))

    def applying(self, scope: str, category: str | None) -> _Groups:
        """The rules of a scope that can be about a category, by what must hold first: most ask for the same."""
        key = (scope, category)
        if key not in self._applying:
            groups: dict[Plain | None, list[Rule]] = {}
            for rule in self.rules:
                if rule.scope == scope and self._can(rule, category):
                    groups.setdefault(rule.condition.first, []).append(rule)
            self._applying[key] = list(groups.items())
        return self._applying[key]

    def _can(self, rule: Rule, category: str | None) -> bool:
        keys = rule.applies_to
        return not keys or category is None or any(self.run.taxonomy.covers(key, category) for key in keys)


def _finding(rule: Rule, context: Context, severity: Severity, persona: Persona) -> Finding:
    place, about = context.place, context.about
    if rule.at and isinstance(context, PurposeContext):
        place, about = context.at(rule.at), about._replace(evidence=context.evidence(rule.at))
    source = relative(place.source, context.run.manifest.folder)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severity,
        message=messages.render(rule.message, context),
        source=place.source,
        span=place.span,
        record=place.record,
        field=place.field,
        category=about.category,
        purposes=about.purposes,
        evidence=about.evidence,
        suggestion=messages.render(rule.suggestion, context),
        confidence=about.confidence,
        facts={shown: facts.value(name, context) for shown, name in rule.shows.items()},
        laws=rule.laws,
        fingerprint=fingerprint(rule.code, about.category, source, place.logical),
        parts=place.parts,
        persona=persona,
        elements=about.elements,
        logical=place.logical,
    )


def _counts(records: Sequence[RecordContext]) -> Counts:
    fields = sum(reading.field is not None for record in records for reading in record.reading.readings)
    judged = [(number, field) for number, record in enumerate(records) for field in record.judged if field.field]
    personal = {(number, field.place.field) for number, field in judged}
    beyond = {(number, field.place.field) for number, field in judged if field.coverage.state in _BEYOND}
    accepted, known = sum(record.accepted for record in records), sum(record.known for record in records)
    return Counts(len(records), fields, len(personal), len(beyond), accepted, known)


_BEYOND = ("beyond", "forbidden")
