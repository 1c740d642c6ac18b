"""From schemas to records and fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

from minlint.located import Node, Places
from minlint.model import Direction, Field, Marker, Problem, Record, Reference, Span
from minlint.read.json_schema import keywords
from minlint.read.json_schema.layers import REFERENCES, Place, elements, keyed, layers, properties
from minlint.read.json_schema.presence import Presence
from minlint.read.json_schema.references import Document, Files, Lost, Target
from minlint.read.notes import Notes
from minlint.tuples import NamedTuple

MAX_LEVELS = 60  # nested objects
MAX_PATH = 2_000  # characters of a field's path
MAX_HOPS = 60  # references followed from one to the next
MAX_VISITS = 150_000  # schemas looked at, each time a reference leads there anew; a few seconds, and a long text more
PER_VISIT = 15  # characters of a text that pay for one more
FREE_HOPS = 2  # nested references that are always followed; deeper, a definition is entered once a record


class Link(NamedTuple):
    """A record referred to, by its schema's identity.

    ``direction`` is that of the field which refers; ``root`` says that there is none, as the record itself does.
    """

    target: int
    direction: Direction = ""
    root: bool = False


class Within(NamedTuple):
    """What a field has from what it stands in: how deep that is, its purposes, its direction."""

    level: int = 0
    markers: tuple[Marker, ...] = ()
    direction: Direction = ""


TOP = Within()

Adopt = Callable[[Target, Node, Place], None]
"""Told of each schema that a reference leads to, which it may make a record by naming it."""


class Walk:
    """One source's records; collects what can't be read on the way.

    ``names`` are the schemas that are records by themselves: a reference to one of them is a `Link`, and isn't entered.
    An ``exhausted`` walk has left something out.
    """

    def __init__(self, document: Document, text: str, adopt: Adopt | None = None) -> None:
        self.document, self.lines = document, Places(text)
        self.notes = Notes(text, document.root, self.lines)
        self._adopt, self._limit = adopt, max(MAX_VISITS, len(text) // PER_VISIT)
        self.problems: list[Problem] = []
        self.reached: set[int] = set()
        self.names: dict[int, str] = {}
        self._files = Files(document)
        self._targets: dict[int, Target | Lost] = {}
        self._said: set[str | int] = set()
        self._dangling: set[int] = set()
        self._opened: set[int] = set()
        self._visits, self.exhausted = 0, False
        self._presence = Presence(self.follow)
        self.fields: list[Field] = []
        self.links: list[Link] = []

    def start(self) -> None:
        """Begin a record: ``fields`` and ``links`` from here on are its own."""
        self.fields, self.links, self._opened = [], [], set()

    def record(self, name: str, node: Node, pointer: str, span: Span | None, inherited: tuple[Marker, ...]) -> Record:
        """The record that a schema of this document describes; its array elements, where it is a list."""
        self.start()
        self.reached.add(id(node))
        place = Place(node, self.document, pointer, trail=frozenset((id(node),)))
        self.value([place])
        markers = purposes(self.markers([place]), inherited)
        return Record(name, tuple(self.fields), span, keywords.comment([node]), markers=markers)

    def value(self, choices: Sequence[Place], *, inline: bool = False) -> None:
        """Report the properties of a value that has one of some schemas, or of its elements where it is a list.

        Where the schemas stand ``inline`` in something else, the purpose they name is their properties'.
        """
        unwrapped = [self._unwrapped([place], self._layers([place])) for place in choices]
        for _, found, _ in unwrapped:
            self._link(found, "", True)
        demanded = [self._demanded(places) for places, _, _ in unwrapped]
        found = [place for _, found, _ in unwrapped for place in found]
        within = Within(markers=purposes((), self.markers(found))) if inline else TOP
        self._enter(found, reduce(frozenset.intersection, demanded) if demanded else frozenset(), "", within)

    def type_of(self, place: Place) -> str:
        """The declared type of a value, as a field of it would show."""
        return self._type(self._layers([place]))

    def bare(self, document: Document, span: Span) -> Span | None:
        """A key's place without quotes, None where it stands in another file."""
        return self.lines.bare(span) if document is self.document else None

    def follow(self, place: Place) -> list[Place]:
        """What the references of a place lead to."""
        found = []
        for keyword in REFERENCES if isinstance(place.node.value, dict) else ():
            said = place.node.get(keyword) if keyword in place.node.value else None
            if said and isinstance(said.value, str) and (target := self._target(place, said)):
                found.append(target)
        return found

    def _target(self, place: Place, said: Node) -> Place | None:
        if len(place.trail) > MAX_HOPS or self._visits > self._limit:
            self._too_much(said.span if place.document is self.document else place.key)
            return None
        target = self.target(place, said)
        if target is None:
            self._dangling.add(id(place.node))
            return None
        if self._adopt:
            self._adopt(target, said, place)
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

    def target(self, place: Place, said: Node) -> Target | None:
        """What a reference in a place leads to; a problem where that is nowhere."""
        if id(said) not in self._targets:
            self._targets[id(said)] = self._files.follow(place.document, said.value)
        target = self._targets[id(said)]
        if isinstance(target, Target):
            return target
        if target.reason and place.document is self.document:
            self._problem(id(said), target.reason, said.span)
        elif target.reason:
            self._problem(id(said), f"in a file that is referred to here: {target.reason}", place.key)
        return None

    def _problem(self, key: str | int, reason: str, span: Span | None) -> None:
        if key not in self._said:
            self._said.add(key)
            self.problems.append(Problem("E002", reason, *(span[:2] if span else (1, 1))))

    def _too_much(self, span: Span | None) -> None:
        self.exhausted = True
        self._problem(
            "size", "schemas nested too deep or referring to too much: the rest is left out, from here on", span
        )

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

    def _demanded(self, places: Sequence[Place]) -> frozenset[str]:
        return frozenset().union(*(self._presence.of(place) for place in places))

    def _enter(self, found: list[Place], demanded: frozenset[str], prefix: str, within: Within) -> None:
        """Report the properties of an object."""
        for name, schemas in properties(found, self.bare).items():
            self.field(prefix + name, schemas, name in demanded, within)
        if maps := keyed(found, self.bare):
            self.field(prefix + "{key}", maps, False, within)

    def field(self, path: str, schemas: Sequence[Place], demanded: bool, within: Within = TOP, form: str = "") -> None:
        """Report a field and what it holds; ``form`` is its format where no schema says one."""
        if all(place.node.value is False for place in schemas):
            return  # no value is allowed here
        if within.level > MAX_LEVELS or len(path) > MAX_PATH or self._visits > self._limit:
            self._too_much(schemas[0].key)
            return
        outer = self._layers(schemas)
        places, found, brackets = self._unwrapped(list(schemas), outer)
        both = [place.node for place in (*outer, *found)]
        markers = purposes(self.markers([*outer, *found] if brackets else outer), within.markers)
        direction = within.direction or keywords.direction([place.node for place in outer])
        nodes = [place.node for place in found]
        enum = keywords.choices(nodes)
        self._visits += len(enum) // 20  # a long list that many fields share costs, too
        default = any("default" in place.node.value for place in outer)
        index = len(self.fields)
        self.fields.append(
            Field(
                path + brackets,
                self._type(found),
                span=schemas[0].key,
                mandatory=demanded and not default,
                comment=keywords.comment(both),
                enum=enum,
                references=self._link(found, direction, False),
                format=keywords.form(nodes) or form,
                default=default,
                markers=markers,
                pointer=schemas[0].pointer,
                direction=direction,
                length=keywords.longest(nodes),
            )
        )
        below = Within(within.level + 1, markers, direction)
        self._enter(found, self._demanded(places), path + brackets + ".", below)
        if inner := elements(found):  # an array, or one of several types
            self._enter(self._layers(inner), self._demanded(inner), path + brackets + "[].", below)
        if len(self.fields) > index + 1:
            self.fields[index] = self.fields[index]._replace(container=True)

    def _type(self, found: list[Place]) -> str:
        nodes = [place.node for place in found]
        if named := keywords.types(nodes):
            return "|".join(named)
        if any(id(node) in self._dangling for node in nodes):
            return "$ref"
        if any(node.get("properties") or node.get("patternProperties") for node in nodes):
            return "object"
        return "array" if elements(found) else ""

    def _link(self, found: list[Place], direction: Direction, root: bool) -> Reference | None:
        """Note which records a value's schemas refer to; the first of them is what its field refers to."""
        named = [place for place in found if place.closed and id(place.node) in self.names]
        self.links += [Link(id(place.node), direction, root) for place in named]
        return Reference(self.names[id(named[0].node)]) if named else None

    def markers(self, found: Sequence[Place], *, inside: bool = True) -> tuple[Marker, ...]:
        """The words for minlint that some layers hold, and those in comments at their keys.

        With ``inside``, also in comments at the first thing that stands within them.
        """
        open_ = [place for place in found if not place.closed]
        own = [place.node for place in open_ if place.document is self.document]
        other = [place.node for place in open_ if place.document is not self.document]
        said = keywords.markers(own, self.lines) + keywords.markers(other, None)
        if not self.notes:
            return said
        lines = [place.key.line for place in found if place.key]
        lines += [node.span.line for node in own if inside]
        return said + self.notes.at(dict.fromkeys(lines))


def _is_array(found: list[Place]) -> bool:
    said = [name for name in keywords.types([place.node for place in found]) if name != "null"]
    return said == ["array"] or (not said and bool(elements(found)))


def purposes(own: tuple[Marker, ...], inherited: tuple[Marker, ...]) -> tuple[Marker, ...]:
    """A schema's markers, with the purpose of what it stands in where it has none of its own."""
    if any(marker.kind == "purpose" for marker in own):
        return own
    return own + tuple(marker for marker in inherited if marker.kind == "purpose")
