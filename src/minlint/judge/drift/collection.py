"""What records collect that they didn't."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from minlint.judge.contexts import About
from minlint.judge.coverage import coverage, covers, rank
from minlint.judge.drift.before import Before
from minlint.judge.drift.change import Change
from minlint.judge.drift.permission import pairs
from minlint.judge.facts import category
from minlint.judge.records import FieldContext, RecordContext
from minlint.judge.words import listed, name_of
from minlint.model import Detection
from minlint.tuples import NamedTuple


class Then(NamedTuple):
    """A record as it was: what was judged in it, and every detection of its fields by their paths."""

    context: RecordContext | None
    held: tuple[FieldContext, ...] = ()
    fields: Mapping[str, tuple[Detection, ...]] = {}


def then(context: RecordContext | None) -> Then:
    """A record as it was, or nothing where there was none."""
    if context is None:
        return Then(None)
    fields = {item.field.path: item.detections for item in context.reading.readings if item.field}
    return Then(context, context.judged, fields)


def changes(record: RecordContext, was: Then, before: Before) -> Iterator[Change]:
    """A change for each category that a record didn't hold, or not as finely, where the first field with it stands."""
    found: dict[str, list[FieldContext]] = {}
    for item in record.judged:
        if _is_new(item, was, before):
            found.setdefault(item.category.key, []).append(item)
    for items in found.values():
        yield _change(items, was, before)
    yield from _sharpened(record, was, set(found))


def _is_new(item: FieldContext, was: Then, before: Before) -> bool:
    """Whether neither the record nor the field held it, and it didn't move here from another record."""
    key, book = item.category.key, item.run.taxonomy
    if item.own or any(covers(other.category.key, key, book) for other in was.held):
        return False
    if item.field is None:
        return item.category.sensitive and not _made_before(item, was)
    if (item.field.path, key) in before.left:
        return False
    if item.field.path not in was.fields:
        return True
    said_by_a_person = any(evidence.kind == "manifest" for evidence in item.detection.evidence)
    return not said_by_a_person and not any(found.category == key for found in was.fields[item.field.path])


def _made_before(item: FieldContext, was: Then) -> bool:
    """Whether the fields that make it together were all there."""
    return all(part.path in was.fields for part in item.reading.parts)


def _change(items: list[FieldContext], was: Then, before: Before) -> Change:
    first = items[0]
    record, what = first.record.reading.record.name, category.words(first)
    places = listed(name_of(item.place) for item in items)
    begun = f"{record} is new and collects {what} ({places})"
    told = begun if was.context is None else f"{record} didn't collect {what}; with {places} it does"
    permitted = first.coverage.state == "covered"
    if permitted and first.coverage.by:
        told += f"; permitted by {listed(first.coverage.by)}"
    followed = permitted and _followed(first, was, before)
    return Change("category", told, first.place, _about(first), permitted=permitted, followed=followed)


def _about(item: FieldContext) -> About:
    return About(item.category.key, item.coverage.beyond, item.detection.evidence, item.detection.confidence)


def _followed(item: FieldContext, was: Then, before: Before) -> bool:
    """Whether what the record served before covered nothing of the kind; of a new record, what now covers it."""
    if was.context is not None:
        served = was.context.purposes
    elif before.manifest is not None:
        known = pairs(item.run.manifest, before.manifest)
        served = tuple(known[id_] for id_ in item.coverage.by if id_ in known)
    else:
        served = ()
    if not served:
        return False
    return coverage(item.category.key, item.detection.precision, served, item.run.taxonomy).state != "covered"


def _sharpened(record: RecordContext, was: Then, new: set[str]) -> Iterator[Change]:
    """A change for each category that a record holds more finely than it did, where both are known."""
    now, then = _finest(record.judged), _finest(was.held)
    for key, item in now.items():
        old = then.get(key)
        if key in new or old is None or item.rank >= old.rank:
            continue
        rungs = record.run.taxonomy.ladder(key).rungs
        words, kept = category.words(item.field), rungs[item.rank].name
        told = f"{name_of(item.field.place)} keeps {words} at the rung {kept}; it was {rungs[old.rank].name}"
        yield Change("precision", told, item.field.place, _about(item.field), rungs[old.rank].name, kept)


class Finest(NamedTuple):
    """The field that holds a category most finely, and how far its rung stands from the ladder's finest."""

    field: FieldContext
    rank: int


def _finest(items: Iterable[FieldContext]) -> dict[str, Finest]:
    """By category; an unknown precision counts as the finest there was, and never as a finer one."""
    found: dict[str, Finest] = {}
    unknown: set[str] = set()
    for item in items:
        key, precision = item.category.key, item.detection.precision
        if item.field is None:
            continue
        if not precision:
            unknown.add(key)
            continue
        at = Finest(item, rank(precision, item.run.taxonomy.ladder(key)))
        if key not in found or at.rank < found[key].rank:
            found[key] = at
    return {key: item for key, item in found.items() if key not in unknown}
