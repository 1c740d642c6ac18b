"""Texts that may hold an identifier, among all rows of free text: some come out of the engine, all are counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minlint.model import Values
from minlint.tuples import NamedTuple

KEPT = 2_000
"""Distinct texts kept of those that may hold something."""

MASK = (
    r"@[A-Za-z0-9]"  # an e-mail address
    r"|\d{3}[- .]\d{2}[- .]\d{4}"  # a US Social Security or taxpayer number
    r"|\d(?:[- ]?\d){11}"  # a card
    r"|[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]{4}){2}"  # an IBAN
    r"|\+\d[\d ()./-]{6}"  # a telephone number with its country
)
"""What lets every text through that holds such an identifier: a test holds it to that. RE2 and Python read it alike."""

_LONG = 25  # signs on average from which texts are free


class Inside(NamedTuple):
    """Of a column's rows: how many were looked through, how many may hold something, and the texts that were kept."""

    scanned: int
    suspected: int
    texts: Mapping[str, int]


def is_free(kind: str, values: Values, mean: float | None) -> bool:
    """Whether a column's texts are sentences rather than names and codes, by their mean length and their blanks."""
    if kind != "varchar" or mean is None or mean < _LONG:
        return False
    texts = [value for value in values if isinstance(value, str) and value]
    return sum(" " in text for text in texts) >= 0.5 * len(texts) > 0


def inside(table: Any, values: Any, scanned: int, longest: int) -> Inside:
    """The texts of a column that may hold an identifier, in one look at all rows."""
    named = table.select(value=values)
    named = named.filter(named.value.re_search(MASK))
    grouped = named.group_by("value").agg(n=named.count())
    total = named.count().to_pyarrow().as_py()
    answer = grouped.order_by([grouped.value.hash(), grouped.value]).limit(KEPT).to_pyarrow()
    texts: dict[str, int] = {}
    for value, often in zip(answer.column(0).to_pylist(), answer.column(1).to_pylist(), strict=True):
        texts[_around(value, longest)] = texts.get(_around(value, longest), 0) + often
    return Inside(scanned, total, texts)


def _around(text: str, longest: int) -> str:
    """A long text's part about the first place that may be an identifier."""
    if len(text) <= longest:
        return text
    import re

    match = re.search(MASK, text)
    start = max(0, match.start() - longest // 2) if match else 0
    return text[start : start + longest]
