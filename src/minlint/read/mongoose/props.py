"""Classes that stand for schemas: ``@Prop`` of Nest, ``@prop`` of Typegoose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field
from minlint.read.mongoose import paths
from minlint.read.script.classes import Class, Property, lineage, named
from minlint.read.script.module import Module

if TYPE_CHECKING:
    from tree_sitter import Node


def properties(item: Class, prefix: str, at: Module, depth: int = 0) -> Iterator[Field]:
    """The paths of a class and of those it extends; those in another file than ``at`` have no place."""
    for base in lineage(item):
        for each in base.properties():
            if each.decorated("Prop", "prop"):
                yield from _property(each, base.module, prefix, at, depth)


def held(item: Class) -> set[str]:
    """The classes that a class's properties are of."""
    return {_bare(each.type) for each in item.properties() if each.decorated("Prop", "prop")}


def _property(each: Property, module: Module, prefix: str, at: Module, depth: int) -> Iterator[Field]:
    said = each.decorated("Prop", "prop")
    given = module.plain(said.arguments[0]) if said and said.arguments else None
    options = module.options(given) if given and given.type == "object" else {}
    kind = options.get("type") or (given if given and given.type != "object" else None)
    field, inner = paths.typed(each.name, kind, options, module) if kind else _annotated(each, options, module)
    if kind and not inner and not named(module, field.type) and (of := _class(each, module)):
        inner, field = paths.Inner(None, module, of), field._replace(container=True)
    if module is at:
        comment, markers = at.code.said(each.first, each.node)
        field = field._replace(span=at.code.within(each.key), comment=comment, markers=markers)
    yield from paths.below(field, inner, prefix, at, depth)


def _annotated(each: Property, options: dict[str, Node], module: Module) -> tuple[Field, paths.Inner | None]:
    """A property whose type is its annotation: ``string``, ``Date``, ``string[]``, ``Address``, ``Address[]``."""
    literal = module.union(each.annotation) if each.annotation else ()
    many = each.type.endswith("[]")
    of = _class(each, module)
    typed = "enum" if literal else each.type
    field = Field(each.name + "[]" * many, typed, container=bool(of))
    field = paths.finished(field, options, module)
    choices = field.enum or literal or module.choices(_bare(each.type))
    return field._replace(enum=choices), paths.Inner(None, module, of) if of else None


def _class(each: Property, module: Module) -> str:
    """The class with properties of its own that a property is of; empty where it is of none."""
    name = _bare(each.type)
    found = named(module, name) if name.isidentifier() and name[:1].isupper() else None
    return name if found and any(item.decorated("Prop", "prop") for item in found.properties()) else ""


def _bare(declared: str) -> str:
    parts = [part.strip() for part in declared.split("|") if part.strip() not in ("null", "undefined")]
    bare = (parts[0] if len(parts) == 1 else declared).removesuffix("[]")
    return bare.partition("<")[2].rstrip(">") if bare.startswith(("Ref<", "Types.DocumentArray<", "Array<")) else bare
