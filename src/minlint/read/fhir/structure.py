"""Definitions of structures: the elements of a resource, a type, a profile or a logical model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minlint.located import Node, Places
from minlint.model import Field, Reference, Span
from minlint.read.fhir.said import codes, last, markers
from minlint.read.members import count, mappings, text, words

_MACHINERY = frozenset(("extension", "modifierExtension"))
_BASIC = 2  # steps of the path of a resource's own id; those of elements lie deeper


def elements(resource: Node) -> Sequence[Node]:
    """All elements (the snapshot), or where that isn't given those that a profile speaks of (the differential)."""
    return mappings(resource.get("snapshot"), "element") or mappings(resource.get("differential"), "element")


def fields(resource: Node, places: Places) -> Iterator[Field]:
    """A structure's fields, each at its path: what may not be given (``max`` 0) is none, nor is FHIR's machinery."""
    found = [(steps, element) for element in elements(resource) if len(steps := _steps(element)) > 1]
    repeated = {steps: _many(element) for steps, element in found}
    holders = {steps[:-1] for steps, _ in found}
    banned = {steps for steps, element in found if text(element, "max") == "0"}
    for steps, element in found:
        if any(steps[:end] in banned for end in range(2, len(steps) + 1)) or _is_machinery(steps):
            continue
        brackets = (step + "[]" * repeated.get(steps[: end + 2], False) for end, step in enumerate(steps[1:]))
        yield _field(".".join(brackets), element, steps in holders, places)


def _steps(element: Node) -> tuple[str, ...]:
    """An element's id in parts: ``Patient.identifier:nhs.system``; its path where it has none."""
    said = text(element, "id") or text(element, "path")
    return tuple(step.replace("[x]", "") for step in said.split("."))


def _is_machinery(steps: tuple[str, ...]) -> bool:
    """Whether an element is one that everything in FHIR has: somebody's own extension has a name (``:race``)."""
    return any(step in _MACHINERY for step in steps) or (steps[-1] == "id" and len(steps) > _BASIC)


def _many(element: Node) -> bool:
    said = text(element, "max")
    return said == "*" or (said.isdecimal() and int(said) > 1)


def _field(path: str, element: Node, holds: bool, places: Places) -> Field:
    types = mappings(element, "type")
    kinds = list(dict.fromkeys(last(text(each, "code")) for each in types if text(each, "code")))
    least = element.get("min")
    targets = [last(target) for each in types for target in words(each.get("targetProfile"))]
    return Field(
        path,
        "|".join(kinds),
        _place(element, places),
        mandatory=least.value > 0 if least and type(least.value) is int else None,
        comment=text(element, "short", "definition"),
        references=Reference(targets[0]) if targets else None,
        container=holds or kinds == ["BackboneElement"],
        markers=tuple(dict.fromkeys(markers(element, places))),
        length=count(element.get("maxLength")),
        direction="in",
        labels=codes(element),
    )


def _place(element: Node, places: Places) -> Span:
    key = "path" if text(element, "path") else "id"
    return places.bare(element.value[key].node.span)
