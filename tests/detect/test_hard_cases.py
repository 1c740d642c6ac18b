"""Detection on single hard cases, written and labelled by hand before the detector had seen them (hard_cases.yaml).

First run: 284 of 406 right (0.700), 141 of 233 personal fields found, 14 false alarms among 145 silent ones.
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

CASES = pathlib.Path(__file__).parent / "hard_cases.yaml"
COUNTS_FROM = 0.5


def judged() -> Iterator[tuple[str, list[str], tuple[Detection, ...]]]:
    """Each case: its domain, record and field, the categories that are right for it, and what was detected."""
    for place, cases in yaml.safe_load(CASES.read_text(encoding="utf-8")).items():
        name = place.partition(" / ")[2]
        record = Record(name, tuple(Field(field, declared, comment=comment) for field, declared, comment, _ in cases))
        reading = detect(Source(name, "dictionary", "schema", (record,)), default()).records[0]
        found = {item.field.path: item.detections for item in reading.readings if item.field}
        for field, _, _, expected in cases:
            said = tuple(item for item in found[field] if item.confidence >= COUNTS_FROM)
            yield f"{place}.{field}", [expected] if isinstance(expected, str) else expected, said


def is_right(expected: list[str], said: tuple[Detection, ...], book: Taxonomy) -> bool:
    """Whether the best category is one of those expected, or below one; nothing said is right where none is."""
    if not said:
        return "none" in expected
    keys = {own for key in expected if key != "none" for own in book.synonyms(key)}
    return any(is_within(said[0].category, key) for key in keys)


@pytest.fixture(scope="module")
def total() -> Counter[str]:
    """The outcomes of all cases."""
    return outcomes()


def outcomes() -> Counter[str]:
    """How many cases of each kind there are, and how they came out."""
    found = Counter[str]()
    for _, expected, said in judged():
        found["cases"] += 1
        found["right"] += is_right(expected, said, default())
        if expected == ["none"]:
            found["silent"] += 1
            found["false alarms"] += bool(said)
        elif "none" not in expected:
            found["personal"] += 1
            found["found"] += bool(said)
    return found


def test_there_are_enough_and_a_third_is_silent(total: Counter[str]) -> None:
    assert total["cases"] >= 300
    assert total["silent"] * 3 >= total["cases"]


def test_most_are_right(total: Counter[str]) -> None:
    assert total["right"] / total["cases"] >= 0.88
    assert total["found"] / total["personal"] >= 0.90


def test_few_false_alarms(total: Counter[str]) -> None:
    assert total["false alarms"] / total["silent"] <= 0.09
