"""A TypeScript or JavaScript file: its constants, enums and imports, and what literals and calls in it say."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.errors import Unreadable
from minlint.once import cached_property
from minlint.read.grammars import Code
from minlint.read.input import Input
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node

_WRAPPED = frozenset(
    """parenthesized_expression as_expression satisfies_expression non_null_expression type_assertion
    await_expression""".split()  # noqa: SIM905
)
_ESCAPE = re.compile(r"\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_ENDS = (".ts", ".tsx", ".js", ".mjs", ".cjs", "/index.ts", "/index.js")
_FARTHEST = 6  # constants that are named by constants


class Entry(NamedTuple):
    """A property of an object literal in ``module``: ``value`` is None for one that is a method."""

    name: str
    key: Node
    value: Node | None
    node: Node
    module: Module


class Call(NamedTuple):
    """A call in a chain: ``text('bio').notNull()`` is two of them."""

    name: str
    arguments: tuple[Node, ...]


class Module:
    """A file as its parts are asked for by name. ``apart``: it was opened because another refers to it."""

    def __init__(self, source: Input, apart: bool = False) -> None:
        suffix = os.path.splitext(source.name)[1].lower()
        self.source, self.apart = source, apart
        self.code = Code(source.text, "typescript" if suffix in (".ts", ".mts", ".cts") else "tsx")
        self._others = dict[str, Module | None]()

    @cached_property
    def constants(self) -> dict[str, Node]:
        """What each name of the file's is set to where it is declared."""
        found = self.code.find("(variable_declarator name: (identifier) value: (_)) @it")
        return {self.code.words(_field(node, "name")): _field(node, "value") for node in reversed(found)}

    @cached_property
    def enums(self) -> dict[str, tuple[str, ...]]:
        """The values of each enum, or its names where it gives none; and of each union of literals with a name."""
        found = {}
        for node in self.code.find("(enum_declaration) @it"):
            members = _field(node, "body").named_children
            found[self.code.words(node.child_by_field_name("name"))] = tuple(filter(None, map(self._member, members)))
        for node in self.code.find("(type_alias_declaration) @it"):
            if listed := self.union(_field(node, "value")):
                found[self.code.words(node.child_by_field_name("name"))] = listed
        return found

    def _member(self, node: Node) -> str:
        if node.type == "enum_assignment":
            return self.text(node.child_by_field_name("value")) or self.code.words(node.child_by_field_name("value"))
        return self.code.words(node) if node.type == "property_identifier" else ""

    def union(self, node: Node) -> tuple[str, ...]:
        """The literals that a type is one of, or nothing: ``'card' | 'cash' | null``; () where it is anything else."""
        found, waiting = [], [node]
        while waiting:
            each = waiting.pop()
            inner = each.named_children[0] if each.named_children else each
            if each.type == "union_type":
                waiting.extend(reversed(each.named_children))
            elif each.type == "literal_type" and inner.type == "string":
                found.append(self.text(inner) or "")
            elif self.code.words(each) not in ("null", "undefined"):
                return ()
        return tuple(found)

    @cached_property
    def imports(self) -> dict[str, tuple[str, str]]:
        """Each imported name with the module it comes from and what it is called there."""
        found = {}
        for node in self.code.find("(import_statement) @it"):
            origin = self.text(node.child_by_field_name("source")) or ""
            for item in self.code.find("(import_specifier) @it", node):
                name = self.code.words(item.child_by_field_name("name"))
                found[self.code.words(item.child_by_field_name("alias")) or name] = (origin, name)
            for item in self.code.find("(import_clause (identifier) @it)", node):
                found[self.code.words(item)] = (origin, "default")
        return found

    def other(self, name: str) -> tuple[Module, str] | None:
        """The file beside this one that a name is imported from, and what it is called there."""
        origin, called = self.imports.get(name, ("", ""))
        if not origin.startswith(".") or self.apart or not self.source.place:
            return None
        if origin not in self._others:
            self._others[origin] = self._open(origin)
        other = self._others[origin]
        return (other, name if called == "default" else called) if other else None

    def _open(self, origin: str) -> Module | None:
        base = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(self.source.place or "")), origin))
        for path in (base + end for end in ("", *_ENDS)):
            try:
                if path.endswith(_ENDS) and (found := self.source.beside(path)):
                    return Module(found, apart=True)
            except Unreadable:
                return None
        return None

    def choices(self, name: str) -> tuple[str, ...]:
        """The values of an enum of this file, or of one beside it that it imports."""
        if name in self.enums:
            return self.enums[name]
        other = self.other(name)
        return other[0].enums.get(other[1], ()) if other else ()

    def plain(self, node: Node | None) -> Node | None:
        """A node without what is put around it, and a constant's name as what it is set to."""
        for _ in range(_FARTHEST):
            while node and node.type in _WRAPPED:
                node = node.named_children[0] if node.named_children else None
            if node is None or node.type not in ("identifier", "shorthand_property_identifier"):
                break
            if (value := self.constants.get(self.code.words(node))) is None:
                break
            node = value
        return node

    def text(self, node: Node | None) -> str | None:
        """A string literal's text; None where it is anything else, or is put together."""
        node = self.plain(node)
        if node is None or node.type not in ("string", "template_string"):
            return None
        if any(child.type == "template_substitution" for child in node.children):
            return None
        return _ESCAPE.sub(_unescaped, self.code.words(node)[1:-1])

    def number(self, node: Node | None) -> int | None:
        """A whole number."""
        node = self.plain(node)
        words = self.code.words(node).replace("_", "") if node and node.type == "number" else ""
        return int(words) if words.isdecimal() and len(words) < 12 else None

    def flag(self, node: Node | None) -> bool | None:
        """What is literally true or false; of a list (``[true, 'why']``), its first."""
        node = self.plain(node)
        if node and node.type == "array" and node.named_children:
            node = node.named_children[0]
        return {"true": True, "false": False}.get(node.type) if node else None

    def texts(self, node: Node | None) -> tuple[str, ...]:
        """The strings of a list, an enum, an object's values, or ``Object.values(…)`` of one of these."""
        if node is not None and (listed := self.choices(self.code.words(node))):
            return listed
        node = self.plain(node)
        if node is None:
            return ()
        if node.type == "call_expression" and self.code.words(node.child_by_field_name("function")).startswith(
            "Object."
        ):
            return self.texts(next(iter(arguments(node)), None))
        if node.type == "object":
            return tuple(filter(None, (self.text(entry.value) for entry in self.entries(node))))
        items = node.named_children if node.type == "array" else ()
        return tuple(filter(None, (self.text(item) or self._of_enum(item) for item in items)))

    def _of_enum(self, node: Node) -> str:
        """A member of an enum or a number, as it is written."""
        return self.code.words(node) if node.type in ("member_expression", "number") else ""

    def entries(self, node: Node | None, depth: int = 0) -> Iterator[Entry]:
        """The properties of an object literal, those of constants that it spreads among them, also of files beside."""
        node = self._member_of_class(self.plain(node))
        if node and node.type == "identifier" and (other := self.other(self.code.words(node))):
            yield from other[0].entries(other[0].constants.get(other[1]), depth)
        for child in node.named_children if node and node.type == "object" else ():
            if child.type == "spread_element" and depth < _FARTHEST:
                yield from self.entries(next(iter(child.named_children), None), depth + 1)
            elif child.type == "pair":
                key, value = _field(child, "key"), child.child_by_field_name("value")
                yield Entry(self._name(key), key, value, child, self)
            elif child.type == "shorthand_property_identifier":
                yield Entry(self.code.words(child), child, child, child, self)
            elif child.type == "method_definition":
                key = _field(child, "name")
                yield Entry(self._name(key), key, None, child, self)

    @cached_property
    def _statics(self) -> dict[str, list[tuple[str, Node]]]:
        """What static properties of classes and assignments to members hold, by the member's name, with its owner."""
        found: dict[str, list[tuple[str, Node]]] = {}
        for node in self.code.find("(public_field_definition value: (object)) @it"):
            owner = node.parent.parent if node.parent else None
            name = self.code.words(owner.child_by_field_name("name")) if owner else ""
            found.setdefault(self.code.words(_field(node, "name")), []).append((name, _field(node, "value")))
        for node in self.code.find("(assignment_expression left: (member_expression) right: (object)) @it"):
            place, _, name = self.code.words(_field(node, "left")).rpartition(".")
            found.setdefault(name, []).append((place, _field(node, "right")))
        return found

    def _member_of_class(self, node: Node | None) -> Node | None:
        """What ``this.COLUMNS`` or ``User.COLUMNS`` is set to in this file; any other node itself."""
        if node is None or node.type != "member_expression":
            return node
        owner, _, name = self.code.words(node).rpartition(".")
        held = self._statics.get(name, [])
        around = self.code.words(_class_around(node)) if owner == "this" else owner
        own = [value for said, value in held if said == around]
        if not own and owner == "this":
            own = [value for _, value in held]
        return own[0] if len(own) == 1 else node

    def _name(self, key: Node) -> str:
        if key.type == "computed_property_name":
            return self.text(next(iter(key.named_children), None)) or self.code.words(key)
        return (self.text(key) if key.type == "string" else None) or self.code.words(key)

    def options(self, node: Node | None) -> dict[str, Node]:
        """An object literal's values by name."""
        return {entry.name: entry.value for entry in self.entries(node) if entry.value is not None}

    def chain(self, node: Node | None) -> list[Call]:
        """The calls of a chain, the first first; empty where a node is no call."""
        found = []
        node = self.plain(node)
        while node and node.type == "call_expression":
            function = node.child_by_field_name("function")
            if function and function.type == "member_expression":
                inner = function.child_by_field_name("object")
                found.append(Call(self.code.words(function.child_by_field_name("property")), tuple(arguments(node))))
                node = inner
            else:
                found.append(Call(self.code.words(function), tuple(arguments(node))))
                node = None
        return found[::-1]


def arguments(call: Node) -> list[Node]:
    """What a call is given."""
    given = call.child_by_field_name("arguments")
    return [node for node in given.named_children if node.type != "comment"] if given else []


def returned(node: Node | None) -> Node | None:
    """What an arrow function without a block gives: ``() => User``; else the node itself."""
    body = node.child_by_field_name("body") if node and node.type == "arrow_function" else node
    return body if body and body.type != "statement_block" else None


def declared(node: Node, module: Module) -> str:
    """The name of the variable, or property, that a node is put into; empty where it is none's."""
    above = node.parent
    while above and above.type not in ("variable_declarator", "statement_block", "program"):
        if above.type in ("assignment_expression", "pair"):
            side = above.child_by_field_name("left") or above.child_by_field_name("key")
            return module.code.words(side).rpartition(".")[2].strip("\"'")
        above = above.parent
    name = above.child_by_field_name("name") if above else None
    return module.code.words(name)


def _class_around(node: Node) -> Node | None:
    """The name of the class that a node stands in."""
    above = node.parent
    while above and not above.type.startswith(("class_declaration", "abstract_class")):
        above = above.parent
    return above.child_by_field_name("name") if above else None


def _field(node: Node, name: str) -> Node:
    return node.child_by_field_name(name) or node


def _unescaped(match: re.Match[str]) -> str:
    said = match.group()[1:]
    if said[0] in "ux" and len(said) > 1:
        code = int(said[1:].strip("{}"), 16)
        return chr(code) if code < 0x110000 else ""
    return _ESCAPED.get(said, said if said.strip("\r\n") else "")
