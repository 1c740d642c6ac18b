"""Classes with decorators: the models of TypeORM, sequelize-typescript and Mongoose for Nest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from minlint.read.script.module import Module, arguments
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node


_LITERAL = re.compile(r"""'[^']*'|"[^"]*"|`[^`]*`""")  # what is written in a type isn't its name


class Decorator(NamedTuple):
    """``@Column({length: 80})``: its last name, and what it is given."""

    name: str
    arguments: tuple[Node, ...] = ()


class Property(NamedTuple):
    """A property of a class, from ``first`` (its decorators) on.

    ``type`` is its annotation as written, ``annotation`` the node; ``optional`` is ``?``.
    """

    name: str
    key: Node
    node: Node
    first: Node
    type: str
    annotation: Node | None
    optional: bool
    decorators: tuple[Decorator, ...]

    def decorated(self, *names: str) -> Decorator | None:
        """The first of its decorators that goes by one of some names."""
        return next((item for item in self.decorators if item.name in names), None)


class Class(NamedTuple):
    """A class: ``first`` is where its decorators or it begin, ``base`` the name of the class it extends."""

    name: str
    key: Node
    first: Node
    body: Node
    base: str
    decorators: tuple[Decorator, ...]
    module: Module

    def decorated(self, *names: str) -> Decorator | None:
        """The first of its decorators that goes by one of some names."""
        return next((item for item in self.decorators if item.name in names), None)

    def properties(self) -> Iterator[Property]:
        """Its own properties that have decorators."""
        before: list[Node] = []  # a method's decorators stand before it, a field's within
        for node in self.body.named_children:
            if node.type in ("public_field_definition", "method_definition"):
                found = tuple(decorator for part in (before, node.named_children) for decorator in self._among(part))
                if (key := node.child_by_field_name("name")) and found:
                    yield _property(self.module, node, next(iter(before), node), key, found)
            if node.type in ("decorator", "comment"):
                before += [node] * (node.type == "decorator")
            else:
                before = []

    def _among(self, nodes: Iterable[Node]) -> Iterator[Decorator]:
        return _decorators(self.module, nodes)


@lru_cache(maxsize=8)
def classes(module: Module) -> list[Class]:
    """The classes of a file."""
    found = module.code.find("[(class_declaration) (abstract_class_declaration) (class)] @it")
    return [item for node in found if node.is_named and (item := _class(module, node))]


def named(module: Module, name: str) -> Class | None:
    """A class of a file, or of a file beside it that it imports it from."""
    if name in (own := _by_name(module)):
        return own[name]
    other = module.other(name)
    return _by_name(other[0]).get(other[1]) if other else None


@lru_cache(maxsize=8)
def _by_name(module: Module) -> dict[str, Class]:
    return {item.name: item for item in reversed(classes(module))}


def lineage(item: Class) -> list[Class]:
    """A class after those that it extends, the farthest first, as far as they can be found."""
    found = [item]
    while found[-1].base and len(found) < 8:
        base = named(found[-1].module, found[-1].base)
        if base is None or any(base.body.id == known.body.id and base.module is known.module for known in found):
            break
        found.append(base)
    return found[::-1]


def _class(module: Module, node: Node) -> Class | None:
    key, body = node.child_by_field_name("name"), node.child_by_field_name("body")
    if key is None or body is None:
        return None
    around = node.parent if node.parent and node.parent.type == "export_statement" else None
    above = around.named_children if around else ()
    decorators = _decorators(module, (*above, *node.named_children))
    base = next(iter(module.code.find("(extends_clause value: (_) @it)", node)), None)
    inside = base is not None and base.end_byte <= body.start_byte
    extended = module.code.words(base).rpartition(".")[2] if inside else ""
    return Class(module.code.words(key), key, around or node, body, extended, tuple(decorators), module)


def _decorators(module: Module, nodes: Iterable[Node]) -> Iterator[Decorator]:
    """The decorators among some nodes."""
    for child in nodes:
        if child.type == "decorator" and child.named_children:
            call = child.named_children[0]
            function = call.child_by_field_name("function") if call.type == "call_expression" else call
            yield Decorator(module.code.words(function).rpartition(".")[2], tuple(arguments(call)))


def _property(module: Module, node: Node, first: Node, key: Node, decorators: tuple[Decorator, ...]) -> Property:
    annotation = node.child_by_field_name("type") or node.child_by_field_name("return_type")
    inner = annotation.named_children[0] if annotation and annotation.named_children else None
    optional = any(child.type == "?" for child in node.children)
    name = module.code.words(key).strip("\"'")
    words = _LITERAL.sub('"…"', " ".join(module.code.words(inner).split()))
    return Property(name, key, node, first, words, inner, optional, decorators)
