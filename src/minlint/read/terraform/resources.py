"""From a Terraform file's blocks to records: the resources that declare fields."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from minlint.errors import SyntaxProblem, Unreadable
from minlint.located import Node, Places, parse_json
from minlint.model import Field, Marker, Problem, Record, Span
from minlint.read import beside
from minlint.read.attributes import remarked
from minlint.read.input import Input
from minlint.read.keyed import TYPES, attribute
from minlint.read.margins import Comment, Margins
from minlint.read.structs import taken_apart
from minlint.read.terraform.parser import Block, Parser
from minlint.read.terraform.tree import top_of
from minlint.read.tokens import Cursor, Lexed, Token
from minlint.read.trees import opened
from minlint.tuples import NamedTuple


class Columns(NamedTuple):
    """How a resource declares its columns: the blocks that lead to one, and what its parts are called."""

    path: tuple[str, ...]
    name: str = "name"
    type: str = "type"
    keys: tuple[str, ...] = ()


_COLUMNS = {
    "aws_glue_catalog_table": (Columns(("storage_descriptor", "columns")), Columns(("partition_keys",))),
    "aws_dynamodb_table": (Columns(("attribute",), keys=("hash_key", "range_key")),),
    "aws_keyspaces_table": (Columns(("schema_definition", "column")),),
    "aws_cognito_user_pool": (Columns(("schema",), type="attribute_data_type"),),
    "aws_sagemaker_feature_group": (
        Columns(("feature_definition",), "feature_name", "feature_type", ("record_identifier_feature_name",)),
    ),
    "snowflake_table": (Columns(("column",)),),
    "snowflake_external_table": (Columns(("column",)),),
    "snowflake_hybrid_table": (Columns(("column",)),),
    "snowflake_dynamic_table": (Columns(("column",)),),
    "databricks_sql_table": (Columns(("column",)),),
    "azurerm_cosmosdb_cassandra_table": (Columns(("schema", "column")),),
}
_DATASETS = (Columns(("schema_column",)),)
_INDEXES = ("elasticstack_elasticsearch_index", "elasticsearch_index", "opensearch_index")
_FILE = re.compile(r"""\$\{file\("([^"]+)"\)\}""")
_NAMES = ("name", "table_name", "table_id", "feature_group_name", "table")


class _Tree(NamedTuple):
    """A schema, the text that it stands in, and the place where it is named, where that is another text."""

    node: Node
    places: Places
    place: Span | None = None


class Resources:
    """One file's records."""

    def __init__(self, source: Input) -> None:
        self._source = source
        if source.suffix == ".json":
            self._cursor, comments = Cursor(source.text, Lexed([], [])), list[Comment]()
            self._top = top_of(opened(source), self._cursor.places)
        else:
            parser = Parser(source.text)
            self._cursor, self._top, comments = parser.cursor, parser.top, parser.lexed.comments
        self.problems: list[Problem] = self._cursor.problems
        self.margins = Margins(source.text, comments, self._cursor.places)
        self._opened: set[int] = set()  # the lines on which a record's fields begin
        self._blocks = [block for block in self._top.blocks if _type(block)]

    def head(self) -> tuple[Marker, ...]:
        """The words for minlint about the whole file."""
        first = min((self._cursor.line(block.first) for block in self._top.blocks), default=1)
        return (*beside.head(self.margins, first), *self._remarked(self._top))

    def _remarked(self, block: Block) -> tuple[Marker, ...]:
        """The words for minlint under ``//``, the key of comments in JSON."""
        return tuple(remarked(block.get("//"), self._cursor.places))

    def records(self) -> tuple[Record, ...]:
        """Every resource that declares fields, in the file's order."""
        records = (self._record(block) for block in self._blocks)
        return tuple(record for record in records if record.fields)

    def _record(self, block: Block) -> Record:
        cursor = self._cursor
        self._opened = set()
        fields = tuple(self._fields(block))
        key = next((key for key in _NAMES if block.text(key) and "${" not in block.text(key)), "")
        node = block.get(key) if key else None
        first, last = cursor.line(block.first), cursor.line(block.last)
        lines = self._opened | {field.span.line for field in fields if field.span}
        return Record(
            block.text(key) if key else block.labels[-1].text,
            fields,
            cursor.places.bare(node.span) if node else cursor.span(block.labels[-1]),
            block.text("description") or block.text("comment") or self.margins.words(first),
            markers=(*beside.record(self.margins, first, last, lines), *self._remarked(block)),
        )

    def _fields(self, block: Block) -> Iterator[Field]:
        kind = _type(block)
        if kind == "google_bigquery_table":
            yield from self._bigquery(block)
        elif kind in _INDEXES:
            yield from self._index(block)
        else:
            declared = _COLUMNS.get(kind, _DATASETS)
            found = (field for columns in declared for field in self._columns(block, columns))
            yield from taken_apart(found) if kind == "aws_glue_catalog_table" else found
        if kind == "aws_dynamodb_table":
            yield from self._named(block)

    def _columns(self, block: Block, columns: Columns) -> Iterator[Field]:
        keys = [block.text(key) for key in columns.keys]
        keys = [*filter(None, keys), *_cassandra_keys(block, columns.path[0])]
        for item in _items(block, columns.path, self._cursor.places):
            if name := item.text(columns.name):
                yield self._column(item, columns, name, keys)

    def _column(self, item: Block, columns: Columns, name: str, keys: list[str]) -> Field:
        node, kind = item.get(columns.name), item.text(columns.type)
        assert node is not None  # it has a name
        span = self._cursor.places.bare(node.span)
        lines = sorted({self._cursor.line(item.first), span.line})
        self._opened.update(lines)
        nullable, required = item.get("nullable"), item.get("required")
        said = item.text("comment") or item.text("description")
        return Field(
            name,
            TYPES.get(kind, kind),
            span,
            mandatory=name in keys
            or (nullable is not None and nullable.value is False)
            or (required is not None and required.value is True),
            comment=said or " ".join(filter(None, map(self.margins.words, lines))),
            primary=name in keys,
            unique=keys == [name],
            default=any(each.kind == "default" for each in item.blocks),
            markers=(*beside.field(self.margins, lines), *self._remarked(item)),
        )

    def _named(self, block: Block) -> Iterator[Field]:
        """The attributes that indexes carry along, and the one by which items expire: named without a type."""
        known = {item.text("name") for item in _items(block, ("attribute",), self._cursor.places)}
        for inner in block.blocks:
            if inner.kind in ("ttl", "global_secondary_index", "local_secondary_index"):
                said = inner.get("attribute_name" if inner.kind == "ttl" else "non_key_attributes")
                for node in said.value if said and isinstance(said.value, list) else [said] if said else []:
                    if isinstance(node.value, str) and node.value not in known:
                        known.add(node.value)
                        yield attribute(node.value, "", self._cursor.places.bare(node.span), ())

    def _bigquery(self, block: Block) -> Iterator[Field]:
        from minlint.read.formats import bigquery

        outside = [each for each in block.blocks if each.kind == "external_data_configuration"]
        for holder in (block, *outside):
            found = self._json(holder.get("schema"))
            for field in bigquery.fields_of(found.node, found.places) if found else ():
                yield self._noted(field, found)

    def _index(self, block: Block) -> Iterator[Field]:
        from minlint.read.formats import elasticsearch

        found = self._json(block.get("mappings"))
        for field in elasticsearch.fields_of(found.node, found.places) if found else ():
            yield self._noted(field, found)

    def _noted(self, field: Field, found: _Tree | None) -> Field:
        """A field of a schema that stands here, with what comments say of it; else where the schema is named."""
        if field.span is None or (found and found.place):
            return field._replace(span=found.place if found else None, markers=())
        said = beside.field(self.margins, [field.span.line])
        return field._replace(markers=tuple(dict.fromkeys((*field.markers, *said))))

    def _json(self, said: Node | None) -> _Tree | None:
        """A tree that is encoded here, written out as text, or lies in a file beside."""
        if said is None:
            return None
        file = said.get("file")
        if file and isinstance(file.value, str):
            return self._beside(file, file.value)
        if not isinstance(said.value, str):
            return _Tree(said, self._cursor.places)
        named = _FILE.fullmatch(said.value.strip())
        return self._beside(said, named[1]) if named else self._written(said)

    def _written(self, said: Node) -> _Tree | None:
        """JSON in a heredoc or in quotes, each part at its place where it is written as it is meant."""
        text, places = self._source.text, self._cursor.places
        start, end = places.offset(*said.span[:2]), places.offset(*said.span[2:])
        escaped = "\\" in text[start:end] and self._source.suffix == ".json"
        whole = said.value if escaped else re.sub(r"[^\r\n]", " ", text[:start]) + text[start:end]
        try:
            node = parse_json(whole, self._source.name)
        except SyntaxProblem as error:
            if "${" not in said.value:
                place = places.bare(said.span) if escaped else None
                line, column = (place.line, place.column) if place else (error.line, error.column)
                self.problems.append(Problem("E002", error.message, line, column))
            return None
        return _Tree(node, Places(whole), places.bare(said.span)) if escaped else _Tree(node, places)

    def _beside(self, said: Node, file: str) -> _Tree | None:
        path = file.replace("${path.module}", ".")
        folder = os.path.dirname(os.path.abspath(self._source.place)) if self._source.place else ""
        found = self._source.beside(os.path.join(folder, path)) if folder and "${" not in path else None
        try:
            place = self._cursor.places.bare(said.span)
            return _Tree(parse_json(found.text, found.name), Places(found.text), place) if found else None
        except (SyntaxProblem, Unreadable):
            return None


def _type(block: Block) -> str:
    """The type of a resource that declares fields; empty where it is none."""
    kind = block.labels[0].text if block.kind == "resource" and len(block.labels) == 2 else ""
    known = kind in _COLUMNS or kind in _INDEXES or kind == "google_bigquery_table"
    return kind if known or kind.startswith("azurerm_data_factory_dataset_") else ""


def _items(block: Block, path: tuple[str, ...], places: Places) -> Iterator[Block]:
    """The blocks at the end of a path, or the objects that an attribute of that name lists."""
    step, rest = path[0], path[1:]
    for inner in block.blocks:
        if inner.kind == step:
            yield from _items(inner, rest, places) if rest else [inner]
    said = block.get(step)
    for node in said.value if said and isinstance(said.value, list) else [said] if said else []:
        if isinstance(node.value, dict):
            start = places.offset(*node.span[:2])
            item = Block(step, Token("sign", "{", start, start + 1), [])
            item.attributes = node.value
            yield from _items(item, rest, places) if rest else [item]


def _cassandra_keys(block: Block, step: str) -> list[str]:
    """The names of columns that keys are made of, in blocks beside the columns."""
    return [
        key.text("name")
        for inner in block.blocks
        if inner.kind == step
        for key in inner.blocks
        if key.kind in ("partition_key", "clustering_key", "cluster_key")
    ]
