"""Mappings of Elasticsearch and OpenSearch, in index definitions, templates and what their interfaces answer."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Marker, Record, Source, Span
from minlint.read.beside import lifted
from minlint.read.input import Input
from minlint.read.members import count, text
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.located import Member, Node, Places
    from minlint.read import Options
    from minlint.read.notes import Notes

NAME = "elasticsearch"
TITLE = "Elasticsearch and OpenSearch mappings in JSON or YAML"
KIND: Kind = "schema"
SUFFIXES = (".json", ".yaml", ".yml")
MARKS = ("mappings", "keyword", "nested", "geo_point", "dense_vector")
READS = """The properties of an index's mapping, of index, component and older templates, of `GET _mapping`'s answer:
types, objects and nested ones (`a.b`), formats of dates, `ignore_above`, dimensions of vectors, runtime fields."""
IDIOM = """`_meta` of the mapping: `purpose` (one id or several), and `minlint`: `allow …`, or a mapping of fields to
that; `meta.minlint` of a field; in YAML also `# minlint: …` comments."""
LIMITS = """A mapping can't say what is mandatory, nor what is a list. Multi-fields, aliases and dynamic templates name
nothing new."""

_TYPES = frozenset(
    """text keyword constant_keyword wildcard match_only_text search_as_you_type completion semantic_text token_count
    long integer short byte double float half_float scaled_float unsigned_long date date_nanos boolean binary
    integer_range float_range long_range double_range date_range ip_range ip geo_point geo_shape point shape
    object nested flattened flat_object join percolator rank_feature rank_features dense_vector sparse_vector
    knn_vector alias version murmur3 histogram aggregate_metric_double xy_point xy_shape string""".split()  # noqa: SIM905
)
_SAYS = re.compile(
    rb"""["']?\bmappings["']?\s*:\s|["']?\btype["']?\s*:\s*["']?(?:keyword|text|nested|geo_point|date_nanos|dense_vector|long)\b"""
)
_BEGINS = re.compile(rb"""\A\s*\{?\s*["']?(?:mappings|settings|index_patterns)["']?\s*:""")
_TOO_DEEP = 60


class Mapping(NamedTuple):
    """A mapping, what it is called, and where that is said."""

    name: str
    node: Node
    span: Span | None


def claims(source: Input) -> bool:
    """Whether this maps fields to types that these engines know."""
    from minlint.read.trees import claimed

    return bool(_SAYS.search(source.head)) and claimed(
        source, _declares, lambda root: any(True for _ in _mappings(root))
    )


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.notes import Notes
    from minlint.read.trees import opened, tree

    root, places = opened(source), Places(source.text)
    notes = Notes(source.text if source.suffix != ".json" else "", root, places)
    stem = os.path.basename(source.name).partition(".")[0]
    records = (_record(mapping, stem, places) for mapping in _mappings(root))
    kept = tuple(_noted(record, notes) if notes else record for record in records if record.fields)
    return Source(source.name, NAME, KIND, kept, tree(source).problems, notes.head(), source.text, stored=True)


def _noted(record: Record, notes: Notes) -> Record:
    """A record with what comments say at its name and at its fields."""
    fields = tuple(
        field._replace(markers=(*field.markers, *notes.at([field.span.line]))) if field.span else field
        for field in record.fields
    )
    said = notes.at([record.span.line]) if record.span else ()
    return lifted(record._replace(fields=fields, markers=(*record.markers, *said)))


def _declares(source: Input) -> bool:
    """Whether a file that doesn't parse begins as an index's definition does."""
    return bool(_BEGINS.match(source.head))


def _mappings(root: Node) -> Iterator[Mapping]:
    """The mappings of a document: its own, its template's, those of the indexes it lists."""
    patterns = root.get("index_patterns") or root.get("template")
    named = patterns.value[0] if patterns and isinstance(patterns.value, list) and patterns.value else patterns
    name = named.value if named and isinstance(named.value, str) else ""
    span = named.span if name and named else None
    template = root.get("template")
    if _is_mapping(root) and not root.get("mappings"):
        yield Mapping("", root, None)
        return
    for holder in (root, template):
        if holder and (said := holder.get("mappings")):
            yield from _typed(Mapping(name, said, span))
    if isinstance(root.value, dict) and not root.get("mappings"):
        for index, member in root.value.items():
            if index != "template" and (said := member.node.get("mappings")):
                yield from _typed(Mapping(index, said, member.key))


def fields_of(mapping: Node, places: Places) -> Iterator[Field]:
    """The fields of a mapping, wherever it stands."""
    return _fields(mapping, "", places, {}, 0)


def _typed(mapping: Mapping) -> Iterator[Mapping]:
    """A mapping; as older versions have it, one for each type of document in it."""
    if _is_mapping(mapping.node):
        yield mapping
    elif isinstance(mapping.node.value, dict):
        for name, member in mapping.node.value.items():
            if _is_mapping(member.node):
                kind = name if name not in ("_doc", "_default_", "doc") else mapping.name
                yield Mapping(kind, member.node, member.key if kind == name else mapping.span)


def _is_mapping(node: Node) -> bool:
    """Whether a node has properties, each of a type of these engines or with properties of its own, and no keyword
    of JSON Schema."""
    said = node.get("properties")
    if not said or not isinstance(said.value, dict) or not said.value or node.get("$schema") or node.get("required"):
        return False
    return all(_is_field(member.node) for member in said.value.values()) and not text(node, "type")


def _is_field(node: Node) -> bool:
    inner = node.get("properties")
    return text(node, "type") in _TYPES or (
        inner is not None and isinstance(inner.value, dict) and not text(node, "type")
    )


def _record(mapping: Mapping, stem: str, places: Places) -> Record:
    from minlint.read import attributes

    about = mapping.node.get("_meta")
    waivers = about.get("minlint") if about else None
    by_field = waivers.value if waivers and isinstance(waivers.value, dict) else {}
    markers = list(attributes.purposes(about.get("purpose"), places)) if about else []
    if waivers and not by_field:
        markers += attributes.waivers(waivers, places)
    fields = _fields(mapping.node, "", places, by_field, 0)
    span = places.bare(mapping.span) if mapping.span else None
    comment = text(about, "description") if about else ""
    return Record(mapping.name or stem, tuple(fields), span, comment, markers=tuple(markers))


def _fields(node: Node, prefix: str, places: Places, waivers: dict[str, Member], depth: int) -> Iterator[Field]:
    from minlint.read import attributes

    for keyword in ("properties", "runtime"):
        said = node.get(keyword)
        for name, member in said.value.items() if said and isinstance(said.value, dict) else ():
            kind = text(member.node, "type")
            if kind == "alias" or not isinstance(member.node.value, dict):
                continue
            path = prefix + name
            inside = list(_fields(member.node, f"{path}.", places, waivers, depth + 1)) if depth < _TOO_DEEP else []
            said_of = [waivers[path].node] if path in waivers else []
            about = member.node.get("meta")
            said_of += [own] if about and (own := about.get("minlint")) else []
            markers: tuple[Marker, ...] = tuple(each for one in said_of for each in attributes.waivers(one, places))
            dimensions = count(member.node.get("dims")) or count(member.node.get("dimension"))
            yield Field(
                path,
                (f"{kind}({dimensions})" if dimensions else kind) or "object",
                places.bare(member.key),
                comment=text(about, "description") if about else "",
                format=text(member.node, "format") if kind.startswith("date") else "",
                container=bool(inside),
                markers=markers,
                length=count(member.node.get("ignore_above")),
            )
            yield from inside
