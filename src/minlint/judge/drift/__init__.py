"""What changed since the side that is compared with: in what is collected, and in what is permitted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minlint.judge.contexts import Run, relative
from minlint.judge.drift import binding, collection, permission
from minlint.judge.drift.before import Before
from minlint.judge.drift.change import Change, ChangeContext
from minlint.judge.records import RecordContext
from minlint.manifest import empty
from minlint.manifest.match import resolve


def changes(run: Run, records: Sequence[RecordContext], before: Before) -> Iterator[ChangeContext]:
    """Every change of what one manifest judges, to be held against the rules of scope `change`."""
    return (ChangeContext(run, change) for change in _all(run, records, before))


def _all(run: Run, records: Sequence[RecordContext], before: Before) -> Iterator[Change]:
    past = before.manifest or empty(run.manifest.folder)
    old = Run(past, run.taxonomy, run.today, run.confidence, whole=run.whole)
    found = [(record, _then(record, before, old)) for record in records]
    for record, was in found:
        yield from collection.changes(record, collection.then(was), before)
    if before.manifest:
        yield from permission.changes(run, before.manifest)
        yield from binding.changes(((record, was) for record, was in found if was), before.manifest)


def _then(record: RecordContext, before: Before, old: Run) -> RecordContext | None:
    was = before.records.get((record.source.path, record.reading.record.name))
    if was is None:
        return None
    path = relative(was.source.path, old.manifest.folder)
    return RecordContext(old, was.source, was.reading, resolve(old.manifest, path, was.reading.record, was.source))
