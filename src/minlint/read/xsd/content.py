"""The elements and attributes that a complex type holds, its bases' and groups' among them."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.read.elements import Element
from minlint.read.xsd.definitions import Definitions, Known, named
from minlint.tuples import NamedTuple

_MOST_VISITS = 300_000  # particles looked at in a file, each time a type or a group leads there anew
_MODELS = ("sequence", "all", "choice")


class Part(NamedTuple):
    """An element or attribute of a type.

    ``at`` is what shows its place in the file that is read; ``space`` the namespace of the schema it stands in.
    """

    element: Element
    space: str
    at: Element | None
    demanded: bool
    many: bool = False


class Way(NamedTuple):
    """How a walk came to a place: the definitions entered, and whether what is there must be, or may be often."""

    space: str
    at: Element | None
    demanded: bool = True
    many: bool = False
    entered: frozenset[int] = frozenset()


class Content:
    """Walks over types; each definition is entered once on a way."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._left = _MOST_VISITS

    @property
    def exhausted(self) -> bool:
        """Whether some parts were left out."""
        return self._left < 0

    def parts(self, known: Known) -> Iterator[Part]:
        """The parts of a complexType element, each name once."""
        said = set()
        for part in self._type(known.element, Way(known.space, None, entered=frozenset((id(known.element),)))):
            if (label := _label(part.element)) not in said:
                said.add(label)
                yield part

    def _type(self, element: Element, way: Way) -> Iterator[Part]:
        for content in (*element.all("complexContent"), *element.all("simpleContent")):
            for derivation in content.children:
                if derivation.tag in ("extension", "restriction"):
                    yield from self._derived(derivation, way)
        yield from self._own(element, way)

    def _derived(self, derivation: Element, way: Way) -> Iterator[Part]:
        """What a type has from its base, and its own; a restriction lists its elements anew."""
        base = named(derivation, derivation.attributes.get("base", ""), way.space)
        known = self._definitions.find("complexType", base)
        if known and id(known.element) in way.entered:
            known = self._definitions.before("complexType", base)
        own = list(self._own(derivation, way))
        if known and id(known.element) not in way.entered:
            at = way.at if known.own else way.at or derivation
            inner = Way(known.space, at, entered=way.entered | {id(known.element)})
            said = {_label(part.element) for part in own}
            for part in self._type(known.element, inner):
                inherited = derivation.tag == "extension" or part.element.tag == "attribute"
                if inherited and _label(part.element) not in said:
                    yield part
        yield from (part for part in own if part.element.attributes.get("use") != "prohibited")

    def _own(self, element: Element, way: Way) -> Iterator[Part]:
        for child in element.children:
            if child.tag in _MODELS or child.tag == "group":
                yield from self._particle(child, way)
            elif child.tag == "attribute":
                yield Part(child, way.space, way.at, child.attributes.get("use") == "required")
            elif child.tag == "attributeGroup" and (known := self._entered(child, "attributeGroup", way)):
                yield from self._own(known.element, self._into(known, child, way))

    def _particle(self, particle: Element, way: Way) -> Iterator[Part]:
        """What stands in a sequence, a choice or a group, or the element itself."""
        self._left -= 1
        if self._left < 0:  # groups that refer to each other so much hold no more names
            return
        way = way._replace(
            demanded=way.demanded and particle.attributes.get("minOccurs") != "0",
            many=way.many or particle.attributes.get("maxOccurs", "1") not in ("0", "1"),
        )
        if particle.tag == "element":
            if particle.attributes.get("maxOccurs") != "0":
                yield Part(particle, way.space, way.at, way.demanded, way.many)
        elif particle.tag == "group":
            if known := self._entered(particle, "group", way):
                inner = self._into(known, particle, way)
                for child in known.element.children:
                    yield from self._particle(child, inner)
        elif particle.tag in _MODELS:
            chosen = particle.tag == "choice" and sum(child.tag != "annotation" for child in particle.children) > 1
            inner = way._replace(demanded=way.demanded and not chosen)
            for child in particle.children:
                yield from self._particle(child, inner)

    def _entered(self, at: Element, kind: str, way: Way) -> Known | None:
        """The definition that a ``ref`` names, unless the way leads through it already."""
        known = self._definitions.find(kind, named(at, at.attributes.get("ref", ""), way.space))
        return known if known and id(known.element) not in way.entered else None

    def _into(self, known: Known, at: Element, way: Way) -> Way:
        place = way.at if known.own else way.at or at
        return way._replace(space=known.space, at=place, entered=way.entered | {id(known.element)})


def _label(element: Element) -> tuple[str, str]:
    name = element.attributes.get("name") or element.attributes.get("ref", "").rpartition(":")[2]
    return element.tag, name
