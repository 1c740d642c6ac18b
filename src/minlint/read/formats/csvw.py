"""CSV on the Web: metadata of tables, in JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Marker, Problem, Record, Reference, Source
from minlint.read.input import Input
from minlint.read.members import count, is_true, mappings, meaning, text, words
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options
    from minlint.read.room import Room

NAME = "csvw"
TITLE = "CSV on the Web (CSVW) metadata"
KIND: Kind = "schema"
SUFFIXES = ("-metadata.json", ".csvm", ".json")
MARKS = ("w3.org/ns/csvw",)
READS = """The columns of each table's schema, also of one in a file beside it: names or titles, datatype with its
format and length, `required`, `separator` (`a[]`), `default`, descriptions, primary and foreign keys. A `propertyUrl`
of a vocabulary about people is a label."""
IDIOM = """`minlint:purpose` (one id or several) and `minlint:allow` (`allow …`) of a group, a table, a schema or a
column."""
LIMITS = """A schema behind a URL is never fetched. Virtual columns hold nothing of their own."""

_SAYS = re.compile(rb'"@context"\s*:\s*\[?\s*"https?://www\.w3\.org/ns/csvw')
_VOCABULARY = re.compile(r"schema\.org/|^schema:|foaf|vcard|w3id\.org/dpv|^(?:dpv|pd):", re.IGNORECASE)
_DESCRIBES = ("dc:description", "dcterms:description", "schema:description", "rdfs:comment", "dc:title")
_ELSEWHERE = "a schema that isn't beside this file, or lies behind a URL"


class Table(NamedTuple):
    """A table, or a schema that stands alone.

    ``schema`` is in this file unless ``apart``, None where it can't be had.
    """

    name: str
    owner: Node
    schema: Node | None
    apart: bool = False


def claims(source: Input) -> bool:
    """Whether its context is CSVW's and it describes columns."""
    from minlint.read.trees import claimed

    return bool(_SAYS.search(source.head)) and claimed(source, lambda _: True, _is_one)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.room import Room
    from minlint.read.trees import opened, tree

    root, places, room = opened(source), Places(source.text), Room(source.text)
    tables = list(_tables(root, source))
    lost = [table.owner.span for table in tables if table.schema is None]
    problems = [Problem("E002", _ELSEWHERE, span.line, span.column) for span in lost]
    records = [_record(table, places, room) for table in tables if table.schema]
    return Source(
        source.name,
        NAME,
        KIND,
        tuple(record for record in records if record.fields),
        (*tree(source).problems, *problems, *room.problems),
        _said(root, places) if root.get("tables") else (),
        text=source.text,
        stored=True,
    )


def _is_one(root: Node) -> bool:
    owners = mappings(root, "tables") or [root]
    return any(owner.get("tableSchema") or mappings(owner, "columns") for owner in (root, *owners))


def _tables(root: Node, source: Input) -> Iterator[Table]:
    from minlint.read.json_schema.records import stem
    from minlint.read.trees import beside

    shared = root.get("tableSchema")
    for owner in mappings(root, "tables") or [root]:
        url = text(owner, "url")
        name = stem(url.rpartition("/")[2].removesuffix(".csv")) if url else stem(source.name)
        said = owner.get("tableSchema") or shared
        if said is None:
            if mappings(owner, "columns"):
                yield Table(name, owner, owner)
        elif isinstance(said.value, str):
            found = beside(source, said.value)
            yield Table(name, owner, found if mappings(found, "columns") else None, apart=True)
        else:
            yield Table(name, owner, said)


def _record(table: Table, places: Places, room: Room) -> Record:
    """One table; its columns stand nowhere where they are described in another file."""
    schema = table.schema
    assert schema is not None  # the caller tells of those that can't be had
    keys, references = set(words(schema.get("primaryKey"))), dict(_references(schema))
    fields = (
        _keyed(field, keys, references)
        for node in mappings(schema, "columns")
        if (field := _column(node, places if not table.apart else None))
    )
    url = table.owner.get("url")
    markers = _said(table.owner, places)
    if table.owner is not schema and not table.apart:
        markers += _said(schema, places)
    span = places.bare(url.span) if url else None
    return Record(table.name, room.take(fields, span), span, text(table.owner, *_DESCRIBES), markers=markers)


def _keyed(field: Field, keys: set[str], references: dict[str, Reference]) -> Field:
    name = field.path.removesuffix("[]")
    return field._replace(
        primary=name in keys,
        unique=keys == {name},
        mandatory=field.mandatory or name in keys,
        references=references.get(name),
    )


def _column(node: Node, places: Places | None) -> Field | None:
    named = next((said for key in ("name", "titles") if (said := _first(node.get(key)))), None)
    if named is None or is_true(node, "virtual"):
        return None
    datatype = node.get("datatype")
    default = node.get("default") is not None
    titles = [title for title in _titles(node.get("titles")) if title != named.value]
    several = text(node, "separator") or node.get("separator")
    longest = datatype.get("maxLength") or datatype.get("length") if datatype else None
    return Field(
        named.value.strip() + ("[]" if several else ""),
        _type(datatype),
        places.bare(named.span) if places else None,
        mandatory=is_true(node, "required") and not default,
        comment=meaning(*titles[:1], text(node, *_DESCRIBES)),
        default=default,
        format=_format(datatype),
        length=count(longest),
        markers=_said(node, places),
        labels=tuple(word for word in words(node.get("propertyUrl")) if _VOCABULARY.search(word)),
    )


def _first(said: Node | None) -> Node | None:
    """A word, or the first of a list or of a map of languages."""
    while said and isinstance(said.value, (list, dict)):
        inner = said.value if isinstance(said.value, list) else [member.node for member in said.value.values()]
        said = inner[0] if inner else None
    return said if said and isinstance(said.value, str) and said.value.strip() else None


def _titles(said: Node | None) -> list[str]:
    """Every title, in whatever language."""
    if said and isinstance(said.value, dict):
        return [title for member in said.value.values() for title in words(member.node)]
    return words(said)


def _type(datatype: Node | None) -> str:
    """The datatype's name; where nothing is said, a string."""
    if datatype is None:
        return "string"
    return datatype.value if isinstance(datatype.value, str) else text(datatype, "base") or "string"


def _format(datatype: Node | None) -> str:
    said = datatype.get("format") if datatype else None
    return said.value if said and isinstance(said.value, str) else ""


def _references(schema: Node) -> Iterator[tuple[str, Reference]]:
    for key in mappings(schema, "foreignKeys"):
        target = key.get("reference")
        table = text(target, "resource", "schemaReference")
        record = table.rpartition("/")[2].removesuffix(".csv").removesuffix(".json")
        columns = words(target.get("columnReference")) if target else []
        for own, other in zip(words(key.get("columnReference")), columns, strict=False):
            yield own, Reference(record, other)


def _said(node: Node, places: Places | None) -> tuple[Marker, ...]:
    from minlint.read import attributes

    return tuple(attributes.markers(node, places, "minlint:purpose", "minlint:allow"))
