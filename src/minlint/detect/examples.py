"""The examples every category carries, run through detection."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from minlint.detect import detect
from minlint.detect.names import counts
from minlint.model import Field, Reading, Record, Source
from minlint.taxonomy import Category, Taxonomy, is_within

SURE = 0.5
"""The confidence from which an example counts as detected."""

_WHOLE = re.compile(r"\s*([\w.\-]+)\s*\((.*)\)\s*:\s*(\*|[\w.\[\]\- ]+?)\s*$", re.DOTALL)
_ONE = re.compile(r"\s*([\w\-]+)\.([^\s]+)(?:\s+(.+))?$", re.DOTALL)
_COLUMNS = re.compile(r",\s*(?![^(]*\))")


def check_examples(taxonomy: Taxonomy, own: Iterable[Category] | None = None) -> list[str]:
    """What is wrong, a line an example: a `fires` that isn't detected as its category, or a `silent` that is.

    ``own`` are the categories whose examples are run, by default all.
    """
    return [
        line
        for category in (taxonomy if own is None else own)
        if counts(category.key)
        for line in _check(category.key, category.fires, category.silent, taxonomy)
    ]


def _check(key: str, fires: tuple[str, ...], silent: tuple[str, ...], taxonomy: Taxonomy) -> Iterator[str]:
    for example, wanted in (*((text, True) for text in fires), *((text, False) for text in silent)):
        try:
            found = detected(example, taxonomy)
        except ValueError as error:
            yield f"{key}: {error}"
            continue
        hit = _holds(found, key, taxonomy)
        if hit != wanted:
            wrong = f"isn't detected (found: {', '.join(found) or 'nothing'})" if wanted else "is detected"
            yield f"{key}: {example!r} {wrong}"


def _holds(found: tuple[str, ...], key: str, taxonomy: Taxonomy) -> bool:
    """Whether a category, or one below it or a synonym, is among those found."""
    return any(is_within(category, own) for category in found for own in taxonomy.synonyms(key))


def check_vocabularies(files: Mapping[str, Any], taxonomy: Taxonomy) -> list[str]:
    """What is wrong with the examples of languages and standards, a line an example.

    Each names the category that its field has to be detected as, or ``none`` where it has to stay silent.
    """
    return [
        line
        for file, content in files.items()
        for example, key in content["examples"].items()
        for line in _check_vocabulary(file, example, key, taxonomy)
    ]


def _check_vocabulary(file: str, example: str, key: str, taxonomy: Taxonomy) -> Iterator[str]:
    try:
        found = detected(example, taxonomy)
    except ValueError as error:
        yield f"{file}: {error}"
        return
    hit = _holds(found, key, taxonomy)
    if key == "none" and found:
        yield f"{file}: {example!r} is taken for {', '.join(found)}"
    elif key != "none" and not hit:
        yield f"{file}: {example!r} isn't detected as {key} (found: {', '.join(found) or 'nothing'})"


def detected(example: str, taxonomy: Taxonomy) -> tuple[str, ...]:
    """The categories detected with `SURE` in the field an example asks about, or for ``*`` in its record as a whole.

    Raises `ValueError` for an example that isn't written as docs/authoring.md says.
    """
    record, asked = parse(example)
    reading = detect(Source("example", "example", "schema", (record,)), taxonomy).records[0]
    return tuple(
        found.category
        for item in reading.readings
        if _asked(item, asked)
        for found in item.detections
        if found.confidence >= SURE
    )


def _asked(item: Reading, asked: str) -> bool:
    return item.field is None if asked == "*" else item.field is not None and item.field.path == asked


def parse(example: str) -> tuple[Record, str]:
    """The record an example describes and the field it asks about (``*``: the record as a whole)."""
    whole, one = _WHOLE.match(example), _ONE.match(example)
    if whole:
        record = Record(whole.group(1), tuple(map(_field, _COLUMNS.split(whole.group(2)))))
        if whole.group(3) != "*" and all(field.path != whole.group(3) for field in record.fields):
            raise ValueError(f"{example!r} asks about a field it doesn't have")
        return record, whole.group(3)
    if one:
        return Record(one.group(1), (Field(one.group(2), one.group(3) or ""),)), one.group(2)
    raise ValueError(f"{example!r} is neither record.field nor record(fields): field")


def _field(text: str) -> Field:
    name, _, declared = text.strip().partition(" ")
    return Field(name, declared.strip())
