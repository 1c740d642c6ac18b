"""form.io: forms as trees of components, one by one or all of a project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Marker, Record, Source
from minlint.read.input import Input
from minlint.read.members import choices, count, entries, is_true, mappings, meaning, text

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options

NAME = "form-io"
TITLE = "form.io forms and project templates, in JSON"
KIND: Kind = "schema"
SUFFIXES = (".json",)
MARKS = ('"input"',)
READS = """Components that take input, with `key`, `type`, `label`, `description` and `tooltip`, `validate` (`required`,
`maxLength`), `unique`, `multiple`, choices and `autocomplete`; within panels, columns, tables and tabs; containers
(`a.b`), data grids (`a[].b`), data maps (`a.{key}`) and surveys; what is `hidden`. All of it is collected. A record is
a form's `name`, else its `path`, title or the file's stem; of a project template each form and resource is one."""
IDIOM = """`x-purpose` (one id or several) and `x-minlint` of the form or a component, or among its `properties`."""
LIMITS = """What is shown and buttons are no fields. A form within a form is one field: it is read where it lies. What
is asked only on a condition isn't mandatory."""

_SHOWN = frozenset("button content htmlelement recaptcha pagebreak".split())  # noqa: SIM905
_ROWS = frozenset("datagrid editgrid".split())  # noqa: SIM905
_KINDS = {
    "phoneNumber": "text",
    "textarea": "text",
    "tags": "text",
    "day": "date",
    "selectboxes": "enum",
    "radio": "enum",
    "survey": "enum",
    "file": "binary",
    "signature": "binary",
    "sketchpad": "binary",
    "address": "json",
    "form": "json",
    "resource": "json",
    "tree": "json",
}
"""Types whose names say nothing elsewhere, as kinds that are known."""

_HAS = re.compile(rb'"(?:components|columns|rows)"\s*:\s*\[')


def claims(source: Input) -> bool:
    """Whether this has components of which each has a type, and one that takes input a key; or forms that do."""
    from minlint.read.trees import claimed

    return bool(_HAS.search(source.head)) and claimed(source, _declares, lambda root: any(_forms(root)))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.json_schema.records import stem
    from minlint.read.trees import opened, tree

    root, places = opened(source), Places(source.text)
    records = [_record(form, stem(source.name), places) for form in _forms(root)]
    return Source(source.name, NAME, KIND, tuple(records), tree(source).problems, text=source.text)


def _declares(source: Input) -> bool:
    """Whether a file that doesn't parse has components that take input and are shown in tables."""
    return b'"tableView"' in source.head and b'"components"' in source.head


def _forms(root: Node) -> Iterator[Node]:
    """The forms of a project, or a form that stands alone."""
    for key in ("forms", "resources"):
        yield from (member.node for _, member in entries(root, key) if _is_form(member.node))
    if _is_form(root):
        yield root


def _is_form(node: Node) -> bool:
    components = mappings(node, "components")
    if not components or not all(text(each, "type") for each in components):
        return False
    asked = (each for each in _all(components) if text(each, "type") not in _SHOWN)
    return any(is_true(each, "input") and text(each, "key") for each in asked)


def _all(components: Iterable[Node]) -> Iterator[Node]:
    """Components and those within them, in their order."""
    waiting = list(components)[::-1]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += _within(node)[::-1]


def _within(node: Node) -> list[Node]:
    """The components that stand in one: in it, in its columns or tabs, or in the cells of its rows."""
    found = mappings(node, "components")
    if text(node, "type") == "tabs":
        return [each for tab in found for each in mappings(tab, "components")]
    found += [each for column in mappings(node, "columns") for each in mappings(column, "components")]
    rows = node.get("rows")
    for row in rows.value if rows and isinstance(rows.value, list) else ():
        for cell in row.value if isinstance(row.value, list) else ():
            found += mappings(cell, "components")
    return found


def _record(form: Node, stem: str, places: Places) -> Record:
    key = next((key for key in ("name", "path", "title") if text(form, key)), None)
    return Record(
        text(form, key) if key else stem,
        tuple(_fields(mappings(form, "components"), places, "")),
        places.bare(form.value[key].node.span) if key else None,
        text(form, "title"),
        markers=_said(form, places),
        direction="in",
    )


def _fields(components: Sequence[Node], places: Places, prefix: str) -> Iterator[Field]:
    for node in components:
        kind, key, inner = text(node, "type"), text(node, "key"), _within(node)
        if kind in _SHOWN:
            continue
        if not is_true(node, "input") or not key or (inner and kind in ("panel", "table", "columns", "well", "tabs")):
            yield from _fields(inner, places, prefix)
            continue
        field = _field(prefix + key, node, places)
        if kind == "datamap":
            value = node.get("valueComponent")
            yield field._replace(container=True)
            yield _field(f"{field.path}.{{key}}", value or node, places)._replace(span=field.span, markers=())
        elif kind == "survey":
            yield field._replace(container=True, enum=())
            yield from _asked(node, field, places)
        elif inner:
            path = field.path + "[]" * (kind in _ROWS)
            yield field._replace(path=path, container=True)
            yield from _fields(inner, places, f"{path}.")
        else:
            yield field._replace(path=field.path + "[]" * is_true(node, "multiple"))


def _field(path: str, node: Node, places: Places) -> Field:
    from minlint.read.html_form.autofill import labels

    demands, kind = node.get("validate"), text(node, "type")
    values = [*mappings(node, "values"), *mappings(node.get("data"), "values")]
    key = node.get("key")
    return Field(
        path,
        "hidden" if is_true(node, "hidden") and kind == "textfield" else kind,
        places.bare(key.span) if key else None,
        mandatory=is_true(demands, "required") and not _depends(node),
        comment=meaning(text(node, "label"), text(node, "description"), text(node, "tooltip")),
        enum=choices([text(each, "label") or text(each, "value") for each in values]),
        unique=is_true(node, "unique"),
        format=_KINDS.get(kind, ""),
        markers=(*_said(node, places), *_said(node.get("properties"), places)),
        direction="in",
        length=count(demands.get("maxLength")) if demands else None,
        labels=labels(text(node, "autocomplete")),
    )


def _asked(node: Node, field: Field, places: Places) -> Iterator[Field]:
    """The questions of a survey, which all have the same answers."""
    for question in mappings(node, "questions"):
        if named := text(question, "value"):
            place = places.bare(question.value["value"].node.span)
            yield field._replace(
                path=f"{field.path}.{named}", span=place, comment=text(question, "label"), unique=False, markers=()
            )


def _depends(node: Node) -> bool:
    """Whether a component is there on a condition alone, or not there at all."""
    shown = node.get("conditional")
    said = text(node, "customConditional") or text(shown, "when") or text(shown, "json")
    return bool(said or mappings(shown, "conditions") or is_true(node, "hidden"))


def _said(node: Node | None, places: Places) -> tuple[Marker, ...]:
    from minlint.read.attributes import markers

    return tuple(markers(node, places, "x-purpose", "x-minlint")) if node else ()
