"""Tables of engines that are elsewhere, through Ibis: they count, and a bounded sample of rows comes here."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

from minlint.model import Field, Record
from minlint.read import Options
from minlint.read.batches import Rows
from minlint.read.columns import Column, columns_of
from minlint.read.datasets import WHOLE, engine, record_of
from minlint.tuples import NamedTuple

_AT_ONCE = 100  # columns counted in one query
_ROWS = 50_000  # rows handed on at once
_SPARE = 1.2  # how much larger a sample is drawn than it is to be


class _Counted(NamedTuple):
    """Of one column: values that are there, about how many distinct ones, and the lengths of texts."""

    filled: int
    distinct: int
    shortest: int | None = None
    longest: int | None = None
    mean: float | None = None


Draw = Callable[[Any, float], Any]
"""A share of a table's rows, as a table."""


def drawn(table: Any, share: float) -> Any:
    """A share of the rows, the same on every run."""
    return table.sample(share, method="row", seed=1)


def record_of_table(table: Any, name: str, options: Options, draw: Draw = drawn) -> Record:
    """What a table holds: counted where it is, values from a sample of its rows.

    Raises what its engine raises.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # engines and Ibis warn of each other
        total = int(table.count().execute())
        leaves = [column for column in columns_of(table) if column.table is table]
        counted = _counted(table, leaves)
        sample = _sample(table, options, total, draw)
        with engine() as local:
            rows = Rows(local, options)
            rows.add(sample.schema.empty_table())
            for batch in sample.to_batches(max_chunksize=_ROWS):
                rows.add(batch)
            held = record_of(local, rows.table, name, options, rows=max(total, rows.seen))
    fields = tuple(_told(field, counted.get(field.path), total) for field in held.fields)
    return held._replace(fields=fields)


def _counted(table: Any, leaves: Sequence[Column]) -> dict[str, _Counted]:
    found: dict[str, _Counted] = {}
    for start in range(0, len(leaves), _AT_ONCE):
        some = leaves[start : start + _AT_ONCE]
        asked = {f"n{i}": leaf.values.count() for i, leaf in enumerate(some)}
        asked |= {f"d{i}": leaf.values.approx_nunique() for i, leaf in enumerate(some) if _comparable(leaf)}
        for i, length in ((i, leaf.values.length()) for i, leaf in enumerate(some) if leaf.values.type().is_string()):
            asked |= {f"s{i}": length.min(), f"l{i}": length.max(), f"m{i}": length.mean()}
        answer = table.aggregate(**asked).to_pyarrow().to_pylist()[0]
        for i, leaf in enumerate(some):
            filled = int(answer[f"n{i}"])
            distinct = min(filled, int(answer.get(f"d{i}", filled) or 0))
            lengths = (answer.get(f"s{i}"), answer.get(f"l{i}"), answer.get(f"m{i}"))
            found[leaf.path] = _Counted(filled, distinct, *lengths)
    return found


def _comparable(leaf: Column) -> bool:
    kind = leaf.values.type()
    return not (kind.is_array() or kind.is_map() or kind.is_json())


def _sample(table: Any, options: Options, total: int, draw: Draw) -> Any:
    """The rows to look at, as an Arrow table: all of them where they aren't many."""
    limit = None if options.full else options.rows or WHOLE
    if limit is not None and total > limit:
        table = draw(table, min(1.0, _SPARE * limit / total)).limit(limit)
    return table.to_pyarrow()


def _told(field: Field, found: _Counted | None, total: int) -> Field:
    """A field whose values and figures tell the counts over all rows."""
    values, figures = field.values, field.figures
    if found is None or values is None:
        return field
    values.rows, values.nulls, values.distinct = total, total - found.filled, found.distinct
    if figures is None:
        return field
    counted = figures._replace(rows=total, nulls=values.nulls, distinct=found.distinct)
    if found.mean is not None:
        counted = counted._replace(shortest=found.shortest, longest=found.longest, mean=round(found.mean, 2))
    return field._replace(figures=counted)
