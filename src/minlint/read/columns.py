"""A dataset's columns as fields: structs and lists flattened, and types, read off the texts where they are text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from minlint.read.headers import is_value
from minlint.tuples import NamedTuple


class Column(NamedTuple):
    """A leaf of a table: its path, its type as DuckDB calls it, and how to ask for it.

    ``table`` is the one that ``values`` belongs to: a list's elements have a table of their own.
    """

    path: str
    type: str
    table: Any
    values: Any


_MAX_DEPTH = 12
_TYPES = {
    "String": "varchar",
    "Boolean": "boolean",
    "Date": "date",
    "Time": "time",
    "Binary": "blob",
    "JSON": "json",
    "UUID": "uuid",
    "Int8": "tinyint",
    "Int16": "smallint",
    "Int32": "integer",
    "Int64": "bigint",
    "UInt8": "utinyint",
    "UInt16": "usmallint",
    "UInt32": "uinteger",
    "UInt64": "ubigint",
    "Float32": "float",
    "Float64": "double",
    "Interval": "interval",
}


def columns_of(table: Any, named: bool = True) -> list[Column]:
    """Every leaf of a table, in its order. ``named``: its columns have names, even such as look like values."""
    members = {name: table[name] for name in table.columns}
    if named:
        return [leaf for name, values in members.items() for leaf in _leaves(name, values, table, 0)]
    return list(_members("", members, table, 0))


def _leaves(path: str, values: Any, table: Any, depth: int) -> Iterator[Column]:
    dtype = values.type()
    if depth < _MAX_DEPTH and dtype.is_struct():
        yield from _members(f"{path}.", {name: values[name] for name in dtype.names}, table, depth + 1)
    elif depth < _MAX_DEPTH and dtype.is_map():
        elements = table.select(element=values.values().unnest())
        yield from _leaves(path + ".{key}", elements.element, elements, depth + 1)
    elif depth < _MAX_DEPTH and dtype.is_array() and not dtype.value_type.is_numeric():
        elements = table.select(element=values.unnest())
        yield from _leaves(f"{path}[]", elements.element, elements, depth + 1)
    else:
        yield Column(path, type_name(dtype), table, values)


def _members(prefix: str, members: Mapping[str, Any], table: Any, depth: int) -> Iterator[Column]:
    """An object's members by name; those whose keys are values themselves together, as ``{key}``."""
    keyed = [values for name, values in members.items() if is_value(name)]
    for name, values in members.items():
        if not is_value(name):
            yield from _leaves(f"{prefix}{name}", values, table, depth)
    if keyed:
        alike = len({values.type() for values in keyed}) == 1
        parts = [table.select(element=values if alike else values.cast("string")) for values in keyed]
        elements = parts[0].union(*parts[1:]) if parts[1:] else parts[0]
        elements = elements.filter(elements.element.notnull())
        yield from _leaves(prefix + "{key}", elements.element, elements, depth)


def type_name(dtype: Any) -> str:
    """A type in DuckDB's words, lower-case."""
    if dtype.is_array():
        return f"{type_name(dtype.value_type)}[]"
    if dtype.is_decimal():
        return f"decimal({dtype.precision},{dtype.scale})" if dtype.precision else "decimal"
    if dtype.is_timestamp():
        return "timestamp with time zone" if dtype.timezone else "timestamp"
    return _TYPES.get(type(dtype).__name__, str(dtype).lower())


_SPELT = (  # how a type is spelt; a number that begins with 0 is a code, not a number
    ("boolean", re.compile(r"true|false", re.IGNORECASE)),
    ("bigint", re.compile(r"[-+]?(?:0|[1-9]\d{0,17})")),
    ("double", re.compile(r"[-+]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")),
    ("date", re.compile(r"\d{4}-\d\d-\d\d")),
    ("time", re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?")),
    ("timestamp", re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?")),
    (
        "timestamp with time zone",
        re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[-+]\d\d(?::?\d\d)?)"),
    ),
)
PATTERNS = {name: f"^(?:{pattern.pattern})$" for name, pattern in _SPELT}
"""The same patterns, for the engine to hold all values against; case counts not for ``boolean``."""

ENGINE_CHECKS = {"date": "date", "time": "time", "timestamp": "timestamp", "timestamp with time zone": "timestamp"}
"""Types whose form alone doesn't make a value, and what the engine is to read them as."""


def spelt_types(texts: Sequence[str]) -> list[str]:
    """The types that all of these texts may spell, the narrowest first; ``varchar`` is not among them."""
    if not texts:
        return []
    found = [name for name, pattern in _SPELT if all(map(pattern.fullmatch, texts)) and _there(name, texts)]
    return [*found, "double"] if "bigint" in found and "double" not in found else found


def _there(kind: str, texts: Sequence[str]) -> bool:
    """Whether days and times are such that exist."""
    from datetime import datetime, time

    read = time.fromisoformat if kind == "time" else datetime.fromisoformat
    try:
        return kind not in ENGINE_CHECKS or all(read(text.replace("Z", "+00:00")) is not None for text in texts)
    except ValueError:
        return False
