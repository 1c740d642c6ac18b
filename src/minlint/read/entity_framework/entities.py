"""The entities of a file, with what they extend and own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice

from minlint.model import Field, Record, Reference
from minlint.read.annotated import Annotation, Class, Member, Unit, lineage
from minlint.read.content import Content, content
from minlint.read.entity_framework import contexts, fluent, sharp
from minlint.read.entity_framework.columns import column, inner, is_scalar, value_of
from minlint.read.input import Input
from minlint.read.names import differs
from minlint.tuples import NamedTuple

_HINT = re.compile(r"\{\s*get;\s*(?:\w+\s+)?(?:set|init);|\[(?:Key|Required|Column|Table)\b")
_BODIES = frozenset(("block", "arrow_expression_clause", "accessor_list"))
_KINDS = frozenset(
    ("Table", "Owned", "ComplexType", "Keyless", "PrimaryKey", "Index", "Comment", "EntityTypeConfiguration")
)
_OF_PROPERTIES = frozenset(
    """Key Required MaxLength StringLength Column ForeignKey InverseProperty DatabaseGenerated EmailAddress Phone Range
    Timestamp ConcurrencyCheck DataType NotMapped Precision Unicode RegularExpression CreditCard Url""".split()  # noqa: SIM905
)
_DEEPEST, _LARGEST = 6, 10_000  # what owns what it owns; fields of one entity


class Seen(NamedTuple):
    """What is known of a file's classes besides themselves."""

    unit: Unit
    kept: frozenset[str]
    said: dict[tuple[str, str], tuple[Annotation, ...]]
    knows_null: bool


def read(source: Input) -> tuple[Content, bool]:
    """Its classes that are kept or that attributes describe, and whether any of them is kept."""
    unit = sharp.unit(source)
    kept = contexts.kept(source.text) | contexts.known(source)
    nulls = _tells_null(source.text) or contexts.knows_null(source)
    seen = Seen(unit, kept, fluent.said(unit.code), nulls)
    classes = [each for each in unit.classes if each.members and _is_one(each, seen)]
    bases = {base.name for each in classes for base in lineage(each, _named)[:-1]}
    owned = {inner(member.type)[0] for each in classes for member in each.members if _owned(each, member, seen)}
    shown = [each for each in classes if each.name in kept or each.name not in bases | owned]
    stored = any(each.name in kept or not {a.name for a in each.annotations}.isdisjoint(_KINDS) for each in shown)
    stored = stored or any(member.get("Key") for each in shown for member in each.members)
    problems = unit.code.lost([each.node for each in classes], _BODIES, _HINT)
    return content((_record(each, seen) for each in shown), problems, unit.code.margins), stored


def _tells_null(text: str) -> bool:
    """Whether a text itself shows that references are never null unless they say so."""
    return bool(re.search(r"#nullable\s+enable|\bstring\?|=\s*(?:null|default)!\s*;", text))


def _is_one(item: Class, seen: Seen) -> bool:
    if item.name in seen.kept or any(each.name in _KINDS for each in item.annotations):
        return True
    return any(each.name in _OF_PROPERTIES for member in item.members for each in member.annotations)


def _named(unit: Unit, name: str) -> Class | None:
    return unit.named(name, _places, sharp.unit)


def _places(unit: Unit, name: str) -> Iterator[str]:
    """Where a class may stand: in a file of its name beside this one, or in a folder beside."""
    folder = os.path.dirname(os.path.abspath(unit.source.place or ""))
    for within in (".", "..", "../Models", "../Entities", "../Enums", "Enums", "Common", "../Common", "ValueObjects"):
        yield os.path.normpath(os.path.join(folder, within, f"{name}.cs"))


def _record(item: Class, seen: Seen) -> Record:
    code = seen.unit.code
    comment, markers = code.said(item.node, item.key, item.node)
    table = item.get("Table")
    name = table.text("value") if table else ""
    renamed = differs(name, item.name) and differs(name.lower().removesuffix("s"), item.name)
    said = item.get("Comment")
    words = (name if renamed else "", said.text("value") if said else "", _plain(comment))
    fields = tuple(islice(_fields(item, "", seen, 0), _LARGEST))
    unique = {each.text("value") for each in item.annotations if each.name == "Index" and each.flag("IsUnique")}
    unique -= {each.text("value") for each in item.annotations if "value1" in each.given}
    keys = {text for each in item.annotations if each.name == "PrimaryKey" for text in map(str, each.given.values())}
    made = tuple(
        field._replace(unique=field.unique or field.path in unique, primary=field.primary or field.path in keys)
        for field in fields
    )
    return Record(item.name, made, code.span(item.key), ": ".join(filter(None, words)), markers=markers)


def _plain(comment: str) -> str:
    """A comment without the tags of its documentation."""
    return " ".join(re.sub(r"</?\w+[^<>]*>", " ", comment).split())


def _fields(item: Class, prefix: str, seen: Seen, depth: int) -> Iterator[Field]:
    """The columns of a class and of those it extends. What stands in another file has no place."""
    members = {member.name: (base, member) for base in lineage(item, _named) for member in base.members}
    names = frozenset(members)
    for base, member in members.values():
        said = seen.said.get((item.name, member.name), ())
        each = member._replace(annotations=(*member.annotations, *said))
        if not each.get("NotMapped"):
            yield from _member(item, base, each, names, prefix, seen, depth)


def _member(
    item: Class, base: Class, member: Member, names: frozenset[str], prefix: str, seen: Seen, depth: int
) -> Iterator[Field]:
    kind, many = inner(member.type)
    other = None if is_scalar(kind) else _named(base.unit, kind)
    owned = _owned(item, member, seen) and other is not None
    enum = other is not None and bool(other.choices)
    if is_scalar(kind) or owned or enum or (other is None and not _leads(kind, many, member, names, seen)):
        key = not prefix and member.name.lower() in ("id", f"{item.name.lower()}id")
        field = column(member, other.choices if other else (), key, seen.knows_null)
        field = field._replace(references=_key(member, base))
    else:
        field = _relation(member, kind, many, names, seen)
    if base.unit is seen.unit:
        comment, markers = seen.unit.code.said(member.node, member.node)
        words = ": ".join(filter(None, (field.comment, _plain(comment))))
        field = field._replace(span=seen.unit.code.span(member.key), comment=words, markers=markers)
    held = value_of(member.type)
    field = field._replace(path=prefix + field.path, container=owned or bool(held))
    yield field
    if held:
        yield Field(f"{field.path}.{{key}}", held, field.span)
    if other and owned and depth < _DEEPEST:
        yield from _fields(other, f"{field.path}.", seen, depth + 1)


def _owned(item: Class, member: Member, seen: Seen) -> bool:
    """Whether what a property is of is a part of its class."""
    kind, _ = inner(member.type)
    said = seen.said.get((item.name, member.name), ())
    other = None if is_scalar(kind) else _named(item.unit, kind)
    marked = other is not None and other.get("Owned", "ComplexType") is not None
    return marked or any(each.name == "Owned" for each in said)


def _leads(kind: str, many: bool, member: Member, names: frozenset[str], seen: Seen) -> bool:
    """Whether a type that isn't known here is another entity's."""
    if kind in seen.kept or member.get("ForeignKey", "InverseProperty"):
        return True
    return (many and kind[:1].isupper() and not is_scalar(kind)) or f"{member.name}Id" in names


def _relation(member: Member, kind: str, many: bool, names: frozenset[str], seen: Seen) -> Field:
    """A property that is another entity; the key itself where none stands beside it."""
    held = not many and f"{member.name}Id" not in names and not member.get("ForeignKey", "InverseProperty")
    needed = not member.nullable and (seen.knows_null or member.get("Required", "required") is not None)
    return Field(
        member.name,
        member.type,
        mandatory=needed if held else None,
        references=Reference(kind) if held else None,
    )


def _key(member: Member, base: Class) -> Reference | None:
    """What a key points at: ``OrgId`` beside ``Org``, or one that ``ForeignKey`` names."""
    said = member.get("ForeignKey")
    own = said.text("value") if said else member.name.removesuffix("Id")
    if said is None:
        named = (each for each in base.members if each.get("ForeignKey"))
        own = next((each.name for each in named if _of(each) == member.name), own)
    leads = next((each for each in base.members if each.name == own and own != member.name), None)
    return Reference(inner(leads.type)[0]) if leads and not is_scalar(inner(leads.type)[0]) else None


def _of(member: Member) -> str:
    said = member.get("ForeignKey")
    return said.text("value") if said else ""
