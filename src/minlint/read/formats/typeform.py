"""Typeform: a form as its Create API takes it and gives it out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Marker, Problem, Record, Source, Span
from minlint.read.input import Input
from minlint.read.members import choices, count, is_true, listed, mappings, meaning, text

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options

NAME = "typeform"
TITLE = "Typeform forms, in JSON"
KIND: Kind = "schema"
SUFFIXES = (".json",)
MARKS = ("thankyou_screens", "welcome_screens", '"validations"', "api.typeform.com")
READS = """Questions with `ref`, `type`, `title` and `description`, `required`, `max_length`, choices, questions of
groups, addresses and contacts, and hidden fields. All of it is collected; the record is the form's `id`, else the
file's stem."""
IDIOM = """`x-purpose` (one id or several) and `x-minlint` of the form, a question or its properties."""
LIMITS = """Statements ask nothing and are no fields; variables and logic aren't read. What people answered, with the
definition of a form beside it, is data."""

_TYPES = frozenset(
    """address calendly checkbox contact_info date dropdown email file_upload google_drive group inline_group legal
    long_text matrix multiple_choice multi_format nps number opinion_scale payment phone_number picture_choice
    ranking rating short_text statement website yes_no""".split()  # noqa: SIM905
)
_SHOWN = "statement"


def claims(source: Input) -> bool:
    """Whether this has a title and questions, all of them of types that Typeform has."""
    from minlint.read.trees import claimed

    return b'"fields"' in source.head and claimed(source, _declares, _is_one)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.trees import opened, tree

    root, places = opened(source), Places(source.text)
    named = text(root, "id")
    record = Record(
        named or os.path.basename(source.name).partition(".")[0],
        (*_fields(listed(root, "fields"), places, ""), *_hidden(root, places)),
        places.bare(root.value["id"].node.span) if named else None,
        text(root, "title"),
        markers=_said(root, places),
        direction="in",
    )
    return Source(source.name, NAME, KIND, (record,), (*tree(source).problems, *_lost(root)), text=source.text)


def _declares(source: Input) -> bool:
    """Whether a file that doesn't parse has a screen at a form's end."""
    return b'"thankyou_screens"' in source.head


def _is_one(root: Node) -> bool:
    questions = mappings(root, "fields")
    if not questions or not text(root, "title"):
        return False
    types = [text(question, "type") for question in questions]
    said = any(question.get(key) for question in questions for key in ("validations", "properties", "ref"))
    return said and all(text(question, "title") for question in questions) and _TYPES.issuperset(filter(None, types))


def _fields(questions: Iterable[Node], places: Places, prefix: str) -> Iterator[Field]:
    for question in questions:
        key = _key(question)
        if key is None or text(question, "type") == _SHOWN:
            continue
        about = question.get("properties")
        several = is_true(about, "allow_multiple_selection") or is_true(about, "allow_multiple_selections")
        inner = mappings(about, "fields")
        path = prefix + text(question, key) + "[]" * several
        yield _field(path, question, places.bare(question.value[key].node.span), places)._replace(container=bool(inner))
        yield from _fields(inner, places, f"{path}.")


def _key(question: Node) -> str | None:
    """What names a question: its reference, else its id, else its words."""
    return next((key for key in ("ref", "id", "title") if text(question, key)), None)


def _field(path: str, question: Node, span: Span, places: Places) -> Field:
    about, demands = question.get("properties"), question.get("validations")
    return Field(
        path,
        text(question, "type"),
        span,
        mandatory=is_true(demands, "required"),
        comment=meaning(text(question, "title"), text(about, "description")),
        enum=choices([text(choice, "label") for choice in mappings(about, "choices") if text(choice, "label")]),
        markers=(*_said(question, places), *(_said(about, places) if about else ())),
        length=count(demands.get("max_length")) if demands else None,
        direction="in",
    )


def _hidden(root: Node, places: Places) -> Iterator[Field]:
    """What an address that leads to the form brings along."""
    for item in listed(root, "hidden"):
        if isinstance(item.value, str) and item.value.strip():
            yield Field(item.value.strip(), "hidden", places.bare(item.span), mandatory=False, direction="in")


def _lost(root: Node) -> Iterator[Problem]:
    for item in listed(root, "fields"):
        if _key(item) is None:
            yield Problem("E002", "a question without a name or words", item.span.line, item.span.column)


def _said(node: Node, places: Places) -> tuple[Marker, ...]:
    from minlint.read.attributes import markers

    return tuple(markers(node, places, "x-purpose", "x-minlint"))
