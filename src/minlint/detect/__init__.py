"""From fields to categories: names in their record's context, comments, types, keys and values."""

from __future__ import annotations

import math
from collections.abc import Iterable

from minlint.detect import records as made
from minlint.detect.combine import floor
from minlint.detect.fields import FREE_TEXT, weighed
from minlint.detect.lexicon import Lexicon, lexicon
from minlint.detect.reading import Reader, reader
from minlint.detect.surroundings import Surroundings, of_source
from minlint.model import Detection, Field, Reading, RecordReading, Source, SourceReading
from minlint.taxonomy import Taxonomy


def detect(source: Source, taxonomy: Taxonomy) -> SourceReading:
    """Every field of a source with its categories, best first, and what its records' fields make together."""
    names = lexicon(taxonomy)
    words = reader(names)
    places = of_source(source, names, words)
    return SourceReading(source, tuple(_read(place, taxonomy, names, words) for place in places))


def _read(place: Surroundings, taxonomy: Taxonomy, names: Lexicon, words: Reader) -> RecordReading:
    readings = tuple(Reading(field, _detections(field, place, taxonomy, names, words)) for field in place.record.fields)
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
    least = math.log(floor() / (1 - floor()))
    weighty = weighed(field, place, taxonomy, names, words)
    named = _ranked(item.detection() for item in weighty if item.odds >= least)
    if field.labels:
        from minlint.detect.labels import labelled  # few fields have any

        named = _merge(named, labelled(field, named, taxonomy, names))
    return _with_values(field, place, taxonomy, named)


def _ranked(found: Iterable[Detection]) -> tuple[Detection, ...]:
    """The surest first, of equals the deeper; but a text that anything may stand in says so before what is in it."""
    return tuple(
        sorted(
            found,
            key=lambda item: (
                not (item.category == FREE_TEXT and item.confidence >= 0.6),
                -item.confidence,
                -item.category.count("."),
            ),
        )
    )


def _with_values(
    field: Field, place: Surroundings, taxonomy: Taxonomy, named: tuple[Detection, ...]
) -> tuple[Detection, ...]:
    if field.values is None and field.vector is None:
        return named
    from minlint.detect.values import from_values

    return _merge(named, from_values(field, place.record, taxonomy))


def _merge(named: tuple[Detection, ...], valued: Iterable[Detection]) -> tuple[Detection, ...]:
    """Names, labels and values as independent witnesses: a category two speak for is surer than either makes it."""
    found = {item.category: item for item in named}
    for item in valued:
        known = found.get(item.category)
        if known is None:
            found[item.category] = item
        else:
            sure = round(1 - (1 - known.confidence) * (1 - item.confidence), 3)
            found[item.category] = known._replace(
                confidence=sure, evidence=known.evidence + item.evidence, precision=known.precision or item.precision
            )
    return _ranked(found.values())
