"""From fields to categories: names in their record's context, comments, types, keys and values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from minlint.detect import records as made
from minlint.detect.combine import floor, least
from minlint.detect.fields import FREE_TEXT, weighed
from minlint.detect.lexicon import Lexicon, lexicon
from minlint.detect.reading import Reader, reader
from minlint.detect.surroundings import Surroundings, of_source
from minlint.model import Detection, Field, Reading, Record, RecordReading, Source, SourceReading
from minlint.taxonomy import Taxonomy, is_within


def detect(source: Source, taxonomy: Taxonomy, locales: frozenset[str] = frozenset()) -> SourceReading:
    """Every field of a source with its categories, best first, and what its records' fields make together.

    ``locales`` are the countries where people are said to live.
    """
    names = lexicon(taxonomy)
    words = reader(names)
    places = of_source(source, names, words)
    return SourceReading(source, tuple(_read(place, taxonomy, names, words, locales) for place in places))


def _read(
    place: Surroundings, taxonomy: Taxonomy, names: Lexicon, words: Reader, locales: frozenset[str]
) -> RecordReading:
    valued = _from_values(place.record, taxonomy, locales)
    readings = tuple(
        Reading(
            field,
            _merge(_possible(field, _detections(field, place, taxonomy, names, words)), valued.get(field.path, ())),
        )
        for field in place.record.fields
    )
    readings, whole = made.together(place, readings, taxonomy, words)
    if place.record is not place.written:
        readings, whole = _as_written(place, readings), _as_written(place, whole)
    return RecordReading(place.written, (*readings, *whole), place.subject.shown)


def _as_written(place: Surroundings, readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The readings, of the fields as their source names them."""
    own = {read.path: field for read, field in zip(place.record.fields, place.written.fields, strict=True)}
    return tuple(
        item._replace(field=item.field and own[item.field.path], parts=tuple(own[part.path] for part in item.parts))
        for item in readings
    )


def _detections(
    field: Field, place: Surroundings, taxonomy: Taxonomy, names: Lexicon, words: Reader
) -> tuple[Detection, ...]:
    weighty = weighed(field, place, taxonomy, names, words)
    named = _ranked([item.detection() for item in weighty if item.odds >= least()])
    if field.labels:
        from minlint.detect.labels import labelled  # few fields have any

        named = _merge(named, tuple(labelled(field, named, taxonomy, names)))
    return named


def _ranked(found: Collection[Detection]) -> tuple[Detection, ...]:
    """The surest first, of equals the deeper; but a text that anything may stand in says so before what is in it.

    A category that is fairly sure stands before one that it is a part of: it says more of the same.
    """
    if len(found) < 2:
        return tuple(found)
    return tuple(
        sorted(
            found,
            key=lambda item: (
                not (item.category == FREE_TEXT and item.confidence >= 0.6),
                -_at_least(item, found),
                -item.category.count("."),
            ),
        )
    )


_FAIRLY = 0.7  # what a finer category needs to stand before a coarser one


def _at_least(item: Detection, found: Collection[Detection]) -> float:
    """How sure the category is, or those that it is a part of."""
    if item.confidence < _FAIRLY:
        return item.confidence
    above = [other.confidence for other in found if item.category.startswith(f"{other.category}.")]
    return max(item.confidence, *above) if above else item.confidence


def _from_values(record: Record, taxonomy: Taxonomy, locales: frozenset[str]) -> Mapping[str, Sequence[Detection]]:
    """What the values of a record's fields show, by their paths; a schema has none, and imports nothing for them."""
    if all(field.values is None and field.vector is None for field in record.fields):
        return {}
    from minlint.detect.values import of_record

    return of_record(record, taxonomy, locales)


def _merge(named: tuple[Detection, ...], valued: Sequence[Detection]) -> tuple[Detection, ...]:
    """Names, labels and values as independent witnesses: a category two speak for is surer than either makes it.

    What values prove a field to be, a name can't make another thing of the same sort.
    """
    if not valued:
        return named
    found = {item.category: _doubted(item, valued) for item in named}
    for item in valued:
        known = found.get(item.category)
        if known is None:
            found[item.category] = item
        else:
            sure = round(1 - (1 - known.confidence) * (1 - item.confidence), 3)
            found[item.category] = known._replace(
                confidence=sure, evidence=known.evidence + item.evidence, precision=known.precision or item.precision
            )
    return _ranked([item for item in found.values() if item.confidence >= floor()])


_WORDED = (
    "user.name",
    "user.contact.address.street",
    "user.contact.address.city",
    "user.contact.email",
    "user.job_title",
)


def _possible(field: Field, named: tuple[Detection, ...]) -> tuple[Detection, ...]:
    """Without what a column of fractions can't be, whatever it is called: a name, a street, an address of a mail."""
    if field.values is None or not field.type.startswith(("double", "float")):
        return named
    return tuple(item for item in named if not any(is_within(item.category, branch) for branch in _WORDED))


_PROVEN = 0.95  # confidence from which values leave no room for another thing
_NUMBERED = (  # what has a form of its own: one value is one of these
    "user.government_id",
    "user.financial",
    "user.contact",
    "user.device",
    "user.vehicle",
    "user.biometric",
    "user.authorization",
    "user.health_and_medical.record_id",
    "user.health_and_medical.insurance_beneficiary_id",
)


def _doubted(named: Detection, valued: Iterable[Detection]) -> Detection:
    """What a name says, less sure where the values are proven to be something else that has a form of its own."""
    if not _numbered(named.category):
        return named
    for item in valued:
        apart = not (is_within(item.category, named.category) or is_within(named.category, item.category))
        if item.confidence >= _PROVEN and apart and _numbered(item.category):
            return named._replace(confidence=round(named.confidence * 0.5, 3))
    return named


def _numbered(category: str) -> bool:
    return any(is_within(category, branch) for branch in _NUMBERED)
