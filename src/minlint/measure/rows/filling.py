"""How fields are filled: empty, the same in every row, or in some parts of the rows more than in others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from minlint import rulebook
from minlint.measures import Fill, Share
from minlint.model import Joint, Record, RecordReading, Values

LEAST = 20
"""Rows from which it means something that a field is empty, or always the same."""

_PARTS = 6  # fields by which rows are parted
_FIELDS = 60  # fields asked about in each part
_ANSWERS = 12  # ways in which a field that says yes or no may write it


def fills(record: Record) -> Iterator[Fill]:
    """How each field whose values were looked at is filled, where there are rows enough."""
    for field in record.fields:
        values = field.values
        if values is not None and values.rows >= LEAST and field.vector is None and "[]" not in field.path:
            yield _fill(field.path, values)


def _fill(path: str, values: Values) -> Fill:
    kept = [(value, count) for value, count in values.items() if not _is_blank(value)]
    seen, told = sum(count for _, count in values.items()), sum(count for _, count in kept)
    filled = values.rows - values.nulls
    if seen and told < seen:
        filled = round(filled * told / seen)
    blanks = len(values) - len(kept)
    return Fill(path, values.rows, filled, max(values.distinct - blanks, len(kept)) if kept else 0)


def _is_blank(value: Any) -> bool:
    return isinstance(value, str) and value.strip().casefold() in _words()["blank"]


@cache
def _words() -> dict[str, frozenset[str]]:
    said = rulebook.part("words")["answers.yaml"]
    return {key: frozenset(map(str, words)) for key, words in said.items()}


def shares(joint: Joint, reading: RecordReading) -> Iterator[Share]:
    """How the fields that hold personal data are filled where another field says yes or no, female or male."""
    if joint.rows < LEAST:
        return
    asked = [item.field.path for item in reading.readings if item.field and item.detections]
    fields = [path for path in asked if path in joint.columns][:_FIELDS]
    ways = ((field.path, _says(field.values)) for field in reading.record.fields if field.path in joint.columns)
    parting = [(path, says) for path, says in ways if says][:_PARTS] if fields else []
    for path, says in parting:
        yield from _shares(joint.table, path, says, [name for name in fields if name != path])


def _says(values: Values | None) -> dict[str, str]:
    """What each value of a field says, by its text: yes or no, female or male; empty where it says something else."""
    if values is None or not 1 < values.distinct <= _ANSWERS or values.distinct > len(values):
        return {}
    texts = {_text(value) for value in values} - _words()["blank"]
    for pair in (("yes", "no"), ("female", "male")):
        found = {text: kind for text in texts for kind in pair if text in _words()[kind]}
        if len(found) == len(texts) and set(found.values()) == set(pair):
            return found
    return {}


def _text(value: Any) -> str:
    return str(value).strip().casefold()


def _shares(table: Any, by: str, says: dict[str, str], names: Sequence[str]) -> Iterator[Share]:
    asked = {f"n{i}": _holds(table[name]).cast("int64").sum() for i, name in enumerate(names)}
    answer = table.group_by(by).agg(rows=table.count(), **asked).to_pyarrow().to_pylist()
    counts: dict[tuple[str, str], list[int]] = {}
    for row in answer:
        kind = says.get(_text(row[by])) if row[by] is not None else None
        for i, name in enumerate(names if kind else ()):
            count = counts.setdefault((str(kind), name), [0, 0])
            count[0] += row["rows"]
            count[1] += row[f"n{i}"] or 0
    for (kind, name), (rows, filled) in sorted(counts.items()):
        yield Share(name, by, kind, rows, filled)


def _holds(column: Any) -> Any:
    """Whether a column holds something in a row."""
    if not column.type().is_string():
        return column.notnull()
    return column.notnull() & stripped(column).lower().notin(sorted(_words()["blank"]))


def stripped(texts: Any) -> Any:
    """Texts without blanks around them; the engine takes ten times as long where it looks for such in all of them."""
    import ibis

    return ibis.cases((texts.startswith(" ") | texts.endswith(" "), texts.strip()), else_=texts)
