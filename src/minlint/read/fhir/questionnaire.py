"""Questionnaires: each item that is answered is a field, groups hold those within them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minlint.located import Node, Places
from minlint.model import Field
from minlint.read.fhir.said import codes, last, markers
from minlint.read.members import choices, count, is_true, mappings, text

_SHOWN = "display"
_VALUES = ("valueString", "valueInteger", "valueDate", "valueTime")


def fields(resource: Node, places: Places) -> Iterator[Field]:
    """A questionnaire's fields in order, each at its ``linkId``; words that are only shown are none."""
    return _items(resource, _sets(resource), places, "", "")


def _items(above: Node, sets: dict[str, tuple[str, ...]], places: Places, prefix: str, parent: str) -> Iterator[Field]:
    for item in mappings(above, "item"):
        link = text(item, "linkId")
        if not link or text(item, "type") == _SHOWN:
            yield from _items(item, sets, places, prefix, parent)
            continue
        path = prefix + _step(link, parent) + ("[]" if is_true(item, "repeats") else "")
        yield _field(path, item, sets, places)
        yield from _items(item, sets, places, f"{path}.", link)


def _step(link: str, parent: str) -> str:
    """An item's own part of its identifier, which often begins with that of the group: ``2.1`` in ``2``."""
    return link.removeprefix(f"{parent}.") if parent else link


def _field(path: str, item: Node, sets: dict[str, tuple[str, ...]], places: Places) -> Field:
    return Field(
        path,
        text(item, "type"),
        places.bare(item.value["linkId"].node.span),
        mandatory=is_true(item, "required"),
        comment=text(item, "text"),
        enum=_answers(item) or sets.get(text(item, "answerValueSet").removeprefix("#"), ()),
        container=text(item, "type") == "group",
        default=any(key.startswith("initial") for key in item.value),
        markers=tuple(dict.fromkeys(markers(item, places))),
        length=count(item.get("maxLength")),
        direction="in",
        labels=tuple(filter(None, (*codes(item), last(text(item, "definition"))))),
    )


def _answers(item: Node) -> tuple[str, ...]:
    """The answers that are offered; ``option`` is what STU3 called them."""
    found: list[Any] = []
    for option in mappings(item, "answerOption", "option"):
        coding = option.get("valueCoding")
        found += [text(coding, "code"), text(coding, "display")] if coding else [_plain(option, key) for key in _VALUES]
    return choices([answer for answer in found if answer not in (None, "")])


def _plain(option: Node, key: str) -> Any:
    said = option.get(key)
    return said.plain if said else None


def _sets(resource: Node) -> dict[str, tuple[str, ...]]:
    """The value sets that a questionnaire carries along, by their ids."""
    carried = [each for each in mappings(resource, "contained") if text(each, "resourceType") == "ValueSet"]
    return {text(each, "id"): choices(list(_concepts(each))) for each in carried if text(each, "id")}


def _concepts(values: Node) -> Iterator[str]:
    for part in mappings(values.get("compose"), "include"):
        for concept in mappings(part, "concept"):
            yield from filter(None, (text(concept, "code"), text(concept, "display")))
