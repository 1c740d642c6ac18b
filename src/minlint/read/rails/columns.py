"""The columns that one call of a migration declares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Reference
from minlint.read.grammars import Code
from minlint.read.rails.ruby import Call, text, texts

if TYPE_CHECKING:
    from tree_sitter import Node

REFERENCES = frozenset(("references", "belongs_to", "reference"))
_DIGITS = frozenset(("decimal", "numeric", "float"))
_TIMES = frozenset(("datetime", "timestamp", "timestamptz", "time"))
_PLURALS = {"person": "people", "child": "children", "man": "men", "woman": "women"}
SINGULARS = {plural: one for one, plural in _PLURALS.items()}


def column(name: str, place: Node, kind: str, call: Call, code: Code) -> Field:
    """A column with its options: ``limit: 80, null: false, default: 0``."""
    options = call.options
    given = "default" in options and options["default"].type != "nil"
    many = _is(options.get("array"), "true")
    made = kind == "virtual"
    declared = (text(options["type"], code) if made and "type" in options else "") or kind
    comment, markers = code.said(call.node, call.node)
    said = text(options["comment"], code) if "comment" in options else ""
    primary = kind == "primary_key" or _is(options.get("primary_key"), "true")
    return Field(
        name + "[]" * many,
        _sized(declared, call, code) + "[]" * many,
        code.within(place, "\"':"),
        None if made else (_is(options.get("null"), "false") or primary) and not (given or kind == "primary_key"),
        ": ".join(filter(None, (said, comment))),
        primary=primary,
        unique=primary or _is_unique(options.get("index"), code),
        default=given or kind == "primary_key",
        direction="out" if made else "",
        markers=markers,
        length=_number(options.get("limit"), code) if declared in ("string", "text", "char", "varchar") else None,
    )


def reference(name: str, place: Node, call: Call, code: Code) -> Iterator[Field]:
    """What ``t.references :author`` makes: a key, and the type of what it leads to where that may be several."""
    options = call.options
    kind = text(options["type"], code) if "type" in options else "bigint"
    key = column(f"{name}_id", place, kind, call, code)
    if _is(options.get("polymorphic"), "true") or (
        options.get("polymorphic") and options["polymorphic"].type == "hash"
    ):
        yield column(f"{name}_type", place, "string", call, code)
        yield key
        return
    leads = options.get("foreign_key")
    to = next((value for key_, value in pairs(leads, code) if key_ == "to_table"), None)
    table = (text(to, code) if to else "") or plural(name)
    yield key._replace(references=Reference(table) if leads is not None and not _is(leads, "false") else None)


def timestamps(call: Call, code: Code) -> tuple[Field, ...]:
    """What ``t.timestamps`` makes."""
    fields = (column(name, call.method, "datetime", call, code) for name in ("created_at", "updated_at"))
    return tuple(field._replace(mandatory=False, default=True) for field in fields)


def named(call: Call, code: Code, start: int = 0) -> Iterator[tuple[str, Node]]:
    """The names that a call is given, from a place on."""
    for node in call.arguments[start:]:
        yield from texts(node, code)


def plural(name: str) -> str:
    """The table of a thing by its name."""
    head, sign, last = name.rpartition("_")
    if last in _PLURALS:
        return head + sign + _PLURALS[last]
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return name[:-1] + "ies"
    return name + ("es" if last.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _sized(kind: str, call: Call, code: Code) -> str:
    """A type with its digits."""
    digits = [_number(call.options.get(key), code) for key in ("precision", "scale")]
    if kind in _DIGITS and digits[0] is not None:
        return f"{kind}({', '.join(str(digit) for digit in digits if digit is not None)})"
    if kind in _TIMES and digits[0] is not None:
        return f"{kind}({digits[0]})"
    if kind == "vector" and (limit := _number(call.options.get("limit"), code)):
        return f"vector({limit})"
    return kind


def _number(node: Node | None, code: Code) -> int | None:
    words = code.words(node).replace("_", "") if node and node.type == "integer" else ""
    return int(words) if words.isdecimal() and len(words) < 12 else None


def _is(node: Node | None, kind: str) -> bool:
    return node is not None and node.type == kind


def _is_unique(node: Node | None, code: Code) -> bool:
    """Whether an index that stands beside a column is unique: ``index: {unique: true}``."""
    return any(key == "unique" and value.type == "true" for key, value in pairs(node, code))


def pairs(node: Node | None, code: Code) -> Iterator[tuple[str, Node]]:
    """The keys of a hash, each with its value."""
    for pair in node.named_children if node and node.type == "hash" else ():
        key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
        if key and value:
            yield code.words(key).strip(":\"'"), value
