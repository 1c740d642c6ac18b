"""Delimited text as rows of cells, each with its place: what the csv module reads, plus offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from minlint.tuples import NamedTuple

DELIMITERS = (",", ";", "\t", "|")


class Cell(NamedTuple):
    """A cell's text and the offsets between which it stands, its quotes left out; -1 where there is no text.

    ``unclosed``: its opening quote has no closing one, so that it holds the rest of the text.
    """

    text: str
    start: int = -1
    end: int = -1
    unclosed: bool = False


@cache
def _plain(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf"[^{re.escape(delimiter)}\r\n]*")


_ROW_END = re.compile(r"\r\n|\r|\n")


def scan(text: str, delimiter: str) -> Iterator[list[Cell]]:
    """Rows of a text as RFC 4180 has them, and as ``csv.reader`` reads what strays from it; a blank line is no row."""
    position, plain = 0, _plain(delimiter)
    row: list[Cell] = []
    while position < len(text):
        begin = position
        cell, position = _cell(text, begin, plain)
        end = _ROW_END.match(text, position)
        if row or position > begin or not end:
            row.append(cell)
        if not end and position < len(text):
            position += 1  # the delimiter
            if position < len(text):
                continue
            row.append(Cell("", position, position))
        if row:
            yield row
        row, position = [], end.end() if end else position


def _cell(text: str, start: int, plain: re.Pattern[str]) -> tuple[Cell, int]:
    """The cell that begins at an offset, and where it ends."""
    if text[start : start + 1] != '"':
        end = _end(plain, text, start)
        return Cell(text[start:end], start, end), end
    close = _closing(text, start + 1)
    if close < 0:
        return Cell(text[start + 1 :].replace('""', '"'), start + 1, len(text), True), len(text)
    end = _end(plain, text, close + 1)  # what follows the closing quote belongs to the cell
    quoted = text[start + 1 : close].replace('""', '"')
    return Cell(quoted + text[close + 1 : end], start + 1, close), end


def _end(plain: re.Pattern[str], text: str, start: int) -> int:
    match = plain.match(text, start)
    return match.end() if match else start


def _closing(text: str, start: int) -> int:
    """Where a quoted cell's closing quote stands, -1 where there is none."""
    while (found := text.find('"', start)) >= 0 and text[found + 1 : found + 2] == '"':
        start = found + 2
    return found
