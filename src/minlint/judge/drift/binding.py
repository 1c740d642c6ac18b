"""Purposes that were bound to records which served others, and whether they are alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from minlint.judge.contexts import About, Place
from minlint.judge.drift.change import Change
from minlint.judge.drift.permission import pairs
from minlint.judge.drift.statement import alike
from minlint.judge.records import RecordContext
from minlint.judge.words import listed
from minlint.manifest.model import Manifest, Purpose

Pair = tuple[RecordContext, RecordContext]
"""A record as it is, and as it was."""


def changes(found: Iterable[Pair], old: Manifest) -> Iterator[Change]:
    """A change for each purpose that records gained at one place, which served others before; another where it is
    unlike all of these."""
    gained: dict[tuple[str, Place, str], list[RecordContext]] = {}
    for record, was in found:
        for id_ in new_purposes(record, was, old):
            at = _place(record, id_)
            gained.setdefault(("binding", at, id_), []).append(record)
            if _is_unlike(record.run.manifest.purposes[id_], was.purposes):
                gained.setdefault(("repurposed", at, id_), []).append(record)
    for (kind, at, id_), records in gained.items():
        names = [record.reading.record.name for record in records]
        told = _TOLD[kind].format(id_, listed(names[:3] + [f"{len(names) - 3} more"] * (len(names) > 3)))
        yield Change(kind, told, at, About(purposes=(id_,)), "", ", ".join(names))


_TOLD = {
    "binding": "{0} is now bound to {1}, which served other purposes",
    "repurposed": "{1} was collected for something else than {0}, to which it is now bound",
}


def _is_unlike(purpose: Purpose, served: Iterable[Purpose]) -> bool:
    """Whether a purpose has neither profile nor words in common with any that was served."""
    return not any(
        (purpose.profile and purpose.profile == other.profile) or alike(purpose.statement, other.statement)
        for other in served
    )


def new_purposes(record: RecordContext, was: RecordContext, old: Manifest) -> tuple[str, ...]:
    """The purposes that a record serves and didn't; none where it served none, as they are its first."""
    known = {now: then.id for now, then in pairs(record.run.manifest, old).items()}
    served = {purpose.id for purpose in was.purposes}
    return tuple(p.id for p in record.purposes if served and known.get(p.id) not in served)


def _place(record: RecordContext, id_: str) -> Place:
    """The binding that binds it; the record, where a comment beside the data does."""
    manifest = record.run.manifest
    for index in sorted(record.bound.bindings):
        binding = manifest.bindings[index]
        if id_ in binding.purposes:
            return Place(binding.file or manifest.path, binding.span, f"bindings.{binding.source}.{id_}")
    return record.place
