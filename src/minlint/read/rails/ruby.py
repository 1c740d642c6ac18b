"""Ruby as migrations use it: calls with what they are given, and the calls of their blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.read.grammars import Code
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node


class Call(NamedTuple):
    """A call: ``t.string :name, null: false`` has the receiver ``t``, one argument and one option."""

    name: str
    receiver: str
    arguments: tuple[Node, ...]
    options: dict[str, Node]
    node: Node
    method: Node
    block: Node | None

    def said(self, code: Code, place: int = 0) -> str:
        """A string or symbol that it is given at a place; empty where it is anything else."""
        return text(self.arguments[place], code) if place < len(self.arguments) else ""


def calls(node: Node | None, code: Code) -> Iterator[Call]:
    """The calls of a body, in order, those in conditions among them; what stands in a call's block is left to it."""
    waiting = list(reversed(node.named_children)) if node else []
    while waiting:
        each = waiting.pop()
        if each.type in ("call", "identifier"):
            yield _call(each, code)
        elif each.type not in ("method", "singleton_method", "class", "module", "argument_list"):
            waiting.extend(reversed(each.named_children))


def bodies(block: Node | None) -> Node | None:
    """The body of a block."""
    return block.child_by_field_name("body") if block else None


def text(node: Node, code: Code) -> str:
    """The text of a string or a symbol; empty for anything else, and for a string that is put together."""
    if node.type == "simple_symbol":
        return code.words(node).lstrip(":")
    if node.type in ("string", "delimited_symbol"):
        parts = [child for child in node.named_children if child.type != "string_content"]
        return "" if parts else "".join(code.words(child) for child in node.named_children)
    return ""


def texts(node: Node, code: Code) -> list[tuple[str, Node]]:
    """The strings and symbols of a list, or the one that a node is, each with its place."""
    nodes = node.named_children if node.type in ("array", "symbol_array", "string_array") else [node]
    found = []
    for each in nodes:
        said = code.words(each) if each.type in ("bare_symbol", "bare_string") else text(each, code)
        if said:
            found.append((said, each))
    return found


def _call(node: Node, code: Code) -> Call:
    if node.type == "identifier":  # a call that is given nothing
        return Call(code.words(node), "", (), {}, node, node, None)
    method = node.child_by_field_name("method") or node
    given = node.child_by_field_name("arguments")
    plain, options = [], {}
    for each in given.named_children if given else ():
        pairs = each.named_children if each.type == "hash" else [each]
        for pair in pairs:
            if pair.type == "pair":
                key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
                if key and value:
                    options[code.words(key).strip(":\"'")] = value
            elif each.type not in ("hash", "comment"):
                plain.append(each)
    receiver = code.words(node.child_by_field_name("receiver"))
    return Call(code.words(method), receiver, tuple(plain), options, node, method, node.child_by_field_name("block"))
