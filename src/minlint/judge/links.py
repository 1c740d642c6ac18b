"""Records that one stable identifier of a person joins: by a reference, or by the same name for the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from minlint.judge.words import words_of
from minlint.taxonomy import is_within

if TYPE_CHECKING:
    from minlint.judge.overlaps import Met
    from minlint.judge.records import FieldContext, RecordContext

STABLE = (
    "user.unique_id",
    "user.government_id",
    "user.device.advertising_id",
    "user.device.mac_address",
    "user.device.device_id",
    "user.vehicle.plate",
    "user.vehicle.vin",
)
"""What names a person, or what they carry, in the same way everywhere and for long."""


def identifies(item: FieldContext) -> bool:
    """Whether a field is such an identifier, in full."""
    key, full = item.category.key, item.detection.precision in (None, "full")
    return item.field is not None and full and item.keys[0] == key and any(is_within(key, branch) for branch in STABLE)


class Links:
    """How the records of a run hang together."""

    def __init__(self, records: Sequence[RecordContext]) -> None:
        self._sharing: dict[tuple[str, tuple[str, ...]], list[RecordContext]] = {}
        self._leading: dict[int, list[RecordContext]] = {}
        self._number = {id(record): number for number, record in enumerate(records)}
        self._met: dict[tuple[int, str], list[Met]] = {}
        if any(record.reading.measures and record.reading.measures.sketches for record in records):
            from minlint.judge.overlaps import overlaps

            self._met = overlaps(records)
        for record in records:
            for item in record.judged:
                if item.field and not item.field.references and identifies(item):
                    self._sharing.setdefault((item.category.key, words_of(item.field.name)), []).append(record)
            for other in (*_led_to(record), *self._before(record)):
                self._leading.setdefault(id(other), []).append(record)

    def others(self, at: FieldContext) -> Iterator[RecordContext]:
        """The records that a field's identifier leads to, and those before its own that hold it by the same name."""
        if at.field is None or not identifies(at):
            return
        if at.field.references:
            yield from (record for record in at.run.named(at.field.references.record) if record is not at.record)
            return
        yield from self._same_name(at, words_of(at.field.name))
        yield from (met.record for met in self.met(at))

    def _same_name(self, at: FieldContext, words: tuple[str, ...]) -> Iterator[RecordContext]:
        if len(words) < 2 and at.category.key == "user.unique_id":
            return  # `id`, `uuid`: every record has its own
        for record in self._sharing.get((at.category.key, words), ()):
            if record is at.record:
                return
            yield record

    def met(self, at: FieldContext) -> Iterator[Met]:
        """The records that hold the values of a field's identifier: those before its own, and those that don't know it
        for one."""
        own = self._number.get(id(at.record), 0)
        if at.field is None or not identifies(at):
            return
        for met in self._met.get((own, at.field.path), ()):
            known = any(item.field and item.field.path == met.path and identifies(item) for item in met.record.judged)
            if met.number < own or not known:
                yield met

    def _before(self, record: RecordContext) -> Iterator[RecordContext]:
        """The records before one that an identifier of its own leads to by its values."""
        for item in record.judged if self._met else ():
            yield from (met.record for met in self.met(item) if met.number < self._number[id(record)])

    def leading(self, record: RecordContext) -> Sequence[RecordContext]:
        """The records that hold a reference to a record."""
        return self._leading.get(id(record), ())

    def joined(self, record: RecordContext) -> Iterator[RecordContext]:
        """A record, those whose rows lead to it, and those that its own rows lead to; each once."""
        found = (record, *self.leading(record), *_led_to(record))
        yield from {id(item): item for item in found}.values()


def _led_to(record: RecordContext) -> Iterator[RecordContext]:
    for field in record.reading.record.fields:
        if field.references:
            yield from record.run.named(field.references.record)
