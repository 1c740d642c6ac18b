"""One module a kind of file that queries are found in; `found` asks each in turn whether a file is its own.

A module has ``claims(name, head)``, asked with a file's name in lower case and its first characters, and
``queries(path, head)``.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from itertools import islice
from typing import Any

from minlint.usage.files import opened
from minlint.usage.queries import Query

_MODULES = ("dbt", "notebook", "python", "history", "postgres", "mysql", "sql")
"""In the order in which they are asked: the last takes whatever holds SQL."""

_HEAD = 20_000


_LOGS = ("history", "postgres", "mysql")


def found(path: str) -> Iterator[Query]:
    """The queries of a file; none of one that holds none. Raises `UsageError` for one that can't be read."""
    head = _head(path)
    module = _module(path, head)
    if module is not None:
        yield from module.queries(path, head)


def is_log(path: str) -> bool:
    """Whether a file holds nothing but queries that were asked."""
    module = _module(path, _head(path))
    return module is not None and module.__name__.rpartition(".")[2] in _LOGS


def _head(path: str) -> str:
    with opened(path) as text:
        return text.read(_HEAD)


def _module(path: str, head: str) -> Any | None:
    name = path.casefold().removesuffix(".gz")
    modules = (importlib.import_module(f"{__name__}.{module}") for module in _MODULES)
    return next((module for module in modules if module.claims(name, head)), None)


def lines(path: str) -> Iterator[str]:
    """A file's lines without their ends; one without an end is cut."""
    with opened(path) as text:
        while chunk := list(islice(iter(lambda: text.readline(_LINE), ""), 1_000)):
            yield from (line.rstrip("\n") for line in chunk)


_LINE = 1_000_000
