"""Terraform's JSON form as the blocks that its own language would have."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.located import Member, Node, Places
from minlint.read.terraform.parser import Block
from minlint.read.tokens import Token

_DEPTH = 40  # blocks within each other
_STEPS = ("resource", "data")


def top_of(root: Node, places: Places) -> Block:
    """A configuration's resources as blocks, each with its labels at its keys."""
    top = Block("", _token("", root, places), [])
    top.attributes = {key: member for key, member in _entries(root) if key == "//"}
    for kind, member in _entries(root):
        if kind in _STEPS:
            for type_, inner in _listed(member.node):
                for name, body in _listed(inner.node):
                    labels = [_key(key, each, places) for key, each in ((type_, inner), (name, body))]
                    for node in body.node.value if isinstance(body.node.value, list) else [body.node]:
                        block = _block(kind, node, places, 0)
                        block.labels, block.first = labels, labels[-1]
                        top.blocks.append(block)
    return top


def _entries(node: Node) -> Iterator[tuple[str, Member]]:
    yield from node.value.items() if isinstance(node.value, dict) else ()


def _listed(node: Node) -> Iterator[tuple[str, Member]]:
    """The entries of a mapping, or of each in a list of them."""
    for each in node.value if isinstance(node.value, list) else [node]:
        yield from _entries(each)


def _block(kind: str, node: Node, places: Places, depth: int) -> Block:
    """A mapping as a block; those in it, one or a list of them, are blocks within it."""
    block = Block(kind, _token("{", node, places), [])
    for key, member in _entries(node):
        items = member.node.value if isinstance(member.node.value, list) else [member.node]
        if depth < _DEPTH and items and all(isinstance(item.value, dict) for item in items):
            block.blocks += [_block(key, item, places, depth + 1) for item in items]
        else:
            block.attributes[key] = member
    end = places.offset(*node.span[2:])
    block.last = Token("sign", "}", max(end - 1, 0), end)
    return block


def _token(text: str, node: Node, places: Places) -> Token:
    start = places.offset(*node.span[:2])
    return Token("sign", text, start, start + len(text))


def _key(key: str, member: Member, places: Places) -> Token:
    span = places.bare(member.key)
    return Token("string", key, places.offset(*span[:2]), places.offset(*span[2:]))
