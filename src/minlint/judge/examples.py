"""The examples that rules carry, run through the whole machine: documentation and test are one text."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from minlint.judge.cases import Example
from minlint.judge.drift.before import Before
from minlint.judge.drift.pairing import pair
from minlint.judge.engine import judge
from minlint.judge.rules import Rule
from minlint.manifest.model import Manifest
from minlint.model import Finding, Source, SourceReading
from minlint.profiles import Profile
from minlint.taxonomy import Taxonomy, default

if TYPE_CHECKING:
    from minlint.notice import Notice
    from minlint.usage import Usage

DAY = datetime.date(2026, 1, 1)
"""The day on which examples run that name none."""


def check_examples(
    rules: Mapping[str, Rule], book: Taxonomy | None = None, profiles: Mapping[str, Profile] | None = None
) -> list[str]:
    """Run every rule's examples; each line of the answer names a rule, an example and what came out otherwise."""
    book = book or default()
    return [failure for rule in rules.values() for failure in _failures(rule, rules, book, profiles)]


def count(rules: Mapping[str, Rule]) -> int:
    """How many examples the rules carry."""
    return sum(len(rule.fires) + len(rule.silent) for rule in rules.values())


def places(
    rule: Rule,
    example: Example,
    rules: Mapping[str, Rule],
    book: Taxonomy,
    profiles: Mapping[str, Profile] | None = None,
) -> list[str]:
    """Where a rule, among others, fires in an example: a field or record; an entry, purpose or what else; a line.

    Raises `MinlintError` for an example whose manifest is wrong.
    """
    reading = _read(example, rule.file, book)
    verdict = judge(
        [reading, *_beside(example, rule.file, book)],
        _manifest(example, book, profiles),
        persona="audit",
        min_confidence=0.6,
        whole=not example.part,
        today=datetime.date.fromisoformat(example.today) if example.today else DAY,
        book=book,
        pack=rules,
        preview=True,
        before=_before(example.before, rule.file, reading, book, profiles) if example.before else None,
        notice=_notice(example.notice, book) if example.notice else None,
        usage=_usage(example.usage, reading) if example.usage else None,
    )
    crashes = [f"a crash ({crash.reason})" for crash in verdict.crashes if crash.rule == rule.code]
    return crashes + [_place(finding) for finding in verdict.findings if finding.code == rule.code]


def _failures(
    rule: Rule, rules: Mapping[str, Rule], book: Taxonomy, profiles: Mapping[str, Profile] | None
) -> Iterable[str]:
    from minlint.errors import MinlintError

    for example in (*rule.fires, *rule.silent):
        try:
            found = sorted(places(rule, example, rules, book, profiles))
        except MinlintError as error:
            yield f"{rule.code}, {example.name}: {error}"
            continue
        if found != sorted(example.expect):
            wanted = ", ".join(example.expect) or "nowhere"
            yield f"{rule.code}, {example.name}: fires at {', '.join(found) or 'nothing'}, not at {wanted}"


def _before(
    example: Example, file: str, today: SourceReading, book: Taxonomy, profiles: Mapping[str, Profile] | None
) -> Before:
    """What stood there, its one source standing for today's."""
    reading = _read(example, file, book)
    pairs = pair([today], [reading], {today.source.path: reading.source.path})
    return Before(_manifest(example, book, profiles), pairs.was, pairs.left)


def _notice(text: str, book: Taxonomy) -> Notice:
    from minlint.notice import read

    return read(text, "notice.md", book)


def _usage(text: str, reading: SourceReading) -> Usage:
    from minlint.usage import of_sql

    return of_sql(text, [reading])


def _read(example: Example, file: str, book: Taxonomy) -> SourceReading:
    from minlint.read import held

    with held():
        return _told(_source(example, file), book)


def _told(source: Source, book: Taxonomy) -> SourceReading:
    from minlint.detect import detect
    from minlint.measure import measure

    return measure(detect(source, book), book).bare()


def _beside(example: Example, file: str, book: Taxonomy) -> Iterable[SourceReading]:
    """The further files of an example. Raises `RuleError` for one that is of no format."""
    from minlint.errors import RuleError
    from minlint.read import Options, read
    from minlint.read.input import Input

    for name, text in example.beside:
        source = read(Input(name, data=text.encode()), Options())
        if source is None:
            raise RuleError(f"what stands beside, in `{name}`, is of no format", file)
        yield _told(source, book)


def _source(example: Example, file: str) -> Source:
    """An example's text read in its format, under a name by which that format knows it."""
    from minlint.errors import RuleError
    from minlint.read import Options, read, readers
    from minlint.read.input import Input

    reader = next((item for item in readers() if item.NAME.replace("-", "_") == example.format), None)
    if reader is None:
        raise RuleError(f"no format is called `{example.format}`", file)
    for name in [example.source] if example.source else [reader.KIND + end for end in reader.SUFFIXES]:
        source = read(Input(name, data=example.text.encode()), Options())
        if source and source.format == reader.NAME:
            return source
    raise RuleError(f"what stands under `{example.format}` isn't of that format", file)


def _manifest(example: Example, book: Taxonomy, profiles: Mapping[str, Profile] | None) -> Manifest:
    from minlint.manifest import empty, parse

    if not example.manifest:
        return empty(".")
    return parse(_yaml(example.manifest), taxonomy=book, profiles=profiles)


def _yaml(said: Mapping[str, Any]) -> str:
    import yaml

    return str(yaml.safe_dump(said, allow_unicode=True))


def _place(finding: Finding) -> str:
    if finding.record is not None:
        return f"{finding.record}.{finding.field}" if finding.field else finding.record
    if finding.purposes or "statement" in finding.facts:
        return str(finding.facts.get("entry") or finding.facts.get("statement") or finding.purposes[0])
    return f"line {finding.span.line}" if finding.span else "file"
