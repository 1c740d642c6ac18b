"""Java's classes, records and enums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.read.annotated import Annotation, Class, Member, Unit, Value, Word
from minlint.read.grammars import Code
from minlint.read.input import Input

if TYPE_CHECKING:
    from tree_sitter import Node

_PASSED = frozenset(("static", "transient"))


def unit(source: Input, apart: bool = False) -> Unit:
    """A file of Java's."""
    code = Code(source.text, "java")
    made = Unit(source, code, apart)
    for node in code.find("[(package_declaration) (import_declaration)] @it"):
        words = code.words(node).rstrip(";").split()
        if node.type == "package_declaration":
            made.package = words[-1]
        elif words and "static" not in words:
            made.imports[words[-1].rpartition(".")[2]] = words[-1]
    found = code.find("[(class_declaration) (record_declaration) (enum_declaration)] @it")
    made.classes = tuple(item for node in found if (item := _class(node, made)))
    return made


def _class(node: Node, unit: Unit) -> Class | None:
    code, key, body = unit.code, node.child_by_field_name("name"), node.child_by_field_name("body")
    if key is None or body is None:
        return None
    above = node.child_by_field_name("superclass")
    base = code.words(above).removeprefix("extends").strip().partition("<")[0].rpartition(".")[2]
    choices = [each.child_by_field_name("name") for each in body.named_children if each.type == "enum_constant"]
    members = tuple(_members(node, body, code))
    names = tuple(map(code.words, choices))
    found = tuple(marked(node, code))
    return Class(code.words(key), key, node, found, base, members, names, unit, node.type == "record_declaration")


def _members(node: Node, body: Node, code: Code) -> Iterator[Member]:
    given = node.child_by_field_name("parameters")
    for each in given.named_children if given else ():
        if each.type == "formal_parameter" and (key := each.child_by_field_name("name")):
            yield Member(code.words(key), key, each, _type(each, code), tuple(marked(each, code)))
    for each in body.named_children:
        if each.type == "field_declaration" and _PASSED.isdisjoint(_modifiers(each, code)):
            found = tuple(marked(each, code))
            for part in each.children_by_field_name("declarator"):
                key, value = part.child_by_field_name("name"), part.child_by_field_name("value")
                many = code.words(part.child_by_field_name("dimensions"))
                if key:
                    set_ = value is not None and value.type != "null_literal"
                    yield Member(code.words(key), key, each, _type(each, code) + many, found, given=set_)
        elif each.type == "method_declaration" and (getter := _getter(each, code)):
            yield getter


def _getter(node: Node, code: Code) -> Member | None:
    """A method that gives a property: ``getName()``, ``isActive()``."""
    key, given = node.child_by_field_name("name"), node.child_by_field_name("parameters")
    name = code.words(key)
    stem = name.removeprefix("get") if name.startswith("get") else name.removeprefix("is")
    if key is None or stem == name or not stem[:1].isupper() or (given and given.named_children):
        return None
    found = tuple(marked(node, code))
    return Member(stem[0].lower() + stem[1:], key, node, _type(node, code), found, getter=True)


def _type(node: Node, code: Code) -> str:
    return " ".join(code.words(node.child_by_field_name("type")).split())


def _modifiers(node: Node, code: Code) -> list[str]:
    return [code.words(word) for each in node.children if each.type == "modifiers" for word in each.children]


def marked(node: Node, code: Code) -> Iterator[Annotation]:
    """The annotations of a declaration."""
    for modifiers in node.children:
        for each in modifiers.named_children if modifiers.type == "modifiers" else ():
            if each.type in ("annotation", "marker_annotation"):
                yield _annotation(each, code)


def _annotation(node: Node, code: Code) -> Annotation:
    listed = node.child_by_field_name("arguments")
    given: dict[str, Value] = {}
    for each in listed.named_children if listed else ():
        if each.type == "element_value_pair":
            value = each.child_by_field_name("value")
            if value:
                given[code.words(each.child_by_field_name("key"))] = _value(value, code)
        elif not each.type.endswith("comment"):
            given["value"] = _value(each, code)
    return Annotation(code.words(node.child_by_field_name("name")).rpartition(".")[2], given)


def _value(node: Node, code: Code) -> Value:
    words = code.words(node)
    if node.type == "string_literal":
        return words.strip('"')
    if node.type in ("true", "false"):
        return node.type == "true"
    if node.type == "decimal_integer_literal":
        digits = words.replace("_", "").rstrip("lL")
        return int(digits) if digits.isdecimal() and len(digits) < 12 else Word(words)
    if node.type in ("annotation", "marker_annotation"):
        return _annotation(node, code)
    if node.type == "element_value_array_initializer":
        return [_value(each, code) for each in node.named_children]
    return Word(words.removesuffix(".class"))
