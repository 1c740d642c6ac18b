"""Telling a JSON Schema from everything else that is written in JSON and YAML."""

from __future__ import annotations

import re

from minlint.errors import Unreadable
from minlint.located import Node
from minlint.read.input import Input, encoding_of

TYPES = frozenset(("object", "array", "string", "number", "integer", "boolean", "null"))
_DIALECT = r"https?://json-schema\.org/"
_DECLARES = re.compile(rf"""["']?\$schema["']?[ \t]*:\s{{0,20}}["']?{_DIALECT}""")
_RESEMBLES = re.compile(r"""["']?(?:properties|\$defs|definitions)["']?[ \t]*:""")
_FOREIGN = ("openapi", "swagger", "asyncapi", "apiVersion", "mappings", "$jsonSchema")
_WORDS = """
    type $ref enum const properties items allOf anyOf oneOf $defs definitions patternProperties additionalProperties
    prefixItems if dependentSchemas $dynamicRef
"""
_KEYWORDS = frozenset(_WORDS.split())
_EARLY = 1_000  # characters into a broken file in which its `$schema` counts


def may_be(source: Input) -> bool:
    """Whether the head holds the words that a schema can't do without; cheap, since every JSON and YAML is asked."""
    text = _head(source)
    return bool(_DECLARES.search(text) or _RESEMBLES.search(text))


def declares(source: Input) -> bool:
    """Whether a file that doesn't parse says at its very beginning that it is a JSON Schema."""
    return bool(_DECLARES.search(_head(source)[:_EARLY]))


def _head(source: Input) -> str:
    try:
        return source.head.decode(encoding_of(source.head), errors="ignore")
    except Unreadable:
        return ""


def is_schema(root: Node) -> bool:
    """Whether a document is a JSON Schema: by its dialect, or by nothing but its shape."""
    if not isinstance(root.value, dict) or any(key in root.value for key in _FOREIGN):
        return False
    dialect = root.get("$schema")
    if dialect and isinstance(dialect.value, str) and re.match(_DIALECT, dialect.value):
        return not _KEYWORDS.isdisjoint(root.value)
    items = root.get("items")
    return (
        _describes_object(root)
        or bool(items and _types(root) == ["array"] and _describes_object(items))
        or _defines(root)
    )


def _defines(root: Node) -> bool:
    groups = [root.get("$defs"), root.get("definitions")]
    return any(
        _describes_object(member.node)
        for group in groups
        if group and isinstance(group.value, dict)
        for member in group.value.values()
    )


def _describes_object(node: Node) -> bool:
    """``type: object`` with properties that are themselves schemas."""
    properties = node.get("properties")
    if "object" not in _types(node) or not properties or not isinstance(properties.value, dict):
        return False
    nodes = [member.node for member in properties.value.values()]
    if not all(isinstance(each.value, (dict, bool)) for each in nodes):
        return False
    return 2 * sum(map(_says_something, nodes)) >= len(nodes) > 0


def _says_something(node: Node) -> bool:
    if isinstance(node.value, bool):
        return False
    if "type" in node.value:
        return bool(_types(node)) and TYPES.issuperset(_types(node))
    return not _KEYWORDS.isdisjoint(node.value)


def _types(node: Node) -> list[str]:
    said = node.get("type")
    return type_names(said) if said else []


def type_names(said: Node) -> list[str]:
    """The names a ``type`` keyword lists; YAML's bare ``null`` is the type of that name."""
    if isinstance(said.value, list):
        return ["null" if item.value is None else item.value for item in said.value if _is_name(item)]
    return [said.value] if isinstance(said.value, str) else []


def _is_name(item: Node) -> bool:
    return item.value is None or isinstance(item.value, str)
