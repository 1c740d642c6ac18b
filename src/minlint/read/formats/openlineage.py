"""OpenLineage events: the datasets of a job's run, with their schema facets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Record, Source
from minlint.read.input import Input
from minlint.read.members import mappings, text
from minlint.read.remarks import without

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options

NAME = "openlineage"
TITLE = "OpenLineage events and schema facets, in JSON"
KIND: Kind = "schema"
SUFFIXES = (".json",)
MARKS = ("_schemaURL", "schemaURL")
READS = """The fields of the schema facet of each dataset among inputs and outputs, or of a dataset event, nested ones
too, with type and description; of a dataset that comes up several times the first schema. The tags facet's words about
classes or personal data are labels."""
IDIOM = """A custom facet `minlint` of a dataset with `purpose` and `allow`; `minlint: allow …` in a field's
`description`."""
LIMITS = """An event, a list of events, or a schema facet alone; not logs of one event a line."""

_SAYS = re.compile(rb'"_?schemaURL"\s*:\s*"[^"]*openlineage', re.IGNORECASE)
_FACET = "SchemaDatasetFacet"
_DEPTH = 40  # fields within each other; what lies deeper is one field


def claims(source: Input) -> bool:
    """Whether this names OpenLineage's schema and holds a dataset's fields."""
    from minlint.read.trees import claimed

    return bool(_SAYS.search(source.head)) and claimed(source, lambda _: True, _is_one)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.json_schema.records import stem
    from minlint.read.room import Room
    from minlint.read.structs import taken_apart
    from minlint.read.trees import opened, tree

    root, places, room = opened(source), Places(source.text), Room(source.text)
    records: dict[tuple[str, str], Record] = {}
    for dataset in _datasets(root):
        name, schema = text(dataset, "name") or stem(source.name), _schema(dataset)
        if schema and (text(dataset, "namespace"), name) not in records:
            record = _record(dataset, name, places)
            fields = room.take(taken_apart(_fields(schema, places, _tags(dataset))), record.span)
            records[text(dataset, "namespace"), name] = record._replace(fields=fields)
    kept = tuple(record for record in records.values() if record.fields)
    return Source(
        source.name, NAME, KIND, kept, (*tree(source).problems, *room.problems), text=source.text, stored=True
    )


def _is_one(root: Node) -> bool:
    return any(_schema(dataset) for dataset in _datasets(root))


def _datasets(root: Node) -> Iterator[Node]:
    """The datasets that events tell of; a facet that stands alone is one of its own."""
    for event in root.value if isinstance(root.value, list) else [root]:
        for key in event.value if isinstance(event.value, dict) else ():
            if key in ("inputs", "outputs"):
                yield from mappings(event, key)
        yield from [found] if (found := event.get("dataset")) else []
        if not event.get("job"):
            yield event


def _schema(dataset: Node) -> Node | None:
    """A dataset's schema facet, where that has fields."""
    facets = dataset.get("facets") or dataset
    found = facets.get("schema") or (dataset if _FACET in text(dataset, "_schemaURL") else None)
    return found if mappings(found, "fields") else None


def _record(dataset: Node, name: str, places: Places) -> Record:
    from minlint.read import attributes

    facets = dataset.get("facets")
    ours, documentation = (facets.get(key) if facets else None for key in ("minlint", "documentation"))
    named = dataset.get("name")
    return Record(
        name,
        (),
        places.bare(named.span) if named else None,
        text(documentation, "description"),
        markers=tuple(attributes.markers(ours, places, "purpose", "allow")) if ours else (),
    )


def _tags(dataset: Node) -> dict[str, tuple[str, ...]]:
    """The labels of the tags facet by the field that they are about."""
    from minlint.read.labels import TELLING, said_under

    facets = dataset.get("facets")
    found: dict[str, list[str]] = defaultdict(list)
    for tag in mappings(facets.get("tags") if facets else None, "tags"):
        key, value, field = text(tag, "key"), tag.get("value"), text(tag, "field")
        if value and TELLING.search(key):
            found[field] += said_under(key, value)
    return {field: tuple(labels) for field, labels in found.items()}


def _fields(
    above: Node, places: Places, tags: dict[str, tuple[str, ...]], prefix: str = "", depth: int = 0
) -> Iterator[Field]:
    from minlint.read.attributes import remarked

    for node in mappings(above, "fields") if depth < _DEPTH else ():
        named, name = node.get("name"), text(node, "name")
        if named is None or not name:
            continue
        inner, step = _inner(node)
        parts = mappings(inner, "fields")
        path = prefix + name + ("" if step == ".{key}" else step)
        yield Field(
            path,
            text(node, "type"),
            places.bare(named.span),
            comment=without(text(node, "description")).strip(),
            container=bool(parts) or step == ".{key}",
            markers=tuple(remarked(node.get("description"), places)),
            labels=tags.get(path, ()) if path == name else tags.get(prefix + name, ()),
        )
        if step == ".{key}":
            path += step
            if not parts:
                yield Field(path, text(inner, "type"), places.bare(named.span))
        yield from _fields(inner, places, tags, path + ".", depth + 1)


def _inner(node: Node) -> tuple[Node, str]:
    """What a field's own fields stand in, and the step there: an array's element, a map's values."""
    kind = text(node, "type").lower()
    parts = {text(part, "name"): part for part in mappings(node, "fields")}
    if kind == "array" and list(parts) == ["_element"]:
        return parts["_element"], "[]"
    if kind == "map" and sorted(parts) == ["key", "value"]:
        return parts["value"], ".{key}"
    return node, "[]" if kind == "array" else ""
