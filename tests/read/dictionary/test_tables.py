"""The cell scanner reads what the csv module reads, and knows where each cell stands."""

from __future__ import annotations

import csv
import io
import time

from hypothesis import given
from hypothesis import strategies as st

from minlint.read.tables import DELIMITERS, Cell, scan

DELIMITED = st.text(st.sampled_from('ab,;|\t"\r\n é🎉'), max_size=40)


@given(DELIMITED, st.sampled_from(DELIMITERS))
def test_rows_are_those_of_the_csv_module(text: str, delimiter: str) -> None:
    expected = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    assert [[cell.text for cell in row] for row in scan(text, delimiter)] == expected


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1), max_size=5))
def test_what_the_csv_module_writes_comes_back(rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    assert [[cell.text for cell in row] for row in scan(file.getvalue(), ",")] == rows


@given(DELIMITED, st.sampled_from(DELIMITERS))
def test_offsets_hold_the_cells_text(text: str, delimiter: str) -> None:
    for row in scan(text, delimiter):
        for cell in row:
            raw = text[cell.start : cell.end]
            quoted = text[cell.start - 1 : cell.start] == '"'
            assert cell.text.startswith(raw.replace('""', '"') if quoted else raw)


def test_a_quoted_cell_stands_between_its_quotes() -> None:
    assert list(scan('a,"b ""c""\nd"\n', ",")) == [[Cell("a", 0, 1), Cell('b "c"\nd', 3, 12)]]


def test_a_quote_that_is_never_closed_holds_the_rest_and_says_so() -> None:
    assert list(scan('a,"b\nc', ",")) == [[Cell("a", 0, 1), Cell("b\nc", 3, 6, unclosed=True)]]


def test_many_quotes_and_delimiters_take_linear_time() -> None:
    start = time.perf_counter()
    for text in (
        '"' * 100_001,
        "," * 100_000,
        'x"' * 50_000,
        '"a""' * 25_000,
        "\r" * 100_000,
        "\n,".join("a" * 50_000),
    ):
        for _ in scan(text, ","):
            pass
    assert time.perf_counter() - start < 20
