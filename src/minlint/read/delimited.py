"""Delimited text: its dialect, its rows, its header with places; broken rows cost themselves alone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from minlint.located import Places
from minlint.model import Problem, Span
from minlint.read.headers import has_header, names_of
from minlint.read.input import HEAD, Input
from minlint.read.tables import scan
from minlint.tuples import NamedTuple

LONGEST_ROW = 200
"""Physical lines one row may span; a quote that isn't closed by then was never meant to open."""

MOST_COLUMNS = 2_000
"""Columns that are read of a table; the others are left out."""

_SAMPLE_ROWS = 200
_LONG_HEAD = 64 * HEAD  # characters looked at where the first ones hold too few rows


class Dialect(NamedTuple):
    """How cells are told apart. ``skip`` counts the lines before the table starts: ``sep=;``, comments, blanks.

    ``spaced``: blanks stand between a delimiter and a quote.
    """

    delimiter: str
    quote: str = '"'
    escape: str = ""
    skip: int = 0
    spaced: bool = False


class Layout(NamedTuple):
    """A table's columns and where the header names them; ``spans`` is empty where there is none.

    ``width`` is how many cells its rows have, ``total`` how many columns there are with those that only the header
    names and those beyond the most. ``least`` counts the rows that were seen: finding fewer is an error.
    """

    dialect: Dialect
    names: tuple[str, ...]
    header: bool
    spans: tuple[Span | None, ...]
    width: int
    total: int
    least: int

    def plain(self) -> Layout:
        """The layout of a copy in plain CSV, without its header."""
        return self._replace(dialect=Dialect(","), header=False)


def beginning(source: Input) -> tuple[str, bool]:
    """A text's beginning, and whether it is all of it."""
    with source.opened() as text:
        head = text.read(HEAD)
        if head.count("\n") + head.count("\r") < 100:
            head += text.read(_LONG_HEAD)
        return head, not text.read(1)


def layout_of(head: str, complete: bool, tabs: bool) -> Layout | None:
    """The layout of a text from its beginning, None where it holds no row.

    ``complete`` says that ``head`` is all of it; ``tabs`` that its name promises tabs.
    """
    lines = list(io.StringIO(head, newline=""))
    if not complete and len(lines) > 1:
        lines.pop()  # cut in the middle
    dialect = _dialect(lines, tabs)
    filled = [row for row in _sample(lines, dialect) if any(cell.strip() for cell in row.cells)]
    if not filled:
        return None
    rows = [row.cells for row in filled]
    header = has_header(rows)
    body = rows[1:] if header and len(rows) > 1 else rows
    width = _mode([len(row) for row in body])
    names: list[str] = list(rows[0]) if header else []
    if header and len(names) == width - 1:
        names.insert(0, "")  # row names without a heading, as R writes them
    total = max(width, len(names))
    spans = _places(lines, dialect, filled[0].line, len(names) - len(rows[0])) if header else ()
    kept = names_of(names, total)[:MOST_COLUMNS]
    return Layout(dialect, kept, header, spans, width, total, len(rows) - header)


def _sample(lines: list[str], dialect: Dialect) -> list[Row]:
    found: list[Row] = []
    for row in rows_of(lines, dialect):
        if isinstance(row, Row):
            found.append(row)
        if len(found) >= _SAMPLE_ROWS:
            break
    return found


def _mode(numbers: list[int]) -> int:
    from collections import Counter

    return Counter(numbers).most_common(1)[0][0]


def _dialect(lines: list[str], tabs: bool) -> Dialect:
    """The delimiter under which the rows agree best on how many cells they have."""
    skip = _preamble(lines)
    told = re.fullmatch(r"sep=(.)\s*", lines[skip - 1]) if skip else None
    text = "".join(lines[skip : skip + _SAMPLE_ROWS])
    quote = "'" if '"' not in text and re.search(r"(?:^|[,;\t|])'[^'\n]*'[,;\t|\r\n]", text) else '"'
    escape = "\\" if '\\"' in text and '""' not in text.replace('\\"', "") else ""
    spaced = re.search(rf"[,;\t|] +{quote}", text) is not None
    base = Dialect(",", quote, escape, skip, spaced)
    if told:
        return base._replace(delimiter=told.group(1))
    candidates = "\t,;|" if tabs else ",;\t|"
    return max((base._replace(delimiter=mark) for mark in candidates), key=lambda dialect: _agreement(lines, dialect))


def _preamble(lines: list[str]) -> int:
    """Lines before the table: blank ones, ``sep=``, and comments, which have no cells or others than what follows."""
    skip = 0
    while skip < len(lines):
        line = lines[skip]
        rest = next((other for other in lines[skip + 1 :] if not other.startswith("#") and other.strip()), "")
        comment = line.startswith("#") and rest and not _similar(line, rest)
        if line.strip() and not comment and not re.fullmatch(r"sep=.\s*", line):
            break
        skip += 1
    return skip if skip < len(lines) else 0


def _similar(line: str, other: str) -> bool:
    return any(line.count(mark) == other.count(mark) > 0 for mark in ",;\t|")


def _agreement(lines: list[str], dialect: Dialect) -> tuple[float, int]:
    widths = [len(row.cells) for row in _sample(lines[: dialect.skip + _SAMPLE_ROWS], dialect) if any(row.cells)]
    if not widths or max(widths) < 2:
        return 0.0, 0
    mode = _mode(widths)
    return (0.0, 0) if mode < 2 else (widths.count(mode) / len(widths), mode)


class Row(NamedTuple):
    """A row's cells and the line it starts on."""

    cells: list[str]
    line: int


def rows_of(lines: Iterable[str], dialect: Dialect) -> Iterator[Row | Problem]:
    """The rows of a text given line by line; a place that can't be one is a problem, and reading goes on after it."""
    feed = _Feed(lines, dialect.skip)
    while True:
        reader = _reader(feed, dialect)
        try:
            for cells in reader:
                if feed.ended and feed.open_quote(dialect):
                    raise _Broken
                if cells:
                    yield Row(cells, feed.start)
                feed.settle()
            return
        except (_Broken, csv.Error):
            yield Problem("E002", "a row whose quotes don't close, or a cell too long to read", feed.start)
            feed.rewind()


def _reader(feed: _Feed, dialect: Dialect) -> Iterator[list[str]]:
    return csv.reader(
        feed,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        escapechar=dialect.escape or None,
        doublequote=not dialect.escape,
        skipinitialspace=dialect.spaced,
    )


class _Broken(Exception):
    pass


class _Feed:
    """Lines for the csv module, remembered until their row is complete, so that a broken one can be stepped over."""

    def __init__(self, lines: Iterable[str], skip: int) -> None:
        self._lines, self._again = iter(lines), list[str]()
        self._row: list[str] = []
        self.start, self.ended = skip + 1, False
        for _ in range(skip):
            next(self._lines, "")

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if len(self._row) >= LONGEST_ROW:
            raise _Broken
        line = self._again.pop() if self._again else next(self._lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self._row.append(line)
        return line.replace("\0", "")

    def open_quote(self, dialect: Dialect) -> bool:
        """Whether the last row ended only because the text did."""
        return len(self._row) > 1 and "".join(self._row).count(dialect.quote) % 2 == 1

    def settle(self) -> None:
        """The row is complete."""
        self.start += len(self._row)
        self._row.clear()

    def rewind(self) -> None:
        """Step over the first line of a broken row and read the others again."""
        self._again.extend(reversed(self._row[1:]))
        self._row.clear()
        self.start += 1
        self.ended = False


def _places(lines: list[str], dialect: Dialect, line: int, shift: int) -> tuple[Span | None, ...]:
    """Where the cells of the row that starts on a line stand, quotes and blanks left out."""
    before = sum(map(len, lines[: line - 1]))
    text = "".join(lines)
    places = Places(text)
    row = next(scan(text[before:], dialect.delimiter), [])
    spans: list[Span | None] = [None] * shift
    for cell in row:
        start, end = before + cell.start, before + cell.end
        name = text[start:end].strip()
        if len(name) > 1 and name[0] == name[-1] == dialect.quote:
            name = name[1:-1].strip()
        start = text.index(name, start)
        spans.append(places.span(start, start + len(name)) if name else None)
    return tuple(spans)
