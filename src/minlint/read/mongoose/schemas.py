"""The schemas of a file, by the models that they are for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Record
from minlint.read.content import Content, content
from minlint.read.input import Input
from minlint.read.mongoose import paths, props
from minlint.read.names import differs
from minlint.read.script.classes import Class, classes, lineage
from minlint.read.script.module import Module, arguments, declared

if TYPE_CHECKING:
    from tree_sitter import Node

_HINT = re.compile(r"\b(?:required|type)\s*:|@[pP]rop\(|Schema\(")
_HELD = "(pair value: (identifier) @it) (array (identifier) @it) (shorthand_property_identifier) @it"
_BODIES = frozenset(("statement_block",))


def read(source: Input) -> Content:
    """Read its schemas."""
    module = Module(source)
    made = [node for node in module.code.find("[(new_expression) (call_expression)] @it") if _schema(node, module)]
    models, added = dict(_models(module)), _additions(module)
    parts = {module.code.words(node) for schema in made for node in module.code.find(_HELD, schema)}
    held = [item for item in classes(module) if any(each.decorated("Prop", "prop") for each in item.properties())]
    used = {name for item in held for name in props.held(item)} | {
        base.name for item in held for base in lineage(item)[:-1]
    }
    records, end = [], 0  # where the schema ends within which others may stand
    for node in made:
        variable = declared(node, module)
        name = models.get(node.start_byte) or models.get(variable, "")
        if name or (variable not in parts and node.start_byte >= end):
            records.append((node.start_byte, _record(node, variable, name, module, added.get(variable, []))))
        end = max(end, node.end_byte)
    records += [(item.first.start_byte, _class(item)) for item in held if item.name not in used]
    found = (record for _, record in sorted(records, key=lambda each: each[0]) if record.fields)
    problems = module.code.lost([*made, *(item.body for item in held)], _BODIES, _HINT)
    return content(found, problems, module.code.margins)


def _schema(node: Node, module: Module) -> bool:
    found = paths.definition(node, module) if node.parent and node.parent.type != "decorator" else None
    return found is not None and found[0].type == "object"


def _models(module: Module) -> Iterator[tuple[str | int, str]]:
    """The names of models by their schemas' variables, or by where these are made: ``model('User', userSchema)``."""
    for call in module.code.find("(call_expression) @it"):
        words = module.code.words(call.child_by_field_name("function")).rpartition(".")[2]
        given = arguments(call)
        if words in ("model", "discriminator") and len(given) > 1 and (name := module.text(given[0])):
            yield module.code.words(given[1]) if given[1].type == "identifier" else given[1].start_byte, name


def _record(node: Node, variable: str, model: str, module: Module, added: list[Node]) -> Record:
    made = paths.definition(node, module)
    definition = made[0] if made else None
    options = module.options(arguments(node)[1] if len(arguments(node)) > 1 else None)
    fields = [field for entry in module.entries(definition) for field in paths.paths(entry, "", module)]
    fields += [field for each in added for entry in module.entries(each) for field in paths.paths(entry, "", module)]
    first = node
    while first.parent and first.parent.type not in ("program", "statement_block"):
        first = first.parent
    key = first.named_children[0].child_by_field_name("name") if first.named_children else None
    name = model or re.sub(r"_?[sS]chema$", "", variable) or _stem(module)
    comment, markers = module.code.said(first, node.child_by_field_name("constructor") or key or node, node)
    collection = module.text(options.get("collection")) or ""
    words = (collection if differs(collection.lower().removesuffix("s"), name) else "", comment)
    span = module.code.span(_place(first, variable, module) or node.children[0])
    return Record(name, tuple(_last(fields)), span, ": ".join(filter(None, words)), markers=markers)


def _place(first: Node, variable: str, module: Module) -> Node | None:
    """Where the variable that a schema is put into is named."""
    found = module.code.find("[(identifier) (property_identifier)] @it", first)
    return next((node for node in found if module.code.words(node) == variable), None)


def _stem(module: Module) -> str:
    return module.source.name.rpartition("/")[2].partition(".")[0]


def _additions(module: Module) -> dict[str, list[Node]]:
    """What ``userSchema.add({…})`` adds, by the schema's variable."""
    found: dict[str, list[Node]] = {}
    for call in module.code.find("(call_expression function: (member_expression)) @it"):
        owner, _, name = module.code.words(call.child_by_field_name("function")).rpartition(".")
        if name == "add" and (given := arguments(call)):
            found.setdefault(owner, []).append(given[0])
    return found


def _last(fields: list[Field]) -> list[Field]:
    """Of a path that is said twice the last counts."""
    return list({field.path: field for field in fields}.values())


def _class(item: Class) -> Record:
    module = item.module
    comment, markers = module.code.said(item.first, item.key, item.body)
    fields = _last(list(props.properties(item, "", module)))
    return Record(item.name, tuple(fields), module.code.span(item.key), comment, markers=markers)
