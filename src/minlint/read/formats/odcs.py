"""Data contracts of the Open Data Contract Standard (Bitol), 3.x and 2.x, in YAML and JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from minlint.model import Field, Kind, Marker, Record, Reference, Source
from minlint.read.input import Input
from minlint.read.members import choices, count, is_true, mappings, meaning, text, words
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options
    from minlint.read.notes import Notes
    from minlint.read.room import Room

NAME = "odcs"
TITLE = "Open Data Contract Standard (ODCS) 2 and 3, in YAML or JSON"
KIND: Kind = "schema"
SUFFIXES = (".odcs.yaml", ".odcs.yml", ".odcs.json", ".yaml", ".yml", ".json")
MARKS = ("DataContract",)
READS = """The properties of each object of `schema` (in version 2 the columns of each table of `dataset`), down into
`properties`, `items` and `map`: physical and logical type, `logicalTypeOptions`, `required`, `unique`, `primaryKey`,
`relationships`, `enum`, valid values of quality rules, business name and description. `classification` (a word, or
assignments of taxonomies as in RFC-0053), tags and custom properties about classes or personal data are labels."""
IDIOM = """Custom properties `purpose` and `minlint` of the contract, an object or a property; in YAML also
`# minlint: …` comments."""
LIMITS = """What is referred to in other files or by URL isn't fetched. A contract's own text of its purpose is a
person's description of it, not a purpose of the manifest; `minlint import odcs` drafts one."""

_SAYS = re.compile(rb"""["']?kind["']?\s*:\s*["']?DataContract\b""")
_VERSION = re.compile(r"v?[23]\.")
_DEPTH = 40  # properties within each other; what lies deeper is one field


class Contract(NamedTuple):
    """What a contract's text is read with."""

    places: Places
    notes: Notes
    room: Room


def claims(source: Input) -> bool:
    """Whether this says that it is a data contract of a version that is known, and has a schema."""
    from minlint.read.trees import claimed

    return bool(_SAYS.search(source.head)) and claimed(source, lambda _: True, _is_one)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid YAML or JSON."""
    from minlint.located import Places
    from minlint.read.notes import Notes
    from minlint.read.room import Room
    from minlint.read.trees import opened, tree

    root, places, room = opened(source), Places(source.text), Room(source.text)
    contract = Contract(places, Notes(source.text, root, places), room)
    records = [_record(item, contract) for item in mappings(root, "schema")]
    records += [_table(item, contract) for item in mappings(root, "dataset")]
    return Source(
        source.name,
        NAME,
        KIND,
        tuple(record for record in records if record and record.fields),
        (*tree(source).problems, *room.problems),
        (*_markers(root, places), *contract.notes.head()),
        text=source.text,
        stored=True,
    )


def _is_one(root: Node) -> bool:
    version = root.get("apiVersion")
    says = text(root, "kind") == "DataContract" and version and _VERSION.match(str(version.value))
    return bool(says and (mappings(root, "schema") or mappings(root, "dataset")))


def _named(node: Node, *keys: str) -> Node | None:
    """What something is called: the first of some keys that holds words."""
    return next((said for key in keys if text(node, key) and (said := node.get(key))), None)


def _record(item: Node, contract: Contract) -> Record | None:
    named = _named(item, "physicalName", "name")
    if named is None:
        return None
    references = dict(_relationships(item))
    fields = (
        field._replace(references=field.references or references.get(field.path))
        for part in mappings(item, "properties")
        for field in _property(part, "", contract)
    )
    return Record(named.value.strip(), contract.room.take(fields, named.span), *_about(item, named, contract))


def _table(item: Node, contract: Contract) -> Record | None:
    """A table of version 2."""
    named = _named(item, "physicalName", "table")
    if named is None:
        return None
    fields = (field for part in mappings(item, "columns") if (field := _column(part, contract)))
    return Record(named.value.strip(), contract.room.take(fields, named.span), *_about(item, named, contract))


def _about(item: Node, named: Node, contract: Contract) -> tuple[Any, ...]:
    """A record's place and comment; rows, sample and markers."""
    said = (*_markers(item, contract.places), *contract.notes.at((item.span.line, named.span.line)))
    return contract.places.bare(named.span), _meaning(item, named), None, None, tuple(dict.fromkeys(said))


def _column(node: Node, contract: Contract) -> Field | None:
    named = _named(node, "physicalName", "column")
    if named is None:
        return None
    nullable = node.get("isNullable")
    primary = is_true(node, "isPrimary") or is_true(node, "isPrimaryKey")
    known = nullable is not None and isinstance(nullable.value, bool)
    return _field(node, named, named.value.strip(), contract)._replace(
        mandatory=(not nullable.value if nullable and known else None) if not primary else True,
        primary=primary,
        unique=is_true(node, "isUnique"),
    )


def _property(node: Node, prefix: str, contract: Contract, depth: int = 0) -> Iterator[Field]:
    """A property, then those within it."""
    named = _named(node, "physicalName", "name")
    if named is None:
        return
    options = node.get("logicalTypeOptions")
    field = _field(node, named, prefix + named.value.strip(), contract)._replace(
        mandatory=is_true(node, "required") or is_true(node, "primaryKey"),
        primary=is_true(node, "primaryKey"),
        unique=is_true(node, "unique"),
        references=_reference(node),
        format=text(options, "format"),
        length=count(options.get("maxLength")) if options else None,
        enum=_choices(node),
    )
    yield from _within(node, field, contract, depth)


def _within(node: Node, field: Field, contract: Contract, depth: int) -> Iterator[Field]:
    """A field with what a property holds: properties of its own, those of its elements, or a map's values."""
    inner, path, own = node, field.path, field
    while depth < _DEPTH:
        depth += 1
        mapped = inner.get("map")
        if (items := inner.get("items")) and isinstance(items.value, dict):
            inner, path = items, f"{path}[]"
        elif mapped and (value := mapped.get("value")) and isinstance(value.value, dict):
            inner, path, own = value, path + ".{key}", own._replace(container=True)
        else:
            break
    parts = mappings(inner, "properties")
    if path == field.path or path.endswith("[]"):
        yield own._replace(path=path, container=bool(parts), enum=own.enum or _choices(inner))
    else:
        yield own
        if not parts:
            yield _value(inner, own, path)
    for part in parts:
        yield from _property(part, path + ".", contract, depth)


def _value(node: Node, above: Field, path: str) -> Field:
    """The values of a map, which have no name of their own."""
    return above._replace(path=path, type=_type(node), container=False, mandatory=False, markers=())


def _field(node: Node, named: Node, path: str, contract: Contract) -> Field:
    from minlint.read.labels import labels

    lines = (node.span.line, named.span.line)
    said = (*_markers(node, contract.places), *contract.notes.at(lines))
    return Field(
        path,
        _type(node),
        contract.places.bare(named.span),
        comment=_meaning(node, named),
        markers=tuple(dict.fromkeys(said)),
        labels=tuple(dict.fromkeys((*_classes(node), *labels(node.get("tags")), *_custom(node)))),
    )


def _meaning(node: Node, named: Node) -> str:
    """What people call it, and its description; the logical name where only the physical one is its name."""
    called = text(node, "businessName") or text(node, "name", "column", "table")
    return meaning(called if called != named.value.strip() else "", text(node, "description"))


def _type(node: Node) -> str:
    return text(node, "physicalType", "logicalType")


def _classes(node: Node) -> Iterator[str]:
    """The classification: a word, or the value of each assignment."""
    said = node.get("classification")
    yield from words(said)
    for assigned in mappings(node, "classification"):
        yield from words(assigned.get("value"))


def _custom(node: Node) -> Iterator[str]:
    """Custom properties that speak of classes or of personal data."""
    from minlint.read.labels import TELLING, said_under

    for item in mappings(node, "customProperties"):
        if TELLING.search(key := text(item, "property")) and (value := item.get("value")):
            yield from said_under(key, value)


def _markers(node: Node, places: Places) -> Iterator[Marker]:
    from minlint.read import attributes

    for item in mappings(node, "customProperties"):
        key = text(item, "property").lower()
        if key == "purpose":
            yield from attributes.purposes(item.get("value"), places)
        elif key == "minlint":
            yield from attributes.waivers(item.get("value"), places)


def _choices(node: Node) -> tuple[str, ...]:
    """The values that `enum` lists, else those that a quality rule holds valid."""
    listed = node.get("enum")
    values = listed.plain if listed and isinstance(listed.value, list) else []
    for rule in mappings(node, "quality") if not values else ():
        given = rule.get("arguments") or rule
        if (said := given.get("validValues")) and isinstance(said.value, list):
            values = said.plain
    return choices([value.get("value") if isinstance(value, dict) else value for value in values])


def _reference(node: Node) -> Reference | None:
    for item in mappings(node, "relationships"):
        if said := words(item.get("to")):
            return _target(said[0])
    return None


def _relationships(item: Node) -> Iterator[tuple[str, Reference]]:
    """What an object says its properties refer to."""
    for each in mappings(item, "relationships"):
        for own, other in zip(words(each.get("from")), words(each.get("to")), strict=False):
            yield own.rpartition(".")[2], _target(other)


def _target(said: str) -> Reference:
    """`accounts.id`, or a path of identifiers `schema/accounts/properties/id`, perhaps behind another file's."""
    parts = [part for part in re.split(r"[./]", said.rpartition("#")[2]) if part not in ("", "schema", "properties")]
    return Reference(".".join(parts[:-1]) or said, parts[-1]) if len(parts) > 1 else Reference(said)
