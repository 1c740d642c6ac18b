"""What groups of rows that look alike tell of a sensitive value: l-diversity and t-closeness.

Sources: A. Machanavajjhala et al., "l-diversity: privacy beyond k-anonymity" (2007); N. Li, T. Li,
S. Venkatasubramanian, "t-closeness: privacy beyond k-anonymity and l-diversity" (2007), whose distances are used:
equal ones between words, ordered ones between numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from minlint.measures import Spread


def spread(table: Any, columns: Sequence[str], of: str, *, ordered: bool) -> Spread | None:
    """How the values of a column are spread over the groups that others make; None where it has fewer than two.

    ``ordered``: they are numbers. An empty value is one like any other; among numbers the smallest.
    """
    value = table[of].try_cast("float64") if ordered else table[of].cast("string")
    rows = table.select(*(table[name].name(f"q{i}") for i, name in enumerate(columns)), value=value)
    counts = _counts(rows, [f"q{i}" for i in range(len(columns))])
    if len(counts.totals) < 2:
        return None
    distance = _ordered(counts) if ordered else _equal(counts)
    return Spread(of, tuple(columns), int(counts.kinds.min()), round(float(distance.max()), 6), len(counts.kinds))


class _Counts:
    """How often each value stands in each group, as arrays; values and groups by their numbers, sorted by both.

    ``totals`` are the rows with each value, ``kinds`` the different values of each group, ``first`` where each group
    begins; ``shares`` those of a value in its group.
    """

    def __init__(self, group: Any, value: Any, count: Any) -> None:
        import numpy

        order = numpy.lexsort((value, group))
        self.group, self.value, count = group[order], value[order], count[order]
        self.totals = numpy.bincount(self.value, weights=count)
        self.kinds = numpy.bincount(self.group)
        self.first = numpy.concatenate(([0], numpy.cumsum(self.kinds)[:-1]))
        self.shares = count / numpy.bincount(self.group, weights=count)[self.group]


def _counts(rows: Any, keys: Sequence[str]) -> _Counts:
    """Only numbers come out of the engine: of values and groups, and how often they meet."""
    import ibis

    met = rows.group_by([*keys, "value"]).agg(n=rows.count())
    values = ibis.dense_rank().over(ibis.window(order_by=ibis.asc(met.value, nulls_first=True)))
    groups = ibis.dense_rank().over(ibis.window(order_by=[ibis.asc(met[key], nulls_first=True) for key in keys]))
    told = met.select(g=groups, v=values, n="n").to_pyarrow()
    group, value, count = (told.column(name).to_numpy() for name in ("g", "v", "n"))
    return _Counts(group - group.min(), value - value.min(), count)


def _equal(counts: _Counts) -> Any:
    """Of each group half of what the shares of all values differ by: between any two words it is equally far."""
    import numpy

    overall = (counts.totals / counts.totals.sum())[counts.value]
    here = numpy.bincount(counts.group, weights=numpy.abs(counts.shares - overall))
    missing = 1 - numpy.bincount(counts.group, weights=overall)
    return (here + missing) / 2


def _ordered(counts: _Counts) -> Any:
    """Of each group how far shares have to be moved along the order of the values, all of it being 1.

    A group's cumulated share is the same from one of its values to the next, where all rows' only grows: what they
    differ by in between follows from sums up to where the one meets the other.
    """
    import numpy

    steps = numpy.cumsum(counts.totals / counts.totals.sum())
    sums = numpy.concatenate(([0.0], numpy.cumsum(steps)))
    most = len(steps)
    cumulated = numpy.cumsum(counts.shares)
    cumulated = cumulated - (cumulated - counts.shares)[counts.first][counts.group]
    begin = counts.value
    last = numpy.append(counts.group[1:] != counts.group[:-1], True)
    end = numpy.where(last, most, numpy.append(begin[1:], most))
    meet = numpy.clip(numpy.searchsorted(steps, cumulated), begin, end)
    below = cumulated * (meet - begin) - (sums[meet] - sums[begin])
    above = (sums[end] - sums[meet]) - cumulated * (end - meet)
    moved = numpy.bincount(counts.group, weights=below + above) + sums[counts.value[counts.first]]
    return moved / (most - 1)
