"""FHIR: questionnaires, and the definitions of what resources and profiles hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Kind, Problem, Record, Source
from minlint.read.input import Input
from minlint.read.members import listed, mappings, meaning, text

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options
    from minlint.read.room import Room

NAME = "fhir"
TITLE = "FHIR Questionnaire and StructureDefinition (STU3, R4, R4B, R5), in JSON"
KIND: Kind = "schema"
SUFFIXES = (".json",)
MARKS = ('"Questionnaire"', '"StructureDefinition"')
READS = """Items of a questionnaire that are answered, with `linkId`, `type`, `text`, `code` and `definition` (as
labels), `required`, `repeats`, `maxLength`, answers offered here or in a value set carried along, nested groups.
Elements of a structure, its snapshot or else its differential, with `min`, `max`, types, slices, `short` or
`definition`, `code`; those in a bundle too. All of it is collected."""
IDIOM = """An `extension` of the resource, an item or an element with a `valueString` and a `url` that ends in
`/minlint-purpose` (an id, several apart by commas) or `/minlint-allow` (`CODE until DATE because …`)."""
LIMITS = """FHIR's own `extension`, `modifierExtension` and ids of elements are no fields; named extensions are. Value
sets and profiles that are only named are never fetched. XML, Turtle and FHIR Shorthand aren't read."""

_ASKING = ("Questionnaire", "StructureDefinition")
_DECLARES = re.compile(rb'"resourceType"\s*:\s*"(?:Questionnaire|StructureDefinition)"')


def claims(source: Input) -> bool:
    """Whether this is a questionnaire or a structure's definition, or a bundle that holds one."""
    from minlint.read.trees import claimed

    return bool(_DECLARES.search(source.head)) and claimed(source, lambda _: True, lambda root: any(_resources(root)))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.fhir.said import markers
    from minlint.read.parts import stem
    from minlint.read.room import Room
    from minlint.read.trees import opened, tree

    root, places, room = opened(source), Places(source.text), Room(source.text)
    found = list(_resources(root))
    records = tuple(_record(each, stem(source.name), places, room) for each in found)
    problems = (*tree(source).problems, *(lost for each in found for lost in _nameless(each)), *room.problems)
    said = tuple(markers(root, places)) if root not in found else ()
    return Source(source.name, NAME, KIND, records, problems, said, text=source.text)


def _resources(root: Node) -> Iterator[Node]:
    """The resource itself, or those in a bundle, that say what is asked."""
    if text(root, "resourceType") == "Bundle":
        for entry in mappings(root, "entry"):
            if resource := entry.get("resource"):
                yield from _resources(resource)
    elif text(root, "resourceType") in _ASKING and _holds(root):
        yield root


def _holds(resource: Node) -> bool:
    """Whether it lists anything, or might have: a list of resources' names by type is no questionnaire."""
    return bool(listed(resource, "item") or resource.get("snapshot") or resource.get("differential"))


def _record(resource: Node, name: str, places: Places, room: Room) -> Record:
    from minlint.read.fhir import questionnaire, structure
    from minlint.read.fhir.said import markers

    form = text(resource, "resourceType") == "Questionnaire"
    key = next((key for key in (("id", "name") if form else ("name", "id")) if text(resource, key)), None)
    span = places.bare(resource.value[key].node.span) if key else None
    fields = (questionnaire if form else structure).fields(resource, places)
    return Record(
        text(resource, key) if key else name,
        room.take(fields, span),
        span,
        meaning(text(resource, "title"), text(resource, "description")),
        markers=tuple(dict.fromkeys(markers(resource, places))),
        direction="in",
    )


def _nameless(resource: Node) -> Iterator[Problem]:
    """Items that ask something without a ``linkId``, elements without a path."""
    from minlint.read.fhir.structure import elements

    for element in elements(resource):
        if not text(element, "id", "path"):
            yield Problem("E002", "an element without a path", element.span.line, element.span.column)
    waiting = mappings(resource, "item")[::-1]
    while waiting:
        item = waiting.pop()
        if not text(item, "linkId") and text(item, "type") != "display":
            yield Problem("E002", "an item without a linkId", item.span.line, item.span.column)
        waiting += mappings(item, "item")[::-1]
