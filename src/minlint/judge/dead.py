"""What the manifest is about among the sources that were read, and what of it finds nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from minlint.judge.contexts import Run, relative
from minlint.judge.records import RecordContext
from minlint.manifest.globs import record_matches, source_matches
from minlint.manifest.match import waives
from minlint.manifest.model import Binding, Waiver
from minlint.model import SourceReading
from minlint.once import cached_property


class World:
    """The paths, records and fields that globs can match, and what they hold for each purpose."""

    def __init__(self, run: Run, readings: Sequence[SourceReading], records: Sequence[RecordContext]) -> None:
        self.run = run
        self.paths = [relative(item.source.path, run.manifest.folder) for item in readings]
        problems = [{problem.code for problem in item.source.problems} for item in readings]
        self.unread = [path for path, codes in zip(self.paths, problems, strict=True) if "E001" in codes]
        self.partly = [path for path, codes in zip(self.paths, problems, strict=True) if codes]
        self.records = [(relative(item.source.path, run.manifest.folder), item) for item in records]

    @cached_property
    def held(self) -> Mapping[str, frozenset[str]]:
        """Every category that fields may hold, however unsure, by the purposes bound to them; none for no record."""
        found: dict[str, set[str]] = {}
        for _, record in self.records:
            for ids, keys in record.held():
                for id_ in ids:
                    found.setdefault(id_, set()).update(keys)
        return {id_: frozenset(keys) for id_, keys in found.items()}

    @cached_property
    def unsure(self) -> frozenset[str]:
        """The purposes for which sources may hold more than could be read."""
        torn = [
            binding
            for binding in self.run.manifest.bindings
            if any(source_matches(binding.source, path) for path in self.partly)
        ]
        own = (item.purposes or () for binding in torn for item in binding.fields)
        return frozenset(id_ for ids in (*(binding.purposes for binding in torn), *own) for id_ in ids)

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
        found = [reading.field for reading in record.reading.readings if reading.field]
        fields = [(field.path, field.pointer) for field in found]
        return any(waives(waiver, path, name, *field) for field in ((None, ""), *fields))
