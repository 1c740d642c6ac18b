"""WSDL: which elements and types the operations of a service take in and give out."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.model import Direction
from minlint.read.elements import Element
from minlint.read.ways import Sent
from minlint.read.xsd.definitions import XSD, Definitions, named
from minlint.tuples import NamedTuple

_SPACES = ("http://schemas.xmlsoap.org/wsdl/", "http://www.w3.org/ns/wsdl")
_WAYS: dict[str, Direction] = {"input": "in", "output": "out", "fault": "out", "outfault": "out", "infault": "in"}


class Message(NamedTuple):
    """A message of the older kind, whose ``parts`` have types."""

    name: str
    element: Element
    parts: tuple[Element, ...]


def is_one(root: Element) -> bool:
    """Whether a document describes a service."""
    return root.space in _SPACES and root.tag in ("definitions", "description")


class Interface:
    """One document's operations."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions, self._root = definitions, definitions.markup.root

    def messages(self) -> Iterator[Message]:
        """The messages that have parts of a type; those that have elements are told where these are defined."""
        for message in self._root.all("message"):
            parts = tuple(part for part in message.all("part") if {"name", "type"} <= part.attributes.keys())
            if parts and "name" in message.attributes:
                yield Message(message.attributes["name"], message, parts)

    def sent(self) -> Iterator[Sent]:
        """The records that the operations take in and give out."""
        messages = {message.attributes.get("name", ""): message for message in self._root.all("message")}
        for port in (*self._root.all("portType"), *self._root.all("interface")):
            for operation in port.all("operation"):
                for child in operation.children:
                    if way := _WAYS.get(child.tag):
                        name = child.attributes.get("message", "").rpartition(":")[2]
                        if name:
                            yield Sent(name, way)
                        parts = list(messages[name].all("part")) if name in messages else [child]
                        yield from (Sent(record, way) for part in parts for record in self._records(part))

    def _records(self, part: Element) -> Iterator[str]:
        """The records that a part leads to: its element, or that element's type."""
        said = part.attributes.get("element", "")
        known = self._definitions.find("element", named(part, said)) if said and not said.startswith("#") else None
        if known and (type_ := known.element.attributes.get("type")):
            meant = named(known.element, type_, known.space)
            if meant.space != XSD:
                yield meant.local
        elif known:
            yield known.element.attributes["name"]
