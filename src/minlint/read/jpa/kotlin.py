"""Kotlin's classes and enums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.read.annotated import Annotation, Class, Member, Unit, Value, Word
from minlint.read.grammars import Code
from minlint.read.input import Input

if TYPE_CHECKING:
    from tree_sitter import Node

_TYPES = frozenset(("user_type", "nullable_type", "function_type", "parenthesized_type", "non_nullable_type"))
_COMPUTED = frozenset(("getter", "property_delegate"))


def unit(source: Input, apart: bool = False) -> Unit:
    """A file of Kotlin's."""
    code = Code(source.text, "kotlin")
    made = Unit(source, code, apart)
    for node in code.find("[(package_header) (import)] @it"):
        words = code.words(node).split()
        if node.type == "package_header" and len(words) > 1:
            made.package = words[1]
        elif len(words) > 1:
            made.imports[words[-1].rpartition(".")[2]] = words[1]
    made.classes = tuple(item for node in code.find("(class_declaration) @it") if (item := _class(node, made)))
    return made


def _class(node: Node, unit: Unit) -> Class | None:
    code, key = unit.code, node.child_by_field_name("name")
    if key is None:
        return None
    choices = [each for part in _of(node, "enum_class_body") for each in _of(part, "enum_entry")]
    names = tuple(code.words(each.named_children[0]) for each in choices if each.named_children)
    above = next((each for part in _of(node, "delegation_specifiers") for each in part.named_children), None)
    base = code.words(above).partition("(")[0].partition("<")[0].strip().rpartition(".")[2]
    found = tuple(_annotations(node, code))
    return Class(code.words(key), key, node, found, base, tuple(_members(node, code)), names, unit)


def _members(node: Node, code: Code) -> Iterator[Member]:
    for constructor in _of(node, "primary_constructor"):
        for part in _of(constructor, "class_parameters"):
            for each in _of(part, "class_parameter"):
                if any(code.words(child) in ("val", "var") for child in each.children):
                    yield from _member(each, each, code)
    for body in _of(node, "class_body"):
        for each in _of(body, "property_declaration"):
            if not any(child.type in _COMPUTED for child in each.named_children):
                for part in _of(each, "variable_declaration"):
                    yield from _member(each, part, code)


def _member(node: Node, part: Node, code: Code) -> Iterator[Member]:
    """A property or a parameter that is one; ``part`` holds its name and type."""
    key = next(iter(_of(part, "identifier")), None)
    if key is None:
        return
    kind = next((each for each in part.named_children if each.type in _TYPES), None)
    words = " ".join(code.words(kind).split())
    sign = next((place for place, each in enumerate(node.children) if code.words(each) == "="), None)
    value = node.children[sign + 1] if sign is not None and sign + 1 < len(node.children) else None
    given = value is not None and code.words(value) != "null"
    nullable = words.endswith("?") if words else None
    yield Member(code.words(key).strip("`"), key, node, words, tuple(_annotations(node, code)), nullable, given)


def _annotations(node: Node, code: Code) -> Iterator[Annotation]:
    for modifiers in _of(node, "modifiers"):
        for each in _of(modifiers, "annotation"):
            for part in each.named_children:
                if part.type in ("user_type", "constructor_invocation"):
                    yield _annotation(part, code)


def _annotation(node: Node, code: Code) -> Annotation:
    """``Column(name = "born")``, or a name alone; also what another is given."""
    name = code.words(node).partition("(")[0].rpartition(".")[2].strip()
    given: dict[str, Value] = {}
    for listed in _of(node, "value_arguments"):
        for each in _of(listed, "value_argument"):
            parts = [child for child in each.named_children if not child.type.endswith("comment")]
            named = any(code.words(child) == "=" for child in each.children) and len(parts) > 1
            if parts:
                given[code.words(parts[0]) if named else "value"] = _value(parts[-1], code)
    return Annotation(name, given)


def _value(node: Node, code: Code) -> Value:
    words = code.words(node)
    if node.type == "string_literal":
        return words.strip('"')
    if words in ("true", "false"):
        return words == "true"
    if node.type == "number_literal" and words.replace("_", "").isdecimal() and len(words) < 12:
        return int(words.replace("_", ""))
    if node.type == "collection_literal":
        return [_value(each, code) for each in node.named_children]
    if node.type == "call_expression":
        return _annotation(node, code)
    return Word(words.removesuffix("::class"))


def _of(node: Node, kind: str) -> list[Node]:
    return [each for each in node.named_children if each.type == kind]
