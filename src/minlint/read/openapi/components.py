"""What a document defines once and refers to by name, in its own file and in those beside it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Mapping
from typing import Literal
from urllib.parse import unquote

from minlint.located import Node
from minlint.read.json_schema.layers import Place, holds_fields
from minlint.read.json_schema.records import stem
from minlint.read.json_schema.references import Document, Target
from minlint.read.json_schema.walk import MAX_HOPS, Link, Walk
from minlint.tuples import NamedTuple

Kind = Literal["schema", "parameter", "header", "body", "response", "message"]
Groups = Mapping[tuple[str, ...], Kind]
"""Where components stand in a document, by the keys that lead there."""

_GROUPS: Groups = {
    ("components", "schemas"): "schema",
    ("components", "parameters"): "parameter",
    ("components", "headers"): "header",
    ("components", "requestBodies"): "body",
    ("components", "responses"): "response",
    ("definitions",): "schema",  # Swagger 2.0, as the next two
    ("parameters",): "parameter",
    ("responses",): "response",
}


class Component(NamedTuple):
    """A record by itself."""

    kind: Kind
    name: str
    place: Place


class Components:
    """The components of a document. ``waiting`` are those that were found and not yet read.

    ``forms`` are the types that bodies of several parts say of a component's properties, by its identity.
    """

    def __init__(self, document: Document, text: str, groups: Groups = _GROUPS) -> None:
        self.walk = Walk(document, text, self._adopt_schema)
        self.waiting: deque[Component] = deque()
        self.forms: dict[int, dict[str, str]] = {}
        self._plain: set[int] = set()
        root = Place(document.root, document)
        for steps, kind in groups.items():
            self._group(root, steps, kind)

    def _group(self, root: Place, steps: tuple[str, ...], kind: Kind) -> None:
        node: Node | None = root.node
        for step in steps:
            node = node.get(step) if node else None
        for name, member in node.value.items() if node and isinstance(node.value, dict) else ():
            place = root.below(member.node, *steps, name)._replace(key=self.walk.bare(root.document, member.key))
            self.add(kind, name, self._elsewhere(place))

    def resolve(self, place: Place, kind: Kind | None = None) -> Place | None:
        """What stands in a place, or what it refers to; None where that is nowhere, or a record by itself."""
        for _ in range(MAX_HOPS):
            said = place.node.get("$ref")
            if not said or not isinstance(said.value, str):
                return place
            target = self.walk.target(place, said)
            if target is None:
                return None
            if kind:
                self._adopt(kind, target, said, place)
            if id(target.node) in self.walk.names:
                self.walk.links.append(Link(id(target.node)))
                return None
            place = place._replace(
                node=target.node, document=target.document, key=place.key or self.walk.bare(place.document, said.span)
            )
        return None

    def _elsewhere(self, place: Place) -> Place:
        """A component's own place, or the one in another file to which all of it refers."""
        at = place
        for _ in range(MAX_HOPS):
            said = at.node.get("$ref")
            target = self.walk.target(at, said) if said and isinstance(said.value, str) else None
            if target is None:
                break
            at = at._replace(node=target.node, document=target.document)
        return place if at.document is self.walk.document else at

    def _adopt_schema(self, target: Target, said: Node, place: Place) -> None:
        self._adopt("schema", target, said, place)

    def _adopt(self, kind: Kind, target: Target, said: Node, place: Place) -> None:
        """Make a record of what another file defines, so that it is one however often it is referred to."""
        here, there = self.walk.document.file, target.document.file
        if target.document is self.walk.document or not here or not there:
            return
        uri, _, fragment = said.value.partition("#")
        name = unquote(fragment.rpartition("/")[2]).replace("~1", "/").replace("~0", "~") or stem(unquote(uri))
        file = os.path.relpath(there, os.path.dirname(os.path.realpath(here))).replace(os.sep, "/")
        key = self.walk.bare(place.document, said.span) or place.key
        self.add(kind, name, Place(target.node, target.document, f"{file}#{fragment}", key))

    def add(self, kind: Kind, name: str, place: Place) -> None:
        """Make a record of what stands in a place, unless it is one or holds no fields."""
        key = id(place.node)
        if key in self.walk.names or key in self._plain:
            return
        if kind == "schema" and not holds_fields(place):
            self._plain.add(key)
            return
        self.walk.names[key] = name
        self.waiting.append(Component(kind, name, place._replace(trail=frozenset((key,)))))
