"""From an OpenAPI document to records: its components, and what its operations take in and give out in line."""

from __future__ import annotations

from collections import deque

from minlint.model import Marker, Record, Span
from minlint.read.json_schema import keywords
from minlint.read.json_schema.layers import Place
from minlint.read.json_schema.references import Document
from minlint.read.json_schema.walk import Link, purposes
from minlint.read.openapi import messages
from minlint.read.openapi.components import Component, Components
from minlint.read.openapi.flow import OTHER, Unit, Way, directed
from minlint.tuples import NamedTuple

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Path(NamedTuple):
    """A path's operations to be read. ``way`` is where their requests go: a webhook's leave the service."""

    name: str
    place: Place
    way: Way
    markers: tuple[Marker, ...] = ()


class Interface:
    """One document's records."""

    def __init__(self, document: Document, text: str) -> None:
        self._components = Components(document, text)
        self.walk = self._components.walk
        self._root = Place(document.root, document)
        self._paths: deque[Path] = deque()
        self._seen: set[int] = set()
        self._units: list[Unit] = []

    def head(self) -> tuple[Marker, ...]:
        """The words for minlint about the whole document."""
        info = self._root.node.get("info")
        places = [self._root, self._root.below(info, "info")] if info else [self._root]
        return self.walk.notes.head() + self.walk.markers(places)

    def records(self) -> tuple[Record, ...]:
        """Every record, in the file's order."""
        self._group(self._root, "paths", "in", ())
        self._group(self._root, "webhooks", "out", ())
        while self._paths:
            self._path(self._paths.popleft())
        while self._components.waiting:
            self._component(self._components.waiting.popleft())
        units = [self._encoded(unit) for unit in self._units]
        return tuple(sorted(directed(units), key=lambda record: record.span or Span(0, 0, 0, 0)))

    def _encoded(self, unit: Unit) -> Unit:
        forms = self._components.forms.get(unit.key) if unit.key is not None else None
        if not forms:
            return unit
        fields = tuple(messages.encoded(field, forms) for field in unit.record.fields)
        return unit._replace(record=unit.record._replace(fields=fields))

    def _group(self, owner: Place, keyword: str, way: Way, markers: tuple[Marker, ...]) -> None:
        for name, place in messages.members(self._components, owner, keyword):
            self._paths.append(Path(name, place, way, markers))

    def _path(self, path: Path) -> None:
        """A path's shared parameters and its operations; those it refers to, too."""
        if id(path.place.node) in self._seen:
            return
        self._seen.add(id(path.place.node))
        markers = purposes(self.walk.markers([path.place], inside=False), path.markers)
        self.walk.start()
        messages.parameters(self._components, path.place)
        self._add(path.name, path.place, path.place.key, markers, path.way)
        for method in _METHODS:
            if member := (path.place.node.value.get(method) if isinstance(path.place.node.value, dict) else None):
                place = messages.at_member(self._components, path.place, member, method)
                self._operation(place, f"{method.upper()} {path.name}", path.way, markers)
        target = self._components.resolve(path.place)
        if target and target.node is not path.place.node:
            self._paths.append(path._replace(place=target, markers=markers))

    def _operation(self, place: Place, name: str, way: Way, inherited: tuple[Marker, ...]) -> None:
        if id(place.node) in self._seen:
            return
        self._seen.add(id(place.node))
        markers = purposes(self.walk.markers([place]), inherited)
        said, span = place.node.get("operationId"), place.key
        if said and (words := keywords.text(place.node, "operationId")):
            name, span = " ".join(words.split()), self.walk.bare(place.document, said.span) or span
        self._request(place)
        self._add(name, place, span, markers, way)
        self.walk.start()
        messages.responses(self._components, place)
        self._add(name, place, span, markers, OTHER[way])
        for _, each in messages.members(self._components, place, "callbacks"):
            if callback := self._components.resolve(each):
                self._callback(callback, OTHER[way], markers)

    def _request(self, place: Place) -> None:
        self.walk.start()
        messages.parameters(self._components, place)
        member = place.node.value.get("requestBody") if isinstance(place.node.value, dict) else None
        if member:
            body = messages.at_member(self._components, place, member, "requestBody")
            if found := self._components.resolve(body, "body"):
                messages.body(self._components, found)

    def _callback(self, place: Place, way: Way, markers: tuple[Marker, ...]) -> None:
        for name, member in place.node.value.items() if isinstance(place.node.value, dict) else ():
            self._paths.append(Path(name, messages.at_member(self._components, place, member, name), way, markers))

    def _add(self, name: str, place: Place, span: Span | None, markers: tuple[Marker, ...], way: Way) -> None:
        comment = keywords.text(place.node, "summary", "description")
        record = Record(name, tuple(self.walk.fields), span, comment, markers=markers)
        self._units.append(Unit(record, tuple(self.walk.links), way))

    def _mapped(self, place: Place) -> None:
        """Note the components that a schema's discriminator maps its values to."""
        said = place.node.get("discriminator")
        mapping = said.get("mapping") if said else None
        for member in mapping.value.values() if mapping and isinstance(mapping.value, dict) else ():
            named = isinstance(member.node.value, str) and "#" in member.node.value
            if named and (target := self.walk.target(place, member.node)):
                self.walk.links.append(Link(id(target.node)))

    def _component(self, component: Component) -> None:
        place = component.place
        self.walk.start()
        match component.kind:
            case "schema":
                self.walk.value([place])
                self._mapped(place)
            case "parameter":
                messages.parameter(self._components, place)
            case "header":
                messages.header(self._components, place, component.name)
            case "body":
                messages.body(self._components, place, component.name)
            case "response":
                messages.answers(self._components, [place])
        comment, markers = keywords.comment([place.node]), self.walk.markers([place])
        if component.kind in ("parameter", "header"):  # its waivers are its one field's
            markers = purposes((), markers)
        record = Record(component.name, tuple(self.walk.fields), place.key, comment, markers=markers)
        base = place.node.get("discriminator") is not None
        self._units.append(Unit(record, tuple(self.walk.links), None, id(place.node), base))
