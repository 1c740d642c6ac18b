"""What a Django migration does to models: its operations as steps."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from minlint.model import Field, Span
from minlint.read import beside
from minlint.read.history import Added, Altered, Dropped, Part, Renamed, Step
from minlint.read.input import Input
from minlint.read.python import django, values
from minlint.read.python.module import Module, module

_ALTERS = ("type", "comment", "enum", "primary", "unique", "references", "default", "length")


def part(source: Input) -> Part:
    """What a file does to models, and which others it follows or replaces. Raises `Unreadable` for no valid Python."""
    found = module(source)
    says = {name: value for node in _body(found) for name, value in _assigned(node)}
    operations = list(_calls(says.get("operations"), found))
    steps = [step for call in operations for step in _steps(call, found)]
    return Part(
        tuple(steps),
        markers=beside.head(found.margins, operations[0].lineno if operations else 1),
        called=source.name.rpartition("/")[2].removesuffix(".py"),
        after=tuple(_named(says.get("dependencies"))),
        instead=tuple(_named(says.get("replaces"))),
    )


def _body(found: Module) -> list[ast.stmt]:
    """What stands in the class of the migration."""
    for node in found.tree.body:
        if isinstance(node, ast.ClassDef) and any(found.dotted(base).endswith("Migration") for base in node.bases):
            return node.body
    return []


def _assigned(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    value = node.value if isinstance(node, (ast.Assign, ast.AnnAssign)) else None
    yield from ((target.id, value) for target in targets if value and isinstance(target, ast.Name))


def _named(node: ast.expr | None) -> Iterator[str]:
    """The migrations that a list names; those of other apps go by names that its folder hardly has."""
    for item in node.elts if isinstance(node, (ast.List, ast.Tuple)) else ():
        if isinstance(item, (ast.Tuple, ast.List)) and len(item.elts) == 2 and (said := values.words(item.elts[1])):
            yield said


def _calls(node: ast.expr | None, found: Module) -> Iterator[ast.Call]:
    """The operations of a list, those among them that change models alone, not the database."""
    for item in node.elts if isinstance(node, (ast.List, ast.Tuple)) else ():
        if isinstance(item, ast.Call):
            kind = _kind(item, found)
            if kind in ("SeparateDatabaseAndState", "RunSQL"):
                place = 1 if kind == "SeparateDatabaseAndState" else 2
                yield from _calls(_given(item, place, "state_operations"), found)
            else:
                yield item


def _kind(call: ast.Call, found: Module) -> str:
    return found.dotted(call).rpartition(".")[2]


def _given(call: ast.Call, place: int, name: str) -> ast.expr | None:
    """What a call is given at a place or by a name."""
    return values.keyword(call, name) or (call.args[place] if place < len(call.args) else None)


def _steps(call: ast.Call, found: Module) -> Iterator[Step]:
    kind = _kind(call, found)
    if kind in ("CreateModel", "DeleteModel"):
        name = values.words(_given(call, 0, "name"))
        if name:
            yield _created(name, call, found) if kind == "CreateModel" else Dropped(name)
    elif kind == "RenameModel":
        old, new = (values.words(_given(call, place, f"{name}_name")) for place, name in enumerate(("old", "new")))
        if old and new:
            yield Renamed(old, new)
    elif model := values.words(_given(call, 0, "model_name")):
        yield from _of_a_field(kind, model, call, found)


def _of_a_field(kind: str, model: str, call: ast.Call, found: Module) -> Iterator[Step]:
    place = _given(call, 1, "old_name" if kind == "RenameField" else "name")
    name = values.words(place)
    if not name or place is None:
        return
    if kind == "RemoveField":
        yield Dropped(model, name)
    elif kind == "RenameField":
        to = _given(call, 2, "new_name")
        if to and (new := values.words(to)):
            lines = _lines(call)
            words = found.margins.words(lines[0])
            yield Renamed(model, new, name, _span(to, found), words, found.margins.at(lines))
    elif kind in ("AddField", "AlterField"):
        made = _given(call, 2, "field")
        if isinstance(made, ast.Call) and django.is_kept(made, found):
            field = _field(name, made, place, model, _lines(call), found)
            if kind == "AddField":
                yield Added(model, (field,), _span(_given(call, 0, "model_name"), found))
            else:
                yield Altered(model, name, tuple((key, getattr(field, key)) for key in _ALTERS), bool(field.mandatory))


def _created(name: str, call: ast.Call, found: Module) -> Added:
    """``CreateModel(name="Guest", fields=[("email", models.EmailField())], options={…})``."""
    listed = _given(call, 1, "fields")
    fields, taken = [], set[int]()
    for item in listed.elts if isinstance(listed, (ast.List, ast.Tuple)) else ():
        if not isinstance(item, (ast.Tuple, ast.List)) or len(item.elts) != 2:
            continue
        place, made = item.elts
        if (path := values.words(place)) and isinstance(made, ast.Call) and django.is_kept(made, found):
            taken.update(_lines(item))
            field = _field(path, made, place, name, _lines(item), found)
            fields.append(field._replace(markers=beside.field(found.margins, _lines(item))))
    lines = _lines(call)
    comment = _option(call, "db_table_comment") or found.margins.words(lines[0])
    said = beside.record(found.margins, lines[0], lines[-1], taken)
    return Added(name, tuple(fields), _span(_given(call, 0, "name"), found), comment, said, fresh=True)


def _field(name: str, made: ast.Call, place: ast.expr, model: str, lines: range, found: Module) -> Field:
    field = django.field(name, made, _span(place, found), found, model)
    words = field.comment or found.margins.words(lines[-1]) or found.margins.words(lines[0])
    return field._replace(comment=words, markers=found.margins.at(lines))


def _option(call: ast.Call, name: str) -> str:
    """What a model's options say in words."""
    options = _given(call, 2, "options")
    pairs = zip(options.keys, options.values, strict=True) if isinstance(options, ast.Dict) else ()
    return next((values.words(said) for key, said in pairs if values.words(key) == name), "")


def _lines(node: ast.expr) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _span(node: ast.expr | None, found: Module) -> Span:
    """The place of a text, without its quotes."""
    assert node is not None
    return found.places.bare(found.span(node))
