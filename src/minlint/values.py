"""What is held of a dataset's rows: sampled values, rows in an engine, and what both look like in figures.

The first two are the only objects that hold raw data: they never show it, and don't leave the process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from minlint.tuples import NamedTuple


class Values:
    """Distinct values of a field from a bounded sample, with how often each occurred.

    It never shows them: not in its repr, not when pickled.
    """

    __slots__ = ("_counts", "_held", "counted", "distinct", "nulls", "rows", "scanned", "suspected")

    def __init__(self, counts: Mapping[Any, int], rows: int, nulls: int = 0, distinct: int | None = None) -> None:
        self._counts = dict(counts)
        self.rows, self.nulls = rows, nulls
        self.distinct = len(self._counts) if distinct is None else distinct
        self._held: dict[str, int] | None = None
        self.counted: Mapping[str, int] | None = None
        self.scanned = self.suspected = 0

    def looked_through(
        self, texts: Mapping[str, int], scanned: int, suspected: int, counted: Mapping[str, int] | None = None
    ) -> Values:
        """It with the texts that may hold an identifier, out of all rows: ``suspected`` of ``scanned`` rows have such,
        and some of them are kept, each with how often it stands there. ``counted``: how many of all these rows hold
        one of each kind, by the kinds' names, where every one was asked about."""
        self._held, self.scanned, self.suspected, self.counted = dict(texts), scanned, suspected, counted
        return self

    def held(self) -> Mapping[str, int] | None:
        """The texts that may hold an identifier, with how often each stands in all rows; None: a sample is all."""
        return self._held

    def __repr__(self) -> str:
        return f"<{len(self._counts)} sampled values of {self.distinct}, not shown>"

    def __iter__(self) -> Iterator[Any]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)

    def __reduce__(self) -> Any:
        raise TypeError("sampled values don't leave the process")

    def items(self) -> Iterator[tuple[Any, int]]:
        """Each sampled value with its count among the sampled rows."""
        return iter(self._counts.items())


class Joint:
    """Rows that lie in an engine, to be asked what several columns tell together. Never shown, never pickled.

    ``table`` is the engine's; ``columns`` are those that fields go by; ``drawn`` the share of all rows that it holds.
    """

    __slots__ = ("columns", "drawn", "rows", "table")

    def __init__(self, table: Any, rows: int, drawn: float = 1.0) -> None:
        self.table, self.rows, self.drawn = table, rows, drawn
        self.columns = frozenset(table.columns)

    def __repr__(self) -> str:
        return f"<{self.rows} rows, not shown>"

    def __reduce__(self) -> Any:
        raise TypeError("rows don't leave the process")


class Vector(NamedTuple):
    """What vectors of one length have in common: their length, the rows measured, their norms, and their components.

    ``norm_mean`` and ``norm_spread`` are the mean and the standard deviation of the Euclidean norms; ``low`` and
    ``high`` the smallest and largest component; ``whole`` says that every component is a whole number.
    """

    dimension: int
    rows: int
    norm_mean: float
    norm_spread: float
    low: float
    high: float
    whole: bool = False


class Figures(NamedTuple):
    """What a column of data looks like in figures and shapes, from which no value can be read.

    ``rows`` and ``nulls`` are those that were looked at, ``distinct`` is about how many values there are. Lengths are
    in characters, of bytes in bytes, None for what has none; ``least`` and ``most`` are the shapes of the smallest and
    the largest value. Of the values that were kept, weighed by their rows: ``signs`` are the shares of digits, letters,
    blanks and other signs, ``decimals`` those of numbers with so many decimal places, ``shapes`` the most frequent
    shapes with theirs (`minlint.read.shapes`), and ``forms`` counts all of those.
    """

    rows: int
    nulls: int
    distinct: int
    shortest: int | None = None
    longest: int | None = None
    mean: float | None = None
    least: str = ""
    most: str = ""
    signs: tuple[tuple[str, float], ...] = ()
    decimals: tuple[tuple[int, float], ...] = ()
    shapes: tuple[tuple[str, float], ...] = ()
    forms: int = 0
