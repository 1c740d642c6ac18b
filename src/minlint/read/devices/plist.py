"""Property lists in XML: dictionaries as pairs of elements, so that keys have places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from minlint.errors import Unreadable
from minlint.model import Field, Marker, Record, Span
from minlint.read.elements import Element, Markup, parse
from minlint.read.input import Input
from minlint.read.margins import Margins
from minlint.tuples import NamedTuple


class Property(NamedTuple):
    """A key with its value: ``string``, ``dict``, ``array``, ``true``, …"""

    key: str
    at: Element
    value: Element


class Plist:
    """A property list. Raises `Unreadable` where it is binary, or isn't well-formed."""

    def __init__(self, source: Input) -> None:
        if source.head.startswith(b"bplist"):
            raise Unreadable("a binary property list; `plutil -convert xml1` writes it as text", 1, 1)
        self.markup: Markup = parse(source.text)
        begins = self.markup.root.start
        self.margins = Margins(source.text, self.markup.comments, self.markup.places, begins=begins)
        self.root = next((child for child in self.markup.root.children if child.tag == "dict"), self.markup.root)

    @property
    def head(self) -> tuple[Marker, ...]:
        """What is said to minlint about all of it."""
        return self.margins.head() + self.margins.at(self.markup.opening(self.markup.root))

    def place(self, element: Element, word: str = "") -> Span:
        """Where an element's text stands, or a word within it."""
        start = self.markup.text.find(">", element.start) + 1
        end = element.end[0]
        found = self.markup.text.find(word or element.text, start, end)
        start = found if found >= 0 else start
        return self.markup.places.span(start, start + len(word or element.text) if found >= 0 else end)

    def field(self, field: Field, element: Element, word: str = "") -> Field:
        """A field at an element, with what comments say about its line."""
        lines = range(self.markup.lines(element)[0], self.markup.lines(element)[1] + 1)
        said = tuple(marker for marker in self.margins.at(lines) if marker.kind != "purpose")
        comment = field.comment or self.margins.words(lines[0])
        return field._replace(span=self.place(element, word), markers=said, comment=comment)

    def record(self, fields: tuple[Field, ...], source: Input) -> Record:
        """The app: its bundle's identifier, or the file's stem where a build puts that in."""
        import os

        found = next((item for item in pairs(self.root) if item.key == "CFBundleIdentifier"), None)
        if found and found.value.text and "$" not in found.value.text:
            return Record(found.value.text, fields, self.place(found.value), direction="in")
        return Record(os.path.basename(source.name).partition(".")[0], fields, direction="in")


def pairs(element: Element) -> Iterator[Property]:
    """The keys of a ``dict`` with their values."""
    children = element.children if element.tag == "dict" else []
    for at, value in pairwise(children):
        if at.tag == "key" and value.tag != "key":
            yield Property(at.text, at, value)
