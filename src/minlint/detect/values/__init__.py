"""Categories from values: what a record's sampled values are, whatever its columns are called.

Evidence tells shapes, counts and shares, never a value. What a column is also depends on the others: a date is a birth,
a town an address, a plate somebody's where the record is about people, which its values or its names say.
"""

from __future__ import annotations

from collections.abc import Mapping

from minlint.detect.identifiers import split
from minlint.detect.values import (
    births,
    columns,
    exif,
    genuine,
    hashes,
    national,
    pairs,
    phones,
    texts,
    vectors,
    vocabularies,
)
from minlint.detect.values.context import Column, about, column_of
from minlint.detect.values.kinds import Context
from minlint.model import Detection, Field, Record
from minlint.taxonomy import Taxonomy

_LONG = 60  # signs on average beyond which texts are no single values


def of_record(record: Record, book: Taxonomy, locales: frozenset[str] = frozenset()) -> dict[str, list[Detection]]:
    """What each field's sampled values show, by its path, the surest first; a field that shows nothing isn't there.

    ``locales`` are the countries where people are said to live; none where only the data tell.
    """
    read = [column_of(field) for field in record.fields if field.values is not None or field.vector]
    if not read:
        return {}
    context = about(record, read, locales)
    found = {column.field.path: _detections(column, record, read, context) for column in read}
    if context.people:
        for path, detection in pairs.detections(record):
            found.setdefault(path, []).append(detection)
    for path, detection in hashes.detections(read, found):
        found.setdefault(path, []).append(detection)
    for path, detection in genuine.detections(read, found):
        found[path] = [detection if item.category == detection.category else item for item in found[path]]
    known = {path: _known(detections, book) for path, detections in found.items()}
    return {path: detections for path, detections in known.items() if detections}


def from_values(field: Field, record: Record, book: Taxonomy, locales: frozenset[str] = frozenset()) -> list[Detection]:
    """What one field's sampled values show, the surest first."""
    return of_record(record, book, locales).get(field.path, [])


def record_from_values(record: Record, book: Taxonomy) -> list[tuple[Detection, tuple[str, ...]]]:
    """What columns of a record make together: each with the paths of the columns."""
    found: list[tuple[Detection, tuple[str, ...]]] = []
    for paths, vector in record.vectors:
        words = frozenset(split(record.name)) | frozenset(split(paths[0])) | frozenset(split(paths[-1]))
        detection = vectors.detection(vector, words, _beside(record, set(paths)))
        found += [(known, paths) for known in _known([detection] if detection else [], book)]
    return found


def _detections(column: Column, record: Record, read: list[Column], context: Context) -> list[Detection]:
    field = column.field
    if field.vector:
        near = column.words | frozenset(split(record.name))
        vector = vectors.detection(field.vector, near, _beside(record, {field.path}))
        return [vector] if vector else []
    if not column.texts:
        return []
    if column.kind == "date":
        return list(births.detections(column.texts)) if context.people else []
    if column.kind == "bytes":
        told = list(exif.detections([value for value in field.values or () if isinstance(value, bytes)]))
        return [*columns.detections(column.texts, column.words, context, packed=True), *told]
    whole = column.kind == "integer"
    found = list(columns.detections(column.texts, column.words, context, whole))
    if column.short:
        found += national.detections(column.texts, column.words, context)
        found += phones.detections(column.texts, column.words, context, whole) if not _is(found, 0.9) else []
    if whole and (found or not context.people):
        return found
    if whole:
        return list(births.detections(column.texts) if _days(column) else births.ages(_numbers(column), _born(read)))
    if column.kind == "text" and not _is(found, 0.6):
        found += _worded(column, context)
        found += texts.detections(column, context)
    return found


def _worded(column: Column, context: Context) -> list[Detection]:
    """What texts that are no numbers or codes are: dates, words of a vocabulary, names, streets, towns."""
    found = list(births.detections(column.texts)) if context.people else []
    found += vocabularies.detections(column.texts, context.people) if not found else []
    if not found and column.letters and (column.letters[0] != "city" or context.people):
        found.append(column.letters[1])
    return found


def _is(found: list[Detection], least: float) -> bool:
    return any(item.confidence >= least for item in found)


def _numbers(column: Column) -> Mapping[int, int]:
    values = column.field.values
    numbers = ((str(value), count) for value, count in values.items()) if values else ()
    return {int(text): count for text, count in numbers if text.removeprefix("-").isdecimal()}


def _days(column: Column) -> bool:
    """Whether whole numbers may be days in eight digits: every row's, as the smallest and the largest are."""
    figures = column.field.figures
    return figures is not None and figures.least == figures.most == "99999999"


def _born(read: list[Column]) -> list[int]:
    """The years of the one column that may be of births."""
    for column in read:
        may = column.kind in ("date", "text") or (column.kind == "integer" and _days(column))
        if may and column.short and any(births.detections(column.texts)):
            return births.years(column.texts)
    return []


def _beside(record: Record, own: set[str]) -> frozenset[str]:
    return frozenset(word for field in record.fields if field.path not in own for word in split(field.path))


def _known(found: list[Detection], book: Taxonomy) -> list[Detection]:
    """Detections the taxonomy has a category for, one a category, the surest first."""
    best: dict[str, Detection] = {}
    for detection in sorted(found, key=lambda item: -item.confidence):
        if detection.category in book:
            best.setdefault(detection.category, detection)
    return list(best.values())


__all__ = ["evidence", "from_values", "of_record", "record_from_values"]
