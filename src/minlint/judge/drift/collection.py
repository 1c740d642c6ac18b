"""What records collect that they didn't."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from minlint.judge.contexts import About
from minlint.judge.coverage import coverage, covers
from minlint.judge.drift.before import Before
from minlint.judge.drift.change import Change
from minlint.judge.facts import category
from minlint.judge.records import FieldContext, RecordContext
from minlint.judge.words import listed, name_of
from minlint.model import Detection


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
    """A change for each category that a record didn't hold, where the first field with it stands."""
    found: dict[str, list[FieldContext]] = {}
    for item in record.judged:
        if _is_new(item, was, before):
            found.setdefault(item.category.key, []).append(item)
    for items in found.values():
        yield _change(items, was)


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


def _change(items: list[FieldContext], was: Then) -> Change:
    first = items[0]
    record, what = first.record.reading.record.name, category.words(first)
    places = listed(name_of(item.place) for item in items)
    begun = f"{record} is new and collects {what} ({places})"
    told = begun if was.context is None else f"{record} didn't collect {what}; with {places} it does"
    permitted = first.coverage.state == "covered"
    if permitted and first.coverage.by:
        told += f"; permitted by {listed(first.coverage.by)}"
    about = About(first.category.key, first.coverage.beyond, first.detection.evidence, first.detection.confidence)
    followed = permitted and _followed(first, was)
    return Change("category", told, first.place, about, permitted=permitted, followed=followed)


def _followed(item: FieldContext, was: Then) -> bool:
    """Whether what the record served before covered nothing of the kind."""
    if was.context is None or not was.context.purposes:
        return False
    old = coverage(item.category.key, item.detection.precision, was.context.purposes, item.run.taxonomy)
    return old.state != "covered"
