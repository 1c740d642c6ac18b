"""From schemas to records and fields."""

from __future__ import annotations

from collections.abc import Sequence

from minlint.located import Node, Places
from minlint.model import Field, Marker, Problem, Record, Reference, Span
from minlint.read.json_schema import keywords
from minlint.read.json_schema.layers import REFERENCES, Place, elements, keyed, layers, properties
from minlint.read.json_schema.presence import Presence
from minlint.read.json_schema.references import Document, Files, Target

MAX_LEVELS = 60  # nested objects
MAX_PATH = 2_000  # characters of a field's path
MAX_HOPS = 60  # references followed from one to the next
MAX_VISITS = 100_000  # schemas looked at, each time a reference leads there anew; a few seconds
FREE_HOPS = 2  # nested references that are always followed; deeper, a definition is entered once a record


class Walk:
    """One source's records; collects what can't be read on the way."""

    def __init__(self, document: Document, text: str) -> None:
        self.document, self.lines = document, Places(text)
        self.problems: list[Problem] = []
        self.reached: set[int] = set()
        self.names: dict[int, str] = {}
        self._files = Files()
        self._targets: dict[int, Target | None] = {}
        self._said: set[str | int] = set()
        self._dangling: set[int] = set()
        self._opened: set[int] = set()
        self._visits = 0
        self._presence = Presence(self.follow)
        self._out: list[Field] = []

    def record(self, name: str, node: Node, pointer: str, span: Span | None, inherited: tuple[Marker, ...]) -> Record:
        """The record that a schema of this document describes; its array elements, where it is a list."""
        self._out, self._opened = [], set()
        self.reached.add(id(node))
        place = Place(node, self.document, pointer, trail=frozenset((id(node),)))
        markers = _purposes(self._markers([place]), inherited)
        places, found, _ = self._unwrapped([place], self._layers([place]))
        self._enter(places, found, "", 0, ())
        return Record(name, tuple(self._out), span, keywords.comment([node]), markers=markers)

    def bare(self, document: Document, span: Span) -> Span | None:
        """A key's place without quotes, None where it stands in another file."""
        return self.lines.bare(span) if document is self.document else None

    def follow(self, place: Place) -> list[Place]:
        """What the references of a place lead to."""
        found = []
        for keyword in REFERENCES:
            said = place.node.get(keyword)
            if said and isinstance(said.value, str) and (target := self._target(place, said)):
                found.append(target)
        return found

    def _target(self, place: Place, said: Node) -> Place | None:
        if len(place.trail) > MAX_HOPS or self._visits > MAX_VISITS:
            self._too_much()
            return None
        if id(said) not in self._targets:
            self._targets[id(said)] = self._files.follow(place.document, said.value)
        target = self._targets[id(said)]
        if target is None:
            self._dangling.add(id(place.node))
            if said.value.startswith("#") and place.document is self.document:
                self._problem(id(said), "a reference to something this file doesn't hold", said.span)
            return None
        key = id(target.node)
        deep = len(place.trail) > FREE_HOPS and key in self._opened
        closed = place.closed or key in place.trail or key in self.names or deep
        if not closed:
            self._opened.add(key)
            self.reached.add(key)
        return place._replace(
            node=target.node,
            document=target.document,
            key=place.key or (None if target.document is self.document else self.bare(place.document, said.span)),
            trail=place.trail | {key},
            closed=closed,
        )

    def _problem(self, key: str | int, reason: str, span: Span | None) -> None:
        if key not in self._said:
            self._said.add(key)
            self.problems.append(Problem("E002", reason, *(span[:2] if span else (1, 1))))

    def _too_much(self) -> None:
        self._problem("size", "schemas nested too deep or referring to too much: the rest is left out", None)

    def _layers(self, places: Sequence[Place]) -> list[Place]:
        found = layers(places, self.follow)
        self._visits += len(found)
        return found

    def _unwrapped(self, places: list[Place], found: list[Place]) -> tuple[list[Place], list[Place], str]:
        """The places and layers of an array's innermost elements, with the brackets that lead there."""
        brackets = ""
        while _is_array(found) and len(brackets) < MAX_LEVELS:
            brackets += "[]"
            inner = elements(found)
            if not inner:
                break
            places, found = inner, self._layers(inner)
        return places, found, brackets

    def _enter(
        self, places: list[Place], found: list[Place], prefix: str, level: int, markers: tuple[Marker, ...]
    ) -> None:
        """Report the properties of an object."""
        demanded = frozenset().union(*(self._presence.of(place) for place in places))
        for name, schemas in properties(found, self.bare).items():
            self._field(prefix + name, schemas, name in demanded, level, markers)
        if maps := keyed(found, self.bare):
            self._field(prefix + "{key}", maps, False, level, markers)

    def _field(
        self, path: str, schemas: list[Place], demanded: bool, level: int, inherited: tuple[Marker, ...]
    ) -> None:
        if all(place.node.value is False for place in schemas):
            return  # no value is allowed here
        if level > MAX_LEVELS or len(path) > MAX_PATH or self._visits > MAX_VISITS:
            self._too_much()
            return
        outer = self._layers(schemas)
        places, found, brackets = self._unwrapped(schemas, outer)
        both = [place.node for place in (*outer, *found)]
        markers = _purposes(self._markers([*outer, *found] if brackets else outer), inherited)
        nodes = [place.node for place in found]
        enum = keywords.choices(nodes)
        self._visits += len(enum) // 20  # a long list that many fields share costs, too
        default = any("default" in place.node.value for place in outer)
        index = len(self._out)
        self._out.append(
            Field(
                path + brackets,
                self._type(found),
                span=schemas[0].key,
                mandatory=demanded and not default,
                comment=keywords.comment(both),
                enum=enum,
                references=self._reference(found),
                format=keywords.form(nodes),
                default=default,
                markers=markers,
                pointer=schemas[0].pointer,
            )
        )
        self._enter(places, found, path + brackets + ".", level + 1, markers)
        if inner := elements(found):  # an array, or one of several types
            self._enter(inner, self._layers(inner), path + brackets + "[].", level + 1, markers)
        if len(self._out) > index + 1:
            self._out[index] = self._out[index]._replace(container=True)

    def _type(self, found: list[Place]) -> str:
        nodes = [place.node for place in found]
        if named := keywords.types(nodes):
            return "|".join(named)
        if any(id(node) in self._dangling for node in nodes):
            return "$ref"
        if any(node.get("properties") or node.get("patternProperties") for node in nodes):
            return "object"
        return "array" if elements(found) else ""

    def _reference(self, found: list[Place]) -> Reference | None:
        """The record this refers to, where the referred definition is one by itself."""
        named = (self.names.get(id(place.node)) for place in found if place.closed)
        return next((Reference(name) for name in named if name), None)

    def _markers(self, found: list[Place]) -> tuple[Marker, ...]:
        own = [place.node for place in found if place.document is self.document and not place.closed]
        other = [place.node for place in found if place.document is not self.document and not place.closed]
        return keywords.markers(own, self.lines) + keywords.markers(other, None)


def _is_array(found: list[Place]) -> bool:
    said = [name for name in keywords.types(place.node for place in found) if name != "null"]
    return said == ["array"] or (not said and bool(elements(found)))


def _purposes(own: tuple[Marker, ...], inherited: tuple[Marker, ...]) -> tuple[Marker, ...]:
    """A schema's markers, with the purpose of what it stands in where it has none of its own."""
    if any(marker.kind == "purpose" for marker in own):
        return own
    return own + tuple(marker for marker in inherited if marker.kind == "purpose")
