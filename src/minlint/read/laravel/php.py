"""PHP as migrations use it: chains of calls with what they are given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.read.grammars import Code
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node

_CALLS = frozenset(("member_call_expression", "scoped_call_expression", "nullsafe_member_call_expression"))
_APART = frozenset(("anonymous_function", "arrow_function"))


class Call(NamedTuple):
    """A call of a chain: ``->nullable()``. ``given`` are its arguments, ``named`` those that go by a name."""

    name: str
    given: tuple[Node, ...]
    named: dict[str, Node]
    method: Node

    def text(self, code: Code, place: int = 0, name: str = "") -> str:
        """A string that it is given at a place, or by a name; empty where it is anything else."""
        node = self.at(place, name)
        return text(node, code) if node else ""

    def at(self, place: int, name: str = "") -> Node | None:
        """What it is given at a place, or by a name."""
        return self.named.get(name) or (self.given[place] if place < len(self.given) else None)


class Chain(NamedTuple):
    """``$table->string('name')->nullable()``: what it begins with, its calls, and the statement that it is."""

    start: str
    calls: tuple[Call, ...]
    node: Node


def chains(node: Node | None, code: Code) -> Iterator[Chain]:
    """The chains of a body, in order, those in conditions and loops among them; none of closures."""
    waiting = [node] if node else []
    while waiting:
        each = waiting.pop()
        if each.type in _CALLS:
            yield _chain(each, code)
        elif each.type not in _APART or each is node:
            waiting.extend(reversed(each.named_children))


def closure(call: Call) -> Node | None:
    """The body of the closure that a call is given."""
    found = next((node for node in (*call.given, *call.named.values()) if node.type in _APART), None)
    return found.child_by_field_name("body") if found else None


def text(node: Node, code: Code) -> str:
    """A string's text, or a class's name (``User::class``); empty for anything else."""
    words = code.words(node)
    if node.type in ("string", "encapsed_string"):
        return "" if any(each.type == "variable_name" for each in node.named_children) else words[1:-1]
    if node.type == "class_constant_access_expression" and words.endswith("::class"):
        return words.removesuffix("::class").rpartition("\\")[2]
    return ""


def named(node: Node, code: Code) -> str:
    """What a table is called: a text, or the last one in what gives it (``config('queue.table')``), or its words."""
    said = text(node, code)
    inner = [found for each in code.find("[(string) (encapsed_string)] @it", node) if (found := text(each, code))]
    return said or next(reversed(inner), "") or code.words(node).lstrip("$")


def texts(node: Node | None, code: Code) -> list[tuple[str, Node]]:
    """The strings of a list, or the one that a node is, each with its place."""
    if node is None:
        return []
    if node.type != "array_creation_expression":
        return [(said, node)] if (said := text(node, code)) else []
    items = [each.named_children[-1] for each in node.named_children if each.named_children]
    return [(said, each) for each in items if (said := text(each, code))]


def number(node: Node | None, code: Code) -> int | None:
    """A whole number."""
    words = code.words(node) if node and node.type == "integer" else ""
    return int(words) if words.isdecimal() and len(words) < 12 else None


def _chain(node: Node, code: Code) -> Chain:
    found, each = [], node
    while each.type in _CALLS:
        method = each.child_by_field_name("name") or each
        given, named = [], {}
        listed = each.child_by_field_name("arguments")
        for argument in listed.named_children if listed else ():
            name = argument.child_by_field_name("name")
            if argument.type == "argument" and argument.named_children:
                value = argument.named_children[-1]
                if name:
                    named[code.words(name)] = value
                else:
                    given.append(value)
        found.append(Call(code.words(method), tuple(given), named, method))
        each = each.child_by_field_name("object") or each.child_by_field_name("scope") or method
    return Chain(code.words(each), tuple(found[::-1]), node)
