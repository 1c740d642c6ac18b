"""The rows of delimited text, for the engine: as they lie there, or from a copy that was set right."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from minlint import scratch
from minlint.errors import Unreadable
from minlint.model import Problem, Record, Span
from minlint.read import Options
from minlint.read.datasets import engine, placed, record_of, shortened
from minlint.read.delimited import Layout, rows_of
from minlint.read.input import Input
from minlint.read.lines import lines_of
from minlint.read.parts import stem

_HEADER = 1 << 20  # bytes beyond which a file is no header alone
_NULLS = ["", "NULL", "null", "NA", "N/A", "n/a", "NaN", "nan", "None", r"\N"]


def record_of_file(source: Input, layout: Layout, options: Options) -> tuple[Record, tuple[Problem, ...]]:
    """Read by the engine itself where it can; else from a copy that was set right row by row."""
    if plain(source, layout):
        try:
            record = _record(source, source.files[0], layout, options)
        except Unreadable:
            record = None
        if record and (record.rows or 0) >= max(layout.least, source.size() > _HEADER):
            return record, ()
    with set_right(source, layout) as (path, problems):
        return _record(source, path, layout.plain(), options), shortened(problems)


def plain(source: Input, layout: Layout) -> bool:
    """Whether the engine's own reader is worth trying."""
    return (
        len(source.files) == 1
        and source.encoding == "utf-8"
        and layout.dialect.skip == 0
        and not layout.dialect.spaced
        and layout.width == len(layout.names)
        and b"\n" in source.head
    )


def _record(source: Input, path: str, layout: Layout, options: Options) -> Record:
    spans: dict[str, Span] = {name: span for name, span in zip(layout.names, layout.spans, strict=False) if span}
    with engine() as connection:
        table = table_of(connection, path, layout)
        return placed(record_of(connection, table, stem(source.name), options, text=True), spans)


def table_of(connection: Any, path: str, layout: Layout, name: str = "minlint_rows") -> Any:
    """A file as a table of texts."""
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
    return connection.read_csv(path, table_name=name, **told)


@contextmanager
def set_right(source: Input, layout: Layout) -> Iterator[tuple[str, list[Problem]]]:
    """A private copy as plain UTF-8 CSV without its header and its broken rows, gone when the reading is done."""
    import csv

    with scratch.folder() as folder:
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
    for row in rows_of(lines_of(text), layout.dialect):
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
