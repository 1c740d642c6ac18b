"""Distinct values of columns with their counts, of many columns in one pass over their table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from minlint.read.columns import Column

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


def distinct_values(connection: Any, columns: Sequence[Column], distinct: Mapping[str, int]) -> dict[str, Counter[Any]]:
    """Of each column all distinct values, or those with the smallest hashes; how many it has is known, or estimated."""
    found: dict[str, Counter[Any]] = {}
    for start in range(0, len(columns), AT_ONCE):
        group = columns[start : start + AT_ONCE]
        asked = ", ".join(f"({_drawn(connection, column, distinct[column.path])})" for column in group)
        (answer,) = connection.con.execute(f"SELECT {asked}").fetchall()
        for column, histogram in zip(group, answer, strict=True):
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


def _drawn(connection: Any, column: Column, distinct: int) -> str:
    """The query for one column's values: filtered before they are counted, which costs a tenth of the memory."""
    share = _SPARE * DISTINCT / max(distinct, 1)
    few = f" AND hash(value) % {GRAIN} < {int(share * GRAIN)}" if share < 1 else ""
    value = f"left(value, {LONGEST})" if column.values.type().is_string() else "value"
    return f"SELECT histogram({value}) FROM ({values_of(connection, column)}) WHERE value IS NOT NULL{few}"


def values_of(connection: Any, column: Column) -> str:
    """The query for a column's values; one of a table itself is written here: compiling takes ten times as long."""
    operation = column.table.op()
    if type(operation).__name__ == "DatabaseTable" and column.values.get_name() in column.table.columns:
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
