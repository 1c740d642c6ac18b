"""What a schema defines under a name, and what the files beside it do."""

from __future__ import annotations

import os
from collections.abc import Iterator

from minlint.errors import Unreadable
from minlint.model import Problem
from minlint.read.elements import Element, Markup, parse
from minlint.read.input import Input
from minlint.tuples import NamedTuple

XSD = "http://www.w3.org/2001/XMLSchema"
_KINDS = ("element", "complexType", "simpleType", "group", "attributeGroup", "attribute")
_LINKS = ("include", "import", "redefine", "override")
_MOST_FILES = 200
_MOST_CHARACTERS = 30_000_000


class Name(NamedTuple):
    """A name with its namespace."""

    space: str
    local: str


class Known(NamedTuple):
    """A definition, and the namespace that its schema describes; ``own`` where it stands in the file that is read."""

    element: Element
    space: str
    own: bool


class Definitions:
    """The definitions of a file, and of those that it includes or imports from beside it."""

    def __init__(self, source: Input) -> None:
        self.markup: Markup = parse(source.text)
        self.problems: list[Problem] = []
        self._known: dict[tuple[str, Name], Known] = {}
        self._redefined: dict[tuple[str, Name], Known] = {}
        self._read: set[str] = set()
        self._size = 0
        if source.place:
            self._read.add(os.path.realpath(source.place))
        self.schemas = [each for each in self.markup.root.everything() if each.space == XSD and each.tag == "schema"]
        for schema in self.schemas:
            self._take(schema, schema.attributes.get("targetNamespace", ""), own=True)
        for schema in self.schemas:
            self._follow(schema, schema.attributes.get("targetNamespace", ""), source, own=True)

    def own(self, *kinds: str) -> Iterator[Known]:
        """The definitions of the file that is read, in its order."""
        for schema in self.schemas:
            space = schema.attributes.get("targetNamespace", "")
            for element in defined(schema):
                if element.tag in kinds:
                    yield Known(element, space, True)

    def find(self, kind: str, name: Name) -> Known | None:
        """A definition by its kind and name."""
        return self._known.get((kind, name))

    def before(self, kind: str, name: Name) -> Known | None:
        """A definition as it was before it was redefined under its own name."""
        return self._redefined.get((kind, name))

    def _take(self, schema: Element, space: str, *, own: bool) -> None:
        for key, known in _defines(schema, space, own=own):
            self._known.setdefault(key, known)

    def _follow(self, schema: Element, space: str, source: Input, *, own: bool = False) -> None:
        """Take what the files beside it define, and those beside them."""
        for link in schema.children:
            if link.space != XSD or link.tag not in _LINKS:
                continue
            place = link.attributes.get("schemaLocation", "")
            found = self._open(place, source)
            if found is None:
                if own and place and "://" not in place and source.place:
                    span = self.markup.attribute(link, "schemaLocation")
                    reason = "a schema that isn't beside this file, or can't be read"
                    self.problems.append(Problem("E002", reason, span.line, span.column))
            elif isinstance(found, tuple):
                root, file = found
                target = root.attributes.get("targetNamespace") or (space if link.tag != "import" else "")
                if link.tag == "redefine":
                    self._redefined.update(_defines(root, target))
                self._take(root, target, own=False)
                self._follow(root, target, file)

    def _open(self, place: str, source: Input) -> tuple[Element, Input] | bool | None:
        """A schema beside another; True where it was read before, None where it can't be had."""
        if not place or "://" in place or not source.place:
            return None
        path = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(source.place)), place))
        if path in self._read:
            return True
        if len(self._read) > _MOST_FILES or self._size > _MOST_CHARACTERS:
            return True
        self._read.add(path)
        found = source.beside(path)
        if found is None:
            return None
        try:
            text = found.text
            root = parse(text).root
        except (Unreadable, OSError):
            return None
        self._size += len(text)
        return (root, found) if root.space == XSD and root.tag == "schema" else None


def _defines(schema: Element, space: str, *, own: bool = False) -> Iterator[tuple[tuple[str, Name], Known]]:
    for element in defined(schema):
        if name := element.attributes.get("name"):
            yield (element.tag, Name(space, name)), Known(element, space, own)


def defined(schema: Element) -> Iterator[Element]:
    """What stands under a name at the top of a schema, or redefines what another has."""
    for child in schema.children:
        if child.space == XSD and child.tag in _KINDS:
            yield child
        elif child.space == XSD and child.tag in ("redefine", "override"):
            yield from defined(child)


def named(element: Element, said: str, space: str = "") -> Name:
    """What a prefixed name means where it stands; without a prefix and a default namespace, the schema's own."""
    prefix, _, local = said.strip().rpartition(":")
    return Name(element.spaces.get(prefix, "" if prefix else space), local)


def documented(element: Element) -> str:
    """What an element's annotation says to people."""
    notes = (note for annotation in element.all("annotation") for note in annotation.all("documentation"))
    return " ".join(filter(None, (note.words() for note in notes)))
