"""OpenLineage events: the datasets of a job's run, with their schema facets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from minlint.model import Field, Kind, Marker, Problem, Record, Source, Span
from minlint.read.input import Input
from minlint.read.members import mappings, text
from minlint.read.remarks import without

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options

NAME = "openlineage"
TITLE = "OpenLineage events, one or a log of one a line, and schema facets, in JSON"
KIND: Kind = "schema"
SUFFIXES = (".json", ".jsonl", ".ndjson")
MARKS = ("_schemaURL", "schemaURL")
READS = """The fields of the schema facet of each dataset among inputs and outputs, or of a dataset event, nested ones
too, with type and description; of a dataset that comes up several times the first schema. The tags facet's words about
classes or personal data are labels."""
IDIOM = """A custom facet `minlint` of a dataset with `purpose` and `allow`; `minlint: allow …` in a field's
`description`."""
LIMITS = """An event, a list of events, a log of one event a line, or a schema facet alone. A log that is packed is read
as data."""

_SAYS = re.compile(rb'"_?schemaURL"\s*:\s*"[^"]*openlineage', re.IGNORECASE)
_FACET = "SchemaDatasetFacet"
_MOST = 20  # lines that are no JSON, of which is told
_DEPTH = 40  # fields within each other; what lies deeper is one field


def claims(source: Input) -> bool:
    """Whether this names OpenLineage's schema and holds a dataset's fields; of a log, one of its first events."""
    from minlint.read.trees import claimed

    if not _SAYS.search(source.head):
        return False
    if source.suffix != ".json":
        return any(said for _, _, said in _told(source.head.decode("utf-8", "replace").splitlines()))
    return claimed(source, lambda _: True, _is_one)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.read.json_schema.records import stem
    from minlint.read.trees import opened, tree

    found = _Found(stem(source.name))
    if source.suffix == ".json":
        found.take(opened(source), source.text)
        problems, text = (*tree(source).problems, *found.problems), source.text
    else:
        problems, text = (*_through(source, found), *found.problems), None
    kept = tuple(record for record in found.records.values() if record.fields)
    return Source(source.name, NAME, KIND, kept, problems, text=text, stored=True)


class _Found:
    """The datasets so far, each with its first schema; what has no name is called after the file."""

    def __init__(self, stem: str) -> None:
        self.stem = stem
        self.records: dict[tuple[str, str], Record] = {}
        self.problems: list[Problem] = []

    def take(self, root: Node, said: str, above: int = 0) -> None:
        """Those of an event, or of several, in a text that begins below so many lines."""
        from minlint.located import Places
        from minlint.read.room import Room
        from minlint.read.structs import taken_apart

        places, room = Places(said), Room(said)
        for dataset in _datasets(root):
            name, schema = text(dataset, "name") or self.stem, _schema(dataset)
            key = text(dataset, "namespace"), name
            if schema and key not in self.records:
                record = _record(dataset, name, places)
                fields = room.take(taken_apart(_fields(schema, places, _tags(dataset))), record.span)
                self.records[key] = _below(record._replace(fields=fields), above)
        self.problems += room.problems


def _below(record: Record, lines: int) -> Record:
    """A record as it stands below so many lines more."""

    def lowered(span: Span | None) -> Span | None:
        return span and Span(span.line + lines, span.column, span.end_line + lines, span.end_column)

    def all_lowered(markers: tuple[Marker, ...]) -> tuple[Marker, ...]:
        return tuple(each._replace(span=lowered(each.span)) for each in markers)

    fields = tuple(each._replace(span=lowered(each.span), markers=all_lowered(each.markers)) for each in record.fields)
    return record._replace(span=lowered(record.span), fields=fields, markers=all_lowered(record.markers))


def _through(source: Input, found: _Found) -> Iterator[Problem]:
    """A log, line by line; only what tells of a dataset that hasn't come up is looked at closely."""
    from minlint.errors import SyntaxProblem
    from minlint.located import parse_json
    from minlint.read.lines import lines_of

    told = 0
    with source.opened() as lines:
        for number, line, said in _told(lines_of(lines)):
            if said is not None and all(_key(each, found.stem) in found.records for each in said):
                continue
            try:
                found.take(parse_json(line, source.name), line, number - 1)
            except SyntaxProblem as error:
                told += 1
                if told <= _MOST:
                    yield Problem("E002", error.message, number, error.column)


def _told(lines: Iterable[str]) -> Iterator[tuple[int, str, list[dict[str, Any]] | None]]:
    """The lines of a log that aren't blank, each with the datasets that it tells fields of; None: it is no JSON."""
    import json

    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                event = json.loads(line.lstrip("﻿"))
            except (ValueError, RecursionError):
                yield number, line, None
                continue
            listed = [event] if isinstance(event, dict) else []
            datasets = [each for item in listed for key in ("inputs", "outputs") for each in _listed(item.get(key))]
            datasets += [each for item in listed for each in _listed([item.get("dataset")])]
            yield number, line, [each for each in datasets if _has_fields(each)]


def _listed(said: Any) -> list[dict[str, Any]]:
    return [each for each in said if isinstance(each, dict)] if isinstance(said, list) else []


def _has_fields(dataset: dict[str, Any]) -> bool:
    facets = dataset.get("facets")
    schema = facets.get("schema") if isinstance(facets, dict) else None
    return isinstance(schema, dict) and bool(schema.get("fields"))


def _key(dataset: dict[str, Any], stem: str) -> tuple[str, str]:
    namespace, name = (str(dataset.get(key) or "").strip() for key in ("namespace", "name"))
    return namespace, name or stem


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
