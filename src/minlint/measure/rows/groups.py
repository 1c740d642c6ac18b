"""Which columns put rows into small groups: k-anonymity, and the minimal combinations that break it.

Sources: L. Sweeney, "k-anonymity: a model for protecting privacy" (2002); for samples the model of R. Benedetti and
L. Franconi, "Statistical and technological solutions for controlled data dissemination" (1998): given n rows of a
group in a sample of the share p, the rows of it that were not drawn follow a negative binomial distribution (n, p).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from minlint.measures import Telling
from minlint.model import SMALL, Joint
from minlint.tuples import NamedTuple

K, LIMIT = SMALL
"""Rows of which a group must have as many, or it counts as small; the share of rows that may lie in small groups."""

MOST = 4
"""Columns of a combination at most."""

_TRIED = 12  # columns at most
_SETS = 3  # combinations told of one record


class Groups(NamedTuple):
    """How rows fall into groups: how many groups there are of 1, 2, … k - 1 rows, the smallest, and all rows."""

    small: tuple[int, ...]
    smallest: int
    rows: int

    @property
    def share(self) -> float:
        """The share of rows in groups smaller than k."""
        return sum(size * count for size, count in enumerate(self.small, 1)) / self.rows if self.rows else 0.0

    def estimated(self, drawn: float) -> float:
        """The share of rows whose group is small among all rows, of which this share was drawn."""
        k = len(self.small) + 1
        alone = sum(
            size * count * _at_most(k - 1 - size, size, drawn) for size, count in enumerate(self.small, 1) if count
        )
        return alone / self.rows if self.rows else 0.0


def _at_most(most: int, size: int, drawn: float) -> float:
    """The chance that at most so many rows of a group weren't drawn, given how many were."""
    from math import comb

    return sum(comb(size + rest - 1, rest) * drawn**size * (1 - drawn) ** rest for rest in range(most + 1))


def telling(
    joint: Joint, columns: Sequence[str], k: int = K, limit: float = LIMIT, most: int = MOST
) -> tuple[Telling, ...]:
    """The minimal combinations of columns that put more than a share of the rows into groups smaller than k.

    The smallest combinations first. More columns make groups smaller: where all of them don't, no part of them does.
    """
    found: list[Telling] = []
    for names in _combinations(columns, most):
        if any(set(item.columns) <= set(names) for item in found):
            continue
        groups = measured(joint, names, k)
        if groups.share > limit:
            found.append(groups)
    found.sort(key=lambda item: (len(item.columns), -item.share, item.columns))
    return tuple(found[:_SETS])


def measured(joint: Joint, names: Sequence[str], k: int = K) -> Telling:
    """The groups that some columns make, among the rows that are here; where these are a sample, also among all."""
    groups = grouped(joint.table, names, k)
    estimated = groups.estimated(joint.drawn) if joint.drawn < 1 else None
    return Telling(tuple(names), groups.share, groups.smallest, k, estimated)


def _combinations(names: Sequence[str], most: int) -> Iterator[tuple[str, ...]]:
    for size in range(1, min(most, len(names)) + 1):
        yield from combinations(names, size)


def candidates(table: Any, columns: Sequence[str]) -> list[str]:
    """Those of the columns that tell rows apart, in their order; of more than twelve those with the most values."""
    if not columns:
        return []
    asked = {
        f"d{i}": table[name].approx_nunique() + table[name].isnull().any().cast("int64")
        for i, name in enumerate(columns)
    }
    answer = table.aggregate(**asked).to_pyarrow().to_pylist()[0]
    several = {name: answer[f"d{i}"] for i, name in enumerate(columns) if answer[f"d{i}"] > 1}
    kept = set(sorted(several, key=lambda name: -several[name])[:_TRIED])
    return [name for name in columns if name in kept]


def grouped(table: Any, columns: Sequence[str], k: int = K) -> Groups:
    """How the rows of a table fall into groups of equal values; an empty value is one like any other."""
    sizes = table.group_by(list(columns)).agg(n=table.count())
    asked = {f"n{size}": (sizes.n == size).cast("int64").sum() for size in range(1, k)}
    answer = sizes.aggregate(smallest=sizes.n.min(), rows=sizes.n.sum(), **asked).to_pyarrow().to_pylist()[0]
    small = tuple(answer[f"n{size}"] or 0 for size in range(1, k))
    return Groups(small, answer["smallest"] or 0, answer["rows"] or 0)
