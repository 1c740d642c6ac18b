"""The JSON Schema of the manifest, made from the shapes that the parser reads by."""

from __future__ import annotations

from typing import Any

from minlint.manifest import grammar
from minlint.manifest.shapes import (
    DAY_PATTERN,
    Choice,
    Day,
    Either,
    Flag,
    Free,
    Key,
    Keys,
    Many,
    Named,
    Number,
    Shape,
    Text,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The schema of ``minlint.yaml`` as JSON Schema 2020-12; ``$defs`` holds that of an included file."""
    return {
        "$schema": DIALECT,
        "title": "minlint manifest",
        "description": "Stated purposes, what they permit, and which data serve them.",
        **_keys(grammar.MANIFEST),
        "$defs": {name: _keys(shape) for name, shape in _NAMED.items()},
    }


def policy_schema() -> dict[str, Any]:
    """The schema of a policy that is given from outside with ``--policy``."""
    shapes = (grammar.POLICY, grammar.WAIVER)
    return {
        "$schema": DIALECT,
        "title": "minlint policy",
        "description": "What no repository may switch off.",
        **_keys(grammar.LOCK),
        "$defs": {name: _keys(shape) for name, shape in _NAMED.items() if shape in shapes},
    }


_NAMED = {
    "included": grammar.INCLUDED,
    "controller": grammar.CONTROLLER,
    "purpose": grammar.PURPOSE,
    "entry": grammar.ENTRY,
    "binding": grammar.BINDING,
    "field": grammar.FIELD,
    "waiver": grammar.WAIVER,
    "consumer": grammar.CONSUMER,
    "policy": grammar.POLICY,
    "lint": grammar.LINT,
}
"""Shapes that are told once, below ``$defs``."""


def _of(shape: Shape) -> dict[str, Any]:
    if name := next((name for name, other in _NAMED.items() if other is shape), None):
        return {"$ref": f"#/$defs/{name}"}
    match shape:
        case Keys():
            return _keys(shape)
        case Named():
            names = {"type": "string", "pattern": shape.name.pattern, "description": _sentence(shape.name.says)}
            return {"type": "object", "propertyNames": names, "additionalProperties": _of(shape.item)}
        case Free():
            return {"type": "object"}
        case Many():
            listed = {"type": "array", "items": _of(shape.item)} | ({"minItems": shape.least} if shape.least else {})
            return {"anyOf": [_of(shape.item), listed]}
        case Either():
            return {"anyOf": [_of(item) for item in shape.shapes]}
        case _:
            return _scalar(shape)


def _keys(shape: Keys) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "object", "additionalProperties": False}
    found["properties"] = {name: _key(key) for name, key in shape.keys.items()}
    required = [name for name, key in shape.keys.items() if key.required]
    return found | ({"required": required} if required else {})


def _key(key: Key) -> dict[str, Any]:
    """A key's value; one that isn't required may also be left empty."""
    found = _of(key.shape)
    if not key.required:
        found = {"anyOf": [*(found["anyOf"] if set(found) == {"anyOf"} else [found]), {"type": "null"}]}
    return {"description": key.description, **found}


def _scalar(shape: Text | Choice | Number | Flag | Day) -> dict[str, Any]:
    match shape:
        case Text():
            return {"type": "string", "pattern": shape.pattern}
        case Choice():
            return {"enum": list(shape.values)}
        case Number():
            found = {"type": "integer" if shape.whole else "number", "minimum": shape.low}
            return found | ({} if shape.high is None else {"maximum": shape.high})
        case Flag():
            return {"type": "boolean"}
        case Day():
            return {"type": "string", "format": "date", "pattern": DAY_PATTERN}


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
