"""Avro's types in Arrow's, and decoded values made to fit them."""

from __future__ import annotations

import json
from typing import Any

_DEPTH = 12
_PLAIN = {
    "boolean": "bool_",
    "int": "int32",
    "long": "int64",
    "float": "float32",
    "double": "float64",
    "bytes": "binary",
    "string": "string",
    "enum": "string",
    "fixed": "binary",
    "null": "null",
}


def arrow_schema(schema: Any) -> Any:
    """The columns of a file's schema; a file of values that are no records has a column ``value``."""
    import pyarrow

    names: dict[str, Any] = {}
    _collect(schema, names)
    if not (isinstance(schema, dict) and schema.get("type") == "record"):
        return pyarrow.schema([("value", _type(schema, names, 0))])
    return pyarrow.schema([(field["name"], _type(field["type"], names, 1)) for field in schema["fields"]])


def _collect(schema: Any, names: dict[str, Any]) -> None:
    """Note what has a name, so that it can be referred to."""
    if isinstance(schema, list):
        for item in schema:
            _collect(item, names)
    elif isinstance(schema, dict):
        if "name" in schema and schema.get("type") in ("record", "enum", "fixed", "error"):
            names.setdefault(schema["name"], schema)
        for key in ("type", "items", "values"):
            _collect(schema.get(key), names)
        for field in schema.get("fields", ()):
            _collect(field["type"], names)


def _type(schema: Any, names: dict[str, Any], depth: int) -> Any:
    """One type; unions of several, and what lies too deep, as text."""
    import pyarrow

    if isinstance(schema, str):
        if schema in _PLAIN:
            return getattr(pyarrow, _PLAIN[schema])()
        schema = names.get(schema, "string")
    if isinstance(schema, list):
        others = [item for item in schema if item != "null"]
        return _type(others[0], names, depth) if len(others) == 1 else pyarrow.string()
    if depth > _DEPTH or not isinstance(schema, dict):
        return pyarrow.string()
    return _logical(schema) or _nested(schema, names, depth)


def _nested(schema: dict[str, Any], names: dict[str, Any], depth: int) -> Any:
    import pyarrow

    kind = schema["type"]
    if kind in ("record", "error"):
        fields = [(field["name"], _type(field["type"], names, depth + 1)) for field in schema["fields"]]
        return pyarrow.struct(fields) if fields else pyarrow.string()
    if kind == "array":
        return pyarrow.list_(_type(schema["items"], names, depth + 1))
    if kind == "map":
        return pyarrow.map_(pyarrow.string(), _type(schema["values"], names, depth + 1))
    return _type(kind, names, depth + 1)


def _logical(schema: dict[str, Any]) -> Any:
    """What a logical type is decoded to, None for one that isn't."""
    import pyarrow

    kind, base = schema.get("logicalType"), schema.get("type")
    if kind == "date" and base == "int":
        return pyarrow.date32()
    if kind in ("time-millis", "time-micros") and base in ("int", "long"):
        return pyarrow.time64("us")
    if kind in ("timestamp-millis", "timestamp-micros") and base == "long":
        return pyarrow.timestamp("us", "UTC")
    if kind in ("local-timestamp-millis", "local-timestamp-micros") and base == "long":
        return pyarrow.timestamp("us")
    if kind == "decimal" and base in ("bytes", "fixed") and 0 < schema.get("precision", 0) <= 38:
        return pyarrow.decimal128(schema["precision"], schema.get("scale", 0))
    return pyarrow.string() if kind == "uuid" else None


def fitted(value: Any, kind: Any) -> Any:
    """A decoded value as a column of this type takes it."""
    import pyarrow

    if value is None or not pyarrow.types.is_nested(kind):
        return _text(value) if pyarrow.types.is_string(kind) else value
    if pyarrow.types.is_map(kind):
        return [(str(key), fitted(item, kind.item_type)) for key, item in value.items()]
    if pyarrow.types.is_list(kind):
        return [fitted(item, kind.value_type) for item in value]
    return {field.name: fitted(value.get(field.name), field.type) for field in kind}


def _text(value: Any) -> Any:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, default=str) if isinstance(value, (dict, list)) else str(value)
