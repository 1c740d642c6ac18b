"""What a schema's keywords say of one field: its type, form, choices, meaning and words for minlint."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from minlint.located import Node, Places
from minlint.model import Direction, Marker
from minlint.read.json_schema.recognise import type_names
from minlint.read.remarks import remarks

Answer = TypeVar("Answer")


def _asking(
    *words: str,
) -> Callable[[Callable[[list[Node]], Answer]], Callable[[Iterable[Node]], Answer]]:
    """A question that is asked of the schemas alone which hold one of some keywords: most hold few."""
    asked = frozenset(words)

    def asks(answer: Callable[[list[Node]], Answer]) -> Callable[[Iterable[Node]], Answer]:
        def told(nodes: Iterable[Node]) -> Answer:
            return answer([node for node in nodes if isinstance(node.value, dict) and not asked.isdisjoint(node.value)])

        told.__doc__ = answer.__doc__
        return told

    return asks


@_asking("type", "nullable", "x-nullable")
def types(nodes: list[Node]) -> tuple[str, ...]:
    """The distinct types that schemas name, in their order; OpenAPI's ``nullable`` adds the type ``null``."""
    named = [name for node in nodes if (said := node.get("type")) for name in type_names(said)]
    if named and any(_is_true(node, keyword) for node in nodes for keyword in ("nullable", "x-nullable")):
        named.append("null")
    return tuple(dict.fromkeys(named))


@_asking("readOnly", "writeOnly")
def direction(nodes: list[Node]) -> Direction:
    """What ``readOnly`` and ``writeOnly`` say: given out only, taken in only, or nothing."""
    if any(_is_true(node, "readOnly") for node in nodes):
        return "out"
    return "in" if any(_is_true(node, "writeOnly") for node in nodes) else ""


def _is_true(node: Node, keyword: str) -> bool:
    said = node.get(keyword)
    return said is not None and said.value is True


def text(node: Node, *keywords: str) -> str:
    """The first of some keywords that holds words; empty where none does."""
    for keyword in keywords:
        said = node.get(keyword)
        if said and isinstance(said.value, str) and said.value.strip():
            return said.value.strip()
    return ""


@_asking("description", "title", "$comment")
def comment(nodes: list[Node]) -> str:
    """What the first schema that explains itself says; a remark meant for minlint is no explanation."""
    return next(filter(None, map(_comment, nodes)), "")


def _comment(node: Node) -> str:
    said = text(node, "description", "title", "$comment")
    return "" if any(remarks(said)) else said


@_asking("format", "contentMediaType", "contentEncoding")
def form(nodes: list[Node]) -> str:
    """The ``format``, else the media type and encoding of what the string carries."""
    said = next(filter(None, (text(node, "format") for node in nodes)), "")
    if said:
        return said
    parts = (text(node, keyword) for node in nodes for keyword in ("contentMediaType", "contentEncoding"))
    return ";".join(dict.fromkeys(filter(None, parts)))


@_asking("maxLength")
def longest(nodes: list[Node]) -> int | None:
    """The length of the longest text allowed, None where nothing limits it."""
    said = (node.get("maxLength") for node in nodes)
    found = [item.value for item in said if item and type(item.value) is int and item.value > 0]
    return min(found, default=None)


@_asking("enum", "const")
def choices(nodes: list[Node]) -> tuple[str, ...]:
    """The values that ``enum`` and ``const`` permit, as text; null and structures left out."""
    return tuple(dict.fromkeys(word for node in nodes for word in _choices(node)))


def _choices(node: Node) -> Iterator[str]:
    listed = node.get("enum")
    values = list(listed.value) if listed and isinstance(listed.value, list) else []
    if constant := node.get("const"):
        values.append(constant)
    for value in values:
        if isinstance(value.value, bool):
            yield str(value.value).lower()
        elif value.value is not None and not isinstance(value.value, (dict, list)):
            yield str(value.value)


def markers(nodes: Iterable[Node], places: Places | None) -> tuple[Marker, ...]:
    """The words for minlint in some schemas: ``x-purpose``, ``x-minlint``, and ``minlint: …`` in a ``$comment``.

    ``places`` is None where they stand in another file.
    """
    return tuple(dict.fromkeys(marker for node in nodes for marker in _markers(node, places)))


_MARKING = frozenset(("x-purpose", "x-minlint", "$comment"))


def _markers(node: Node, places: Places | None) -> Iterator[Marker]:
    if not isinstance(node.value, dict) or _MARKING.isdisjoint(node.value):
        return
    from minlint.read import attributes

    yield from attributes.markers(node, places, "x-purpose", "x-minlint")
    yield from attributes.remarked(node.get("$comment"), places)
