"""Columns in figures: counted by the engine, told in shapes, from which no value can be read."""

from __future__ import annotations

import datetime
import json
import pathlib
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.model import Figures
from minlint.read import Options, read
from minlint.read.input import Input
from minlint.read.shapes import LOOKED, SHARED, shape, shapes

ROWS = 3_000


def people() -> Mapping[str, list[Any]]:
    return {
        "code": [f"{100 + n % 800}-{n % 90 + 10}-{n % 9000 + 1000}" if n % 3 else None for n in range(ROWS)],
        "amount": [n / 100 for n in range(ROWS)],
        "born": [datetime.date(1950, 1, 1) + datetime.timedelta(days=n) for n in range(ROWS)],
        "scan": [bytes(n % 7 + 1) for n in range(ROWS)],
        "inner": [{"tags": [f"tag {n % 12}"], "deep": {"zip": f"{n % 90000 + 10000}"}} for n in range(ROWS)],
        "odd": ["Bartholomew-Winterbottom 77" if n == 1_500 else "x" for n in range(ROWS)],
    }


def parquet(path: pathlib.Path) -> pathlib.Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table(dict(people())), path.with_suffix(".parquet"))
    return path.with_suffix(".parquet")


def jsonl(path: pathlib.Path) -> pathlib.Path:
    columns = {name: values for name, values in people().items() if name != "scan"}
    rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    path = path.with_suffix(".jsonl")
    path.write_text("".join(json.dumps(row, default=str) + "\n" for row in rows))
    return path


def csv(path: pathlib.Path) -> pathlib.Path:
    flat = {name: values for name, values in people().items() if name not in ("scan", "inner")}
    rows = [",".join("" if cell is None else str(cell) for cell in row) for row in zip(*flat.values(), strict=True)]
    path = path.with_suffix(".csv")
    path.write_text("\n".join([",".join(flat), *rows]) + "\n")
    return path


def figures(path: pathlib.Path) -> dict[str, Figures]:
    source = read(Input(str(path), str(path)), Options())
    assert source is not None and not source.problems
    return {field.path: field.figures for field in source.records[0].fields if field.figures}


@pytest.mark.parametrize("write", [parquet, jsonl, csv])
def test_what_the_values_of_a_column_look_like(
    write: Callable[[pathlib.Path], pathlib.Path], tmp_path: pathlib.Path
) -> None:
    found = figures(write(tmp_path / "people"))
    code = found["code"]
    assert (code.rows, code.nulls, code.shortest, code.longest) == (ROWS, 1_000, 11, 11)
    assert (code.shapes, code.forms, code.least) == ((("999-99-9999", 1.0),), 1, "999-99-9999")
    assert dict(code.signs)["digits"] == pytest.approx(9 / 11, abs=1e-3)
    amount = found["amount"]
    assert (amount.least, amount.most) == ("9.9", "99.99")
    assert dict(amount.decimals) == pytest.approx({0: 0.01, 1: 0.09, 2: 0.9}, abs=0.03)
    assert (found["born"].least, found["born"].shapes) == ("9999-99-99", (("9999-99-99", 1.0),))


def test_what_is_nested_and_what_is_bytes(tmp_path: pathlib.Path) -> None:
    found = figures(parquet(tmp_path / "people"))
    assert found["inner.deep.zip"].shapes == (("99999", 1.0),)
    assert {form for form, _ in found["inner.tags[]"].shapes} == {"aaa 9", "aaa 99"}
    assert (found["scan"].shortest, found["scan"].longest, found["scan"].shapes) == (1, 7, ())


def test_what_few_rows_look_like_is_not_told(tmp_path: pathlib.Path) -> None:
    odd = figures(parquet(tmp_path / "people"))["odd"]
    assert dict(odd.shapes) == pytest.approx({"a": 1}, abs=1e-3)
    assert (odd.longest, odd.forms, odd.least) == (27, 2, "Aa+-Aa+ 99")


def test_the_inventory_tells_them_and_no_value(tmp_path: pathlib.Path) -> None:
    command = [sys.executable, "-m", "minlint", "inventory", "--format", "json", str(parquet(tmp_path / "people"))]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    told = {item["field"]: item.get("figures") for item in json.loads(ran.stdout)["fields"]}
    assert told["code"]["length"] == {"least": 11, "most": 11, "mean": 11.0}
    assert told["code"]["shapes"] == {"999-99-9999": 1.0}
    assert "Bartholomew" not in ran.stdout and "Winterbottom" not in ran.stdout
    assert "decimals" not in told["code"] and "length" not in told["amount"]


def test_a_schema_has_none() -> None:
    source = read(Input("a.sql", data=b"CREATE TABLE patients (ssn text);"), Options())
    assert source is not None and source.records[0].fields[0].figures is None


@given(text=st.text(max_size=60))
def test_a_shape_gives_no_value_away(text: str) -> None:
    found = shape(text)
    assert set(re.sub(r"[^\w]", "", found)) <= set("9Aax_")
    assert re.search(r"[Aa]{4,}(?!\+)", re.sub("A", "a", found)) is None or "A" in found
    assert len(found) <= LOOKED + LOOKED // 3 + 2
    if not any(sign.isalnum() for sign in text):
        assert found in ("", "?", "?…", "…")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("536-90-4399", "999-99-9999"),
        ("Ada Novak", "Aaa Aa+"),
        ("Bartholomew", "Aa+"),
        ("SW1A 1AA", "AA9A 9AA"),
        ("1HGCM82633A004352", "x+"),
        ("------", "?"),
        ("", ""),
        ("٣٤-品川", "99-aa"),
        ("7" * 60, "9+…"),
    ],
)
def test_shapes(text: str, told: str) -> None:
    assert shape(text) == told


def test_shapes_are_told_from_as_many_rows_as_a_crowd() -> None:
    found = shapes([("Ada", SHARED - 1), ("B7", SHARED), ("1.250e-3", 1)], numbers=True)
    assert [form for form, _ in found.shapes] == ["A9"]
    assert (found.forms, dict(found.decimals)) == (3, {0: 0.9, 5: 0.1})
