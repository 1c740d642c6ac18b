"""A column in figures: lengths and the ends of its range counted by the engine, shapes of the values that were kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from minlint.model import Figures, Values
from minlint.read.columns import Column
from minlint.read.sampling import Asked, answers
from minlint.read.shapes import shape, shapes
from minlint.tuples import NamedTuple

_ASKED = 500  # kept values whose shapes are looked at
_ENDS = 64  # signs of the smallest and the largest value


class Range(NamedTuple):
    """What the engine tells of a column: the lengths of its values, and the smallest and the largest as texts."""

    shortest: int | None = None
    longest: int | None = None
    mean: float | None = None
    least: str | None = None
    most: str | None = None


def ranges(connection: Any, columns: Sequence[Column], types: Mapping[str, str]) -> dict[str, Range]:
    """The range of each column over all rows of its table, many columns in one query.

    ``types`` are those that the values have, also where they are written as texts.
    """
    asked = [(column, Asked(f"[{parts}]")) for column in columns if (parts := _asked(column, types[column.path]))]
    return {column.path: _range(told) for column, told in answers(connection, asked)}


def _asked(column: Column, kind: str) -> str:
    """The lengths and the ends of a column in the engine's words, all as texts; empty for what has neither."""
    values = column.values.type()
    if values.is_binary():
        return _lengths("octet_length({})")
    if values.is_array():
        return _lengths("len({})")
    if values.is_string():
        order = "try_cast({} AS DOUBLE)" if _is_number(kind) else "{}"
        ends = f"left(arg_min({{}}, {order}), {_ENDS}), left(arg_max({{}}, {order}), {_ENDS})"
        return f"{_lengths('length({})')}, {ends}"
    if values.is_numeric() or values.is_date() or values.is_timestamp():
        return "NULL, NULL, NULL, min({})::VARCHAR, max({})::VARCHAR"
    return ""


def _lengths(length: str) -> str:
    return f"min({length})::VARCHAR, max({length})::VARCHAR, avg({length})::VARCHAR"


def _is_number(kind: str) -> bool:
    return kind in ("bigint", "double")


def _range(told: list[str | None]) -> Range:
    shortest, longest, mean, least, most = (*told, None, None)[:5]
    return Range(
        int(shortest) if shortest else None,
        int(longest) if longest else None,
        round(float(mean), 2) if mean else None,
        least,
        most,
    )


def figures(kind: str, values: Values, known: Range) -> Figures:
    """A column in figures, from its type, its values and its range."""
    seen = shapes(_texts(values), kind.startswith(("double", "float", "decimal")) and not kind.endswith("]"))
    least, most = (shape(text) if text is not None else "" for text in (known.least, known.most))
    return Figures(
        rows=values.rows,
        nulls=values.nulls,
        distinct=values.distinct,
        shortest=known.shortest,
        longest=known.longest,
        mean=known.mean,
        least=least,
        most=most,
        **seen._asdict(),
    )


def _texts(values: Values) -> Sequence[tuple[Any, int]]:
    """Some of the kept values that have shapes, evenly from all over, with their rows."""
    plain = [item for item in values.items() if not isinstance(item[0], (bytes, tuple, list, dict))]
    return plain[:: -(-len(plain) // _ASKED) or 1]
