"""Types of catalogues that hold others, `struct<a:int,b:array<string>>`, taken apart as the SQL reader does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from minlint.model import Field

_NESTED = re.compile(r"<|\b(?:array|struct|row|object|tuple|nested|map|list)\s*\(|\[\]", re.IGNORECASE)
_NAME = re.compile(r"([<,]\s*)([^<>,:`\"()]+?)\s*:")  # as Hive writes it; crawlers make `$oid` and `user-id`
_LONGEST = 100_000


def taken_apart(fields: Iterable[Field]) -> Iterator[Field]:
    """Fields, each whose type is a struct, a list or a map followed by what that is made of; all at its place."""
    for field in fields:
        yield from _parts(field) if _NESTED.search(field.type) and len(field.type) < _LONGEST else (field,)


def _parts(field: Field) -> tuple[Field, ...]:
    from minlint.read.sql.dialect import SPARK
    from minlint.read.sql.reading import read_text

    declared = _NAME.sub(r"\1`\2`:", field.type)
    found = read_text(f"CREATE TABLE t (`c` {declared});", SPARK)
    if len(found.records) != 1 or found.problems:
        return (field,)
    parts = found.records[0].fields
    if not all(part.path == "c" or part.path.startswith(("c.", "c[")) for part in parts):
        return (field,)
    return tuple(_placed(field, part, first=not index) for index, part in enumerate(parts))


def _placed(field: Field, part: Field, *, first: bool) -> Field:
    """A part of a field; the first is the field itself, the others are asked for where it is."""
    path = field.path + part.path[1:]
    if first:
        return field._replace(path=path, type=part.type, container=field.container or part.container)
    purposes = tuple(marker for marker in field.markers if marker.kind == "purpose")
    comment = part.comment or (field.comment if part.path.endswith(("[]", "{key}")) else "")
    must = field.mandatory and part.mandatory
    return part._replace(
        path=path,
        span=field.span,
        mandatory=must,
        comment=comment,
        markers=purposes,
        direction=field.direction,
        labels=field.labels,
    )
