"""Workbooks as data: each sheet a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from minlint.model import Kind, Record, Source
from minlint.read import Options
from minlint.read.dictionary import workbook
from minlint.read.headers import has_header, names_of
from minlint.read.input import Input

NAME = "excel"
TITLE = "Excel and OpenDocument workbooks"
KIND: Kind = "data"
SUFFIXES = workbook.SUFFIXES
READS = """Each sheet as a record, with its columns and a sample of their values; lines above the table and the
presence of a header are detected."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """A sheet holds one table. Up to 2,000 columns and 2 GB once unpacked; the results of formulas, not
formulas. Pictures aren't looked into."""

_LARGEST = 2_000_000_000
_MOST_COLUMNS = 2_000
_PREVIEW = 200
_ROWS = 20_000  # rows handed on at once


def claims(source: Input) -> bool:  # noqa: ARG001
    """Any file under one of the suffixes that is no data dictionary."""
    return True


def read(source: Input, options: Options) -> Source:
    """A record for each sheet that holds a table; cells have no lines."""
    from minlint.read.datasets import engine

    with engine() as connection:
        found = (_record(connection, title, rows, options) for title, rows in workbook.texts(source.data, _LARGEST))
        return Source(source.name, NAME, KIND, tuple(record for record in found if record))


def _record(connection: Any, title: str, cells: Iterator[list[str]], options: Options) -> Record | None:
    from minlint.read.batches import Rows
    from minlint.read.datasets import record_of

    preview = _table(list(islice(cells, _PREVIEW)))
    if not preview:
        return None
    header = has_header(preview)
    width = min(max(map(_filled, preview)), _MOST_COLUMNS)
    names = names_of(preview[0] if header else [], width)
    table = Rows(connection, options)
    for rows in _batches(preview[header:], cells):
        table.add(_columns(names, rows))
    return record_of(connection, table.table, title, options, text=True, rows=table.seen)


def _table(rows: list[list[str]]) -> list[list[str]]:
    """Rows without blank ones, from the first on that is about as wide as most: titles stand above."""
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    widths = sorted(map(_filled, rows))
    usual = widths[len(widths) // 2] if widths else 0
    start = next((index for index, row in enumerate(rows) if _cells(row) * 2 > usual), 0)
    return rows[start:]


def _filled(row: list[str]) -> int:
    """Up to which column a row has something."""
    return max((index + 1 for index, cell in enumerate(row) if cell.strip()), default=0)


def _cells(row: list[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _batches(first: list[list[str]], more: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    yield first
    while rows := list(islice(more, _ROWS)):
        yield [row for row in rows if any(cell.strip() for cell in row)]


def _columns(names: tuple[str, ...], rows: list[list[str]]) -> Any:
    import pyarrow

    cells = [[row[index] if index < len(row) else "" for row in rows] for index in range(len(names))]
    columns = [pyarrow.array([cell or None for cell in column], pyarrow.string()) for column in cells]
    return pyarrow.table(columns, names=list(names))
