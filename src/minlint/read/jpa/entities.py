"""The entities, mapped superclasses and embeddables of a file, with what they extend and embed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice

from minlint.model import Field, Record
from minlint.read.annotated import Class, Member, Unit, lineage
from minlint.read.content import Content, content
from minlint.read.input import Input
from minlint.read.jpa import java, kotlin
from minlint.read.jpa.columns import TO_MANY, TO_ONE, column, inner, relation
from minlint.read.names import differs

_MAPPED = ("Entity", "MappedSuperclass", "Embeddable")
_HINT = re.compile(r"@(?:\w+:)?(?:Entity|Column|ManyToOne|OneTo\w+|Embedded|Id)\b|\bprivate\s+\w+\s+\w+\s*;")
_MARKS = ("Id", "EmbeddedId", "Column", *TO_ONE, *TO_MANY)  # of what is kept, at fields or at getters
_BODIES = frozenset("block constructor_body function_body statements lambda_literal".split())  # noqa: SIM905
_DEEPEST, _LARGEST = 6, 10_000  # what embeds what it embeds; fields of one entity


def read(source: Input) -> Content:
    """Read its entities; a superclass or an embeddable that others of the file use is a part of them."""
    unit = _unit(source)
    mapped = [each for each in unit.classes if each.get(*_MAPPED)]
    used = {base.name for each in mapped for base in lineage(each, _named)[:-1] if not base.get("Entity")}
    used |= {inner(member.type)[0] for each in mapped for member in each.members}
    kept = [each for each in mapped if each.get("Entity") or each.name not in used]
    return content(
        map(_record, kept), unit.code.lost([each.node for each in mapped], _BODIES, _HINT), unit.code.margins
    )


def _unit(source: Input, apart: bool = False) -> Unit:
    return kotlin.unit(source, apart) if source.suffix == ".kt" else java.unit(source, apart)


def _named(unit: Unit, name: str) -> Class | None:
    return unit.named(name, _places, _unit)


def _places(unit: Unit, name: str) -> Iterator[str]:
    """Where a class may stand: beside its file, or where an import says, below the same root."""
    folder = os.path.dirname(os.path.abspath(unit.source.place or ""))
    stem = os.path.join(folder, name)
    if name in unit.imports:
        within = unit.package.replace(".", os.sep)
        if not folder.endswith(within):
            return
        stem = os.path.join(folder[: len(folder) - len(within)], unit.imports[name].replace(".", os.sep))
    yield from (f"{stem}{end}" for end in (".java", ".kt"))


def _record(item: Class) -> Record:
    code = item.unit.code
    comment, markers = code.said(item.node, item.key, item.node)
    table = item.get("Table")
    name = table.text("name") if table else ""
    renamed = differs(name, item.name) and differs(name.lower().removesuffix("s"), item.name)
    fields = tuple(islice(_fields(item, "", item.unit, 0), _LARGEST))
    alone = {
        re.sub(r"[\W_]", "", names[0]).lower()
        for each in (table.nested("uniqueConstraints") if table else ())
        if len(names := each.texts("columnNames")) == 1
    }
    made = (field._replace(unique=True) if field.name.lower() in alone else field for field in fields)
    words = ": ".join(filter(None, (name if renamed else "", comment)))
    return Record(item.name, tuple(made), code.span(item.key), words, markers=markers)


def _fields(item: Class, prefix: str, at: Unit, depth: int) -> Iterator[Field]:
    """The columns of a class and of those it extends. What stands in another file than ``at`` has no place."""
    own = {member.name: (base, member) for base in lineage(item, _named) for member in _persistent(base)}
    for base, member in own.values():
        yield from _member(base, member, prefix, at, depth)


def _persistent(item: Class) -> list[Member]:
    """What of a class is kept: its fields, or its getters where these hold the annotations."""
    fields = [each for each in item.members if not each.getter]
    getters = [each for each in item.members if each.getter]
    if any(each.get(*_MARKS) for each in getters) and not any(each.get(*_MARKS) for each in fields):
        names = {each.name for each in fields}
        fields = [each for each in getters if each.annotations or each.name in names]
    return [each for each in fields if not each.get("Transient")]


def _member(base: Class, member: Member, prefix: str, at: Unit, depth: int) -> Iterator[Field]:
    unit = base.unit
    said = member.get(*TO_ONE, *TO_MANY)
    kind, many = inner(member.type)
    other = _named(unit, kind) if not said and kind[:1].isupper() else None
    embedded = other is not None and (other.get("Embeddable") is not None or member.get("Embedded", "EmbeddedId"))
    field = relation(member, said) if said else column(member, other.choices if other else ())
    if unit is at:
        comment, markers = at.code.said(member.node, member.node)
        words = ": ".join(filter(None, (field.comment, comment)))
        field = field._replace(span=at.code.within(member.key, "`"), comment=words, markers=markers)
    field = field._replace(path=prefix + field.path, container=bool(embedded) or many == ".{key}")
    yield field
    if many == ".{key}" and not embedded and not said:
        yield Field(f"{field.path}.{{key}}", kind, field.span, enum=field.enum)
    if other and embedded and depth < _DEEPEST:
        step = field.path + (many if many == ".{key}" else "")
        yield from _fields(other, f"{step}.", at, depth + 1)
