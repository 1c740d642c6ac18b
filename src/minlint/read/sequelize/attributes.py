"""What one attribute of a Sequelize model says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from minlint.model import Field, Reference
from minlint.read.names import differs
from minlint.read.script.module import Module, arguments, returned

if TYPE_CHECKING:
    from tree_sitter import Node

_FORMS = {"DATE": "date-time", "NOW": "date-time", "DATEONLY": "date"}
_QUOTED = re.compile(r"""\(\s*(['"`])[^)]*\)""")
_TEXTS = frozenset(("STRING", "CHAR"))
_MADE = frozenset(("call_expression", "new_expression"))


def attribute(name: str, options: Mapping[str, Node], kind: Node | None, module: Module, typed: str = "") -> Field:
    """An attribute as a field without its place.

    ``kind`` is its type where that stands apart from the options, ``typed`` an annotation for where there is none.
    """
    kind = module.plain(kind or options.get("type"))
    words = _type(kind, module)
    many, inner = words.startswith("ARRAY"), words
    if many:
        inner = _type(module.plain(next(iter(arguments(kind)), None)), module) if kind else ""
        words = f"{inner}[]"
    base = re.split(r"\W", inner, maxsplit=1)[0]
    given = "defaultValue" in options or "default" in options or module.flag(options.get("autoIncrement")) is True
    primary = module.flag(options.get("primaryKey")) is True
    needed = module.flag(options.get("allowNull")) is False or primary
    unique = options.get("unique")
    alone = unique is not None and (module.flag(unique) is True or module.plain(unique) is None)
    column = module.text(options.get("field") or options.get("columnName")) or ""
    said = (column if differs(column, name) else "", module.text(options.get("comment")) or "")
    return Field(
        name + "[]" * many,
        words or typed,
        None,
        None if base == "VIRTUAL" else needed and not given,
        ": ".join(filter(None, said)),
        _choices(kind, options, module),
        primary=primary,
        unique=primary or alone or (unique is not None and unique.type == "string"),
        references=_reference(options.get("references"), module),
        format=_FORMS.get(base, "date-time" if not words and typed == "Date" else ""),
        default=given,
        direction="out" if base == "VIRTUAL" else "",
        length=_length(kind, base, module),
    )


def _type(kind: Node | None, module: Module) -> str:
    """A type without the library's name before it, and without what is quoted in it."""
    words = " ".join(module.code.words(kind).split()).removeprefix("new ") if kind and kind.type != "object" else ""
    if kind and kind.type == "string":
        return module.text(kind) or ""
    base = re.sub(r"^(?:\w+\.)*?(?=[A-Z][A-Z0-9]+\b)", "", words)
    if base.startswith("ENUM"):
        return "ENUM"
    return _QUOTED.sub("", base)


def _choices(kind: Node | None, options: Mapping[str, Node], module: Module) -> tuple[str, ...]:
    """The values of an ENUM, or those that validation leaves."""
    if listed := module.texts(options.get("values")):
        return listed
    if kind and kind.type == "call_expression" and _type(kind, module) == "ENUM":
        given = arguments(kind)
        spread = [node.named_children[0] if node.type == "spread_element" else node for node in given]
        plain = [module.plain(node) for node in spread]
        if len(plain) == 1 and plain[0] and plain[0].type == "object" and "values" in module.options(plain[0]):
            return module.texts(module.options(plain[0])["values"])
        if len(spread) == 1 and plain[0] and plain[0].type != "string":
            return module.texts(spread[0])
        return tuple(filter(None, map(module.text, given)))
    rule = module.options(options.get("validate")).get("isIn")
    inner = module.plain(rule)
    if inner and inner.type == "array" and inner.named_children:
        first = module.plain(inner.named_children[0])
        return module.texts(first if first and first.type == "array" else inner)
    return ()


def _length(kind: Node | None, base: str, module: Module) -> int | None:
    """The length of a text: ``STRING(80)``, ``STRING(80).BINARY``."""
    while kind and kind.type == "member_expression":
        kind = kind.child_by_field_name("object")
    given = arguments(kind) if kind and kind.type in _MADE and base in _TEXTS else []
    return module.number(given[0]) if given else None


def _reference(node: Node | None, module: Module) -> Reference | None:
    """What ``references: {model: 'Users', key: 'id'}`` points at."""
    said = module.options(node)
    model = said.get("model") or said.get("table")
    inner = module.options(model).get("tableName") if model is not None else None
    name = module.text(inner or model) or (module.code.words(model) if model is not None else "")
    return Reference(name.rpartition(".")[2], module.text(said.get("key"))) if name else None


def leads(node: Node | None, module: Module) -> str:
    """The model that a decorator or an association names: ``() => User``, ``User``, ``models.User``, ``'User'``."""
    found = returned(node)
    return module.text(found) or (module.code.words(found).rpartition(".")[2].strip("()") if found else "")
