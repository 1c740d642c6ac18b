"""Rows that come in batches, brought to the engine: all of them, or a sample of bounded size."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from minlint.errors import Unreadable
from minlint.model import Problem, Source
from minlint.read import Options
from minlint.read.datasets import WHOLE, engine, record_of, shortened
from minlint.read.files import on_disk
from minlint.read.input import Input
from minlint.read.parts import keys, stem
from minlint.read.sampling import GRAIN

Batches = Callable[[str], Iterator[Any]]
"""A file's rows as Arrow tables or record batches, an empty one first. Raises `Unreadable`, or what Arrow raises."""

_BATCH = "minlint_batch"
_ROW = "minlint_row"


class Rows:
    """A table of the engine that rows are added to.

    Where more come than are looked at, ever fewer of them are kept: those whose numbers have small hashes, so that they
    are the same on every run. ``seen`` counts all that came.
    """

    def __init__(self, connection: Any, options: Options, name: str = "minlint_rows") -> None:
        self.connection, self.name, self.seen = connection, name, 0
        self._most = None if options.full else 2 * (options.rows or WHOLE)
        self._kept, self._share = 0, GRAIN
        self._columns: set[str] = set()

    @property
    def table(self) -> Any:
        """The rows that were kept, as a table; None before the first batch."""
        return self.connection.table(self.name).drop(_ROW) if self._columns else None

    @property
    def whole(self) -> bool:
        """Whether all rows that came were kept."""
        return self._kept == self.seen

    def add(self, rows: Any, told: Mapping[str, str] = {}) -> None:
        """Add an Arrow table or record batch; a column that no earlier one had is empty in these.

        ``told`` are columns that have one value in all of them.
        """
        import pyarrow

        table = pyarrow.Table.from_batches([rows]) if isinstance(rows, pyarrow.RecordBatch) else rows
        self.connection.con.register(_BATCH, table)
        try:
            self.add_view(_BATCH, table.num_rows, told)
        finally:
            self.connection.con.unregister(_BATCH)

    def add_view(self, name: str, count: int, told: Mapping[str, str] = {}) -> None:
        """Add the rows of one of the engine's views, so many, likewise."""
        view = f"{_BATCH}_all"
        known = {row[0] for row in self._run(f"DESCRIBE {name}")}
        more = "".join(f", {_literal(value)} AS {_quoted(key)}" for key, value in told.items() if key not in known)
        numbered = f"SELECT *{more}, {self.seen} + row_number() OVER () AS {_ROW} FROM {name}"
        self._run(f"CREATE OR REPLACE TEMP VIEW {view} AS {numbered}")
        self._fit(view)
        added = self._run(f"INSERT INTO {_quoted(self.name)} BY NAME SELECT * FROM {view} WHERE {self._chosen()}")
        self.seen += count
        self._kept += added[0][0]
        while self._most is not None and self._kept > self._most:
            self._thin()

    def _run(self, statement: str) -> list[Any]:
        found: list[Any] = self.connection.con.execute(statement).fetchall()
        return found

    def _fit(self, view: str) -> None:
        name = _quoted(self.name)
        types = {row[0]: row[1] for row in self._run(f"DESCRIBE {view}")}
        if not self._columns:
            self._run(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM {view} LIMIT 0")
        else:
            for column in (column for column in types if column not in self._columns):
                self._run(f"ALTER TABLE {name} ADD COLUMN {_quoted(column)} {types[column]}")
        self._columns.update(types)

    def _chosen(self) -> str:
        return "true" if self._share == GRAIN else f"hash({_ROW}) % {GRAIN} < {self._share}"

    def _thin(self) -> None:
        """Keep half of the rows."""
        self._share //= 2
        name = _quoted(self.name)
        self._run(f"DELETE FROM {name} WHERE NOT ({self._chosen()})")
        self._kept = self._run(f"SELECT count(*) FROM {name}")[0][0]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def dataset(source: Input, form: str, options: Options, batches: Batches) -> Source:
    """A file, or the parts of a dataset, as one record. What can't be read to its end counts as far as it can.

    Where every row is asked for and there are many, the engine streams the files, which is slower and takes no room.
    """
    problems: list[Problem] = []
    with on_disk(source) as files, engine() as connection:
        rows = Rows(connection, options._replace(full=False, rows=None) if options.full else options)
        for path in files:
            try:
                with told():
                    for table in batches(path):
                        table.validate(full=True)  # broken offsets would lead out of the memory that is ours
                        rows.add(table, keys(path))
            except Unreadable as error:
                where = f"the part {os.path.basename(path)}" if len(files) > 1 else "from some row on it"
                problems.append(Problem("E002", f"{where} can't be read: {error.reason}"))
        if rows.table is None:
            raise Unreadable(problems[0].reason.partition(" can't be read: ")[2])
        table = _streamed(connection, files, batches) if options.full and not rows.whole else rows.table
        record = record_of(connection, table, stem(source.name), options, rows=rows.seen)
    return Source(source.name, form, "data", (record,), shortened(problems))


def _streamed(connection: Any, files: Sequence[str], batches: Batches) -> Any:
    from minlint.read.streams import Again

    connection.con.register(STREAM, Again(files, batches))
    return connection.table(STREAM)


STREAM = "minlint_stream"
"""What the engine calls files that it streams."""


@contextmanager
def told() -> Iterator[None]:
    """What Arrow raises as `Unreadable`, without its words: they may quote data."""
    import pyarrow

    try:
        yield
    except (pyarrow.ArrowException, OSError, EOFError) as error:
        if isinstance(error, OSError) and error.errno:  # the disk's
            raise Unreadable(error.strerror or "can't be opened") from None
        raise Unreadable(f"broken or cut off ({type(error).__name__})") from None
