"""Distinct values of columns with their counts, of many columns in one pass over their table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from minlint.read.columns import Column
from minlint.tuples import NamedTuple

DISTINCT = 2_000
"""About how many distinct values are kept of a field."""

GRAIN = 1 << 30
"""Hashes are held against parts of this number."""

AT_ONCE = 100
"""Columns asked about in one query."""

LONGEST = 4_000
"""Characters kept of one value."""

_SPARE = 1.1  # as the number of distinct values is an estimate where there are many rows


def by_table(columns: Sequence[Column]) -> Iterator[Sequence[Column]]:
    """Columns that one query can be asked about, a bounded number at once."""
    groups: dict[int, list[Column]] = {}
    for column in columns:
        groups.setdefault(id(column.table), []).append(column)
    for group in groups.values():
        yield from (group[start : start + AT_ONCE] for start in range(0, len(group), AT_ONCE))


class Asked(NamedTuple):
    """An aggregate over a column's values, and the condition on those that go into it; ``{}`` stands for a value."""

    aggregate: str
    only: str = ""

    def of(self, value: str) -> str:
        """The aggregate over values of a name."""
        return self.aggregate.replace("{}", value)

    def where(self, value: str) -> str:
        """The condition on them."""
        return self.only.replace("{}", value) or "true"

    def among(self, value: str) -> str:
        """The aggregate over those that meet it."""
        return self.of(value) + (f" FILTER (WHERE {self.where(value)})" if self.only else "")


def answers(connection: Any, asked: Sequence[tuple[Column, Asked]]) -> Iterator[tuple[Column, Any]]:
    """One aggregate of each column, many in one query.

    Where a column can be read by itself, that is cheaper; any other table is read for all of them together.
    """
    known = {id(column): part for column, part in asked}
    for group in by_table([column for column, _ in asked]):
        parts = [known[id(column)] for column in group]
        if _in_columns(group[0].table):
            queries = (
                f"(SELECT {part.of('value')} FROM ({values_of(connection, column)}) WHERE {part.where('value')})"
                for column, part in zip(group, parts, strict=True)
            )
            (answer,) = connection.con.execute(f"SELECT {', '.join(queries)}").fetchall()
            yield from zip(group, answer, strict=True)
        else:
            yield from _at_once(connection, group, parts)


def _at_once(connection: Any, group: Sequence[Column], parts: Sequence[Asked]) -> Iterator[tuple[Column, Any]]:
    """Aggregates over the columns of a table that is read from its first row on: those over all values, then those
    over some of them, for which rows without any such value are left out first."""
    table = group[0].table.select(**{f"c{i}": column.values for i, column in enumerate(group)})
    rows = connection.compile(table)
    for selective in (False, True):
        some = [(f"c{i}", column, part) for i, (column, part) in enumerate(zip(group, parts, strict=True))
                if bool(part.only) is selective]  # fmt: skip
        if some:
            told = ", ".join(part.among(name) for name, _, part in some)
            only = " OR ".join(f"({part.where(name)})" for name, _, part in some)
            (answer,) = connection.con.execute(f"SELECT {told} FROM ({rows}) WHERE {only}").fetchall()
            yield from ((column, each) for (_, column, _), each in zip(some, answer, strict=True))


def _in_columns(table: Any) -> bool:
    """Whether a column of a table can be read without the others: in the engine's memory, and of Parquet files."""
    operation = table.op()
    return type(operation).__name__ == "DatabaseTable" and operation.name.startswith((COPIED, COLUMNS))


COPIED = "minlint_sample"
"""What the names of copies begin with."""

COLUMNS = "minlint_columns"
"""What files are called of which each column can be read by itself."""


def distinct_values(connection: Any, columns: Sequence[Column], distinct: Mapping[str, int]) -> dict[str, Counter[Any]]:
    """Of each column all distinct values, or those with the smallest hashes; how many it has is known, or estimated."""
    found: dict[str, Counter[Any]] = {}
    asked = [(column, _drawn(column, distinct[column.path])) for column in columns]
    for column, histogram in answers(connection, asked):
        counts: Counter[Any] = Counter()
        for value, often in _pairs(histogram):
            counts[kept(value)] += often
        found[column.path] = counts
    return found


def _pairs(histogram: Any) -> Iterator[tuple[Any, int]]:
    """What the engine's maps come as: a mapping, or keys and values apart where the keys have no hash."""
    if histogram is None:
        return iter(())
    return (
        zip(histogram["key"], histogram["value"], strict=True)
        if set(histogram) == {"key", "value"} and isinstance(histogram["key"], list)
        else iter(histogram.items())
    )


def _drawn(column: Column, distinct: int) -> Asked:
    """One column's values: filtered before they are counted, which costs a tenth of the memory."""
    share = _SPARE * DISTINCT / max(distinct, 1)
    few = f"hash({{}}) % {GRAIN} < {int(share * GRAIN)}" if share < 1 else ""
    value = f"left({{}}, {LONGEST})" if column.values.type().is_string() else "{}"
    return Asked(f"histogram({value})", few and f"{{}} IS NOT NULL AND {few}")


def values_of(connection: Any, column: Column) -> str:
    """The query for a column's values; one of a table itself is written here: compiling takes ten times as long."""
    operation = column.table.op()
    own = type(operation).__name__ == "DatabaseTable" and operation.namespace.catalog in (None, "memory", "temp")
    if own and column.values.get_name() in column.table.columns:
        name = column.values.get_name()
        if column.values.equals(column.table[name]):
            return f"SELECT {_quoted(name)} AS value FROM {_quoted(operation.name)}"
    return str(connection.compile(column.table.select(value=column.values)))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def kept(value: Any) -> Any:
    """A value as it is kept: hashable, and not too long."""
    if isinstance(value, (list, dict)):
        return str(value)[:LONGEST]
    return value[:LONGEST] if isinstance(value, (str, bytes)) else value
