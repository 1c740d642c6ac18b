"""The models of a file, with what they embed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from minlint.model import Field, Record, Reference
from minlint.read.content import Content, content
from minlint.read.gorm.structs import Package, Part, Struct, around, package, parts
from minlint.read.grammars import Code
from minlint.read.input import Input
from minlint.read.names import differs
from minlint.tuples import NamedTuple

_HINT = re.compile(r'gorm:"|gorm\.Model|\bstruct\s*\{')
_BODIES = frozenset(("block",))
_MODEL = (("ID", "uint"), ("CreatedAt", "time.Time"), ("UpdatedAt", "time.Time"), ("DeletedAt", "gorm.DeletedAt"))
_TIMES = frozenset(("time.Time", "gorm.DeletedAt", "sql.NullTime"))
_SCALAR = re.compile(r"(?:bool|string|byte|rune|any|interface\{\}|u?int\d*|float\d+|complex\d+|uintptr)\Z")
_DEEPEST, _LARGEST = 6, 10_000  # what embeds what it embeds; fields of one model


class Seen(NamedTuple):
    """A file's own structs, and the file to look beside."""

    code: Code
    own: Package
    source: Input

    def struct(self, name: str) -> Struct | None:
        """A struct of the file, or of its package."""
        if not re.fullmatch(r"\w+", name) or _SCALAR.match(name):
            return None
        return self.own.structs.get(name) or around(self.source).structs.get(name)

    def choices(self, name: str) -> tuple[str, ...]:
        """The values of a named type."""
        if not re.fullmatch(r"[A-Z]\w*", name) or name in self.own.structs:
            return ()
        return self.own.choices.get(name) or around(self.source).choices.get(name, ())


def read(source: Input) -> Content:
    """Read its models; a struct that others of the file embed is a part of them."""
    code = Code(source.text, "go")
    seen = Seen(code, package(code), source)
    models = _models(seen)
    embedded = {part.type for each in models for part in each.parts if not part.name or "embedded" in part.says()}
    kept = [each for each in models if each.name not in embedded or each.name in seen.own.tables]
    problems = code.lost([each.node for each in models], _BODIES, _HINT)
    records = (_record(each, seen) for each in kept)
    return content((record for record in records if record.fields), problems, code.margins)


def _models(seen: Seen) -> list[Struct]:
    """The structs of a file that are kept: those that say so, and those of the file that these lead to."""
    found = {each.name: each for each in seen.own.structs.values() if _is_one(each, seen)}
    waiting = list(found.values())
    while waiting:
        for part in waiting.pop().parts:
            other = seen.own.structs.get(re.sub(r"^[*\[\]]+", "", part.type))
            if other and other.name not in found and part.name[:1].isupper() and "-" not in part.says():
                found[other.name] = other
                waiting.append(other)
    return sorted(found.values(), key=lambda each: each.node.start_byte)


def _is_one(struct: Struct, seen: Seen) -> bool:
    return struct.name in seen.own.tables or any(
        "gorm" in part.tags or (not part.name and part.type == "gorm.Model") for part in struct.parts
    )


def _record(struct: Struct, seen: Seen) -> Record:
    comment, markers = seen.code.said(struct.node, struct.key, struct.node)
    table = seen.own.tables.get(struct.name, "")
    renamed = differs(table, struct.name) and differs(table.lower().removesuffix("s"), struct.name)
    found = {field.path: field for field in islice(_fields(struct, "", seen, 0), _LARGEST)}
    words = ": ".join(filter(None, (table if renamed else "", comment)))
    return Record(struct.name, _keyed(tuple(found.values())), seen.code.span(struct.key), words, markers=markers)


def _fields(struct: Struct, prefix: str, seen: Seen, depth: int) -> Iterator[Field]:
    yield from _of(struct.parts, struct.code, prefix, seen, depth)


def _of(found: tuple[Part, ...], code: Code, prefix: str, seen: Seen, depth: int) -> Iterator[Field]:
    for part in found:
        says = part.says()
        if "-" in says or depth > _DEEPEST:
            continue
        if not part.name:
            yield from _embedded(part, code, prefix, seen, depth)
        elif part.name[:1].isupper():
            yield from _field(part, says, code, prefix, seen, depth)


def _embedded(part: Part, code: Code, prefix: str, seen: Seen, depth: int) -> Iterator[Field]:
    """The fields of a struct that another embeds without a name; the library's own has four."""
    if part.type == "gorm.Model":
        span = seen.code.span(part.key) if code is seen.code else None
        for name, kind in _MODEL:
            form = "date-time" if kind != "uint" else ""
            own, given = name == "ID", name != "DeletedAt"
            yield Field(prefix + name, kind, span, False, primary=own, unique=own, default=given, format=form)
    elif struct := seen.struct(part.type.rpartition(".")[2] if "." not in part.type else ""):
        yield from _fields(struct, prefix, seen, depth + 1)


def _field(part: Part, says: dict[str, str], code: Code, prefix: str, seen: Seen, depth: int) -> Iterator[Field]:
    bare = re.sub(r"^[*\[\]]+", "", part.type)
    many = part.type.lstrip("*").startswith("[]") and part.type.lstrip("*") != "[]byte"
    struct = seen.struct(bare) if part.inner is None else None
    held = "embedded" in says or part.inner is not None or "serializer" in says
    related = struct is not None and not held and "type" not in says
    field = Field(part.name, part.type) if related else _column(part, says, many, seen.choices(bare))
    if code is seen.code:
        comment, markers = code.said(part.node, part.node)
        words = ": ".join(filter(None, (field.comment, comment)))
        field = field._replace(span=code.span(part.key), comment=words, markers=markers)
    inside = held and (struct is not None or part.inner is not None)
    yield field._replace(path=prefix + field.path, container=inside or part.type.startswith("map["))
    below = f"{prefix}{field.path}."
    if part.type.startswith("map["):
        yield Field(f"{below}{{key}}", part.type.partition("]")[2], field.span)
    elif part.inner is not None:
        yield from _of(tuple(parts(part.inner, code)), code, below, seen, depth + 1)
    elif struct and held:
        yield from _fields(struct, below, seen, depth + 1)


def _column(part: Part, says: dict[str, str], many: bool, choices: tuple[str, ...]) -> Field:
    declared = says.get("type", "")
    if (digits := says.get("precision", "")).isdecimal() and not declared:
        scale = says.get("scale", "")
        declared = f"decimal({digits}{', ' + scale if scale.isdecimal() else ''})"
    primary = "primarykey" in says or part.name.lower() == "id"
    numbered = primary and bool(re.match(r"u?int", part.type)) and says.get("autoincrement") != "false"
    given = "default" in says or numbered or bool(says.keys() & {"autocreatetime", "autoupdatetime", "autoincrement"})
    given = given or (part.name in ("CreatedAt", "UpdatedAt") and part.type == "time.Time")
    checks = ",".join((part.tags.get("validate", ""), part.tags.get("binding", ""))).split(",")
    column, size = says.get("column", ""), says.get("size", "")
    out = "->" in says and "<-" not in says
    bare = part.type.lstrip("*")
    return Field(
        part.name + "[]" * many,
        "enum" if declared.lower().startswith(("enum", "set(")) else declared.partition("'")[0].strip() or part.type,
        None,
        None if out else ("notnull" in _joined(says) or "required" in checks or primary) and not given,
        ": ".join(filter(None, (column if differs(column, part.name) else "", says.get("comment", "")))),
        choices or tuple(re.findall(r"'([^']*)'", declared)),
        primary=primary,
        unique=primary or "unique" in says or says.get("uniqueindex") == "",
        format="date-time" if bare in _TIMES and not declared else "",
        default=given,
        direction="out" if out else "",
        length=int(size) if size.isdecimal() and bare == "string" else None,
    )


def _joined(says: dict[str, str]) -> set[str]:
    return {key.replace(" ", "") for key in says}


def _keyed(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Keys with what they point at: ``OrgID`` beside ``Org Org``."""
    related = {field.path: re.sub(r"^[*\[\]]+", "", field.type) for field in fields if field.mandatory is None}
    made = []
    for field in fields:
        owner = field.path.removesuffix("ID").removesuffix("Id")
        if owner != field.path and owner in related and field.mandatory is not None:
            field = field._replace(references=Reference(related[owner]))
        made.append(field)
    return tuple(made)
