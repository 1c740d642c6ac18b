"""Tracking plans of Segment and RudderStack: what each event of an app or a site tells about people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Marker, Record, Source, Span
from minlint.read.input import Input
from minlint.read.members import choices, entries, is_true, mappings, text, words
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options
    from minlint.read.json_schema.walk import Walk

NAME = "tracking-plan"
TITLE = "Segment and RudderStack tracking plans, in JSON or YAML"
KIND: Kind = "schema"
SUFFIXES = (".json", ".yaml", ".yml")
MARKS = ('"events"', "rudder/", "events:")
READS = """Events with the properties of their rules (JSON Schema) and with the traits and the context that these
describe, traits of `identify` and `group`, global rules; of RudderStack's YAML the properties, and which of them each
event needs. All of it is taken in."""
IDIOM = """`x-purpose` (one id or several) and `x-minlint` on the plan, an event or a property; within rules as in JSON
Schema; in YAML also `# minlint: …` comments."""
LIMITS = """What RudderStack's YAML refers to in other files isn't looked up: an event has the names of its properties,
whose types stand where these are listed."""

_RULES = re.compile(rb"""["']?rules["']?\s*:""")
_RUDDER = re.compile(rb"""^version:\s*["']?rudder/""", re.MULTILINE)
_DEPTH = 20  # properties within each other
_PARTS = ("properties", "traits", "context")
_TRAITS = (
    ("identify_traits", "identify"),
    ("group_traits", "group"),
    ("identify", "identify"),
    ("group", "group"),
    ("global", "global"),
)


class Event(NamedTuple):
    """What is told at once: its name, where that stands, and its rules; ``node`` is all that is said of it."""

    name: str
    span: Span
    node: Node
    rules: Node


def claims(source: Input) -> bool:
    """Whether this lists events with rules about their properties, or is one of RudderStack's files of these."""
    from minlint.read.trees import claimed

    head = source.head
    return bool(_RULES.search(head) or _RUDDER.search(head)) and claimed(source, _declares, _is_one)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON or YAML."""
    from minlint.read.json_schema.references import Document
    from minlint.read.json_schema.walk import Walk
    from minlint.read.trees import opened, tree

    root = opened(source)
    walk = Walk(Document(root, source), source.text)
    records = [record for event in _events(root) for record in _records(event, walk)]
    records += _rudder(root, walk)
    return Source(
        source.name,
        NAME,
        KIND,
        tuple(_taken_in(record) for record in records if record.fields),
        (*tree(source).problems, *walk.problems),
        (*_markers(root, walk.lines), *walk.notes.head()),
        text=source.text,
    )


def _declares(source: Input) -> bool:
    return bool(_RUDDER.search(source.head))


def _is_one(root: Node) -> bool:
    if text(root, "version").startswith("rudder/"):
        return text(root, "kind") in ("tp", "tracking-plan", "properties") and root.get("spec") is not None
    return any(_schema(event.rules, "properties") for event in _events(root))


def _events(root: Node) -> Iterator[Event]:
    """The events of a plan, then the traits that it lists apart."""
    plan = root.get("rules") or root
    for node in [*mappings(plan, "events"), *mappings(root, "events" if plan is not root else "")]:
        named = next((said for key in ("name", "eventName") if text(node, key) and (said := node.get(key))), None)
        rules = node.get("rules")
        if rules and isinstance(rules.value, dict):
            name = text(node, "name", "eventName") or text(node, "eventType")
            yield Event(name or "?", (named or node).span, node, rules)
    for key, name in _TRAITS:
        said = plan.get(key)
        listed = said.value if said and isinstance(said.value, list) else [said] if said else []
        for node in listed:
            rules = node.get("rules") or node
            if isinstance(rules.value, dict) and rules.get("properties"):
                yield Event(name, plan.value[key].key, node, rules)


def _schema(rules: Node, part: str) -> Node | None:
    """What rules say of one part of a message, where that has properties."""
    said = rules.get("properties")
    found = said.get(part) if said else None
    return found if found and found.get("properties") else None


def _records(event: Event, walk: Walk) -> Iterator[Record]:
    """An event's properties as a record of its name; its traits and context as others."""
    said = (*_markers(event.node, walk.lines), *walk.notes.at((event.span.line,)))
    inherited = tuple(marker for marker in said if marker.kind == "purpose")
    span = walk.lines.bare(event.span)
    parts = [(part, schema) for part in _PARTS if (schema := _schema(event.rules, part))]
    if not any(name in _PARTS for name, _ in entries(event.rules, "properties")):
        parts = [("properties", event.rules)]  # the rules are the schema of the properties themselves
    for part, schema in parts:
        name = event.name if part == "properties" else f"{event.name}.{part}"
        record = walk.record(name, schema, f"#/{name}", span, inherited)
        waivers = tuple(marker for marker in said if marker.kind != "purpose" and part == parts[0][0])
        yield record._replace(
            comment=record.comment or text(event.node, "description"), markers=record.markers + waivers
        )


def _rudder(root: Node, walk: Walk) -> Iterator[Record]:
    """The properties of RudderStack's YAML: those that are listed, and those that an event of a plan refers to."""
    about, spec = root.get("metadata"), root.get("spec")
    named = about.get("name") if about else None
    if text(root, "kind") == "properties" and named:
        fields = (_property(node, walk) for node in mappings(spec, "properties"))
        span = walk.lines.bare(named.span)
        yield Record(text(about, "name"), tuple(field for field in fields if field), span)
    for rule in mappings(spec, "rules"):
        if target := _reference(rule.get("event")):
            said = (*_markers(rule, walk.lines), *walk.notes.at((rule.span.line,)))
            span, name = _at(target, walk), _last(target)
            yield Record(name, tuple(_referred(rule, walk)), span, markers=said)


def _property(node: Node, walk: Walk) -> Field | None:
    named = node.get("name")
    if named is None or not text(node, "name"):
        return None
    options = node.get("propConfig") or node.get("config")
    listed = options.get("enum") if options else None
    declared = text(node, "type") or "|".join(words(node.get("types")))
    items = text(node, "item_type") or "|".join(words(node.get("item_types")))
    return Field(
        text(node, "name") + ("[]" if declared == "array" else ""),
        items or declared,
        walk.lines.bare(named.span),
        comment=text(node, "description"),
        enum=choices(listed.plain) if listed and isinstance(listed.value, list) else (),
        format=text(options, "format"),
        markers=(*_markers(node, walk.lines), *walk.notes.at(dict.fromkeys((node.span.line, named.span.line)))),
    )


def _referred(node: Node, walk: Walk, prefix: str = "", depth: int = 0) -> Iterator[Field]:
    """The properties that a rule refers to, and those within them."""
    for item in mappings(node, "properties") if depth < _DEPTH else ():
        target = _reference(item.get("property") or item)
        if target is None:
            continue
        said = (*_markers(item, walk.lines), *walk.notes.at((target.span.line,)))
        path = prefix + _last(target)
        inner = bool(mappings(item, "properties"))
        must = is_true(item, "required")
        yield Field(path, "", _at(target, walk), mandatory=must, container=inner, markers=said)
        yield from _referred(item, walk, path + ".", depth + 1)


def _reference(said: Node | None) -> Node | None:
    """What is referred to: by a string, or by a mapping with a `$ref`."""
    target = said.get("$ref") or said if said else None
    return target if target and isinstance(target.value, str) and _last(target) else None


def _last(target: Node) -> str:
    """The name in `#/events/group/name` and in `#event:name`."""
    return re.split(r"[/:]", target.value.strip().rstrip("/"))[-1]


def _at(target: Node, walk: Walk) -> Span:
    return walk.lines.within(target.span, _last(target))


def _markers(node: Node, places: Places) -> tuple[Marker, ...]:
    from minlint.read import attributes

    return tuple(attributes.markers(node, places, "x-purpose", "x-minlint"))


def _taken_in(record: Record) -> Record:
    fields = tuple(field._replace(direction=field.direction or "in") for field in record.fields)
    return record._replace(fields=fields, direction="in")
