"""From an AsyncAPI document to records: its schemas, its messages, its channels' parameters."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.model import Marker, Problem, Record, Span
from minlint.read.avro.schema import Schema
from minlint.read.avro.tree import is_record
from minlint.read.json_schema import keywords
from minlint.read.json_schema.layers import Place, listed
from minlint.read.json_schema.references import Document
from minlint.read.json_schema.walk import Link, purposes
from minlint.read.openapi.components import Component, Components, Groups
from minlint.read.openapi.flow import OTHER, Unit, Way, directed
from minlint.read.openapi.messages import at_member, members

_GROUPS: Groups = {("components", "schemas"): "schema", ("components", "messages"): "message"}
_WAYS: dict[str, Way] = {"publish": "in", "subscribe": "out", "receive": "in", "send": "out"}


class Interface:
    """One document's records."""

    def __init__(self, document: Document, text: str) -> None:
        self._components = Components(document, text, _GROUPS)
        self._walk, self._text = self._components.walk, text
        self._root = Place(document.root, document)
        self._units: list[Unit] = []
        self._inherited: dict[int, tuple[Marker, ...]] = {}
        self._avro: list[Problem] = []

    def head(self) -> tuple[Marker, ...]:
        """The words for minlint about the whole document."""
        info = self._root.node.get("info")
        places = [self._root, self._root.below(info, "info")] if info else [self._root]
        return self._walk.notes.head() + self._walk.markers(places)

    def problems(self) -> tuple[Problem, ...]:
        """What could not be read."""
        return (*self._walk.problems, *self._avro)

    def records(self) -> tuple[Record, ...]:
        """Every record, in the file's order."""
        for name, place in members(self._components, self._root, "channels"):
            self._channel(name, place)
        for name, place in members(self._components, self._root, "operations"):
            self._operation(name, place)
        while self._components.waiting:
            self._component(self._components.waiting.popleft())
        return tuple(sorted(directed(self._units), key=lambda record: record.span or Span(0, 0, 0, 0)))

    def _channel(self, name: str, place: Place) -> None:
        """A channel's parameters, its messages (version 3), or its operations (version 2)."""
        markers = purposes((), self._walk.markers([place], inside=False))
        target = self._components.resolve(place)
        if target is None:
            return
        self._walk.start()
        for parameter, each in members(self._components, target, "parameters"):
            if found := self._components.resolve(each):
                schema = found.node.get("schema")
                places = [found, found.below(schema, "schema")] if schema else [found]
                self._walk.field(parameter, [each._replace(node=item.node) for item in places], True)
        comment = keywords.text(target.node, "summary", "description")
        self._add(Record(name, tuple(self._walk.fields), target.key, comment, markers=markers), None)
        for message, each in members(self._components, target, "messages"):
            self._adopt(message, each, markers)
        for method in ("publish", "subscribe"):
            member = target.node.value.get(method) if isinstance(target.node.value, dict) else None
            if member:
                operation = at_member(self._components, target, member, method)
                said = self._walk.markers([operation])
                links = list(self._messages(operation, f"{method} {name}", purposes(said, markers)))
                self._units.append(Unit(Record("", ()), tuple(links), _WAYS[method]))

    def _messages(self, operation: Place, name: str, markers: tuple[Marker, ...]) -> Iterator[Link]:
        """The messages of an operation of version 2: one, or one of several."""
        message = operation.node.get("message")
        if message is None:
            return
        name = keywords.text(operation.node, "operationId") or name
        place = operation.below(message, "message")
        choices = [place.below(node, "oneOf", str(index)) for index, node in enumerate(listed(message, "oneOf"))]
        for each in choices or [place]:
            if link := self._adopt(name, each, markers):
                yield link

    def _adopt(self, name: str, place: Place, markers: tuple[Marker, ...]) -> Link | None:
        """Make a record of a message that stands in line, and lead to it, or to what a reference names."""
        found = place
        for _ in range(20):
            said = found.node.get("$ref")
            target = self._walk.target(found, said) if said and isinstance(said.value, str) else None
            if target is None:
                break
            found = found._replace(node=target.node, document=target.document)
        if found.node.get("$ref"):
            return None
        if id(found.node) not in self._walk.names:
            known = keywords.text(found.node, "messageId", "name") if found is place else ""
            key = found.key or self._walk.bare(found.document, found.node.span)
            self._components.add("message", known or name, found._replace(key=key))
            self._inherited[id(found.node)] = markers
        return Link(id(found.node))

    def _operation(self, name: str, place: Place) -> None:
        """An operation of version 3: what it sends or receives, and the reply to that."""
        found = self._components.resolve(place)
        way = _WAYS.get(keywords.text(found.node, "action")) if found else None
        if found is None or way is None:
            return
        self._units.append(Unit(Record(name, ()), tuple(self._carried(found)), way))
        if (reply := found.node.get("reply")) and (answer := self._components.resolve(found.below(reply, "reply"))):
            self._units.append(Unit(Record(name, ()), tuple(self._carried(answer)), OTHER[way]))

    def _carried(self, place: Place) -> Iterator[Link]:
        """The messages that an operation or a reply names; without any, all of its channel's."""
        named = [place.below(node, "messages", str(index)) for index, node in enumerate(listed(place.node, "messages"))]
        if not named and (channel := place.node.get("channel")):
            target = self._components.resolve(place.below(channel, "channel"))
            named = [each for _, each in members(self._components, target, "messages")] if target else []
        for each in named:
            if link := self._adopt("message", each, ()):
                yield link

    def _component(self, component: Component) -> None:
        place = component.place
        self._walk.start()
        if component.kind == "schema":
            self._walk.value([place])
            comment = keywords.comment([place.node])
        else:
            self._message(place)
            comment = keywords.text(place.node, "summary", "title", "description")
        markers = purposes(self._walk.markers([place]), self._inherited.get(id(place.node), ()))
        record = Record(component.name, tuple(self._walk.fields), place.key, comment, markers=markers)
        self._add(record, id(place.node))

    def _message(self, place: Place) -> None:
        """The properties of a message's headers and payload, and those of its traits."""
        traits = [place.below(node, "traits", str(index)) for index, node in enumerate(listed(place.node, "traits"))]
        for owner in (place, *filter(None, map(self._components.resolve, traits))):
            self._properties(owner, "headers")
        self._properties(place, "payload")

    def _properties(self, owner: Place, keyword: str) -> None:
        said = owner.node.get(keyword)
        if said is None:
            return
        place = owner.below(said, keyword)
        if keywords.text(said, "schemaFormat") and (inner := said.get("schema")):
            place = place.below(inner, "schema")
        if is_record(place.node):
            schema = Schema(place.node, self._text)
            self._walk.fields += [field for record in schema.records() for field in record.fields]
            self._avro += schema.problems
            return
        before = len(self._walk.fields), len(self._walk.links)
        self._walk.value([place], inline=True)
        plain = set(self._walk.type_of(place).split("|")).isdisjoint(("", "object", "$ref", "array"))
        if (len(self._walk.fields), len(self._walk.links)) == before and plain:
            member = owner.node.value[keyword]
            self._walk.field(keyword, [place._replace(key=self._walk.bare(owner.document, member.key))], True)

    def _add(self, record: Record, key: int | None) -> None:
        """A record with what it leads to; it goes the ways of what leads to it."""
        self._units.append(Unit(record, tuple(self._walk.links), None, key))
