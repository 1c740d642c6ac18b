"""The sheets of an Excel workbook as rows of cells, through openpyxl."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from itertools import islice
from typing import Any
from zipfile import BadZipFile, ZipFile

from minlint.errors import Unreadable
from minlint.read.tables import Cell

MAX_BYTES = 100_000_000
"""How much a workbook may hold once unpacked; a dictionary is far smaller, and a bomb far larger."""

MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 100_000, 200, 100


def sheets(data: bytes, rows: int = MAX_ROWS) -> Iterator[tuple[str, list[list[Cell]]]]:
    """Each sheet's name and its first rows, blank ones left out.

    Raises `Unreadable` where this is no workbook, or one too large.
    """
    workbook = _open(data)
    try:
        for sheet in workbook.worksheets[:MAX_SHEETS]:
            sheet.reset_dimensions()  # what the file claims of its own size may be wrong
            found = islice(sheet.iter_rows(max_col=MAX_COLUMNS, max_row=rows, values_only=True), rows)
            yield sheet.title, [row for values in found if (row := _row(values))]
    except Exception as error:  # openpyxl raises whatever its XML and number parsers raise
        raise Unreadable(f"not a readable Excel workbook ({type(error).__name__})") from None
    finally:
        workbook.close()


def _row(values: tuple[Any, ...]) -> list[Cell]:
    row = [Cell("" if value is None else str(value)) for value in values]
    return row if any(cell.text.strip() for cell in row) else []


def _open(data: bytes) -> Any:
    import openpyxl

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MAX_BYTES:
                raise Unreadable("a workbook larger than any data dictionary")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles, which nobody reads here
            return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Unreadable:
        raise
    except BadZipFile:
        raise Unreadable("not an Excel workbook" if data else "empty, which no workbook is") from None
    except Exception as error:  # as above
        raise Unreadable(f"not a readable Excel workbook ({type(error).__name__})") from None
