"""Which schemas of a document are records, and what they are called."""

from __future__ import annotations

import os
from collections.abc import Iterator

from minlint.located import Member, Node, nodes
from minlint.model import Marker, Record
from minlint.read.json_schema import keywords
from minlint.read.json_schema.layers import REFERENCES, Place, holds_fields, listed
from minlint.read.json_schema.references import Files, Target
from minlint.read.json_schema.walk import Walk
from minlint.tuples import NamedTuple

_GROUPS = ("$defs", "definitions")
_SUFFIXES = (".json", ".yaml", ".yml", ".jsonschema", ".schema")


class Definition(NamedTuple):
    """A schema that stands under a name of its own."""

    name: str
    pointer: str
    member: Member


def records_of(walk: Walk, path: str, *, apart: bool = False) -> list[Record]:
    """The root, then each definition that no record before it holds; a definition without properties is none.

    With ``apart``, each definition with properties is a record by itself, to which others refer.
    """
    root = walk.document.root
    definitions = list(_definitions(root))
    purpose = keywords.markers([root], walk.lines)
    chosen = _holding(walk, definitions) if apart else _chosen(walk, definitions)
    walk.names.update((id(each.member.node), each.name) for each in chosen)
    found = []
    if apart or not chosen:
        title = root.get("title")
        span = walk.lines.bare(title.span) if title and keywords.text(root, "title") else None
        found.append(walk.record(_name(root, stem(path)), root, "#", span, ()))
    found += [_record(walk, each, purpose) for each in chosen]
    for each in _independent_first(walk, definitions):
        if id(each.member.node) not in walk.reached:
            found.append(_record(walk, each, purpose))
    return [record for record in found if record.fields]


def _record(walk: Walk, each: Definition, inherited: tuple[Marker, ...]) -> Record:
    span = walk.lines.bare(each.member.key)
    return walk.record(each.name, each.member.node, each.pointer, span, inherited)


def _name(node: Node, default: str) -> str:
    return " ".join(keywords.text(node, "title").split()) or default


def stem(path: str) -> str:
    """A file's name without its folder and the suffixes of schemas."""
    name = os.path.basename(path)
    for suffix in _SUFFIXES:
        if name.lower().endswith(suffix) and len(name) > len(suffix):
            name = name[: -len(suffix)]
    return name


def _definitions(root: Node) -> Iterator[Definition]:
    for group in _GROUPS:
        said = root.get(group)
        for key, member in said.value.items() if said and isinstance(said.value, dict) else ():
            pointer = f"#/{group}/" + key.replace("~", "~0").replace("/", "~1")
            yield Definition(_name(member.node, key), pointer, member)


def _holding(walk: Walk, definitions: list[Definition]) -> list[Definition]:
    return [each for each in definitions if holds_fields(Place(each.member.node, walk.document))]


def _chosen(walk: Walk, definitions: list[Definition]) -> list[Definition]:
    """The definitions among which a root without properties of its own chooses: each is a record by itself."""
    root = walk.document.root
    if any(root.get(keyword) for keyword in ("properties", "items", "allOf", "patternProperties", *REFERENCES)):
        return []
    files = Files(walk.document)
    branches = [*listed(root, "oneOf"), *listed(root, "anyOf")]
    targets = [{id(target) for target in _targets(walk, branch, files)} for branch in branches]
    if len(branches) < 2 or not all(targets):
        return []
    chosen = frozenset().union(*targets)
    return [each for each in definitions if id(each.member.node) in chosen]


def _targets(walk: Walk, node: Node, files: Files) -> Iterator[Node]:
    for keyword in REFERENCES:
        said = node.get(keyword)
        if said and isinstance(said.value, str) and said.value.startswith("#"):
            target = files.follow(walk.document, said.value)
            if isinstance(target, Target):
                yield target.node


def _independent_first(walk: Walk, definitions: list[Definition]) -> list[Definition]:
    """Definitions to which no other refers, then the rest, each in the file's order."""
    files = Files(walk.document)
    referred: set[int] = set()
    for each in definitions:
        own = id(each.member.node)
        targets = (target for node in nodes(each.member.node) for target in _targets(walk, node, files))
        referred.update(id(target) for target in targets if id(target) != own)
    return sorted(definitions, key=lambda each: id(each.member.node) in referred)
