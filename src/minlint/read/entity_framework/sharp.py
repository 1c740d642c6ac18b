"""C#'s classes, records and enums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.read.annotated import Annotation, Class, Member, Unit, Value, Word
from minlint.read.grammars import Code
from minlint.read.input import Input

if TYPE_CHECKING:
    from tree_sitter import Node

_KINDS = "[(class_declaration) (record_declaration) (struct_declaration) (enum_declaration)] @it"
_NOTHING = frozenset(("null!", "default!", "string.Empty", '""', "null", "default", "String.Empty", "[]"))


def unit(source: Input, apart: bool = False) -> Unit:
    """A file of C#'s."""
    code = Code(source.text, "c_sharp")
    made = Unit(source, code, apart)
    made.classes = tuple(item for node in code.find(_KINDS) if (item := _class(node, made)))
    return made


def _class(node: Node, unit: Unit) -> Class | None:
    code, key, body = unit.code, node.child_by_field_name("name"), node.child_by_field_name("body")
    if key is None:
        return None
    above = next((each for each in node.named_children if each.type == "base_list"), None)
    first = above.named_children[0] if above and above.named_children else None
    base = code.words(first).partition("<")[0].partition("(")[0].rpartition(".")[2]
    values = [each for each in (body.named_children if body else ()) if each.type == "enum_member_declaration"]
    choices = tuple(code.words(each.child_by_field_name("name")) for each in values)
    record = node.type == "record_declaration"
    members = tuple(_members(node, body, code))
    return Class(code.words(key), key, node, tuple(attributes(node, code)), base, members, choices, unit, record)


def _members(node: Node, body: Node | None, code: Code) -> Iterator[Member]:
    given = next((each for each in node.named_children if each.type == "parameter_list"), None)
    if node.type == "record_declaration":
        for each in given.named_children if given else ():
            if key := each.child_by_field_name("name"):
                yield _member(each, key, code, None)
    for each in body.named_children if body else ():
        key = each.child_by_field_name("name")
        if each.type == "property_declaration" and key and _is_kept(each, code):
            yield _member(each, key, code, each.child_by_field_name("value"))


def _member(node: Node, key: Node, code: Code, value: Node | None) -> Member:
    kind = " ".join(code.words(node.child_by_field_name("type")).split())
    words = code.words(value).strip()
    found = tuple(attributes(node, code))
    if any(code.words(each) == "required" for each in node.children if each.type == "modifier"):
        found = (*found, Annotation("required", {}))
    given = bool(words) and words not in _NOTHING and not words.startswith("new ")
    return Member(code.words(key), key, node, kind, found, kind.endswith("?"), given)


def _is_kept(node: Node, code: Code) -> bool:
    """Whether a property is mapped: it can be read and set, by anybody or by what is said of it."""
    words = {code.words(each) for each in node.children if each.type == "modifier"}
    listed = node.child_by_field_name("accessors")
    accessors = code.words(listed)
    many = code.words(node.child_by_field_name("type")).startswith(("ICollection<", "IList<", "List<", "HashSet<"))
    set_ = "set" in accessors or "init" in accessors or (many and "get" in accessors)
    named = {each.name for each in attributes(node, code)}
    return "static" not in words and set_ and ("public" in words or bool(named & {"Column", "Key"}))


def attributes(node: Node, code: Code) -> Iterator[Annotation]:
    """The attributes of a declaration."""
    for listed in node.named_children:
        for each in listed.named_children if listed.type == "attribute_list" else ():
            if each.type == "attribute":
                yield _attribute(each, code)


def _attribute(node: Node, code: Code) -> Annotation:
    given: dict[str, Value] = {}
    listed = next((each for each in node.named_children if each.type == "attribute_argument_list"), None)
    place = 0
    for each in listed.named_children if listed else ():
        name, parts = each.child_by_field_name("name"), each.named_children
        if name is not None and len(parts) > 1:
            given[code.words(name)] = _value(parts[-1], code)
        elif parts:
            given["value" if not place else f"value{place}"] = _value(parts[-1], code)
            place += 1
    own = code.words(node.child_by_field_name("name")).rpartition(".")[2]
    return Annotation(own.removesuffix("Attribute"), given)


def _value(node: Node, code: Code) -> Value:
    words = code.words(node)
    if node.type in ("string_literal", "verbatim_string_literal"):
        return words.lstrip("@").strip('"')
    if node.type == "boolean_literal":
        return words == "true"
    if node.type == "integer_literal" and words.replace("_", "").isdecimal() and len(words) < 12:
        return int(words.replace("_", ""))
    if words.startswith(("nameof(", "typeof(")):
        return Word(words[7:].rstrip(")"))
    return Word(words)
