"""Detection on records of many trades, written and labelled by hand before the detector had seen them (trades/).

First run: 1067 of 1811 right (0.59), 492 of 907 sensitive fields found (0.54),
42 false alarms among 505 fields of things.
"""

from __future__ import annotations

import pathlib
from collections import Counter
from collections.abc import Iterator

import pytest
import yaml

from minlint.detect import detect
from minlint.model import Detection, Field, Record, Source
from minlint.taxonomy import Taxonomy, default, is_within

TRADES = sorted((pathlib.Path(__file__).parent / "trades").glob("*.yaml"))
COUNTS_FROM = 0.5


def judged() -> Iterator[tuple[list[str], tuple[Detection, ...]]]:
    """What is right for each field, as keys and `none`, and what was detected. A file is a source of its own."""
    for page in TRADES:
        labelled: dict[str, dict[str, str | list[str]]] = yaml.safe_load(page.read_text(encoding="utf-8"))
        records = tuple(
            Record(name, tuple(Field(field, declared) for field, _, declared in (key.partition(" ") for key in fields)))
            for name, fields in labelled.items()
        )
        reading = detect(Source(page.stem, "dictionary", "schema", records), default())
        for record, fields in zip(reading.records, labelled.values(), strict=True):
            found = {item.field.path: item.detections for item in record.readings if item.field}
            for key, right in fields.items():
                said = tuple(item for item in found[key.partition(" ")[0]] if item.confidence >= COUNTS_FROM)
                yield [right] if isinstance(right, str) else right, said


def keys_of(right: list[str], book: Taxonomy) -> set[str]:
    """The categories that are right, with those that mean the same."""
    return {own for key in right if key != "none" for own in book.synonyms(f"user.{key}")}


@pytest.fixture(scope="module")
def total() -> Counter[str]:
    """How many fields of each kind there are, and how they came out."""
    book, found = default(), Counter[str]()
    for right, said in judged():
        keys = keys_of(right, book)
        assert all(key in book for key in keys), f"no such category: {right}"
        hit = bool(said) and any(is_within(said[0].category, key) for key in keys)
        found["fields"] += bool(keys)
        found["right"] += bool(keys) and (hit or (not said and "none" in right))
        found["things"] += not keys
        found["false alarms"] += not keys and bool(said)
        if "none" not in right and any(book[key].sensitive for key in keys):
            found["sensitive"] += 1
            found["found"] += hit or any(book[item.category].sensitive for item in said)
    return found


def test_most_are_right(total: Counter[str]) -> None:
    assert total["fields"] > 1_800
    assert total["right"] / total["fields"] >= 0.90


def test_sensitive_fields_are_found(total: Counter[str]) -> None:
    assert total["sensitive"] > 900
    assert total["found"] / total["sensitive"] >= 0.93


def test_things_stay_silent(total: Counter[str]) -> None:
    assert total["things"] > 450
    assert total["false alarms"] / total["things"] <= 0.06
