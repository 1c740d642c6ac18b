"""Objects of JSON as rows for the engine, and where their keys stand."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from minlint import scratch
from minlint.located import Node
from minlint.model import Record, Span
from minlint.read import Options

_LARGEST = 64 << 20  # bytes of one object


def record_of_files(
    paths: Sequence[str], form: str, name: str, options: Options, *, keyed: bool = False, text: bool = False
) -> Record:
    """The objects of files, one a line (``newline_delimited``) or in a list (``array``), as one record.

    ``keyed``: folders on the way are named for columns; ``text``: what is text may spell numbers and days.
    """
    from minlint.read.datasets import engine, record_of

    told: dict[str, Any] = {"format": form, "sample_size": -1, "maximum_object_size": _LARGEST, "union_by_name": True}
    with engine() as connection:
        rows = connection.read_json(list(paths), table_name="minlint_rows", hive_partitioning=keyed, **told)
        return record_of(connection, _typed(connection, rows), name, options, text=text)


_NO_TYPE = '"NULL"'  # what the engine calls lists in which it saw nothing


def _typed(connection: Any, rows: Any) -> Any:
    """The rows with lists that hold nothing taken for lists of texts: Arrow has no name for the engine's type."""
    said = connection.con.execute("DESCRIBE minlint_rows").fetchall()
    known = {column: kind.replace(_NO_TYPE, "VARCHAR") for column, kind, *_ in said if _NO_TYPE in kind}
    if not known:
        return rows
    quoted = {column: '"' + column.replace('"', '""') + '"' for column in known}
    cast = ", ".join(f"CAST({quoted[column]} AS {kind}) AS {quoted[column]}" for column, kind in known.items())
    connection.con.execute(f"CREATE OR REPLACE TEMP VIEW minlint_typed AS SELECT * REPLACE ({cast}) FROM minlint_rows")
    return connection.table("minlint_typed")


def record_of_objects(rows: Iterable[Any], name: str, options: Options, *, text: bool = False) -> Record:
    """Objects as one record; what is no object is left out."""
    with scratch.folder() as folder:
        path = os.path.join(folder, "rows.jsonl")
        with open(path, "w", encoding="utf-8", errors="replace") as copy:
            copy.writelines(json.dumps(row) + "\n" for row in rows if isinstance(row, dict))
        return record_of_files([path], "newline_delimited", name, options, text=text)


def unwrapped(record: Record) -> Record:
    """Without the column ``json`` that the engine puts around objects whose keys it takes for data."""
    fields = (field._replace(path=field.path.removeprefix("json.")) for field in record.fields)
    return record._replace(fields=tuple(fields))


def places(node: Node, path: str = "") -> Iterator[tuple[str, Span]]:
    """The paths of an object's keys, each with its place, quotes left out."""
    if isinstance(node.value, dict):
        for key, member in node.value.items():
            inner, span = f"{path}.{key}" if path else key, member.key
            yield inner, Span(span.line, span.column + 1, span.line, span.end_column - 1)
            yield from places(member.node, inner)
    elif isinstance(node.value, list):
        for item in node.value:
            yield from places(item, f"{path}[]")
