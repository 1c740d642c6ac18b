"""Copies of real data kept where something is tried out: by names of folders, schemas and records, and by values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.judge.contexts import relative
from minlint.judge.named import holds, phrases
from minlint.judge.words import words_of

if TYPE_CHECKING:
    from minlint.judge.records import RecordContext


def copy(record: RecordContext) -> str:
    """The name that says it: one with a word of a trial and one of a copy, or with values that are genuine; else empty.

    A schema's file says nothing by its folder: what is defined in ``tests/`` holds no rows.
    """
    name = record.reading.record.name
    path = relative(record.source.path, record.run.manifest.folder) if record.source.kind == "data" else ""
    told = f"{path}/{name}" if path else name
    words = words_of(told)
    if not holds(words, phrases("copies.yaml", "trials")):
        return ""
    return told if holds(words, phrases("copies.yaml", "copies")) or _genuine(record) else ""


def _genuine(record: RecordContext) -> bool:
    """Whether its values look like those of people who exist."""
    found = (detection for reading in record.reading.readings for detection in reading.detections)
    return any(item.kind == "genuine" for detection in found for item in detection.evidence)
