"""A place in a schema with everything that is said of the same value elsewhere: references and combinators."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from minlint.located import Member, Node
from minlint.model import Span
from minlint.read.json_schema.references import Document
from minlint.tuples import NamedTuple

REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
_BRANCHES = ("allOf", "anyOf", "oneOf")
_CONDITIONS = ("then", "else", "if")
_OPEN = ("additionalProperties", "unevaluatedProperties")
_DEPENDENT = ("dependentSchemas", "dependencies")
_LEADING = frozenset((*REFERENCES, *_BRANCHES, *_CONDITIONS, *_DEPENDENT))
_ENOUGH = 8  # parts of a schema that isn't entered, which just have to say what its value is
_LISTS = ("prefixItems", "items")
_RESTS = ("items", "additionalItems", "unevaluatedItems")
_ITEMS = frozenset((*_LISTS, *_RESTS))


class Place(NamedTuple):
    """A schema within a walk.

    ``pointer`` is its logical place, as if what it refers to stood in line. ``key`` is where the property stands
    that led here, in the file that is read. ``trail`` holds the references followed so far; a ``closed`` place says
    what its value is, but isn't entered: it would lead in a circle.
    """

    node: Node
    document: Document
    pointer: str = "#"
    key: Span | None = None
    trail: frozenset[int] = frozenset()
    closed: bool = False

    def below(self, node: Node, *steps: str) -> Place:
        """A schema below this one."""
        return Place(node, self.document, self.pointer + _steps(steps), self.key, self.trail, self.closed)


def _steps(steps: Iterable[str]) -> str:
    return "".join(
        ["/" + (step.replace("~", "~0").replace("/", "~1") if "~" in step or "/" in step else step) for step in steps]
    )


Follow = Callable[[Place], Iterable[Place]]
"""What the references of a place lead to."""


def layers(places: Iterable[Place], follow: Follow) -> list[Place]:
    """Every schema that holds for the value at some places, each once, nearest first."""
    found: list[Place] = []
    seen: set[int] = set()
    waiting = list(places)[::-1]
    while waiting:
        place = waiting.pop()
        if id(place.node) in seen or not isinstance(place.node.value, dict):
            continue
        seen.add(id(place.node))
        found.append(place)
        if not _LEADING.isdisjoint(place.node.value):
            parts = islice(_parts(place), _ENOUGH) if place.closed else _parts(place)
            waiting.extend([*follow(place), *parts][::-1])
    return found


def _parts(place: Place) -> Iterator[Place]:
    for keyword in _BRANCHES:
        for index, node in enumerate(listed(place.node, keyword)):
            yield place.below(node, keyword, str(index))
    for keyword in _CONDITIONS:
        if condition := place.node.get(keyword):
            yield place.below(condition, keyword)
    for keyword in _DEPENDENT:
        for name, node in mapped(place.node, keyword):
            yield place.below(node, keyword, name)


def listed(node: Node, keyword: str) -> Sequence[Node]:
    """The schemas a keyword lists."""
    said = node.get(keyword)
    return said.value if said and isinstance(said.value, list) else ()


def mapped(node: Node, keyword: str) -> Iterator[tuple[str, Node]]:
    """The schemas a keyword holds by name."""
    said = node.get(keyword)
    if said and isinstance(said.value, dict):
        for name, member in said.value.items():
            yield name, member.node


Bare = Callable[[Document, Span], Span | None]
"""Where a key stands without its quotes, None where that is in another file."""


def properties(found: Iterable[Place], bare: Bare) -> dict[str, list[Place]]:
    """The properties that some layers name, each with all its schemas."""
    named: dict[str, list[Place]] = {}
    for place in found:
        for name, below in _members(place, "properties", bare):
            named.setdefault(name, []).append(below)
    return named


def keyed(found: Iterable[Place], bare: Bare) -> list[Place]:
    """The schemas of values whose keys are themselves data; one that permits anything says nothing."""
    places = []
    for place in found:
        if not place.closed:
            open_ended = [(keyword, place.node.value[keyword]) for keyword in _OPEN if keyword in place.node.value]
            places += [_at_key(place, member, bare, keyword) for keyword, member in open_ended]
        places += [below for _, below in _members(place, "patternProperties", bare)]
    return [place for place in places if place.node.value and isinstance(place.node.value, dict)]


def _members(place: Place, keyword: str, bare: Bare) -> Iterator[tuple[str, Place]]:
    """The entries of a keyword's mapping, each at its key."""
    node = place.node.get(keyword)
    if node and not place.closed and isinstance(node.value, dict):
        for name, member in node.value.items():
            yield name, _at_key(place, member, bare, keyword, name)


def _at_key(place: Place, member: Member, bare: Bare, *steps: str) -> Place:
    key = bare(place.document, member.key) or place.key
    return Place(member.node, place.document, place.pointer + _steps(steps), key, place.trail, place.closed)


def elements(found: Iterable[Place]) -> list[Place]:
    """The schemas of an array's elements."""
    return [each for place in found if not place.closed for each in _elements(place)]


def _elements(place: Place) -> Iterator[Place]:
    if _ITEMS.isdisjoint(place.node.value):
        return
    for keyword in _LISTS:
        for index, node in enumerate(listed(place.node, keyword)):
            yield place.below(node, keyword, str(index))
    for keyword in _RESTS:
        if (rest := place.node.get(keyword)) and isinstance(rest.value, dict):
            yield place.below(rest, keyword)


def holds_fields(place: Place) -> bool:
    """Whether a schema names properties itself, in a combination, or for the elements of a list."""
    found = layers([place], _nowhere)
    while found and not properties(found, _no_key) and not keyed(found, _no_key):
        found = layers(elements(found), _nowhere)
    return bool(found)


def _nowhere(place: Place) -> tuple[Place, ...]:  # noqa: ARG001
    return ()


def _no_key(document: Document, span: Span) -> None:  # noqa: ARG001
    return None
