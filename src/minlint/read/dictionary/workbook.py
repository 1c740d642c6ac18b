"""The sheets of a workbook as rows of cells, through calamine: Excel of every age, and OpenDocument."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from itertools import islice
from typing import Any
from zipfile import BadZipFile, ZipFile

from minlint.errors import TimeUp, Unreadable
from minlint.read.tables import Cell

MAX_BYTES = 100_000_000
"""How much a workbook may hold once unpacked; a dictionary is far smaller, and a bomb far larger."""

MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 100_000, 200, 100

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""What workbooks' names end in."""

_OLD = b"\xd0\xcf\x11\xe0"


def sheets(data: bytes, rows: int = MAX_ROWS) -> Iterator[tuple[str, list[list[Cell]]]]:
    """Each sheet's name and its first rows, blank ones left out.

    Raises `Unreadable` where this is no workbook, or one too large.
    """
    for title, found in texts(data, MAX_BYTES):
        cells = ([Cell(text) for text in row[:MAX_COLUMNS]] for row in islice(found, rows))
        yield title, [row for row in cells if any(cell.text.strip() for cell in row)]


def titles(data: bytes) -> list[str]:
    """The sheets' names. Raises as `sheets` does."""
    workbook = _open(data, MAX_BYTES)
    try:
        return list(workbook.sheet_names[:MAX_SHEETS])
    finally:
        workbook.close()


def texts(data: bytes, largest: int) -> Iterator[tuple[str, Iterator[list[str]]]]:
    """Each sheet's name and its rows as texts. Raises as `sheets` does."""
    workbook = _open(data, largest)
    try:
        for title in workbook.sheet_names[:MAX_SHEETS]:
            yield title, ([_text(value) for value in row] for row in workbook.get_sheet_by_name(title).iter_rows())
    except Exception as error:  # whatever is wrong with what stands in it
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"not a readable workbook ({type(error).__name__})") from None
    finally:
        workbook.close()


def _text(value: Any) -> str:
    """A cell as it would be written: whole numbers without a fraction, days and times as ISO 8601 has them."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else str(value)


def _open(data: bytes, largest: int) -> Any:
    import python_calamine

    if not data.startswith(_OLD):
        _fit(data, largest)
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except BaseException as error:  # its own, and its panics, which are no `Exception`
        if isinstance(error, (KeyboardInterrupt, SystemExit, TimeUp)):
            raise
        raise Unreadable(f"not a readable workbook ({type(error).__name__})") from None


def _fit(data: bytes, largest: int) -> None:
    """Raises `Unreadable` for what unpacks to more than it may, or is no archive."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > largest:
                raise Unreadable(f"a workbook of more than {largest // 1_000_000} MB")
    except (BadZipFile, ValueError, NotImplementedError):
        raise Unreadable("not a workbook" if data else "empty, which no workbook is") from None
