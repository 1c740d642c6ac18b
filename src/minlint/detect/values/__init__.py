"""Categories from values: what a column's sampled values are, whatever it is called.

Evidence tells shapes, counts and shares, never a value.
"""

from __future__ import annotations

from minlint.detect.identifiers import split
from minlint.detect.values import births, columns, vectors
from minlint.model import Detection, Field, Record
from minlint.taxonomy import Taxonomy

_TEXT = ("varchar", "json", "uuid", "inet", "enum")
_INTEGERS = ("bigint", "integer", "hugeint", "ubigint", "uinteger", "decimal")
_DATES = ("date", "timestamp")
_PERSON_WORDS = """
name surname firstname lastname fullname first last forename email phone patient patients customer customers person
people employee employees user users member members student students pupil gender sex applicant passenger client
clients resident voter donor guest
"""
_PERSON = frozenset(_PERSON_WORDS.split())


def from_values(field: Field, record: Record, book: Taxonomy) -> list[Detection]:
    """What a field's sampled values show, the surest first; empty where it has none or they show nothing."""
    words = frozenset(split(field.path))
    if field.vector:
        context = words | frozenset(split(record.name))
        found = vectors.detection(field.vector, context, _beside(record, {field.path}))
        return _known([found] if found else [], book)
    if field.values is None or not len(field.values):
        return []
    kind = field.type.partition("(")[0].partition(" ")[0]
    if kind in _TEXT or kind in _INTEGERS:
        texts = _texts(field)
        found_all = list(columns.detections(texts, words, kind in _INTEGERS)) if texts else []
        if kind == "varchar" and not found_all and _about_persons(record):
            found_all = list(births.detections(texts))
        return _known(found_all, book)
    if kind in _DATES and _about_persons(record):
        return _known(list(births.detections(_texts(field))), book)
    return []


def record_from_values(record: Record, book: Taxonomy) -> list[tuple[Detection, tuple[str, ...]]]:
    """What columns of a record make together: each with the paths of the columns."""
    found: list[tuple[Detection, tuple[str, ...]]] = []
    for paths, vector in record.vectors:
        words = frozenset(split(record.name)) | frozenset(split(paths[0])) | frozenset(split(paths[-1]))
        detection = vectors.detection(vector, words, _beside(record, set(paths)))
        found += [(known, paths) for known in _known([detection] if detection else [], book)]
    return found


def _texts(field: Field) -> list[str]:
    """The distinct values as texts without blanks around them, empty ones left out."""
    values = field.values or ()
    bare = (str(value).strip().strip('"') for value in values)
    return list(dict.fromkeys(text for text in bare if text))


def _beside(record: Record, own: set[str]) -> frozenset[str]:
    return frozenset(word for field in record.fields if field.path not in own for word in split(field.path))


def _about_persons(record: Record) -> bool:
    return bool(_PERSON & (frozenset(split(record.name)) | _beside(record, set())))


def _known(found: list[Detection], book: Taxonomy) -> list[Detection]:
    """Detections the taxonomy has a category for, one a category, the surest first."""
    best: dict[str, Detection] = {}
    for detection in sorted(found, key=lambda item: -item.confidence):
        if detection.category in book:
            best.setdefault(detection.category, detection)
    return list(best.values())
