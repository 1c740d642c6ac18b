"""Messages by their fields: a text and whom it comes from or goes to make a record one, whatever it is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from minlint.detect.identifiers import phrase
from minlint.detect.reading import Reader
from minlint.detect.surroundings import Surroundings, outer
from minlint.detect.words import Phrase, words
from minlint.kinds import kind_of
from minlint.model import Field, Reading
from minlint.taxonomy import is_within

CONTENT, METADATA = "user.communication.content", "user.communication.metadata"
_TEXTS = ("text", "binary", "unknown", "json")
_CLEAR = 0.7  # confidence from which a field keeps the category it has by itself


def parts(place: Surroundings, readings: Sequence[Reading], reader: Reader) -> Mapping[str, str]:
    """The category of each field of a message by its path; none where the record isn't a message."""
    if place.subject.role in ("organisation", "reference", "thing"):
        return {}
    fields = [item.field for item in readings if item.field]
    content = [field for field in fields if _is("content", field, reader) and _may_hold_text(field)]
    parties = [field for field in fields if _is("party", field, reader)] if content else []
    beside = {outer(field) for field in parties}  # what is said and whom it is from stand side by side
    content = [field for field in content if outer(field) in beside]
    if not content or not parties or any((word,) in _vocabulary("blank") for word in phrase(place.record.name)):
        return {}
    found = dict.fromkeys((field.path for field in content), CONTENT)
    spoken = {outer(field) for field in content}
    for field in fields:
        if field.path not in found and field not in parties and outer(field) in spoken:
            if _is("subject", field, reader):
                found[field.path] = CONTENT
            elif _is("metadata", field, reader):
                found[field.path] = METADATA
    return {item.field.path: found[item.field.path] for item in readings if item.field and _open(item, found)}


def _open(item: Reading, found: Mapping[str, str]) -> bool:
    """Whether a field is a part of the message and says nothing surer, or only another word for the same."""
    best = item.detections[0] if item.detections else None
    part = found.get(item.field.path) if item.field else None
    return part is not None and (best is None or best.confidence < _CLEAR or is_within(best.category, part))


def _may_hold_text(field: Field) -> bool:
    return kind_of(field.type, field.format).name in _TEXTS


def _is(group: str, field: Field, reader: Reader) -> bool:
    """Whether a field's whole name is a word of a group."""
    return any(variant.tokens in _vocabulary(group) for variant in reader.variants(field.name))


@lru_cache(maxsize=8)
def _vocabulary(group: str) -> frozenset[Phrase]:
    known: Mapping[str, Any] = words().records["message"]
    return frozenset(map(phrase, known[group]))
