"""The models of a file: what ``define`` and ``init`` are given, and classes with decorators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from minlint.model import Field, Record, Reference
from minlint.read.content import Content, content
from minlint.read.input import Input
from minlint.read.names import differs
from minlint.read.script.classes import Class, Decorator, Property, classes, lineage
from minlint.read.script.module import Entry, Module, arguments, declared
from minlint.read.sequelize.attributes import attribute, leads
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node

_COLUMNS = frozenset("Column Attribute ForeignKey PrimaryKey CreatedAt UpdatedAt DeletedAt".split())  # noqa: SIM905
_RELATIONS = frozenset("BelongsTo HasOne HasMany BelongsToMany".split())  # noqa: SIM905
_HINT = re.compile(r"DataTypes?\.[A-Z]+|@(?:Column|Attribute)\b|\.define\(")
_BODIES = frozenset(("statement_block",))
_CALLS = "(call_expression function: (member_expression)) @it"


class Model(NamedTuple):
    """A model with its record; ``names`` are those that associations call it by."""

    start: int
    record: Record
    names: frozenset[str]


def read(source: Input) -> Content:
    """Read its models."""
    module = Module(source)
    calls = [call for call in module.code.find(_CALLS) if _called(call, module) in ("define", "init")]
    found = [model for call in calls if (model := _defined(call, module))]
    held = [item for item in classes(module) if any(_columns(item))]
    used = {base.name for item in held for base in lineage(item)[:-1]}
    found += [_decorated(item) for item in held if item.name not in used]
    keys = _keys(module)
    models = [_keyed(model, keys) for model in sorted(found, key=lambda each: each.start)]
    problems = module.code.lost([*calls, *(item.body for item in held)], _BODIES, _HINT)
    return content((model.record for model in models), problems, module.code.margins)


def _called(call: Node, module: Module) -> str:
    function = call.child_by_field_name("function")
    return module.code.words(function.child_by_field_name("property")) if function else ""


def _defined(call: Node, module: Module) -> Model | None:
    """``sequelize.define('User', {…}, {…})``, ``User.init({…}, {modelName: 'User'})``."""
    function, given = call.child_by_field_name("function"), arguments(call)
    owner = function.child_by_field_name("object") if function else None
    named = _called(call, module) == "define"
    if owner is None or len(given) < 1 + named:
        return None
    listed, options = given[named], module.options(given[named + 1] if len(given) > named + 1 else None)
    fields = tuple(_listed(entry, module) for entry in module.entries(listed))
    key = given[0] if named else owner
    name = (module.text(key) if named else None) or module.text(options.get("modelName")) or ""
    if not name:
        name = declared(call, module).strip("_") if named else _owner(owner, module)
    if not name or not fields or not any(field.type for field in fields):
        return None
    table = module.text(options.get("tableName")) or ""
    comment, markers = module.code.said(_statement(call), key, call)
    words = (table if _renamed(table, name) else "", module.text(options.get("comment")) or "", comment)
    record = Record(name, fields, module.code.within(key), ": ".join(filter(None, words)), markers=markers)
    variable = declared(call, module)
    return Model(call.start_byte, record, frozenset(filter(None, (name, variable, module.code.words(owner)))))


def _owner(owner: Node, module: Module) -> str:
    """The class that initialises itself: ``User.init`` or, within it, ``super.init`` and ``this.init``."""
    words = module.code.words(owner)
    if words not in ("super", "this"):
        return words.rpartition(".")[2]
    inside = [item for item in classes(module) if item.body.start_byte < owner.start_byte < item.body.end_byte]
    return inside[-1].name if inside else ""


def _statement(node: Node) -> Node:
    """The statement that a node stands in."""
    while node.parent and node.parent.type not in ("program", "statement_block", "class_body", "ERROR"):
        node = node.parent
    return node


def _renamed(table: str, name: str) -> bool:
    return differs(table, name) and differs(table.lower().removesuffix("s"), name)


def _listed(entry: Entry, module: Module) -> Field:
    at = entry.module
    value = at.plain(entry.value)
    options = at.options(value) if value and value.type == "object" else {}
    field = attribute(entry.name, options, None if options else value, at)
    if at is not module:
        return field
    comment, markers = module.code.said(entry.node, entry.node)
    words = ": ".join(filter(None, (field.comment, comment)))
    return field._replace(span=module.code.within(entry.key), comment=words, markers=markers)


def _keys(module: Module) -> dict[str, dict[str, Reference]]:
    """What ``User.belongsTo(Group, {foreignKey: 'groupId'})`` says of keys, by the model that holds them."""
    found: dict[str, dict[str, Reference]] = {}
    for call in module.code.find(_CALLS):
        given, function = arguments(call), call.child_by_field_name("function")
        if _called(call, module) == "belongsTo" and function and given:
            owner = module.code.words(function.child_by_field_name("object")).rpartition(".")[2]
            key = module.options(given[1] if len(given) > 1 else None).get("foreignKey")
            if name := module.text(key) or module.text(module.options(key).get("name")):
                found.setdefault(owner, {})[name] = Reference(leads(given[0], module))
    return found


def _keyed(model: Model, keys: Mapping[str, Mapping[str, Reference]]) -> Model:
    """A model with what its keys point at; ``this`` is the only one of a file that says so."""
    said = [keys[name] for name in (*model.names, "this") if name in keys]
    references = {name: reference for each in said for name, reference in each.items()}
    fields = model.record.fields
    made = tuple(field._replace(references=field.references or references.get(field.path)) for field in fields)
    return model._replace(record=model.record._replace(fields=made))


def _columns(item: Class) -> Iterator[Property]:
    return (each for each in item.properties() if each.decorated(*_COLUMNS, *_RELATIONS))


def _decorated(item: Class) -> Model:
    """A class with ``@Column`` or ``@Attribute``, and what it extends."""
    module = item.module
    fields = {}
    for base in lineage(item):
        for each in _columns(base):
            field = _property(each, base.module)
            if base.module is module:
                comment, markers = module.code.said(each.first, each.node)
                said = ": ".join(filter(None, (field.comment, comment)))
                field = field._replace(span=module.code.within(each.key), comment=said, markers=markers)
            fields[each.name] = field
    options = _options(item.decorated("Table"), module)
    comment, markers = module.code.said(item.first, item.key, item.body)
    table = module.text(options.get("tableName")) or ""
    words = (table if _renamed(table, item.name) else "", module.text(options.get("comment")) or "", comment)
    record = Record(
        item.name, tuple(fields.values()), module.code.span(item.key), ": ".join(filter(None, words)), markers=markers
    )
    return Model(item.first.start_byte, record, frozenset((item.name,)))


def _options(decorator: Decorator | None, module: Module) -> dict[str, Node]:
    return module.options(decorator.arguments[0]) if decorator and decorator.arguments else {}


def _property(each: Property, module: Module) -> Field:
    literal = module.union(each.annotation) if each.annotation else ()
    typed = "enum" if literal else each.type
    if related := each.decorated(*_RELATIONS):
        return Field(each.name, each.type or leads(next(iter(related.arguments), None), module))
    said = each.decorated("Column", "Attribute")
    options = _options(said, module)
    kind = said.arguments[0] if said and said.arguments and not options else None
    field = attribute(each.name, options, kind, module, typed)
    if literal and not field.enum:
        field = field._replace(enum=literal)
    given = field.default or each.decorated("Default", "AutoIncrement", "CreatedAt", "UpdatedAt") is not None
    primary = field.primary or each.decorated("PrimaryKey") is not None
    null = each.decorated("AllowNull")
    needed = primary or each.decorated("NotNull") is not None or module.flag(options.get("allowNull")) is False
    needed = needed or (null is not None and bool(null.arguments) and module.flag(null.arguments[0]) is False)
    key, comment = each.decorated("ForeignKey"), each.decorated("Comment")
    return field._replace(
        primary=primary,
        unique=field.unique or primary or each.decorated("Unique") is not None,
        default=given,
        mandatory=None if field.mandatory is None else needed and not given,
        references=Reference(leads(next(iter(key.arguments), None), module)) if key else field.references,
        comment=(module.text(next(iter(comment.arguments), None)) or "") if comment else field.comment,
    )
