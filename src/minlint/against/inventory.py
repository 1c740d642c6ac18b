"""An inventory, as `minlint inventory --format json` writes it, as the side that is compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from minlint.errors import UsageError
from minlint.model import Detection, Field, Problem, Reading, Record, RecordReading, Source, SourceReading
from minlint.taxonomy import Taxonomy

_NONE = "is no inventory; `minlint inventory --format json` writes one"


def readings_of(path: str, book: Taxonomy) -> tuple[SourceReading, ...]:
    """What an inventory holds. Raises `UsageError` for a file that is none."""
    content = _content(path)
    try:
        sources = dict.fromkeys(str(item["source"]) for item in [*content["fields"], *content.get("unreadable", ())])
        return tuple(_source(name, content, book) for name in sources)
    except (TypeError, KeyError, ValueError, AttributeError):
        raise UsageError(f"{path} {_NONE}") from None


def _content(path: str) -> Mapping[str, Any]:
    import json

    try:
        with open(path, encoding="utf-8-sig") as file:
            content = json.load(file)
    except (ValueError, RecursionError):
        raise UsageError(f"{path} {_NONE}") from None
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}") from None
    if not isinstance(content, dict) or content.get("version") != 1 or not isinstance(content.get("fields"), list):
        raise UsageError(f"{path} {_NONE}")
    return content


def _source(name: str, content: Mapping[str, Any], book: Taxonomy) -> SourceReading:
    records: dict[str, list[Mapping[str, Any]]] = {}
    for item in content["fields"]:
        if item["source"] == name:
            records.setdefault(str(item["record"]), []).append(item)
    problems = tuple(
        Problem("E001", "", item["line"]) for item in content.get("unreadable", ()) if item["source"] == name
    )
    read = tuple(_record(record, items, book) for record, items in records.items())
    return SourceReading(Source(name, "inventory", "schema", tuple(item.record for item in read), problems), read)


def _record(name: str, items: Sequence[Mapping[str, Any]], book: Taxonomy) -> RecordReading:
    readings = tuple(_reading(item, book) for item in items)
    fields = tuple(reading.field for reading in readings if reading.field)
    return RecordReading(Record(name, fields), readings)


def _reading(item: Mapping[str, Any], book: Taxonomy) -> Reading:
    """A field with its categories; those that this version doesn't know are left out."""
    found = tuple(
        Detection(str(said["category"]), float(said["confidence"]), precision=said.get("precision"))
        for said in item["categories"]
        if said["category"] in book
    )
    if item["field"] is None:
        return Reading(None, found, tuple(Field(str(part)) for part in item.get("from", ())))
    return Reading(Field(str(item["field"]), item.get("type") or "", mandatory=item.get("mandatory")), found)
