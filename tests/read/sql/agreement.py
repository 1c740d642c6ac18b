"""What a server's catalogue and a reading of the same statements must have in common."""

from __future__ import annotations

from tests.read.sql import catalogues


def agree(held: list[str], read: catalogues.Catalogue, truth: catalogues.Catalogue) -> None:
    """Alike, but for a query's columns: their types may be unsaid, and they refer to what their base refers to."""
    queries = any("SELECT" in statement for statement in held)
    assert sorted(read) == sorted(truth)
    for table, columns in truth.items():
        if columns:
            found = read[table]
            assert [column.name for column in found] == [column.name for column in columns]
            assert found == [_like(*pair, queries) for pair in zip(columns, found, strict=True)]


def _like(column: catalogues.Known, found: catalogues.Known, queries: bool) -> catalogues.Known:
    one = found.refers and (found.refers <= column.refers or (queries and not column.refers))
    refers = found.refers if one else column.refers
    kind = column.kind if found.kind and column.kind != "?" else found.kind
    return column._replace(kind=kind, refers=refers)
