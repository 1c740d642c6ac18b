"""What one column of TypeORM's says of itself: in a decorator's options, or in an entity schema's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from minlint.model import Field, Reference
from minlint.read.names import differs
from minlint.read.script.module import Module, returned
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node

GENERATED = frozenset(
    "PrimaryGeneratedColumn CreateDateColumn UpdateDateColumn VersionColumn ObjectIdColumn".split()  # noqa: SIM905
)
PRIMARY = frozenset(("PrimaryGeneratedColumn", "PrimaryColumn", "ObjectIdColumn"))
COLUMNS = GENERATED | PRIMARY | frozenset(("Column", "DeleteDateColumn", "ViewColumn", "VirtualColumn", "RelationId"))
TO_ONE = frozenset(("ManyToOne", "OneToOne"))
RELATIONS = TO_ONE | frozenset(("OneToMany", "ManyToMany", "TreeParent", "TreeChildren"))
_OPEN = frozenset(("ViewColumn", "VirtualColumn", "RelationId"))  # nobody hands these in
_SIZED = frozenset(("decimal", "numeric", "dec", "number", "timestamp", "timestamptz", "datetime", "time"))


class Said(NamedTuple):
    """A column's decorator or kind, its options, the type said first, and what the property's annotation is."""

    kind: str
    options: Mapping[str, Node]
    first: Node | None = None
    annotation: str = ""
    literal: tuple[str, ...] = ()


def column(name: str, said: Said, module: Module) -> Field:
    """A column as a field without its place."""
    options = said.options
    declared = _declared(said, module)
    many = module.flag(options.get("array")) is True or declared == "simple-array"
    typed = declared or said.annotation
    choices = module.texts(options.get("enum")) or said.literal or module.choices(_bare(typed))
    given = said.kind in GENERATED or "default" in options or bool(options.get("generated"))
    nullable = module.flag(options.get("nullable")) is True or said.kind == "DeleteDateColumn"
    primary = said.kind in PRIMARY or module.flag(options.get("primary")) is True
    length = module.number(options.get("length"))
    if length is None and (text := module.text(options.get("length") or options.get("size"))) and text.isdecimal():
        length = int(text)
    column = module.text(options.get("name")) or ""
    words = (column if differs(column, name) else "", module.text(options.get("comment")) or "")
    return Field(
        name + "[]" * (many or (not declared and typed.endswith("[]"))),
        (typed or _usual(said.kind)) + "[]" * (many and declared != "simple-array"),
        None,
        None if said.kind in _OPEN else not (nullable or given),
        ": ".join(filter(None, words)),
        choices,
        primary=primary,
        unique=primary or module.flag(options.get("unique")) is True,
        format="date-time" if not declared and _bare(typed) == "Date" else "",
        default=given,
        length=length,
        direction="out" if said.kind in _OPEN else "",
    )


def relation(name: str, said: Said, target: str, join: Mapping[str, Node] | None, module: Module) -> Field:
    """A relation as a field without its place; its own key where this side holds it (``join`` not None)."""
    held = said.kind == "ManyToOne" or join is not None
    held = held and said.kind in TO_ONE
    primary = module.flag(said.options.get("primary")) is True
    needed = primary or module.flag(said.options.get("nullable")) is False
    key = module.text((join or {}).get("name")) or ""
    return Field(
        name,
        said.annotation or target,
        None,
        needed if held else None,
        key if differs(key.lower().removesuffix("id"), name) else "",
        primary=primary,
        references=Reference(target, module.text((join or {}).get("referencedColumnName"))) if held else None,
    )


def target(node: Node | None, module: Module) -> str:
    """What a relation leads to: ``() => User``, ``type => User``, ``"User"``."""
    found = returned(node)
    return module.text(found) or (module.code.words(found).strip("()") if found else "")


def _declared(said: Said, module: Module) -> str:
    """The type that a column is given, with the digits of a number; empty where it is left to the annotation."""
    node = said.first or said.options.get("type")
    if said.kind == "PrimaryGeneratedColumn" and said.first:
        return module.text(said.first) or ""
    found = module.text(node) or (module.code.words(node) if node and node.type == "identifier" else "")
    digits = [module.number(said.options.get(key)) for key in ("precision", "scale")]
    if found.lower() in _SIZED and digits[0] is not None:
        return f"{found}({', '.join(str(digit) for digit in digits if digit is not None)})"
    return found


def _usual(kind: str) -> str:
    return "datetime" if "Date" in kind else "number" if kind in ("PrimaryGeneratedColumn", "VersionColumn") else ""


def _bare(declared: str) -> str:
    """A type without what says that it may be none, or that there are many."""
    parts = [part.strip() for part in declared.split("|")]
    kept = [part for part in parts if part not in ("null", "undefined")]
    return kept[0].removesuffix("[]") if len(kept) == 1 else declared
