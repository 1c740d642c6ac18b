"""Copies of real data kept where something is tried out, by the names of folders, schemas and records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.judge.contexts import relative
from minlint.judge.named import holds, phrases
from minlint.judge.words import words_of

if TYPE_CHECKING:
    from minlint.judge.records import RecordContext


def copy(record: RecordContext) -> str:
    """The name that says it: one that holds a word of a trial and one of a copy; empty where none does.

    A schema's file says nothing by its folder: what is defined in ``tests/`` holds no rows.
    """
    name = record.reading.record.name
    path = relative(record.source.path, record.run.manifest.folder) if record.source.kind == "data" else ""
    told = f"{path}/{name}" if path else name
    words = words_of(told)
    both = all(holds(words, phrases("copies.yaml", kind)) for kind in ("trials", "copies"))
    return told if both else ""
