"""Jupyter notebooks: cells of SQL, and SQL given to functions that read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from minlint.usage.files import opened
from minlint.usage.logs.python import asked_in
from minlint.usage.queries import Query, purposes_in, statements

_MAGIC = re.compile(r"^\s*%(%?)(?:sql|bigquery|sparksql|snowflake|duckdb)\b([^\n]*)", re.MULTILINE)


def claims(name: str, head: str) -> bool:
    return name.endswith(".ipynb") and head.lstrip().startswith("{")


def queries(path: str, head: str) -> Iterator[Query]:  # noqa: ARG001
    """What its cells ask; none where it isn't the JSON that it should be."""
    with opened(path) as text:
        try:
            cells = json.load(text).get("cells")
        except (ValueError, AttributeError, RecursionError):
            return
    held = [cell for cell in cells if isinstance(cell, dict)] if isinstance(cells, list) else []
    sources = ["".join(map(str, cell.get("source") or ())) for cell in held if cell.get("cell_type") == "code"]
    said = tuple(dict.fromkeys(purpose for source in sources for purpose in purposes_in(source)))
    for source in sources:
        yield from (Query(asked, (path,), purposes=purposes_in(asked) or said) for asked in _sql(source))


def _sql(source: str) -> Iterator[str]:
    """A cell's queries: all of it below `%%sql`, a line's rest after `%sql`, else what Python hands on."""
    for match in _MAGIC.finditer(source):
        if match[1]:
            yield from statements(source[match.end() :])
            return
        yield match[2].partition("<<")[2] or match[2]
    yield from asked_in(_MAGIC.sub("", source))
