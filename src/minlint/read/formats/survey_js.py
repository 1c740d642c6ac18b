"""SurveyJS: surveys as pages of questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Marker, Record, Source
from minlint.read.input import Input
from minlint.read.members import choices, count, is_true, listed, mappings, meaning, text

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options

NAME = "survey-js"
TITLE = "SurveyJS surveys, in JSON"
KIND: Kind = "schema"
SUFFIXES = (".json",)
MARKS = ('"pages"', '"elements"', '"questions"')
READS = """Questions of pages and panels with `name` (or `valueName`), `type` and `inputType`, `title` and
`description`, `isRequired`, `maxLength`, choices and `autocomplete`; the rows of matrices (`a.b`), the columns of
dynamic ones and the questions of dynamic panels (`a[].b`), the items of multiple texts, the comments that a question
asks for besides (`a-Comment`); what isn't `visible`. All of it is collected; the record is called after the file."""
IDIOM = """`x-purpose` (one id or several) and `x-minlint` of the survey, a page or a question."""
LIMITS = """What is shown is no field, nor is a calculated value. What is asked only on a condition isn't mandatory.
Questions of an organisation's own types are fields without what is in them."""

_SHOWN = frozenset("html image expression".split())  # noqa: SIM905
_KINDS = {
    "text": "text",
    "comment": "text",
    "radiogroup": "enum",
    "checkbox": "enum",
    "dropdown": "enum",
    "tagbox": "enum",
    "buttongroup": "enum",
    "imagepicker": "enum",
    "ranking": "enum",
    "rating": "integer",
    "slider": "integer",
    "boolean": "boolean",
    "matrix": "enum",
    "matrixdropdown": "json",
    "matrixdynamic": "json",
    "multipletext": "json",
    "paneldynamic": "json",
    "panel": "json",
    "file": "binary",
    "signaturepad": "binary",
    "imagemap": "enum",
    **dict.fromkeys(_SHOWN, ""),
}
"""The types of questions, as kinds that are known."""

_INPUTS = {"date": "date", "datetime-local": "date-time", "time": "time", "number": "decimal", "range": "decimal"}
_SEVERAL = frozenset("checkbox tagbox ranking".split())  # noqa: SIM905


def claims(source: Input) -> bool:
    """Whether this has pages or elements, all of them named and of types that SurveyJS has."""
    from minlint.read.trees import claimed

    return b'"type"' in source.head and b'"name"' in source.head and claimed(source, _declares, _is_one)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.json_schema.records import stem
    from minlint.read.trees import opened, tree

    root, places = opened(source), Places(source.text)
    fields = [field for part in (root, *mappings(root, "pages")) for field in _fields(_elements(part), places, "")]
    markers = [marker for part in (root, *mappings(root, "pages")) for marker in _said(part, places)]
    record = Record(
        stem(source.name), tuple(fields), None, _words(root, "title"), markers=tuple(markers), direction="in"
    )
    return Source(source.name, NAME, KIND, (record,), tree(source).problems, text=source.text)


def _declares(source: Input) -> bool:
    """Whether a file that doesn't parse has elements, and words that other forms haven't."""
    return b'"elements"' in source.head and (b'"isRequired"' in source.head or b'"showQuestionNumbers"' in source.head)


def _is_one(root: Node) -> bool:
    pages = mappings(root, "pages")
    found = [each for part in (root, *pages) for each in _elements(part)]
    if not found or not all(text(each, "name") for each in found):
        return False
    known = sum(text(each, "type") in _KINDS for each in found)
    return all(text(each, "type") for each in found) and 2 * known > len(found)


def _elements(part: Node) -> list[Node]:
    return mappings(part, "elements", "questions")


def _fields(elements: Iterable[Node], places: Places, prefix: str) -> Iterator[Field]:
    for node in elements:
        kind = text(node, "type")
        key = "valueName" if text(node, "valueName") else "name"
        if kind == "panel":
            yield from _asked(node, _fields(_elements(node), places, prefix))
        elif kind not in _SHOWN and text(node, key):
            yield from _question(node, key, kind, places, prefix)


def _asked(part: Node, fields: Iterable[Field]) -> Iterator[Field]:
    """The fields of a page or a panel, none mandatory where that isn't always shown."""
    yield from (each._replace(mandatory=False) for each in fields) if _depends(part) else fields


def _question(node: Node, key: str, kind: str, places: Places, prefix: str) -> Iterator[Field]:
    """A question, and those in it."""
    path = prefix + text(node, key)
    field = _field(path, node, key, kind, places)
    inner: Sequence[Field] = ()
    if kind == "paneldynamic":
        path += "[]"
        inner = tuple(_fields(mappings(node, "templateElements"), places, f"{path}."))
    elif kind == "matrixdynamic":
        path += "[]"
        inner = tuple(_columns(node, places, f"{path}."))
    elif kind == "multipletext":
        inner = tuple(_field(f"{path}.{text(i, 'name')}", i, "name", "text", places) for i in _named(node, "items"))
    elif kind == "matrixdropdown":
        rows = (f"{path}.{name}." for name, _ in _values(listed(node, "rows")))
        inner = tuple(each for row in rows for each in _columns(node, places, row))
    elif kind == "matrix":
        inner = tuple(
            Field(f"{path}.{name}", "matrix", places.bare(row.span), enum=_choices(node, "columns"), format="enum")
            for name, row in _values(listed(node, "rows"))
        )
    several = kind in _SEVERAL or is_true(node, "allowMultiple")
    yield field._replace(path=path + "[]" * several, container=bool(inner))
    yield from (each._replace(direction="in") for each in inner)
    if any(is_true(node, also) for also in ("showCommentArea", "hasComment", "showOtherItem", "hasOther")):
        yield Field(f"{prefix}{text(node, key)}-Comment", "comment", field.span, False, format="text", direction="in")


def _named(node: Node, key: str) -> list[Node]:
    return [each for each in mappings(node, key) if text(each, "name")]


def _columns(node: Node, places: Places, prefix: str) -> Iterator[Field]:
    for column in _named(node, "columns"):
        kind = text(column, "cellType") or text(node, "cellType") or "dropdown"
        field = _field(prefix + text(column, "name"), column, "name", kind, places)
        shared = () if field.enum or _KINDS.get(kind) != "enum" else _choices(node, "choices")
        yield field._replace(enum=field.enum or shared)


def _field(path: str, node: Node, key: str, kind: str, places: Places) -> Field:
    from minlint.read.html_form.autofill import labels

    asked = text(node, "inputType")
    return Field(
        path,
        asked or kind,
        places.bare(node.value[key].node.span),
        mandatory=is_true(node, "isRequired") and not _depends(node),
        comment=meaning(_words(node, "title"), _words(node, "description")),
        enum=_choices(node, "choices"),
        format=_INPUTS.get(asked, _KINDS.get(kind, "")),
        markers=_said(node, places),
        direction="in",
        length=count(node.get("maxLength")),
        labels=labels(text(node, "autocomplete")),
    )


def _depends(node: Node) -> bool:
    """Whether a page, a panel or a question is there on a condition alone, or not there at all."""
    shown = node.get("visible")
    return bool(text(node, "visibleIf") or (shown and shown.value is False))


def _words(node: Node, key: str) -> str:
    """A text, or of one in several languages the one that stands for all, else the first."""
    said = node.get(key)
    if said and isinstance(said.value, dict):
        return text(said, "default", "en", *said.value)
    return text(node, key)


def _values(items: Iterable[Node]) -> Iterator[tuple[str, Node]]:
    """What rows and choices are kept as, each at its place."""
    for item in items:
        said = item.get("value") if isinstance(item.value, dict) else item
        if said and isinstance(said.value, (str, int)) and str(said.value).strip():
            yield str(said.value), said


def _choices(node: Node, key: str) -> tuple[str, ...]:
    items = listed(node, key)
    return choices([_words(item, "text") or name for item, (name, _) in zip(items, _values(items), strict=False)])


def _said(node: Node, places: Places) -> tuple[Marker, ...]:
    from minlint.read.attributes import markers

    return tuple(markers(node, places, "x-purpose", "x-minlint"))
