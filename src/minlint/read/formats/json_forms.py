"""JSON Forms and react-jsonschema-form: a schema of what is asked for, and a second one of how."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Marker, Record, Source, Span
from minlint.read.input import Input
from minlint.read.members import mappings, meaning, text
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.model import Problem
    from minlint.read import Options

NAME = "json-forms"
TITLE = "JSON Forms and react-jsonschema-form (RJSF): UI schemas, with the schema beside them or in the same file"
KIND: Kind = "schema"
SUFFIXES = ("uischema.json", ".json", ".yaml", ".yml")
MARKS = ("Control", "ui:", "uischema", "uiSchema")
READS = """A file with a schema and its UI schema: the schema's properties as the JSON Schema reader has them, with the
labels, descriptions and `autocomplete` of the UI schema, and `ui:widget: hidden` as their type. A UI schema alone: the
controls of JSON Forms by their `scope` (`a.b`, details of arrays `a[].b`), or the properties that an RJSF UI schema
says something of, with types, choices and `required` of the schema beside it (`schema.json` for `uischema.json`). What
a person fills in is collected; properties of the schema that no control shows aren't. What is shown only by a rule
isn't mandatory."""
IDIOM = """`x-purpose` (one id or several) and `x-minlint` of the file, a layout, a control or a property, in either
schema; in YAML also `# minlint: …` comments."""
LIMITS = """UI schemas written in JavaScript aren't read. A UI schema whose schema is elsewhere has fields without
types."""

_UI = ("uischema", "uiSchema", "ui_schema")
_SCHEMAS = ("schema", "jsonSchema", "json_schema", "dataSchema", "formSchema")
_CONTROL = re.compile(rb"""["']?type["']?\s*:\s*["']?Control\b""")
_HINT = re.compile(rb"""["']?ui:[a-zA-Z]+["']?\s*:""")
_PAIR = re.compile(rb"""["']?(?:uischema|uiSchema|ui_schema)["']?\s*:""")
_STEPS = re.compile(r"/(?:properties/([^/]+)|(items))(?=/|\Z)")
_NO_FORM = ("$schema", "properties", "$defs", "definitions", "openapi", "apiVersion", "swagger")
_DEPTH = 60  # layouts and properties within each other


class Asked(NamedTuple):
    """What a UI schema says of a property: its ``kind`` is "hidden" where nobody sees it."""

    path: str
    span: Span
    words: str = ""
    kind: str = ""
    autocomplete: str = ""
    ruled: bool = False
    markers: tuple[Marker, ...] = ()


class _Form(NamedTuple):
    """A UI schema, and the schema beside it in the same file."""

    ui: Node
    schema: Node | None = None
    owner: Node | None = None


def claims(source: Input) -> bool:
    """Whether this is a UI schema, or a schema and a UI schema side by side."""
    from minlint.read.trees import claimed

    head = source.head
    if not (_CONTROL.search(head) or _HINT.search(head) or _PAIR.search(head)):
        return False
    return claimed(source, lambda each: bool(_CONTROL.search(each.head)), lambda root: _form(root) is not None)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON or YAML."""
    from minlint.located import Places
    from minlint.read.notes import Notes
    from minlint.read.trees import opened, tree

    root, places = opened(source), Places(source.text)
    form = _form(root) or _Form(root)
    notes = Notes(source.text, root, places)
    declared, problems = _declared(form, source)
    laid = _is_layout(form.ui)
    known = {_plain(field.path) for field in declared.fields}
    asked = list(_controls(form.ui, places, "") if laid else _hints(form.ui, places, known))
    said = {_plain(each.path): each._replace(markers=(*each.markers, *notes.at([each.span.line]))) for each in asked}
    if form.schema:
        fields = tuple(_shown(declared.fields, said, everything=not laid))
    else:
        fields = tuple(_alone(declared.fields, said.values()))
    markers = (*_said(form.owner, places), *_said(form.ui, places), *(declared.markers if form.schema else ()))
    record = declared._replace(fields=fields, markers=tuple(dict.fromkeys(markers)), direction="in")
    found = (*tree(source).problems, *problems)
    return Source(source.name, NAME, KIND, (record,) if fields else (), found, notes.head(), text=source.text)


def _form(root: Node) -> _Form | None:
    """The form that a document is, or holds under one of its keys."""
    if not isinstance(root.value, dict):
        return None
    if _is_layout(root) and _scoped(root):
        return _Form(root)
    for owner in (root, *(member.node for member in root.value.values())):
        ui = next((found for key in _UI if (found := owner.get(key)) and isinstance(found.value, dict)), None)
        schema = next((found for key in _SCHEMAS if (found := owner.get(key)) and found.get("properties")), None)
        if ui and schema:
            return _Form(ui, schema, owner)
    if not any(key in root.value for key in _NO_FORM) and _hinted(root):
        return _Form(root)
    return None


def _is_layout(node: Node) -> bool:
    return bool(text(node, "type") and (mappings(node, "elements") or text(node, "scope")))


def _scoped(root: Node) -> bool:
    """Whether a layout holds a control with a scope."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if text(node, "type") == "Control" and text(node, "scope").startswith("#/"):
            return True
        waiting += mappings(node, "elements")
    return False


def _hinted(root: Node) -> bool:
    """Whether a mapping of properties, and nothing else, says how some of them are shown."""
    waiting, found = [root], False
    while waiting:
        node = waiting.pop()
        for key, member in node.value.items():
            if key.startswith("ui:"):
                found = True
            elif isinstance(member.node.value, dict):
                waiting.append(member.node)
            elif not key.startswith("x-") and key not in ("classNames", "title", "description", "type"):
                return False
    return found


def _declared(form: _Form, source: Input) -> tuple[Record, Iterable[Problem]]:
    """The record of the schema: the one in the same file, else the one beside it, if any."""
    from minlint.read.json_schema.references import Document
    from minlint.read.json_schema.walk import Walk

    stem = os.path.basename(source.name).partition(".")[0]
    node, where = (form.schema, source) if form.schema else _beside(source)
    if node is None:
        return Record(stem, ()), ()
    walk = Walk(Document(node, where), where.text)
    titled = node.get("title")
    name = " ".join(text(node, "title").split()) or stem
    own = form.schema is not None and titled is not None and name != stem
    record = walk.record(name, node, "#", walk.lines.bare(titled.span) if titled and own else None, ())
    return (record, walk.problems) if form.schema else (record._replace(markers=()), ())


def _beside(source: Input) -> tuple[Node | None, Input]:
    """The schema that a UI schema belongs to, by their names."""
    from minlint.errors import SyntaxProblem, Unreadable
    from minlint.read.trees import parse

    name = os.path.basename(source.name)
    folder = os.path.dirname(os.path.abspath(source.place)) if source.place else ""
    patterns = ((r"ui[-_.]?schema", "schema"), (r"[-_.]?ui[-_.]?schema", ""), (r"[-_.]ui(?=\.)", ""))
    names = dict.fromkeys(re.sub(pattern, to, name, flags=re.IGNORECASE) for pattern, to in patterns)
    for other in names if folder else ():
        found = source.beside(os.path.join(folder, other)) if other != name and not other.startswith(".") else None
        try:
            root = parse(found).root if found else None
        except (SyntaxProblem, Unreadable):
            continue
        if found and root and root.get("properties"):
            return root, found
    return None, source


def _controls(node: Node, places: Places, prefix: str, ruled: bool = False, depth: int = 0) -> Iterator[Asked]:
    """What the controls of a layout ask for, and the details of arrays."""
    rule = node.get("rule")
    ruled = ruled or bool(rule)
    below = prefix
    scope = node.get("scope")
    if scope and isinstance(scope.value, str) and (path := _path(scope.value)):
        options = node.get("options")
        below = f"{prefix}{path}[]."
        hidden = text(options, "format") == "hidden" or (rule and not rule.get("condition"))
        label = node.get("label")
        words = text(label, "text") if label and isinstance(label.value, dict) else text(node, "label")
        yield Asked(
            prefix + path,
            _last(scope.value, places.bare(scope.span)),
            meaning(words, text(node, "description")),
            "hidden" if hidden else "",
            text(options, "autocomplete"),
            ruled,
            _said(node, places),
        )
        detail = options.get("detail") if options else None
        if detail and depth < _DEPTH:
            yield from _controls(detail, places, below, ruled, depth + 1)
    for inner in mappings(node, "elements") if depth < _DEPTH else ():
        yield from _controls(inner, places, prefix, ruled, depth + 1)


def _last(scope: str, span: Span) -> Span:
    """Where the last step of a scope stands."""
    name = scope.rpartition("/")[2]
    plain = span.end_line == span.line and span.end_column - span.column == len(scope)
    return span._replace(column=span.end_column - len(name)) if plain else span


def _path(scope: str) -> str:
    """``#/properties/address/properties/street`` as ``address.street``."""
    steps: list[str] = []
    for match in _STEPS.finditer(scope):
        if match[2] and steps:
            steps[-1] += "[]"
        elif match[1]:
            steps.append(match[1].replace("~1", "/").replace("~0", "~"))
    return ".".join(steps)


def _hints(node: Node, places: Places, known: set[str], prefix: str = "", depth: int = 0) -> Iterator[Asked]:
    """What an RJSF UI schema says of properties."""
    for key, member in node.value.items() if isinstance(node.value, dict) else ():
        inner = member.node
        if key.startswith("ui:") or not isinstance(inner.value, dict) or depth > _DEPTH:
            continue
        own = prefix.removesuffix(".")
        if key == "items" and own and _plain(prefix + key) not in known:
            yield from _hints(inner, places, known, f"{own}[].", depth + 1)
            continue
        if any(name.startswith("ui:") for name in inner.value):
            yield _hint(prefix + key, member.key, inner, places)
        yield from _hints(inner, places, known, f"{prefix}{key}.", depth + 1)


def _hint(path: str, key: Span, node: Node, places: Places) -> Asked:
    options = node.get("ui:options")

    def said(word: str) -> str:
        return text(node, f"ui:{word}") or text(options, word)

    words = meaning(said("title"), said("description"), said("help"))
    return Asked(
        path,
        places.bare(key),
        words,
        "hidden" if said("widget") == "hidden" else "",
        said("autocomplete"),
        markers=_said(node, places),
    )


def _shown(fields: Iterable[Field], said: Mapping[str, Asked], *, everything: bool) -> Iterator[Field]:
    """A schema's fields, as the UI schema shows them: ``everything``, or what it names and what is within that."""
    for field in fields:
        plain = _plain(field.path)
        own = said.get(plain)
        steps = plain.split(".")
        shown = everything or any(".".join(steps[: end + 1]) in said for end in range(len(steps)))
        field = _told(field, own) if own else field
        yield field._replace(direction=field.direction or "in") if shown else field


def _alone(fields: Iterable[Field], asked: Iterable[Asked]) -> Iterator[Field]:
    """What a UI schema asks for, each at its own place, with what the schema beside it says."""
    known = {_plain(field.path): field for field in fields}
    found = list(asked)
    lists = {each.path.rpartition("[].")[0] for each in found}
    for each in found:
        within = each.path in lists
        own = Field(f"{each.path}[]", container=True) if within else Field(each.path)
        field = known.get(_plain(each.path), own)
        yield _told(field._replace(span=each.span, markers=(), direction=field.direction or "in"), each)


def _told(field: Field, asked: Asked) -> Field:
    from minlint.read.html_form.autofill import labels

    return field._replace(
        type=asked.kind or field.type,
        mandatory=False if asked.ruled and field.mandatory else field.mandatory,
        comment=meaning(asked.words, field.comment),
        labels=tuple(dict.fromkeys((*field.labels, *labels(asked.autocomplete)))),
        markers=tuple(dict.fromkeys((*field.markers, *asked.markers))),
    )


def _plain(path: str) -> str:
    return path.replace("[]", "")


def _said(node: Node | None, places: Places) -> tuple[Marker, ...]:
    from minlint.read.attributes import markers

    return tuple(markers(node, places, "x-purpose", "x-minlint")) if node else ()
