"""For which purposes those read who read a field (`--usage`), and why nothing comes of one that nobody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.judge.contexts import relative
from minlint.judge.words import listed
from minlint.manifest.globs import compiled, source_matches

if TYPE_CHECKING:
    from minlint.judge.contexts import Run
    from minlint.judge.records import FieldContext
    from minlint.usage import Consumer


def readers(at: FieldContext) -> frozenset[Consumer]:
    """Who reads a field, of those that were given."""
    usage, record = at.run.usage, at.record.reading.record
    return usage.of(record.name, at.field.path) if usage and at.field else frozenset()


def purposes(at: FieldContext) -> tuple[str, ...]:
    """The purposes for which it is read, sorted; none where nobody reads it, or somebody's purposes aren't known."""
    found = [purposes_of(consumer, at.run) for consumer in readers(at)]
    return tuple(sorted({id_ for ids in found for id_ in ids})) if all(found) else ()


def purposes_of(consumer: Consumer, run: Run) -> tuple[str, ...]:
    """What somebody reads for: as it says itself, as the manifest says of it, else as its own record is bound."""
    stated = run.manifest.purposes
    if own := tuple(id_ for id_ in consumer.purposes if id_ in stated):
        return own
    said = (
        item.purposes for item in run.manifest.consumers if any(_goes_by(consumer, glob, run) for glob in item.names)
    )
    if named := tuple(dict.fromkeys(id_ for ids in said for id_ in ids)):
        return named
    records = run.named(consumer.names[0])
    return tuple(dict.fromkeys(purpose.id for record in records for purpose in record.purposes))


def _goes_by(consumer: Consumer, glob: str, run: Run) -> bool:
    return any(
        compiled(glob).match(name) or source_matches(glob, relative(name, run.manifest.folder))
        for name in consumer.names
    )


def idle(at: FieldContext) -> str:
    """Why nothing comes of a field, in words: nothing reads it, or only what serves other purposes than its own."""
    usage, source = at.run.usage, at.record.source
    if not usage or not usage.queries or at.own or not (source.kind == "data" or source.stored):
        return ""
    if not readers(at):
        return f"is read by nothing that was given ({usage.asked})"
    theirs = purposes(at)
    if theirs and {purpose.id for purpose in at.purposes}.isdisjoint(theirs):
        return f"is read for {listed(theirs)} alone, which it isn't there for"
    return ""
