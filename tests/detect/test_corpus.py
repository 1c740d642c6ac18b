"""Detection on schemas written and labelled by hand, as the world writes them, before any output was seen.

A file of ``corpus/`` maps records to their fields (``name type``) and each field to its category, a list of
acceptable ones, ``none``, or ``maybe`` where careful people differ.
"""

from __future__ import annotations

import pathlib
from collections import Counter
from collections.abc import Iterator

import pytest
import yaml

from minlint.detect import detect
from minlint.model import Field, Reading, Record, Source
from minlint.taxonomy import default

CORPUS = sorted((pathlib.Path(__file__).parent / "corpus").glob("*.yaml"))
COUNTS_FROM = 0.5


def judged(path: pathlib.Path) -> Iterator[tuple[list[str], Reading]]:
    """Each labelled field with what was made of it; those on which people differ are left out."""
    labels: dict[tuple[str, str], list[str]] = {}
    records = []
    for name, fields in yaml.safe_load(path.read_text(encoding="utf-8"))["records"].items():
        split = [(*key.partition(" ")[::2], label) for key, label in fields.items()]
        records.append(Record(name, tuple(Field(field, declared) for field, declared, _ in split)))
        labels |= {(name, field): [label] if isinstance(label, str) else label for field, _, label in split}
    for record in detect(Source(path.name, "sql", "schema", tuple(records)), default()).records:
        for reading in record.readings:
            label = labels[record.record.name, reading.field.path] if reading.field else ["maybe"]
            if "maybe" not in label:
                yield label, reading


def outcomes(path: pathlib.Path) -> Counter[str]:
    """How the fields of one file came out."""
    book, found = default(), Counter[str]()
    for label, reading in judged(path):
        said = [item for item in reading.detections if item.confidence >= COUNTS_FROM]
        if label == ["none"]:
            found["false alarm" if said else "rightly silent"] += 1
            continue
        found["found" if said else "missed"] += 1
        if all(key in book and book[key].sensitive for key in label):
            found["sensitive"] += 1
            found["sensitive found"] += any(book[item.category].sensitive for item in said)
    return found


@pytest.fixture(scope="module")
def total() -> Counter[str]:
    """The outcomes of all files together."""
    return sum((outcomes(path) for path in CORPUS), Counter())


def test_the_corpus_is_there(total: Counter[str]) -> None:
    assert len(CORPUS) == 12
    assert total["found"] + total["missed"] > 150
    assert total["sensitive"] > 50


def test_few_false_alarms(total: Counter[str]) -> None:
    silent, alarms = total["rightly silent"], total["false alarm"]
    assert alarms / (alarms + silent) <= 0.05
    assert total["found"] / (total["found"] + alarms) >= 0.93


def test_most_is_found(total: Counter[str]) -> None:
    assert total["found"] / (total["found"] + total["missed"]) >= 0.82
    assert total["sensitive found"] / total["sensitive"] >= 0.85
