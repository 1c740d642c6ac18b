"""Elixir as schemas and migrations use it: calls with what they are given, and the calls of their blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.read.grammars import Code
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node


class Call(NamedTuple):
    """A call: ``add :name, :string, null: false``. ``block`` is what stands between its ``do`` and ``end``."""

    name: str
    given: tuple[Node, ...]
    options: dict[str, Node]
    node: Node
    target: Node
    block: Node | None

    def at(self, place: int) -> Node | None:
        """What it is given at a place."""
        return self.given[place] if place < len(self.given) else None


def calls(node: Node | None, code: Code) -> Iterator[Call]:
    """The calls of a block, in order, those in conditions among them; what stands in a call's block is left to it."""
    for each in node.named_children if node else ():
        if each.type == "call":
            made = call(each, code)
            if made.name in ("if", "unless", "case", "for"):
                yield from calls(made.block, code)
            else:
                yield made
        elif each.type in ("else_block", "do_block", "stab_clause", "body"):
            yield from calls(each, code)


def call(node: Node, code: Code) -> Call:
    """A call with what it is given."""
    target = node.child_by_field_name("target") or node
    listed = next((each for each in node.named_children if each.type == "arguments"), None)
    block = next((each for each in node.named_children if each.type == "do_block"), None)
    given, options = [], {}
    for each in listed.named_children if listed else ():
        if each.type == "keywords":
            options.update(pairs(each, code))
        elif each.type != "comment":
            given.append(each)
    return Call(code.words(target), tuple(given), options, node, target, block)


def pairs(node: Node | None, code: Code) -> dict[str, Node]:
    """The keys of a keyword list, each with its value; its brackets may be there or not."""
    found = {}
    if node and node.type == "list":
        node = next((each for each in node.named_children if each.type == "keywords"), None)
    for pair in node.named_children if node and node.type == "keywords" else ():
        key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
        if key and value:
            found[code.words(key).strip().strip(':"').strip()] = value
    return found


def text(node: Node | None, code: Code) -> str:
    """An atom, a string, or a module's last name; empty for anything else."""
    if node is None:
        return ""
    words = code.words(node)
    if node.type in ("atom", "quoted_atom"):
        return words.lstrip(":").strip('"')
    if node.type == "string":
        return "" if any(each.type == "interpolation" for each in node.named_children) else words.strip('"')
    return words.rpartition(".")[2] if node.type == "alias" else ""


def texts(node: Node | None, code: Code) -> list[str]:
    """The atoms and strings of a list, or the keys of a keyword list; of a sigil (``~w(a b)a``) its words."""
    if node is None:
        return []
    if node.type == "sigil":
        content = next((each for each in node.named_children if each.type == "quoted_content"), None)
        return code.words(content).split()
    found = [said for each in node.named_children if (said := text(each, code))] if node.type == "list" else []
    single = [text(node, code)] if text(node, code) else []
    return found or list(pairs(node, code)) or single


def kind(node: Node | None, code: Code) -> tuple[str, str]:
    """A type, and how a path says that there are several of it: ``{:array, :string}`` gives ``string[]`` and ``[]``."""
    if node is None:
        return "", ""
    if node.type == "tuple" and len(node.named_children) == 2:
        holder, (inner, _) = text(node.named_children[0], code), kind(node.named_children[1], code)
        if holder == "array":
            return f"{inner}[]", "[]"
        return ("map", ".{key}") if holder == "map" else (inner, "")
    words = code.words(node)
    return (text(node, code) if node.type == "atom" else words if node.type == "alias" else ""), ""


def number(node: Node | None, code: Code) -> int | None:
    """A whole number."""
    words = code.words(node).replace("_", "") if node and node.type == "integer" else ""
    return int(words) if words.isdecimal() and len(words) < 12 else None


def is_true(node: Node | None, code: Code) -> bool:
    """Whether something is literally true."""
    return node is not None and code.words(node) == "true"


def modules(code: Code) -> Iterator[tuple[str, Node, Call]]:
    """The modules of a file: name, where it stands, and the call that defines it."""
    for node in code.find("(call) @it"):
        if code.words(node.child_by_field_name("target")) == "defmodule":
            made = call(node, code)
            if made.given:
                yield code.words(made.given[0]), made.given[0], made
