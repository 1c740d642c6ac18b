"""Plain SQL: scripts of queries and definitions of views."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.usage.files import opened
from minlint.usage.queries import Query, purposes_in, statements

LARGEST = 50_000_000
"""Characters of a script that are read."""


def claims(name: str, head: str) -> bool:
    return name.endswith((".sql", ".ddl", ".hql", ".bq")) or "select" in head.casefold()


def queries(path: str, head: str) -> Iterator[Query]:
    """Its statements; a purpose named before the first one is that of all."""
    with opened(path) as text:
        content = text.read(LARGEST)
    above = purposes_in(head.partition(";")[0].casefold().partition("select")[0])
    for statement in statements(content):
        yield Query(statement, (path,), purposes=purposes_in(statement) or above)
