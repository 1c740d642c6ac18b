"""BigQuery table schemas in JSON: a list of fields, as `bq` and client libraries take it, or a whole table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Record, Reference, Source
from minlint.read.input import Input
from minlint.read.members import count, mappings, text, words
from minlint.read.remarks import without

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options

NAME = "bigquery"
TITLE = "BigQuery schema JSON: lists of fields, and tables as the API shows them"
KIND: Kind = "schema"
SUFFIXES = (".json",)
MARKS = ('"mode"', '"STRING"', '"INTEGER"', '"INT64"', '"TIMESTAMP"')
READS = """Fields with type, mode (`REQUIRED`, `NULLABLE`, `REPEATED` as `a[]`), description, `maxLength`, precision and
scale, those within a `RECORD`; a table's primary and foreign keys. Policy tags are labels."""
IDIOM = """`minlint: purpose=…` and `minlint: allow …` in a `description`, of a field or of the table."""
LIMITS = """A list of fields has no name: the record is called after its file. Policy tags are known by their
resource names alone."""

_TYPES = frozenset(
    """string bytes integer int64 float float64 numeric bignumeric boolean bool timestamp date time datetime geography
    record struct json interval range""".split()  # noqa: SIM905
)
_MODES = frozenset(("NULLABLE", "REQUIRED", "REPEATED"))
_BEGINS = re.compile(rb"\A\s*[\[{]")
_FIELD = re.compile(
    rb'"type"\s*:\s*"(?:STRING|BYTES|INT|FLOAT|NUMERIC|BIG|BOOL|TIME|DATE|GEO|RECORD|STRUCT|JSON)', re.IGNORECASE
)
_SAYS = re.compile(rb'"kind"\s*:\s*"bigquery#|"mode"\s*:\s*"(?:NULLABLE|REQUIRED|REPEATED)"')
_DEPTH = 15  # BigQuery's own limit of records within each other


def claims(source: Input) -> bool:
    """Whether this lists fields, each with a name and a type of BigQuery's, and says a mode or types in capitals."""
    from minlint.read.trees import claimed

    head = source.head
    return bool(_BEGINS.match(head) and _FIELD.search(head)) and claimed(source, _declares, _is_one)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.room import Room
    from minlint.read.trees import opened, tree

    root, places, room = opened(source), Places(source.text), Room(source.text)
    record = _record(root, source.name, places)
    fields = room.take(_fields(_listed(root), places), None)
    keyed = tuple(_keyed(root, fields))
    problems = (*tree(source).problems, *room.problems)
    return Source(source.name, NAME, KIND, (record._replace(fields=keyed),), problems, text=source.text, stored=True)


def _declares(source: Input) -> bool:
    """Whether a file that doesn't parse says that it is a table, or says modes as only BigQuery does."""
    return bool(_SAYS.search(source.head))


def fields_of(root: Node, places: Places) -> Iterator[Field]:
    """The fields of a schema, wherever it stands: a list of them, or a mapping that holds one."""
    return _fields(_listed(root), places)


def _listed(root: Node) -> list[Node]:
    """The fields: the list that this is, or that of a schema in it."""
    if isinstance(root.value, list):
        return [item for item in root.value if isinstance(item.value, dict)]
    return mappings(root.get("schema") or root, "fields")


def _is_one(root: Node) -> bool:
    fields = _listed(root)
    if not fields or (isinstance(root.value, list) and len(fields) < len(root.value)):
        return False
    known = all(text(field, "name") and text(field, "type").lower() in _TYPES for field in fields)
    told = any(text(field, "mode").upper() in _MODES for field in fields)
    return known and (told or all(text(field, "type").isupper() for field in fields))


def _record(root: Node, name: str, places: Places) -> Record:
    from minlint.read.attributes import remarked
    from minlint.read.json_schema.records import stem

    about = root.get("tableReference")
    named = about.get("tableId") if about else None
    called = ".".join(filter(None, (text(about, "datasetId"), text(about, "tableId"))))
    return Record(
        called or stem(name),
        (),
        places.bare(named.span) if named else None,
        without(text(root, "description")).strip(),
        markers=tuple(remarked(root.get("description"), places)),
    )


def _fields(listed: list[Node], places: Places, prefix: str = "", depth: int = 0) -> Iterator[Field]:
    from minlint.read.attributes import remarked

    for node in listed:
        named = node.get("name")
        if named is None or not text(node, "name"):
            continue
        mode, inner = text(node, "mode").upper(), mappings(node, "fields")
        path = prefix + text(node, "name") + ("[]" if mode == "REPEATED" else "")
        tags = node.get("policyTags")
        yield Field(
            path,
            _type(node),
            places.bare(named.span),
            mandatory=mode == "REQUIRED" and not text(node, "defaultValueExpression"),
            comment=without(text(node, "description")).strip(),
            container=bool(inner),
            default=bool(text(node, "defaultValueExpression")),
            length=_number(node, "maxLength"),
            markers=tuple(remarked(node.get("description"), places)),
            labels=tuple(words(tags.get("names"))) if tags else (),
        )
        if depth < _DEPTH:
            yield from _fields(inner, places, path + ".", depth + 1)


def _type(node: Node) -> str:
    """The type with its precision and scale, as DDL would have it."""
    numbers = [str(number) for key in ("precision", "scale") if (number := _number(node, key))]
    return text(node, "type") + (f"({','.join(numbers)})" if numbers else "")


def _number(node: Node, key: str) -> int | None:
    """A number, which the API writes as a string."""
    said = text(node, key)
    return int(said) if said.isdecimal() and 0 < len(said) < 10 and int(said) else count(node.get(key))


def _keyed(root: Node, fields: tuple[Field, ...]) -> Iterator[Field]:
    """The fields with what a table's constraints say of its keys."""
    constraints = root.get("tableConstraints")
    key = constraints.get("primaryKey") if constraints else None
    primary = set(words(key.get("columns"))) if key else set()
    references = dict(_references(constraints))
    for field in fields:
        yield field._replace(
            primary=field.path in primary,
            unique=primary == {field.path},
            references=references.get(field.path),
        )


def _references(constraints: Node | None) -> Iterator[tuple[str, Reference]]:
    for key in mappings(constraints, "foreignKeys"):
        table = key.get("referencedTable")
        record = ".".join(filter(None, (text(table, "datasetId"), text(table, "tableId"))))
        for pair in mappings(key, "columnReferences"):
            yield text(pair, "referencingColumn"), Reference(record, text(pair, "referencedColumn") or None)
