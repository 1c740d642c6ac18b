"""Identifiers within free text: the rows that hold them are counted, and none of them is missed."""

from __future__ import annotations

import pathlib
import re

import pytest

from minlint import pipeline, taxonomy
from minlint.detect.values.recognisers import kinds
from minlint.model import Detection
from minlint.read.inside import MASK
from tests.detect.values.test_sieves import SEEDS, mutated

BOOK = taxonomy.default()


def found(path: pathlib.Path, field: str, **options: object) -> dict[str, Detection]:
    asked = pipeline.Reading((str(path),), jobs=1, **options)  # type: ignore[arg-type]
    (source,) = pipeline.read_all(pipeline.find(asked).inputs, asked, BOOK)
    reading = next(item for item in source.records[0].readings if item.field and item.field.path == field)
    return {item.category: item for item in reading.detections}


def table(path: pathlib.Path, rows: int, planted: dict[int, str]) -> pathlib.Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    notes = [f"case {number} was closed after a call about the bill" for number in range(rows)]
    for row, text in planted.items():
        notes[row] = text
    people = pa.array([f"Ada Novak{number % 50}" for number in range(rows)])
    pq.write_table(pa.table({"full_name": people, "c2": notes}), path)
    return path


MAIL = "please write to ada.novak@mail.example.org about it"


def test_few_in_many(tmp_path: pathlib.Path) -> None:
    path = table(
        tmp_path / "cases.parquet", 20_000, {77: MAIL, 19_001: MAIL, 9_000: "her card is 4929 7712 3456 7899 now"}
    )
    told = found(path, "c2")
    assert next(iter(told)) == "user.content.free_text"
    assert told["user.contact.email"].evidence[0].detail.startswith("2 of 20,000 rows hold e-mail addresses")
    assert told["user.contact.email"].confidence == 0.85
    assert "user.government_id.national_identification_number" not in told


def test_a_sample_doesn_t_hide_them(tmp_path: pathlib.Path) -> None:
    path = table(tmp_path / "cases.parquet", 20_000, {19_001: MAIL})
    told = found(path, "c2", sample=500)
    assert told["user.contact.email"].evidence[0].detail.startswith("1 of 20,000 rows hold")


@pytest.mark.slow
@pytest.mark.parametrize("full", [True, False])
def test_one_in_a_million(tmp_path: pathlib.Path, full: bool) -> None:
    path = table(tmp_path / "cases.parquet", 1_000_000, {777_777: "the number on file is 536-90-4399 as of today"})
    told = found(path, "c2", full=full)
    number = told["user.government_id.national_identification_number"]
    assert number.evidence[0].detail.startswith("1 of 1,000,000 rows hold US Social Security numbers")


@pytest.mark.parametrize("full", [True, False])
def test_many_are_counted_or_estimated(tmp_path: pathlib.Path, full: bool) -> None:
    planted = {row: f"write to person{row}@mail.example.org about the bill" for row in range(0, 20_000, 4)}
    planted |= {row: f"the parcel 4029 7712 3456 {row} was sent by us" for row in range(1, 20_000, 4)}
    told = found(table(tmp_path / "cases.parquet", 20_000, planted), "c2", full=full)["user.contact.email"]
    detail = told.evidence[0].detail
    if full:
        assert detail.startswith("5,000 of 20,000 rows hold e-mail addresses")
        return
    match = re.match(r"about ([\d,]+) \(([\d,]+) to ([\d,]+)\) of 20,000 rows hold e-mail addresses", detail)
    assert match
    about, low, high = (int(number.replace(",", "")) for number in match.groups())
    assert low <= 5_000 <= high and low < about < high < 5_600


@pytest.mark.slow
def test_one_in_a_million_that_all_look_suspicious(tmp_path: pathlib.Path) -> None:
    planted = {row: f"parcel {row:06}-{row % 97:02}-7712 3456 {row % 9999:04} was sent" for row in range(1_000_000)}
    planted[654_321] = "the number on file is 536-90-4399 as of today"
    told = found(table(tmp_path / "cases.parquet", 1_000_000, planted), "c2", full=True)
    number = told["user.government_id.national_identification_number"]
    assert number.evidence[0].detail.startswith("1 of 1,000,000 rows hold US Social Security numbers")


def test_the_mask_lets_everything_through() -> None:
    import random

    rng = random.Random(12)
    texts = [*SEEDS, "+49 30 123456", "call +1 (202) 555-0143", *(mutated(rng) for _ in range(3_000))]
    inside = [kind for kind in kinds() if kind.inside]
    assert len(inside) >= 6
    for kind in inside:
        hits = [text for text in texts if kind.find(text)]
        assert hits
        assert [text for text in hits if not re.search(MASK, text)] == []
