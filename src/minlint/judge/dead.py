"""What the manifest's globs find among the sources that were read, and which find nothing."""

from __future__ import annotations

from collections.abc import Sequence

from minlint.judge.contexts import Run, relative
from minlint.judge.records import RecordContext
from minlint.manifest.globs import record_matches, source_matches
from minlint.manifest.match import waives
from minlint.manifest.model import Binding, Waiver
from minlint.model import SourceReading


class World:
    """The paths, records and fields that globs can match."""

    def __init__(self, run: Run, readings: Sequence[SourceReading], records: Sequence[RecordContext]) -> None:
        self.paths = [relative(item.source.path, run.manifest.folder) for item in readings]
        self.unread = [
            path
            for path, item in zip(self.paths, readings, strict=True)
            if any(problem.code == "E001" for problem in item.source.problems)
        ]
        self.records = [(relative(item.source.path, run.manifest.folder), item) for item in records]

    def in_binding(self, index: int, binding: Binding) -> tuple[str, ...]:
        """The globs of a binding that match nothing; those within a source that couldn't be read aren't dead."""
        if not any(source_matches(binding.source, path) for path in self.paths):
            return (binding.source,)
        if any(source_matches(binding.source, path) for path in self.unread):
            return ()
        names = [record.reading.record.name for path, record in self.records if source_matches(binding.source, path)]
        dead = [glob for glob in binding.records if not any(record_matches(glob, name) for name in names)]
        found = {pair for _, record in self.records for pair in record.bound.field_bindings}
        dead += [item.field for number, item in enumerate(binding.fields) if (index, number) not in found]
        return tuple(dead)

    def in_waiver(self, waiver: Waiver) -> tuple[str, ...]:
        """A waiver's source or field, where nothing matches it."""
        if waiver.source and not any(source_matches(waiver.source, path) for path in self.paths):
            return (waiver.source,)
        if any(waiver.source is None or source_matches(waiver.source, path) for path in self.unread):
            return ()
        return () if any(self._is_about(waiver, path, record) for path, record in self.records) else (waiver.field,)

    def _is_about(self, waiver: Waiver, path: str, record: RecordContext) -> bool:
        name = record.reading.record.name
        fields = [reading.field.path if reading.field else None for reading in record.reading.readings]
        return any(waives(waiver, path, name, field) for field in (None, *fields))
