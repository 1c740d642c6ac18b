"""Datasets through Ibis on DuckDB: the engine counts, and only aggregates and bounded samples come out of it."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

from minlint.errors import Unreadable
from minlint.model import Field, Joint, Problem, Record, Span, Values, Vector
from minlint.read import Options, holding, looker, release
from minlint.read.columns import ENGINE_CHECKS, PATTERNS, Column, columns_of, spelt_types
from minlint.read.figures import Range, figures, ranges
from minlint.read.inside import every, inside, is_free
from minlint.read.sampling import GRAIN, by_table, distinct_values, kept
from minlint.read.vectors import joined, measured, spelt
from minlint.tuples import NamedTuple

WHOLE = 2_000_000
"""Rows up to which a dataset is looked at whole unless told otherwise."""

VECTORS = 200
"""Vectors kept of a field."""

PROBLEMS = 50
"""Broken rows of a file that are named one by one."""

_CELLS_IN_MEMORY = 60_000_000
_PROBE = 1_000  # rows fetched to guess types from and to measure vectors on
_EXACT = 1_000_000  # cells up to which distinct values are counted exactly
_NUMBERS = itertools.count()
_ROOM: WeakKeyDictionary[Any, int] = WeakKeyDictionary()  # cells that a connection may still keep


@contextmanager
def engine() -> Iterator[Any]:
    """An Ibis connection to a DuckDB of its own that fetches no extension and spills nothing to disk.

    What it can't read becomes `Unreadable`.
    """
    import warnings

    import ibis

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Ibis calls DuckDB by older names
        connection = ibis.duckdb.connect(
            autoinstall_known_extensions=False, autoload_known_extensions=False, temp_directory=""
        )
        connection.raw_sql("SET enable_progress_bar = false")  # it would be printed among what is reported
        try:
            with reworded():
                yield connection
        finally:
            release(connection)


@contextmanager
def reworded() -> Iterator[None]:
    """What an engine can't read becomes `Unreadable`, without the engine's words: they quote data."""
    try:
        yield
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("duckdb", "_duckdb", "ibis", "pyarrow"):
            raise
        raise Unreadable(f"the data can't be read ({type(error).__name__})") from None


class _Sample(NamedTuple):
    """The rows that are looked at, how many rows there are, and how many were taken (None: all)."""

    table: Any
    rows: int
    taken: int | None
    kept: bool = False

    @property
    def size(self) -> int:
        return self.rows if self.taken is None else self.taken


class _Count(NamedTuple):
    """Of one column: rows, values that are there, distinct ones, and its type where that was read off its texts."""

    rows: int
    filled: int
    distinct: int
    type: str


def record_of(
    connection: Any, table: Any, name: str, options: Options, *, text: bool = False, rows: int | None = None
) -> Record:
    """What a table holds: its leaves with types, counts, values and vectors.

    ``text`` says that what is text is uninterpreted, and its types are found here; ``rows`` how many rows there are
    where the table holds a sample of them.
    """
    sample = _sampled(connection, table, options, rows)
    columns = columns_of(sample.table, named=text)
    probes = _probes(columns)
    counts = _counts(columns, probes, sample.size, text)
    vectors = tuple(joined([(c.path, counts[c.path].type, probes[c.path]) for c in columns if c.table is sample.table]))
    parts = {path for paths, _ in vectors for path in paths}
    single = [column for column in columns if column.path not in parts]
    wanted = [column for column in single if counts[column.path].filled > _filled(probes[column.path])]
    drawn = distinct_values(connection, wanted, {column.path: counts[column.path].distinct for column in wanted})
    known = ranges(connection, single, {column.path: counts[column.path].type for column in single})
    fields = [
        _field(column, counts[column.path], probes[column.path], drawn.get(column.path), known.get(column.path))
        for column in columns
    ]
    whole = sample.taken is None
    _search(connection, columns if whole else columns_of(table, named=text), fields, whole, options.full)
    joint = _joint(connection, table, sample)
    return Record(name, tuple(fields), rows=sample.rows, sampled=sample.taken, vectors=vectors, joint=joint)


def _joint(connection: Any, table: Any, sample: _Sample) -> Joint | None:
    """The rows that are asked what they tell together: those looked at, or as many of them as there is room for."""
    if not sample.kept and holding():
        room = _CELLS_IN_MEMORY // max(1, len(table.columns))
        sample = _sampled(connection, table, Options(rows=min(WHOLE, room)), sample.rows)
    if not sample.kept:
        return None
    return Joint(sample.table, sample.size, sample.size / sample.rows if sample.rows else 1.0)


def _search(connection: Any, columns: Sequence[Column], fields: Sequence[Field], whole: bool, full: bool) -> None:
    """Look through all rows of free text for what may be an identifier, unless all of them are among the values.

    ``full``: each of them is asked about, as they come.
    """
    by_path = {field.path: field for field in fields}
    free = [
        column
        for column in columns
        if (field := by_path[column.path]).values is not None
        and field.figures is not None
        and is_free(field.type, field.values, field.figures.mean)
        and not (whole and field.values.distinct <= len(field.values))
    ]
    found = inside(connection, free)
    look = looker() if full else None
    for column in free:
        told, values = found[column.path], by_path[column.path].values
        more = look is not None and told.suspected > sum(told.texts.values())
        counted = look(every(connection, column)) if more and look else None
        if values is not None:
            values.looked_through(told.texts, told.scanned, told.suspected, counted)


def placed(record: Record, spans: Mapping[str, Span]) -> Record:
    """The record with its fields where their names stand; one without a name of its own stands where its parent's
    does."""

    def place(path: str) -> Span | None:
        while path:
            if path in spans:
                return spans[path]
            path = path[:-2] if path.endswith("[]") else path.rpartition(".")[0]
        return None

    return record._replace(fields=tuple(field._replace(span=place(field.path)) for field in record.fields))


def shortened(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The first broken rows one by one, the others counted."""
    if len(problems) <= PROBLEMS:
        return tuple(problems)
    more = f"{len(problems) - PROBLEMS:,} more rows that can't be read"
    return (*problems[:PROBLEMS], Problem("E002", more, problems[PROBLEMS].line))


def _sampled(connection: Any, table: Any, options: Options, known: int | None) -> _Sample:
    """The rows to look at. A sample is drawn by hashes of row numbers: the same rows on every run."""
    import ibis

    rows = table.count().to_pyarrow().as_py()
    limit = rows if options.full else WHOLE if options.rows is None else options.rows
    enough = limit + 4 * math.sqrt(limit) + 4  # so that hardly any draw falls short
    taken, kept = None, False
    if rows > limit:
        drawn = table.mutate(_row=ibis.row_number())
        wanted = (drawn._row.hash() % GRAIN).abs() < int(enough / rows * GRAIN)
        table = drawn.filter(wanted).drop("_row").limit(limit)
    if min(rows, limit) * len(table.columns) <= _CELLS_IN_MEMORY:
        kept = _stays(connection, min(rows, limit) * len(table.columns))
        name = f"minlint_sample_{next(_NUMBERS)}" if kept else "minlint_sample"
        connection.raw_sql(f"DROP TABLE IF EXISTS {name}")
        table = connection.create_table(name, table, temp=True)
    if rows > limit or (known or 0) > rows:
        taken = table.count().to_pyarrow().as_py()
    return _Sample(table, max(rows, known or 0), taken, kept)


def _stays(connection: Any, cells: int) -> bool:
    """Whether a sample's rows stay until they are measured: as many tables of a connection as there is room for."""
    if not holding():
        return False
    room = _ROOM.setdefault(connection, _CELLS_IN_MEMORY)
    _ROOM[connection] = room - cells if cells <= room else room
    return cells <= room


def _probes(columns: Sequence[Column]) -> dict[str, list[Any]]:
    """Values of the first rows, nulls among them."""
    found: dict[str, list[Any]] = {}
    for group in by_table(columns):
        asked = group[0].table.select(**{f"c{i}": column.values for i, column in enumerate(group)})
        answer = asked.limit(_PROBE).to_pyarrow()
        found.update({column.path: answer.column(i).to_pylist() for i, column in enumerate(group)})
    return found


def _counts(columns: Sequence[Column], probes: Mapping[str, list[Any]], size: int, text: bool) -> dict[str, _Count]:
    """Counts of every column. Where there are many rows, distinct values are estimated, within a few per cent."""
    found: dict[str, _Count] = {}
    for group in by_table(columns):
        if len(probes[group[0].path]) < _PROBE:  # all rows are here
            found.update({column.path: _count_here(column, probes[column.path], text) for column in group})
        else:
            found.update(_count_there(group, probes, size, text))
    return found


def _count_here(column: Column, probe: list[Any], text: bool) -> _Count:
    filled = [value for value in probe if value is not None]
    kinds = spelt_types(filled) if text and column.type == "varchar" else []
    return _Count(len(probe), len(filled), len(set(map(kept, filled))), kinds[0] if kinds else column.type)


def _count_there(
    group: Sequence[Column], probes: Mapping[str, list[Any]], size: int, text: bool
) -> Iterator[tuple[str, _Count]]:
    asked: dict[str, Any] = {"rows": group[0].table.count()}
    candidates = [
        spelt_types([v for v in probes[c.path] if v is not None]) if text and c.type == "varchar" else [] for c in group
    ]
    for i, column in enumerate(group):
        values = column.values
        asked[f"n{i}"] = values.count()
        asked[f"d{i}"] = values.nunique() if size * len(probes) <= _EXACT else values.approx_nunique()
        asked.update(
            {f"{kind}{i}": _spells(values, kind, "bigint" not in candidates[i]).sum() for kind in candidates[i]}
        )
    answer = group[0].table.aggregate(**asked).to_pyarrow().to_pylist()[0]
    for i, column in enumerate(group):
        filled = answer[f"n{i}"]
        kinds = [kind for kind in candidates[i] if answer[f"{kind}{i}"] == filled]
        kind = kinds[0] if kinds else column.type
        yield column.path, _Count(answer["rows"], filled, min(filled, answer[f"d{i}"]), kind)


def _spells(values: Any, kind: str, fractions: bool) -> Any:
    """Whether a text spells a value of a type: by its form, and by what the engine makes of it.

    ``fractions`` says that there is a decimal point in some: then no form needs to tell numbers from codes.
    """
    if kind == "double" and fractions:
        return values.try_cast("float64").notnull().cast("int64")
    text = values.lower() if kind == "boolean" else values
    formed = text.re_search(PATTERNS[kind])
    if kind in ENGINE_CHECKS:
        formed = formed & values.try_cast(ENGINE_CHECKS[kind]).notnull()
    return formed.cast("int64")


def _filled(probe: Sequence[Any]) -> int:
    return len(probe) - probe.count(None)


def _field(column: Column, count: _Count, probe: list[Any], drawn: Counter[Any] | None, known: Range | None) -> Field:
    vector, vectors = _vectors(count.type, probe)
    if vector:
        kind = f"{count.type[:-2]}[{vector.dimension}]" if count.type.endswith("[]") else count.type
        values = Values(Counter(vectors[:VECTORS]), len(probe), probe.count(None), count.distinct)
        return Field(column.path, kind, values=values, vector=vector)
    found = _values(count, probe, drawn)
    return Field(column.path, count.type, values=found, figures=figures(count.type, found, known or Range()))


def _vectors(kind: str, probe: list[Any]) -> tuple[Vector | None, list[tuple[float, ...]]]:
    """The vectors of a column of lists of numbers, or of texts that spell such lists."""
    filled = [value for value in probe if value is not None]
    if kind == "varchar":
        if not filled or not spelt(filled[0]):
            return None, []
        rows = [numbers for numbers in map(spelt, filled) if numbers]
    elif kind.endswith("[]"):
        rows = [tuple(value) for value in filled]
    else:
        return None, []
    vector = measured(rows) if len(rows) >= 0.9 * len(filled) else None
    return vector, rows


def _values(count: _Count, probe: list[Any], drawn: Counter[Any] | None) -> Values:
    """Distinct values with their counts; of a vector's parts, and where all rows are here, those of the rows that were
    fetched."""
    if drawn is not None:
        return Values(drawn, count.rows, count.rows - count.filled, count.distinct)
    counts = Counter(map(kept, (value for value in probe if value is not None)))
    whole = count.filled <= _filled(probe)
    rows, nulls = (count.rows, count.rows - count.filled) if whole else (len(probe), probe.count(None))
    return Values(counts, rows, nulls, count.distinct)
