"""What formats of tracks and places share: rows that are read as far as they go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from minlint.errors import Unreadable
from minlint.model import Problem, Source
from minlint.read import Options
from minlint.read.input import Input
from minlint.read.parts import stem


def track(
    source: Input,
    form: str,
    rows: Iterable[dict[str, Any]],
    options: Options,
    problems: list[Problem] | None = None,
    *,
    worn: bool = False,
) -> Source:
    """One record of the rows, named by the file; none where there are no rows.

    ``problems`` are those that reading the rows adds to. A row with a place and a time makes it what somebody's device
    recorded, whoever that is; so does a format of devices that are ``worn``. What can't be read to its end counts as
    far as it can; raises `Unreadable` where nothing can.
    """
    from minlint.read.datasets import shortened
    from minlint.read.json_rows import record_of_objects

    held: list[dict[str, Any]] = []
    problems = [] if problems is None else problems
    try:
        held.extend(rows)
    except Unreadable as error:
        if not held:
            raise
        problems.append(Problem("E002", error.reason, error.line, error.column))
    if not held:
        return Source(source.name, form, "data", (), shortened(problems))
    record = record_of_objects(held, stem(source.name), options, text=True)
    fields = (field._replace(type="geometry") if field.path == "geometry" else field for field in record.fields)
    record = record._replace(fields=tuple(fields))
    if worn or any(row.get("time") and row.get("geometry") for row in held):
        record = record._replace(whose="user")
    return Source(source.name, form, "data", (record,), shortened(problems))


def point(longitude: object, latitude: object) -> str | None:
    """A place as well-known text; None where one of the two is missing."""
    return None if longitude in (None, "") or latitude in (None, "") else f"POINT ({longitude} {latitude})"
