"""From paths to a verdict: each source is judged by the nearest manifest above it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from minlint import book, manifest, pipeline
from minlint import lock as locks
from minlint.book import Book
from minlint.errors import ManifestErrors, RuleErrors, UsageError
from minlint.judge import baseline, select
from minlint.judge.engine import Verdict, in_order, judge
from minlint.judge.summary import summarise
from minlint.lock import Lock
from minlint.manifest.globs import source_matches
from minlint.manifest.model import Manifest
from minlint.model import SEVERITIES, Finding, Persona, Result, SourceReading
from minlint.pipeline import Reading
from minlint.places import is_address, nearest_manifest, ranks, relative, repository_root
from minlint.read.discover import here
from minlint.read.input import Input
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.against.comparison import Comparison
    from minlint.against.past import Past
    from minlint.judge.drift.before import Before
    from minlint.judge.rules import Rule
    from minlint.manifest.files import Files
    from minlint.notice import Notice
    from minlint.taxonomy import Taxonomy
    from minlint.usage import Usage

BASELINE = "minlint-baseline.txt"
"""The baseline's name, beside the manifest; at the repository's root where there is none."""

FINDINGS, WRONG = 1, 2


class Judging(NamedTuple):
    """How to judge: the options of the same names (CONTRACT, part 1). None and empty leave it to the manifest."""

    today: datetime.date
    manifest: str | None = None
    policy: str | None = None
    isolated: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    persona: Persona | None = None
    min_confidence: float | None = None
    fail_on: str | None = None
    strict: bool = False
    preview: bool | None = None
    whole: bool = False
    baseline: str | None = None
    no_baseline: bool = False
    no_waivers: bool = False
    against: str | None = None
    law: str | None = None
    usage: tuple[str, ...] = ()


class Checked(NamedTuple):
    """A result, what was wrong on the way (manifests, rules that broke), and whether it fails.

    ``files`` are those that were looked at, ``book`` explains the findings; ``warnings`` are about what was asked;
    ``manifests`` are those that judged.
    """

    result: Result
    errors: tuple[str, ...]
    failing: bool
    files: pipeline.Files
    book: Book
    warnings: tuple[str, ...] = ()
    manifests: tuple[Manifest, ...] = ()

    def status(self, *, exit_zero: bool = False) -> int:
        """The exit status: 2 where something was wrong, 1 where it fails, else 0."""
        if self.errors:
            return WRONG
        return FINDINGS if self.failing and not exit_zero else 0


class Scope(NamedTuple):
    """Everything that one manifest judges, with what its ``lint`` block and the command line ask for together."""

    manifest: Manifest
    readings: tuple[SourceReading, ...]
    given: frozenset[str]
    whole: bool
    persona: Persona
    min_confidence: float | None
    selection: select.Selection
    fail_on: str
    strict: bool
    preview: bool
    baseline: str
    asked: Reading
    book: Book
    lock: Lock
    left_out: frozenset[str] = frozenset()
    notice: Notice | None = None
    usage: Usage | None = None

    def judge(
        self, today: datetime.date, accepted: frozenset[str] = frozenset(), before: Before | None = None
    ) -> Verdict:
        """The verdict on it, selected but with nothing left out for being waived."""

        def found(persona: Persona, confidence: float | None, rules: Mapping[str, Rule]) -> Verdict:
            return judge(
                self.readings,
                self.manifest,
                persona=persona,
                min_confidence=confidence,
                whole=self.whole,
                given=self.given,
                today=today,
                book=self.book.taxonomy,
                pack=rules,
                caps=lambda: self.book.caps,
                accepted=accepted,
                before=before,
                notice=self.notice,
                preview=self.preview,
                usage=self.usage,
            )

        verdict = self._held(found)
        chosen = select.apply(verdict.findings, self.selection, self.manifest.policy.mandatory)
        return verdict._replace(findings=tuple(finding for finding in chosen if self.heard(finding)))

    def _ignored(self, finding: Finding) -> bool:
        """Whether ``per-file-ignores`` leaves it out."""
        place = relative(finding.source, self.manifest.folder)
        return any(
            source_matches(glob, place) and locks.names_any(words, finding)
            for glob, words in self.manifest.lint.get("per-file-ignores", {}).items()
        )

    def heard(self, finding: Finding) -> bool:
        """Whether a finding counts: of what ``lint`` leaves out, a mandatory one alone."""
        out = finding.source in self.left_out or self._ignored(finding)
        return not out or locks.names_any(self.manifest.policy.mandatory, finding)

    def as_it_was(self, readings: Sequence[SourceReading], manifest: Manifest, today: datetime.date) -> Verdict:
        """The verdict on other sources by another manifest, with everything else as it is here."""

        def found(persona: Persona, confidence: float | None, rules: Mapping[str, Rule]) -> Verdict:
            return judge(
                readings,
                manifest,
                persona=persona,
                min_confidence=confidence,
                whole=self.whole,
                today=today,
                book=self.book.taxonomy,
                pack=rules,
                preview=self.preview,
                caps=lambda: self.book.caps,
            )

        return self._held(found)

    def _held(self, found: locks.Judge) -> Verdict:
        """A verdict as it is asked for, with what is mandatory whatever is asked for."""
        verdict = found(self.persona, self.min_confidence, self.book.rules)
        policy = self.manifest.policy
        if not policy.mandatory:
            return verdict
        return locks.with_mandatory(verdict, self.lock, policy, self.book, (self.persona, self.min_confidence), found)

    @property
    def taxonomy(self) -> Taxonomy:
        """The categories it is judged by."""
        return self.book.taxonomy

    def is_change(self, finding: Finding) -> bool:
        """Whether a finding is about what changed."""
        return self.book.rules[finding.code].scope == "change"


def check(asked: Reading, judging: Judging) -> Checked:
    """Read and judge. A manifest that is wrong costs what it binds; everything else is judged all the same."""
    files = pipeline.find(asked)
    scopes, errors = gather(files, asked, judging)
    used = None
    if judging.usage:
        from minlint import usage

        used = usage.load(judging.usage, [reading for scope in scopes for reading in scope.readings])
        scopes = [scope._replace(usage=used) for scope in scopes]
    findings: list[Finding] = []
    failing, counts, baselined, unchanged = False, [], 0, 0
    past = _past(scopes, files, judging)
    found: dict[int, Sequence[Finding]] = {}
    for scope in scopes:
        listed = "" if judging.no_baseline else baseline.listed(scope.baseline, named=bool(judging.baseline))
        verdict = scope.judge(judging.today, accepted(scope, listed), past.before(scope) if past else None)
        if judging.no_waivers:
            unwaived = tuple(finding._replace(waived=False) for finding in verdict.findings)
            verdict = verdict._replace(findings=unwaived)
        new, old = baseline.split(verdict.findings, listed, scope.manifest.policy.mandatory)
        if past:
            found[id(scope)] = verdict.findings
            new, known = past.split(scope, new)
            unchanged += known
        errors += [f"rule {crash.rule} broke ({crash.reason}); the others ran" for crash in verdict.crashes]
        failing = failing or _fails(scope, new)
        baselined += len([finding for finding in old if not finding.waived])
        counts.append(verdict.counts)
        findings += new
    readings = [reading for scope in scopes for reading in scope.readings]
    rank = ranks(reading.source.path for reading in readings)
    readings.sort(key=lambda reading: rank[reading.source.path])
    live = in_order(finding for finding in findings if not finding.waived)
    waived = in_order(finding for finding in findings if finding.waived)
    fixed = past.fixed(found, scopes) if past else 0
    summary = summarise(
        readings, counts, live, waived=len(waived), baselined=baselined, unchanged=unchanged, fixed=fixed
    )
    notes = ((used.told,) if used else ()) + (() if judging.isolated else _notes(scopes))
    notes += (past.notes if past else ()) + pipeline.advice(readings)
    if judging.strict and not readings:
        errors.append("nothing was checked, and --strict was said")
    explained = book.joined(scope.book for scope in scopes)
    result = Result(live, waived, readings, summary, notes)
    manifests = tuple(scope.manifest for scope in scopes)
    return Checked(result, tuple(errors), failing, files, explained, _warnings(scopes), manifests)


def _warnings(scopes: Sequence[Scope]) -> tuple[str, ...]:
    """What is selected without effect."""
    chosen = ((scope, (*scope.selection.select, *scope.selection.extend_select)) for scope in scopes)
    idle = (select.idle(words, scope.book.rules, preview=scope.preview) for scope, words in chosen if words)
    return tuple(dict.fromkeys(warning for found in idle for warning in found))


def _past(scopes: Sequence[Scope], files: pipeline.Files, judging: Judging) -> Past | None:
    """The side that is compared with, where there is one."""
    if judging.against is None:
        return None
    from minlint import against

    return against.past(
        judging.against, scopes, files, judging, lambda path, where: _load(path, judging, scopes[0].lock, where)[0]
    )


def compare(old: str, new: str, today: datetime.date) -> Comparison:
    """What changed from one side to another, each a git revision, a folder or an inventory."""
    from minlint.against import comparison

    return comparison.compare(old, new, today, lambda path, where: locks.read(path, today, book.shipped(), where))


def accepted(scope: Scope, listed: str) -> frozenset[str]:
    """What the baseline accepts of records without a purpose: nothing where the policy makes that rule mandatory."""
    missing = scope.book.rules["P001"]
    held = any(missing.code.startswith(word) or word == missing.name for word in scope.manifest.policy.mandatory)
    return frozenset() if held else baseline.fingerprints(listed)


def gather(files: pipeline.Files, asked: Reading, judging: Judging) -> tuple[list[Scope], list[str]]:
    """The sources with the manifests that judge them, and what is wrong with manifests."""
    groups: dict[str | None, list[Input]] = {}
    if not judging.isolated and not judging.manifest:
        groups = {os.path.abspath(path): [] for path in files.manifests}
    above = cache(nearest_manifest)  # the files of a folder have one answer
    if judging.manifest and not judging.isolated:  # where it isn't there, that is said, whatever else is
        groups[os.path.abspath(judging.manifest)] = []
    for source in files.inputs:
        groups.setdefault(_manifest_of(source, judging, above), []).append(source)
    lock = _lock(judging)
    loaded: list[tuple[Manifest, Book, list[Input]]] = []
    errors: list[str] = []
    for path, inputs in sorted(groups.items(), key=lambda group: group[0] or ""):
        try:
            said, known = _load(path, judging, lock) if path else _nothing(lock)
            said = _modes().by_law(said, judging.law) if judging.law else said
        except (ManifestErrors, RuleErrors) as error:
            errors += [str(item) for item in error.errors]
        else:
            loaded.append((said, known, inputs))
    if words := (*judging.select, *judging.ignore, *judging.extend_select):
        known = book.joined((lock.book, *(known for _, known, _ in loaded)))
        select.check(words, known.rules, known.taxonomy)
    scopes = [_scope(said, known, lock, inputs, files, asked, judging) for said, known, inputs in loaded]
    return [scope for scope in scopes if judging.against or scope.manifest.path or scope.readings], errors


def _manifest_of(source: Input, judging: Judging, above: Callable[[str], str | None]) -> str | None:
    if judging.isolated:
        return None
    if judging.manifest:
        return os.path.abspath(judging.manifest)
    return above(here() if is_address(source.name) else os.path.dirname(os.path.abspath(source.name)))


def _lock(judging: Judging) -> Lock:
    try:
        return locks.load(judging.policy, judging.today)
    except (ManifestErrors, RuleErrors) as error:
        raise UsageError("\n".join(map(str, error.errors))) from None


def _modes() -> Any:
    """The laws that can be judged by alone, which few runs ask for."""
    from minlint import modes

    return modes


def _nothing(lock: Lock) -> tuple[Manifest, Book]:
    return manifest.empty(repository_root(os.curdir))._replace(policy=lock.policy), lock.book


def _load(path: str, judging: Judging, lock: Lock, files: Files | None = None) -> tuple[Manifest, Book]:
    said, known = locks.read(path, judging.today, lock.book, files, lock=lock.policy)
    return lock.with_laws(said), known


def book_near(folder: str, packs: Sequence[str] = ()) -> Book:
    """The book of some packs; where none is named, of those that the nearest manifest names.

    A manifest that is wrong names none: what lists and explains needs no manifest. Raises `RuleErrors` for a pack that
    is wrong.
    """
    if packs:
        return book.shipped().widened(tuple(os.path.abspath(pack) for pack in packs))
    path = nearest_manifest(os.path.join(here(), folder))
    try:
        return locks.read(path, datetime.date.min, book.shipped())[1] if path else book.shipped()
    except ManifestErrors:
        return book.shipped()


def _scope(
    said: Manifest,
    known: Book,
    lock: Lock,
    inputs: Sequence[Input],
    files: pipeline.Files,
    asked: Reading,
    judging: Judging,
) -> Scope:
    lint = said.lint
    spared = frozenset() if asked.force_exclude else files.named
    out = {source.name for source in inputs if source.name not in spared and _excluded(source.name, said)}
    asked = asked._replace(locales=said.locales)
    wanted = asked.settled(lint)
    if lock.policy.mandatory:  # what the repository leaves out is read all the same
        readings = pipeline.read_all(inputs, asked, known.taxonomy)
        out |= {item.source.path for item in readings if wanted.kind and item.source.kind != wanted.kind}
    else:
        kept = [source for source in inputs if source.name not in out]
        readings = pipeline.read_all(kept, wanted, known.taxonomy)
    if judging.law:
        readings = _modes().seen(readings, judging.law, known.taxonomy, judging.today)
    persona = lock.persona(judging.persona or lint.get("persona", "review"))
    sure = lint.get("min-confidence") if judging.min_confidence is None else judging.min_confidence
    whole = judging.whole or _is_whole(said, asked, files)
    notice = _notice(said, known)
    told = (notice.path,) if whole and notice else ()
    words = (_words(judging, lint, name) for name in ("select", "ignore", "extend-select"))
    return Scope(
        manifest=said,
        readings=readings,
        given=frozenset((*(source.name for source in inputs), *files.manifests, *_named(judging), *told)),
        whole=whole,
        persona=persona,
        min_confidence=lock.confidence(sure, persona),
        selection=select.Selection(*words),
        fail_on=lock.fail_on(judging.fail_on or lint.get("fail-on", "error")),
        strict=judging.strict or lock.strict or locks.says(lint, "strict"),
        preview=lock.preview or (locks.says(lint, "preview") if judging.preview is None else judging.preview),
        baseline=_baseline_path(said, judging),
        asked=wanted,
        book=known,
        lock=lock,
        left_out=frozenset(out),
        notice=notice,
    )


def _named(judging: Judging) -> tuple[str, ...]:
    """A manifest that is named on the command line is passed as much as any source."""
    return (os.path.relpath(judging.manifest).replace(os.sep, "/"),) if judging.manifest else ()


def _words(judging: Judging, lint: Mapping[str, Any], name: str) -> tuple[str, ...]:
    said: tuple[str, ...] = getattr(judging, name.replace("-", "_"))
    return said or tuple(lint.get(name, ()))


def _excluded(path: str, said: Manifest) -> bool:
    if not said.lint.get("exclude"):
        return False
    place = relative(path, said.folder)
    return any(source_matches(glob, place) for glob in said.lint.get("exclude", ()))


def _is_whole(said: Manifest, asked: Reading, files: pipeline.Files) -> bool:
    """Whether all that a manifest binds was passed: its folder was walked, and nothing left out on request."""
    return files.whole and not (asked.kind or asked.exclude) and files.walked(said.folder)


def _fails(scope: Scope, findings: Sequence[Finding]) -> bool:
    live = [finding for finding in findings if not finding.waived]
    if scope.strict and any(finding.code == "E002" for finding in live):
        return True
    held = scope.lock.fail_on("error")
    return any(
        finding.severity in _grave(held if locks.names_any(scope.manifest.policy.mandatory, finding) else scope.fail_on)
        or finding.severity in _grave(scope.fail_on)
        for finding in live
    )


def _grave(level: str) -> Sequence[str]:
    """The severities that fail."""
    return SEVERITIES[: SEVERITIES.index(level) + 1] if level in SEVERITIES else ()


def _baseline_path(said: Manifest, judging: Judging) -> str:
    if judging.baseline:
        return judging.baseline
    return os.path.join(said.folder, said.lint.get("baseline", BASELINE))


def _notice(said: Manifest, known: Book) -> Notice | None:
    if not said.notice:
        return None
    from minlint.notice.loading import load

    return load(said, known.taxonomy)


def _notes(scopes: Sequence[Scope]) -> tuple[str, ...]:
    unread = [scope.manifest for scope in scopes if scope.manifest.notice and scope.notice is None]
    notes = [f"{said.path}: the notice {said.notice} can't be read, so that P010 says nothing." for said in unread]
    if any(not scope.manifest.path and scope.readings for scope in scopes):
        notes.append("No minlint.yaml above some sources: `minlint init` drafts one.")
    return tuple(notes)
