"""XML of tracks and places, element by element: bounded memory, no entities, no fetching."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from minlint.errors import Unreadable
from minlint.read.input import Input


def elements(source: Input, names: frozenset[str]) -> Iterator[Element]:
    """The elements of these names when they end, without their namespaces; each is gone after it was looked at.

    Raises `Unreadable`, with its place, for what is no XML; a document type, which could hold anything, is refused.
    """
    from xml.etree.ElementTree import ParseError, XMLPullParser

    parser: Any = XMLPullParser(["start", "end"])
    open_elements: list[Element] = []
    try:
        with source.opened() as text:
            while piece := text.read(1 << 16):
                if "<!DOCTYPE" in piece or "<!ENTITY" in piece:
                    raise Unreadable("it declares a document type of its own, which isn't read")
                parser.feed(piece)
                for event, element in parser.read_events():
                    if event == "start":
                        open_elements.append(element)
                        continue
                    open_elements.pop()
                    if local(element.tag) in names:
                        yield element
                        element.clear()
            parser.close()
    except ParseError as error:
        line, column = error.position
        raise Unreadable("not XML from here on", line, column + 1) from None


def local(tag: Any) -> str:
    """A tag's name without its namespace."""
    return str(tag).rpartition("}")[2]


def leaves(element: Element, but: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """The texts below an element, by the names of their elements."""
    for inner in element.iter():
        name = local(inner.tag)
        if inner is not element and name not in but and not len(inner) and (inner.text or "").strip():
            yield name, (inner.text or "").strip()
