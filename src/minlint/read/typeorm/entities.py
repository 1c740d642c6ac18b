"""The entities of a file: its classes with columns, and its entity schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from minlint.model import Field, Record
from minlint.read.content import Content, content
from minlint.read.input import Input
from minlint.read.names import differs
from minlint.read.script.classes import Class, Decorator, Property, classes, lineage, named
from minlint.read.script.module import Entry, Module, arguments
from minlint.read.typeorm.columns import COLUMNS, RELATIONS, Said, column, relation, target

if TYPE_CHECKING:
    from tree_sitter import Node

_ENTITIES = ("Entity", "ChildEntity", "ViewEntity")
_HINT = re.compile(r"@(?:\w*Column|\w*Entity|ManyTo\w+|OneTo\w+)\b")
_BODIES = frozenset(("statement_block",))
_DEEPEST, _LARGEST = 6, 10_000  # what embeds what it embeds; fields of one entity


def read(source: Input) -> Content:
    """Read its entities, and the classes of its own that hold columns and aren't part of another here."""
    module = Module(source)
    held = [item for item in classes(module) if _columns(item)]
    entities = [item for item in held if item.decorated(*_ENTITIES)]
    used = {base.name for item in held for base in lineage(item)[:-1]}
    used |= {name for item in held for each in item.properties() if (name := _embedded(each, module))}
    apart = [item for item in held if not item.decorated(*_ENTITIES) and item.name not in used]
    records = [(item.first.start_byte, _record(item)) for item in (*entities, *apart)]
    records += [(node.start_byte, made) for node in _schemas(module) if (made := _schema(node, module))]
    problems = module.code.lost([item.body for item in held], _BODIES, _HINT)
    ordered = (record for _, record in sorted(records, key=lambda each: each[0]))
    return content(ordered, problems, module.code.margins)


def _columns(item: Class) -> list[Property]:
    return [each for each in item.properties() if each.decorated(*COLUMNS, *RELATIONS)]


def _record(item: Class) -> Record:
    code = item.module.code
    said = item.decorated(*_ENTITIES)
    options = _options(said, item.module) if said else {}
    table = _first_text(said, item.module) or item.module.text(options.get("name")) or ""
    comment, markers = code.said(item.first, item.key, item.body)
    words = (table if _renamed(table, item.name) else "", item.module.text(options.get("comment")) or "", comment)
    fields = tuple(islice(_fields(item, "", item.module, 0), _LARGEST))
    unique = _unique(item)
    made = tuple(field._replace(unique=True) if field.path in unique else field for field in fields)
    return Record(item.name, _keyed(made), code.span(item.key), ": ".join(filter(None, words)), markers=markers)


def _renamed(table: str, name: str) -> bool:
    return differs(table, name) and differs(table.lower().removesuffix("s"), name.lower().removesuffix("entity"))


def _fields(item: Class, prefix: str, at: Module, depth: int) -> Iterator[Field]:
    """The columns of a class and of those it extends. What stands in another file than ``at`` has no place."""
    seen = set[str]()
    own = [(base, each) for base in lineage(item) for each in _columns(base)]
    for base, each in reversed(own):  # what a class says stands for what it inherits
        if each.name in seen:
            own.remove((base, each))
        seen.add(each.name)
    for base, each in own:
        field = _field(each, base.module)
        if base.module is at:
            comment, markers = at.code.said(each.first, each.node)
            words = ": ".join(filter(None, (field.comment, comment)))
            field = field._replace(span=at.code.within(each.key), comment=words, markers=markers)
        embedded = _embedded(each, base.module)
        inner = named(base.module, embedded) if embedded else None
        yield field._replace(path=prefix + field.path, container=inner is not None)
        if inner and depth < _DEEPEST:
            yield from _fields(inner, f"{prefix}{field.path}.", at, depth + 1)


def _field(each: Property, module: Module) -> Field:
    decorator = each.decorated(*COLUMNS, *RELATIONS)
    assert decorator is not None  # the callers ask for those alone
    options = _options(decorator, module)
    literal = module.union(each.annotation) if each.annotation else ()
    typed = "enum" if literal else each.type
    if decorator.name in RELATIONS and decorator.name not in ("TreeParent", "TreeChildren"):
        join = each.decorated("JoinColumn")
        leads = target(next(iter(decorator.arguments), None), module)
        said = Said(decorator.name, options, annotation=each.type)
        return relation(each.name, said, leads, _options(join, module) if join else None, module)
    given = (module.plain(node) for node in decorator.arguments[:1])
    first = next((node for node in given if node and node.type in ("string", "identifier")), None)
    field = column(each.name, Said(decorator.name, options, first, typed, literal), module)
    if each.decorated("Generated"):
        field = field._replace(default=True, mandatory=False)
    index = each.decorated("Index")
    alone = index is not None and module.flag(_options(index, module).get("unique")) is True
    return field._replace(unique=field.unique or alone)


def _embedded(each: Property, module: Module) -> str:
    """The class whose columns a property stands for: ``@Column(() => Name)``."""
    decorator = each.decorated("Column")
    first = next(iter(decorator.arguments), None) if decorator else None
    return target(first, module) if first and first.type == "arrow_function" else ""


def _options(decorator: Decorator, module: Module) -> dict[str, Node]:
    """The options of a decorator: its last object."""
    objects = [node for node in map(module.plain, decorator.arguments) if node and node.type == "object"]
    return module.options(objects[-1]) if objects else {}


def _first_text(decorator: Decorator | None, module: Module) -> str:
    return module.text(next(iter(decorator.arguments), None)) or "" if decorator else ""


def _unique(item: Class) -> set[str]:
    """The properties that are unique by themselves, as the class says it: ``@Unique(['email'])``."""
    found = set()
    for decorator in item.decorators:
        alone = decorator.name == "Unique" or (
            decorator.name == "Index" and item.module.flag(_options(decorator, item.module).get("unique")) is True
        )
        lists = [item.module.texts(node) for node in decorator.arguments] if alone else []
        found |= {names[0] for names in lists if len(names) == 1}
    return found


def _keyed(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """A relation whose key is a column of its own holds nothing itself: the column has the reference."""
    held = {field.path + "Id": field for field in fields if field.references}
    beside = {field.path for field in fields if field.path in held and field.direction != "out"}
    made = []
    for field in fields:
        if field.path in beside:
            field = field._replace(references=held[field.path].references)
        elif field.references and field.path + "Id" in beside:
            field = field._replace(references=None, mandatory=None)
        made.append(field)
    return tuple(made)


def _schemas(module: Module) -> list[Node]:
    found = module.code.find("(new_expression) @it")
    return [node for node in found if module.code.words(node.child_by_field_name("constructor")) == "EntitySchema"]


def _schema(node: Node, module: Module) -> Record | None:
    """``new EntitySchema({name: 'User', columns: {…}, relations: {…}})``."""
    options = module.options(next(iter(arguments(node)), None))
    name = module.text(options.get("name"))
    if not name or "columns" not in options:
        return None
    fields = [_listed(entry, module, False) for entry in module.entries(options["columns"])]
    fields += [_listed(entry, module, True) for entry in module.entries(options.get("relations"))]
    table = module.text(options.get("tableName")) or ""
    comment, markers = module.code.said(node, node.child_by_field_name("constructor") or node, node)
    words = (table if _renamed(table, name) else "", comment)
    span = module.code.within(options["name"])
    return Record(name, _keyed(tuple(fields)), span, ": ".join(filter(None, words)), markers=markers)


def _listed(entry: Entry, module: Module, related: bool) -> Field:
    options = module.options(entry.value)
    if related:
        kind = "".join(part.capitalize() for part in (module.text(options.get("type")) or "").split("-"))
        join = module.options(options["joinColumn"]) if "joinColumn" in options else None
        field = relation(entry.name, Said(kind, options), target(options.get("target"), module), join, module)
    else:
        kinds = {"createDate": "CreateDateColumn", "updateDate": "UpdateDateColumn", "version": "VersionColumn"}
        kinds |= {"deleteDate": "DeleteDateColumn"}
        kind = next((kinds[key] for key in options if key in kinds), "Column")
        field = column(entry.name, Said(kind, options), module)
    comment, markers = module.code.said(entry.node, entry.node)
    words = ": ".join(filter(None, (field.comment, comment)))
    return field._replace(span=module.code.within(entry.key), comment=words, markers=markers)
