"""Ecto's schemas: their fields, keys and embedded schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Record, Reference
from minlint.read.content import Content, content
from minlint.read.ecto.elixir import Call, call, calls, is_true, kind, modules, pairs, text, texts
from minlint.read.grammars import Code
from minlint.read.names import differs
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node

_HINT = re.compile(r"\b(?:field|belongs_to|embeds_one|embeds_many|schema)\b")
_SCHEMAS = frozenset(("schema", "embedded_schema", "typed_schema", "typed_embedded_schema"))
_MANY = frozenset(("has_many", "many_to_many", "embeds_many"))
_DEEPEST = 6


class Module(NamedTuple):
    """A module with its schema, and the fields that its changesets ask for."""

    name: str
    key: Node
    node: Node
    schema: Call
    needed: frozenset[str]
    primary: Call | None


class Seen(NamedTuple):
    """A file and the modules with schemas in it; ``stamps`` and ``foreign`` are what they say of times and keys."""

    code: Code
    modules: dict[str, Module]
    stamps: dict[str, Node]
    foreign: str


def read(code: Code) -> Content:
    """Its schemas; one that others of the file embed is a part of them."""
    found = {made.name: made for name, key, each in modules(code) if (made := _module(name, key, each, code))}
    said = {each.name: each for _, _, one in modules(code) for each in _attributes(one, code)}
    stamps, foreign = said.get("timestamps_opts"), said.get("foreign_key_type")
    options = (stamps.options or pairs(stamps.at(0), code)) if stamps else {}
    seen = Seen(code, found, options, text(foreign.at(0), code) if foreign else "id")
    parts = {_last(name) for made in found.values() for name in _embedded(made.schema, code)}
    kept = [made for made in found.values() if _last(made.name) not in parts or made.schema.name == "schema"]
    problems = code.lost([made.schema.node for made in found.values()], (), _HINT)
    return content((_record(made, seen) for made in kept), problems, code.margins)


def _module(name: str, key: Node, made: Call, code: Code) -> Module | None:
    inner = list(calls(made.block, code))
    schema = next((each for each in inner if each.name in _SCHEMAS and each.block), None)
    if schema is None:
        return None
    return Module(name, key, made.node, schema, frozenset(_needed(made, code)), _primary(made, code))


def _needed(made: Call, code: Code) -> Iterator[str]:
    """The fields that ``validate_required`` names, also where an attribute of the module (``@required``) lists them."""
    attributes = {each.name: each for each in _attributes(made, code)}
    for node in code.find("(call) @it", made.node):
        if code.words(node.child_by_field_name("target")).rpartition(".")[2] == "validate_required":
            for given in call(node, code).given:
                operand = given.child_by_field_name("operand") if given.type == "unary_operator" else None
                named = attributes.get(code.words(operand))
                yield from texts(named.at(0) if named else given, code)


def _attributes(made: Call, code: Code) -> Iterator[Call]:
    """The attributes of a module: ``@required [:name]``."""
    for each in made.block.named_children if made.block else ():
        operand = each.child_by_field_name("operand") if each.type == "unary_operator" else None
        if operand and operand.type == "call":
            yield call(operand, code)


def _primary(made: Call, code: Code) -> Call | None:
    return next((each for each in _attributes(made, code) if each.name == "primary_key"), None)


def _embedded(schema: Call, code: Code) -> Iterator[str]:
    for each in calls(schema.block, code):
        if each.name in ("embeds_one", "embeds_many") and each.at(1):
            yield code.words(each.at(1))


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _record(made: Module, seen: Seen) -> Record:
    code, name = seen.code, _last(made.name)
    table = text(made.schema.at(0), code) if made.schema.name == "schema" else ""
    above, markers = code.said(made.node, made.key)
    own, said = code.said(made.schema.node, made.schema.target, made.schema.node)
    renamed = differs(table, name) and differs(table.lower().removesuffix("s"), name)
    words = ": ".join(filter(None, (table if renamed else "", above, own)))
    fields = [*_key(made, code), *_fields(made.schema.block, made.needed, "", seen, 0)]
    keyed = {field.path for field in fields if field.primary}
    if len(keyed) > 1:
        fields = [field._replace(unique=False) if field.path in keyed else field for field in fields]
    start = made.key.end_byte - len(name.encode())
    offset = code.offset(start)
    span = code.places.span(offset, offset + len(name))
    return Record(name, tuple(fields), span, words, markers=tuple(dict.fromkeys((*markers, *said))))


def _key(made: Module, code: Code) -> Iterator[Field]:
    """What ``@primary_key {:id, :binary_id, autogenerate: true}`` declares."""
    said = made.primary.at(0) if made.primary else None
    parts = said.named_children if said and said.type == "tuple" else []
    if len(parts) > 1:
        options = pairs(parts[2], code) if len(parts) > 2 else {}
        given = is_true(options.get("autogenerate"), code)
        name = text(parts[0], code)
        span = code.within(parts[0], ":")
        yield Field(name, kind(parts[1], code)[0], span, not given, primary=True, unique=True, default=given)


def _fields(block: Node | None, needed: frozenset[str], prefix: str, seen: Seen, depth: int) -> Iterator[Field]:
    for each in calls(block, seen.code):
        for field in _field(each, needed, seen, depth):
            yield field._replace(path=prefix + field.path)


def _field(each: Call, needed: frozenset[str], seen: Seen, depth: int) -> Iterator[Field]:
    code, name = seen.code, text(each.at(0), seen.code)
    comment, markers = code.said(each.node, each.at(0) if each.block and each.at(0) else each.node)  # type: ignore[arg-type]
    if each.name == "timestamps":
        yield from _timestamps(each, seen)
        return
    if not name or each.name not in (*_MANY, "field", "belongs_to", "has_one", "embeds_one"):
        return
    span = code.within(each.given[0], ":")
    field = Field(name, "", span, comment=comment, markers=markers)
    if each.name == "field":
        yield from _plain(field, each, needed, code)
    elif each.name == "belongs_to":
        yield _belongs(field, each, needed, seen)
    elif each.name.startswith("embeds"):
        yield from _embeds(field, each, needed, seen, depth)
    else:
        yield field._replace(type=code.words(each.at(1)) + "[]" * (each.name in _MANY))


def _plain(field: Field, each: Call, needed: frozenset[str], code: Code) -> Iterator[Field]:
    options = each.options
    declared, step = kind(each.at(1), code)
    given = "default" in options or "autogenerate" in options
    primary = is_true(options.get("primary_key"), code)
    source = text(options.get("source"), code)
    many = step == "[]"
    yield field._replace(
        path=field.path + "[]" * many,
        type=declared or "string",
        mandatory=(field.path in needed or primary) and not given,
        default=given,
        primary=primary,
        unique=primary,
        enum=tuple(texts(options.get("values"), code)),
        container=step == ".{key}",
        comment=": ".join(filter(None, (source if differs(source, field.path) else "", field.comment))),
    )
    inner = each.at(1)
    if step == ".{key}" and inner:
        yield Field(f"{field.path}.{{key}}", kind(inner.named_children[1], code)[0], field.span)


def _belongs(field: Field, each: Call, needed: frozenset[str], seen: Seen) -> Field:
    code = seen.code
    name = text(each.options.get("foreign_key"), code) or f"{field.path}_id"
    declared = text(each.options.get("type"), code) or seen.foreign
    leads = _last(code.words(each.at(1))) if each.at(1) else field.path
    own = text(each.options.get("references"), code)
    return field._replace(
        path=name,
        type=declared,
        mandatory=bool(needed & {name, field.path}),
        references=Reference(leads, own or None),
        primary=is_true(each.options.get("primary_key"), code),
    )


def _embeds(field: Field, each: Call, needed: frozenset[str], seen: Seen, depth: int) -> Iterator[Field]:
    """An embedded schema: in a block of its own, or of a module of the file."""
    many = "[]" * (each.name == "embeds_many")
    words = seen.code.words(each.at(1))
    other = next((made for name, made in seen.modules.items() if _last(name) == _last(words)), None)
    inside = each.block is not None or other is not None
    yield field._replace(path=field.path + many, type=words + many, mandatory=field.path in needed, container=inside)
    if depth >= _DEEPEST:
        return
    if each.block is not None:
        yield from _fields(each.block, frozenset(), f"{field.path}{many}.", seen, depth + 1)
    elif other is not None:
        yield from _fields(other.schema.block, other.needed, f"{field.path}{many}.", seen, depth + 1)


def _timestamps(each: Call, seen: Seen) -> Iterator[Field]:
    code, options = seen.code, {**seen.stamps, **each.options}
    declared = text(options.get("type"), code) or "naive_datetime"
    for key in ("inserted_at", "updated_at"):
        said = options.get(key)
        if said is None or code.words(said) != "false":
            name = text(said, code) or key
            yield Field(name, declared, code.span(each.target), False, default=True)
