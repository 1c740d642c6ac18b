"""CSV, TSV and their kin: delimited text with or without a header, in any usual encoding."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from minlint.errors import Unreadable
from minlint.model import Kind, Problem, Record, Source, Span
from minlint.read import Options
from minlint.read.delimited import Layout, layout_of, rows_of
from minlint.read.input import HEAD, Input

NAME = "csv"
TITLE = "CSV and TSV"
KIND: Kind = "data"
SUFFIXES = (".csv", ".tsv")
READS = (
    """Columns with a sample of their values; delimiter, quotes, encoding and the presence of a header are detected."""
)
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Up to 2 million rows every row is read, beyond that a sample."""

_LONG_HEAD = 64 * HEAD  # characters looked at where the first ones hold too few rows
_NULLS = ["", "NULL", "null", "NA", "N/A", "n/a", "NaN", "nan", "None", r"\N"]


def claims(source: Input) -> bool:
    """Any text under one of the suffixes."""
    return bool(source.encoding)


def read(source: Input, options: Options) -> Source:
    """One record with the columns' names, types, counts and a sample of their values; nothing for an empty file."""
    head, complete = _beginning(source)
    layout = layout_of(head, complete, source.suffix == ".tsv")
    if layout is None:
        return Source(source.name, NAME, KIND)
    from minlint.read.datasets import shortened

    record, problems = _record(source, layout, options)
    return Source(source.name, NAME, KIND, (record,), shortened(problems), text=_header_text(head, layout))


def _beginning(source: Input) -> tuple[str, bool]:
    """The text's beginning, and whether it is all of it."""
    with source.opened() as text:
        head = text.read(HEAD)
        if head.count("\n") + head.count("\r") < 100:
            head += text.read(_LONG_HEAD)
        return head, not text.read(1)


def _header_text(head: str, layout: Layout) -> str | None:
    """The header's lines for excerpts, and no other: the rest is data."""
    spans = [span for span in layout.spans if span]
    if not spans:
        return None
    lines = list(io.StringIO(head, newline=""))[: max(span.end_line for span in spans)]
    first = min(span.line for span in spans) - 1
    return "\n" * first + "".join(lines[first:])


def _record(source: Input, layout: Layout, options: Options) -> tuple[Record, list[Problem]]:
    """Read by the engine itself where it can; else from a copy that was set right row by row."""
    if _plain(source, layout):
        try:
            record = _told(source, source.file or "", layout, options)
        except Unreadable:
            record = None
        if record and (record.rows or 0) >= layout.least:
            return record, []
    with _set_right(source, layout) as (path, problems):
        return _told(source, path, layout.plain(), options), problems


def _plain(source: Input, layout: Layout) -> bool:
    """Whether the engine's own reader is worth trying."""
    return (
        source.file is not None
        and source.encoding == "utf-8"
        and layout.dialect.skip == 0
        and not layout.dialect.spaced
        and layout.width == len(layout.names)
        and b"\n" in source.head
    )


def _told(source: Input, path: str, layout: Layout, options: Options) -> Record:
    from minlint.read.datasets import engine, placed, record_of, stem

    dialect = layout.dialect
    told: dict[str, Any] = {
        "columns": dict.fromkeys(layout.names, "VARCHAR"),
        "auto_detect": False,
        "header": layout.header,
        "delim": dialect.delimiter,
        "quote": dialect.quote,
        "escape": dialect.escape or dialect.quote,
        "nullstr": _NULLS,
        "strict_mode": True,
    }
    spans: dict[str, Span] = {name: span for name, span in zip(layout.names, layout.spans, strict=False) if span}
    with engine() as connection:
        table = connection.read_csv(path, table_name="minlint_rows", **told)
        return placed(record_of(connection, table, stem(source), options, text=True), spans)


@contextmanager
def _set_right(source: Input, layout: Layout) -> Iterator[tuple[str, list[Problem]]]:
    """A private copy as plain UTF-8 CSV without its header and its broken rows, gone when the reading is done."""
    import csv
    import tempfile

    with tempfile.TemporaryDirectory(prefix="minlint-") as folder:
        path = os.path.join(folder, "rows.csv")
        with open(path, "w", encoding="utf-8", errors="replace", newline="") as copy, source.opened() as text:
            writer = csv.writer(copy, quoting=csv.QUOTE_ALL, lineterminator="\n")
            problems = _copy(text, layout, writer)
        yield path, problems


def _copy(text: TextIO, layout: Layout, writer: Any) -> list[Problem]:
    problems: list[Problem] = []
    total, header = layout.total, layout.header
    if total > len(layout.names):
        told = f"only the first {len(layout.names):,} of {total:,} columns are read"
        problems.append(Problem("E002", told, layout.dialect.skip + 1))
    for row in rows_of(text, layout.dialect):
        if isinstance(row, Problem):
            problems.append(row)
        elif not any(cell.strip() for cell in row.cells):
            continue
        elif header:
            header = False
        elif len(row.cells) not in (layout.width, total):
            told = f"a row of {len(row.cells)} cells among rows of {layout.width}"
            problems.append(Problem("E002", told, row.line))
        else:
            writer.writerow([*row.cells, *[""] * (total - len(row.cells))][: len(layout.names)])
    return problems
