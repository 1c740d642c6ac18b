"""Which properties a schema surely demands."""

from __future__ import annotations

from functools import reduce

from minlint.read.json_schema.layers import REFERENCES, Follow, Place, listed, mapped

MAX_HOPS = 40  # references and combinators followed; beyond it a property counts as not demanded

_DEMANDING = frozenset(("required", "properties", "allOf", "anyOf", "oneOf", "then", "else", *REFERENCES))
"""The keywords by which a schema may demand something."""


class Presence:
    """Answers for one source; each schema is looked at once."""

    def __init__(self, follow: Follow) -> None:
        self._follow = follow
        self._known: dict[int, frozenset[str]] = {}

    def of(self, place: Place, hops: int = 0) -> frozenset[str]:
        """The names without which no value is valid: said here, by all of `allOf`, or by each branch of a choice."""
        key = id(place.node)
        if key not in self._known and hops < MAX_HOPS:
            self._known[key] = frozenset()  # what refers to itself demands no more by it
            self._known[key] = self._look(place, hops + 1)
        return self._known.get(key, frozenset())

    def _look(self, place: Place, hops: int) -> frozenset[str]:
        if not isinstance(place.node.value, dict) or _DEMANDING.isdisjoint(place.node.value):
            return frozenset()
        names = {item.value for item in listed(place.node, "required") if isinstance(item.value, str)}
        for name, node in mapped(place.node, "properties"):
            said = node.get("required")
            if said and said.value is True:  # draft 3 and 4 as they are often written
                names.add(name)
        for other in self._follow(place):
            names |= self.of(other, hops)
        for index, node in enumerate(listed(place.node, "allOf")):
            names |= self.of(place.below(node, "allOf", str(index)), hops)
        for keyword in ("anyOf", "oneOf"):
            names |= self._each([place.below(node) for node in listed(place.node, keyword)], hops)
        then, otherwise = place.node.get("then"), place.node.get("else")
        if then and otherwise:
            names |= self._each([place.below(then), place.below(otherwise)], hops)
        return frozenset(names)

    def _each(self, branches: list[Place], hops: int) -> frozenset[str]:
        found = [self.of(branch, hops) for branch in branches]
        return reduce(frozenset.intersection, found) if found else frozenset()
