"""Texts that may hold an identifier, among all rows of free text: some come out of the engine, all are counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from minlint.model import Values
from minlint.read.columns import Column
from minlint.read.sampling import LONGEST, Asked, answers, values_of
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

_SUSPECT = f"regexp_matches({{}}, '{MASK}')"
_IS_SUSPECT = f"regexp_matches(value, '{MASK}')"
_ROWS = 10_000  # texts fetched at once
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


def inside(connection: Any, columns: Sequence[Column]) -> dict[str, Inside]:
    """The texts of columns that may hold an identifier, in one look at all rows for many columns."""
    asked = [(column, Asked(f"[count(*), count(*) FILTER (WHERE {_SUSPECT})]")) for column in columns]
    return {
        column.path: Inside(rows, suspected, _texts(connection, column) if suspected else {})
        for column, (rows, suspected) in list(answers(connection, asked))
    }


def _texts(connection: Any, column: Column) -> dict[str, int]:
    """Some of the distinct texts, the same on every run, with their rows."""
    grouped = f"SELECT value, count(*) FROM ({values_of(connection, column)}) WHERE {_IS_SUSPECT} GROUP BY value"
    texts: dict[str, int] = {}
    for value, often in connection.con.execute(f"{grouped} ORDER BY hash(value), value LIMIT {KEPT}").fetchall():
        text = _around(value)
        texts[text] = texts.get(text, 0) + often
    return texts


def every(connection: Any, column: Column) -> Iterator[str]:
    """The text of each row that may hold an identifier, a bounded number at once."""
    answer = connection.con.execute(f"SELECT value FROM ({values_of(connection, column)}) WHERE {_IS_SUSPECT}")
    while some := answer.fetchmany(_ROWS):
        yield from (_around(value) for (value,) in some)


def _around(text: str) -> str:
    """A long text's part about the first place that may be an identifier."""
    if len(text) <= LONGEST:
        return text
    import re

    match = re.search(MASK, text)
    start = max(0, match.start() - LONGEST // 2) if match else 0
    return text[start : start + LONGEST]
