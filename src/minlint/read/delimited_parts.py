"""Delimited text in several files, one dataset."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from minlint.errors import Unreadable
from minlint.model import Problem, Record
from minlint.read import Options
from minlint.read.batches import Rows
from minlint.read.datasets import engine, record_of, reworded, shortened
from minlint.read.delimited import Layout, beginning, layout_of
from minlint.read.delimited_rows import plain, set_right, table_of
from minlint.read.input import Input
from minlint.read.parts import keys, stem

_BATCH = "minlint_part"


def record_of_parts(source: Input, options: Options) -> tuple[Record, tuple[Problem, ...]]:
    """One record for all parts; those whose columns are other ones than the first's are problems.

    A field has no place: its name stands in each part. Raises `Unreadable` where no part can be read.
    """
    problems: list[Problem] = []
    names: frozenset[str] = frozenset()
    with engine() as connection:
        rows = Rows(connection, options)
        for part in source.apart():
            name = os.path.basename(part.name)
            try:
                layout = layout_of(*beginning(part), part.suffix == ".tsv")
                if layout is None:
                    continue
                if names and names != frozenset(layout.names):
                    raise Unreadable("its columns are other ones than the first part's")
                problems += [_without_place(problem, name) for problem in _add(rows, part, layout)]
                names = frozenset(layout.names)
            except Unreadable as error:
                problems.append(Problem("E002", f"the part {name} isn't read: {error.reason}"))
        if rows.table is None:
            raise Unreadable(problems[0].reason if problems else "all of its parts are empty")
        record = record_of(connection, rows.table, stem(source.name), options, text=True, rows=rows.seen)
    return record, shortened(problems)


def _without_place(problem: Problem, name: str) -> Problem:
    return Problem(problem.code, f"{problem.reason} (line {problem.line} of {name})")


def _add(rows: Rows, part: Input, layout: Layout) -> Sequence[Problem]:
    """Add a part's rows; the rows of it that are broken."""
    if plain(part, layout):
        try:
            return _added(rows, part, part.files[0], layout, layout.least)
        except Unreadable:
            pass  # row by row, then
    with set_right(part, layout) as (path, problems):
        _added(rows, part, path, layout.plain(), 0)
        return problems


def _added(rows: Rows, part: Input, path: str, layout: Layout, least: int) -> Sequence[Problem]:
    with reworded():
        table: Any = table_of(rows.connection, path, layout, _BATCH)
        count = table.count().to_pyarrow().as_py()
        if count < least:
            raise Unreadable("fewer rows than were seen")
        rows.add_view(_BATCH, count, keys(part.name))
    return ()
