"""Avro's JSON as a tree: comments may stand in it, as Avro's own parser allows."""

from __future__ import annotations

import re

from minlint.errors import SyntaxProblem, Unreadable
from minlint.located import Doubts, Node, parse_json
from minlint.model import Problem
from minlint.read import trees
from minlint.read.input import Input
from minlint.read.tokens import BLOCKS, DOUBLE, SLASHES
from minlint.read.trees import Tree

_COMMENT = re.compile(rf"({DOUBLE})|{SLASHES}|{BLOCKS}", re.DOTALL)
_RECORDS = ("record", "error")


def tree(source: Input) -> Tree:
    """A source's tree. Raises `SyntaxProblem`."""
    try:
        return trees.tree(source)
    except SyntaxProblem:
        text = source.text
        blanked = _COMMENT.sub(lambda match: match[1] or re.sub(r"[^\r\n]", " ", match[0]), text)
        if blanked == text:
            raise
    doubts: Doubts = []
    root = parse_json(blanked, source.name, doubts)
    return Tree(root, tuple(Problem("E002", doubt.message, doubt.line, doubt.column) for doubt in doubts))


def opened(source: Input) -> tuple[Node, tuple[Problem, ...]]:
    """The tree to read, and what was read past. Raises `Unreadable` with the place where it isn't valid JSON."""
    try:
        found = tree(source)
    except SyntaxProblem as error:
        raise Unreadable(error.message, error.line, error.column) from None
    if found.root is None:
        raise Unreadable("empty", 1, 1)
    return found.root, found.problems


def is_one(root: Node | None) -> bool:
    """Whether a tree is a record, a union or list of some, or a protocol."""
    if root is None:
        return False
    if isinstance(root.value, list):
        return any(is_record(item) for item in root.value)
    return is_record(root) or is_protocol(root) or bool((items := root.get("items")) and is_record(items))


def is_record(node: Node) -> bool:
    """Whether a node defines a record, or an error, with fields."""
    fields = node.get("fields")
    return text(node, "type") in _RECORDS and bool(text(node, "name")) and isinstance(fields and fields.value, list)


def is_protocol(node: Node) -> bool:
    """Whether a node is a protocol, with types or messages."""
    return bool(text(node, "protocol")) and bool(node.get("types") or node.get("messages"))


def text(node: Node, key: str) -> str:
    """The words under a key, empty where none stand there."""
    said = node.get(key)
    return said.value.strip() if said and isinstance(said.value, str) else ""
