"""Fides datasets: collections and fields with the data categories that people gave them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Record, Reference, Source
from minlint.read.input import Input
from minlint.read.members import count, is_true, mappings, meaning, text, words
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options
    from minlint.read.notes import Notes

NAME = "fides"
TITLE = "Fides datasets, in YAML or JSON"
KIND: Kind = "schema"
SUFFIXES = (".yml", ".yaml", ".json")
MARKS = ("fides_key",)
READS = """The fields of each collection, nested ones too, with `data_categories` (their own, else their collection's,
else the dataset's) as labels; of `fides_meta` the type, length, primary key and references."""
IDIOM = """`meta.purpose` and `meta.minlint` of a dataset; `# minlint: …` comments at a collection or a field."""
LIMITS = """Systems, policies and data uses say what for, not what is collected: they are no fields, also where they
stand in one file with datasets, and a file of them alone is passed over. `minlint import fides` drafts a manifest from
them."""

_BEGINS = re.compile(rb"""^\s*\{?\s*["']?dataset["']?\s*:""", re.MULTILINE)
_DEPTH = 40  # fields within each other; what lies deeper is one field


class Text(NamedTuple):
    """What a dataset's text is read with."""

    places: Places
    notes: Notes


def claims(source: Input) -> bool:
    """Whether this lists datasets with a key of fides and collections."""
    from minlint.read.trees import claimed

    return bool(_BEGINS.search(source.head)) and claimed(source, lambda _: True, _is_one)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid YAML or JSON."""
    from minlint.located import Places
    from minlint.read.notes import Notes
    from minlint.read.room import Room
    from minlint.read.trees import opened, tree

    root, places, room = opened(source), Places(source.text), Room(source.text)
    said = Text(places, Notes(source.text, root, places))
    records = []
    for dataset in mappings(root, "dataset"):
        shared = _labels(dataset)
        for collection in mappings(dataset, "collections"):
            if named := _named(collection):
                labels = _labels(collection) or shared
                fields = room.take(_fields(collection, said, labels), named.span)
                records.append(_record(dataset, collection, named, said)._replace(fields=fields))
    kept = tuple(record for record in records if record.fields)
    problems = (*tree(source).problems, *room.problems)
    return Source(source.name, NAME, KIND, kept, problems, said.notes.head(), text=source.text, stored=True)


def _is_one(root: Node) -> bool:
    datasets = mappings(root, "dataset")
    return any(text(dataset, "fides_key") and mappings(dataset, "collections") for dataset in datasets)


def _named(node: Node) -> Node | None:
    return node.get("name") if text(node, "name") else None


def _record(dataset: Node, collection: Node, named: Node, said: Text) -> Record:
    from minlint.read import attributes

    meta = dataset.get("meta")
    above = tuple(attributes.markers(meta, said.places, "purpose", "minlint")) if meta else ()
    lines = dict.fromkeys((collection.span.line, named.span.line))
    return Record(
        named.value.strip(),
        (),
        said.places.bare(named.span),
        meaning(text(collection, "description"), text(dataset, "name")),
        markers=(*above, *said.notes.at(lines)),
    )


def _fields(above: Node, said: Text, labels: tuple[str, ...], prefix: str = "", depth: int = 0) -> Iterator[Field]:
    for node in mappings(above, "fields") if depth < _DEPTH else ():
        named = _named(node)
        if named is None:
            continue
        about = node.get("fides_meta") or node.get("fidesops_meta")
        declared, inner = text(about, "data_type"), mappings(node, "fields")
        path = prefix + named.value.strip() + ("[]" if declared.endswith("[]") else "")
        own = _labels(node) or labels
        primary = is_true(about, "primary_key") or is_true(about, "primary")
        yield Field(
            path,
            declared.removesuffix("[]"),
            said.places.bare(named.span),
            mandatory=True if primary else None,
            comment=text(node, "description"),
            primary=primary,
            references=_reference(about),
            container=bool(inner),
            length=count(about.get("length")) if about else None,
            markers=said.notes.at(dict.fromkeys((node.span.line, named.span.line))),
            labels=own,
        )
        yield from _fields(node, said, own, path + ".", depth + 1)


def _labels(node: Node) -> tuple[str, ...]:
    return tuple(words(node.get("data_categories")))


def _reference(about: Node | None) -> Reference | None:
    """What a field's values come from: `collection.field` of some dataset."""
    for item in mappings(about, "references"):
        record, _, field = text(item, "field").partition(".")
        if record and text(item, "direction") != "to":
            return Reference(record, field or None)
    return None
