"""Google Forms: a form as the Forms API gives it out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Marker, Problem, Record, Source, Span
from minlint.read.input import Input
from minlint.read.members import choices, is_true, mappings, meaning, text

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options

NAME = "google-forms"
TITLE = "Google Forms, as the Forms API gives them out, in JSON"
KIND: Kind = "schema"
SUFFIXES = (".json",)
MARKS = ('"questionItem"', '"questionGroupItem"')
READS = """Questions with their `questionId`, kind, title and description, `required`, options; rows of a grid; the
respondent's address where the settings collect it. All of it is collected; the record is the `formId`, else the
file's stem."""
IDIOM = """`x-purpose` (one id or several) and `x-minlint` of the form, an item or a question."""
LIMITS = """Pages, texts, pictures and videos ask nothing and are no fields. Requests that change a form aren't
read."""

_COLLECTS = ("VERIFIED", "RESPONDER_INPUT")


def claims(source: Input) -> bool:
    """Whether this is a form with questions."""
    from minlint.read.trees import claimed

    return claimed(source, _declares, _is_one)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.trees import opened, tree

    root, places = opened(source), Places(source.text)
    named, about = text(root, "formId"), root.get("info")
    record = Record(
        named or os.path.basename(source.name).partition(".")[0],
        (*_address(root, places), *_fields(root, places)),
        places.bare(root.value["formId"].node.span) if named else None,
        meaning(text(about, "title", "documentTitle"), text(about, "description")),
        markers=_said(root, places),
        direction="in",
    )
    return Source(source.name, NAME, KIND, (record,), (*tree(source).problems, *_lost(root)), text=source.text)


def _declares(source: Input) -> bool:
    """Whether a file that doesn't parse is a form by its id."""
    return b'"formId"' in source.head


def _is_one(root: Node) -> bool:
    return any(_questions(item) for item in mappings(root, "items"))


def _questions(item: Node) -> list[Node]:
    """The question of an item, or those of a grid."""
    one = item.get("questionItem")
    asked = one.get("question") if one else None
    return [asked] if asked and isinstance(asked.value, dict) else mappings(item.get("questionGroupItem"), "questions")


def _address(root: Node, places: Places) -> Iterator[Field]:
    settings = root.get("settings")
    said = settings.get("emailCollectionType") if settings else None
    if said and said.value in _COLLECTS:
        yield Field("respondentEmail", "email", places.bare(said.span), mandatory=True, direction="in")


def _fields(root: Node, places: Places) -> Iterator[Field]:
    for item in mappings(root, "items"):
        grid = item.get("questionGroupItem")
        if grid is None:
            yield from (_field(item, question, places) for question in _questions(item))
            continue
        name, span = _name(item, None, places)
        columns = grid.get("grid")
        several, offered = _choices(columns.get("columns") if columns else None)
        if name:
            yield Field(
                name,
                "questionGroupItem",
                span,
                comment=_words(item),
                container=True,
                markers=_said(item, places),
                direction="in",
            )
        for question in _questions(item):
            field = _field(item, question, places)
            path = f"{name}.{field.path}" + "[]" * several
            yield field._replace(path=path, comment=text(question.get("rowQuestion"), "title"), enum=offered)


def _field(item: Node, question: Node, places: Places) -> Field:
    name, span = _name(item, question, places)
    kind = next((key for key in question.value if key.endswith("Question")), "")
    several, offered = _choices(question.get(kind))
    return Field(
        name + "[]" * several,
        kind,
        span,
        mandatory=is_true(question, "required"),
        comment=_words(item),
        enum=offered,
        markers=tuple(dict.fromkeys((*_said(item, places), *_said(question, places)))),
        direction="in",
    )


def _name(item: Node, question: Node | None, places: Places) -> tuple[str, Span | None]:
    """What names a question: its id, else its item's, else its words, with the place."""
    asked = [(question, "questionId")] if question else []
    row = question.get("rowQuestion") if question else None
    asked += [(row, "title")] if row else [(item, "itemId"), (item, "title")]
    for node, key in asked:
        if node and (name := text(node, key)):
            return name, places.bare(node.value[key].node.span)
    return "", None


def _choices(asked: Node | None) -> tuple[bool, tuple[str, ...]]:
    """Whether several may be chosen, and of what."""
    offered = [text(option, "value") for option in mappings(asked, "options")]
    return text(asked, "type") == "CHECKBOX", choices([value for value in offered if value])


def _words(item: Node) -> str:
    return meaning(text(item, "title"), text(item, "description"))


def _lost(root: Node) -> Iterator[Problem]:
    for item in mappings(root, "items"):
        for question in _questions(item):
            if not any(key.endswith("Question") for key in question.value):
                yield Problem("E002", "a question that doesn't say of what kind it is", *question.span[:2])


def _said(node: Node, places: Places) -> tuple[Marker, ...]:
    from minlint.read.attributes import markers

    return tuple(markers(node, places, "x-purpose", "x-minlint"))
