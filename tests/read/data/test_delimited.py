"""Rows of delimited text are those of the csv module, and no text breaks the reading of it."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from minlint.model import Problem
from minlint.read.delimited import Dialect, Row, layout_of, rows_of

CELLS = st.lists(st.lists(st.text(alphabet='ab1,;" \n\r@é', max_size=6), min_size=2, max_size=4), max_size=8)


@given(rows=CELLS)
def test_written_rows_come_back(rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    text.seek(0)
    found = list(rows_of(text, Dialect(",")))
    assert [row.cells for row in found if isinstance(row, Row)] == rows
    lines = [row.line for row in found if isinstance(row, Row)]
    assert lines == sorted(set(lines))


@example(text=' "1\r1', tabs=False)
@example(text='1,"\r;\r1', tabs=False)
@given(text=st.text(alphabet="ab1,;\t|\"'\\ \n\r@#=\0", max_size=120), tabs=st.booleans())
def test_any_text_has_a_layout_or_none(text: str, tabs: bool) -> None:
    layout = layout_of(text, True, tabs)
    if layout is None:
        return
    assert len(layout.names) == len({name.casefold() for name in layout.names}) == layout.total
    if {"\\", "\0"} & set(text):
        return  # where something is escaped or dropped, a name isn't as it stands
    lines = io.StringIO(text, newline="").readlines()
    for name, span in zip(layout.names, layout.spans, strict=False):
        if span and span.line == span.end_line and "_" not in name:
            shown = lines[span.line - 1][span.column - 1 : span.end_column - 1]
            assert " ".join(shown.split()).startswith(name[:1])


@given(text=st.text(alphabet='a,"\n', max_size=80))
def test_every_line_is_a_row_or_a_problem(text: str) -> None:
    for found in rows_of(io.StringIO(text, newline=""), Dialect(",")):
        line = found.line
        assert line is not None
        assert 1 <= line <= text.count("\n") + 1
        assert isinstance(found, (Row, Problem))
