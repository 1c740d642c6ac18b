"""Data contracts of the Data Contract Specification, the forerunner of ODCS: models and fields, in YAML and JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Marker, Record, Reference, Source
from minlint.read.input import Input
from minlint.read.members import choices, count, entries, is_true, meaning, text, words
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.located import Member, Node, Places
    from minlint.read import Options
    from minlint.read.notes import Notes
    from minlint.read.room import Room

NAME = "data-contract"
TITLE = "Data Contract Specification (`datacontract.yaml`), in YAML or JSON"
KIND: Kind = "schema"
SUFFIXES = (".datacontract.yaml", ".datacontract.yml", ".yaml", ".yml", ".json")
MARKS = ("dataContractSpecification",)
READS = """The fields of each model, down into `fields`, `items` and `values`, through `$ref` into `definitions`: type,
format, `required`, `unique`, `primaryKey`, `references`, `enum`, `maxLength`, title and description. `pii`,
`classification`, tags and keys of `config` about classes or personal data are labels."""
IDIOM = """`x-purpose` (one id or several) and `x-minlint` on the contract, a model or a field; in YAML also
`# minlint: …` comments."""
LIMITS = """Definitions in other files or behind URLs aren't fetched."""

_SAYS = re.compile(rb"""^\s*\{?\s*["']?dataContractSpecification["']?\s*:""", re.MULTILINE)
_DEPTH = 40  # fields, or lists, within each other; what lies deeper is one field
_HOPS = 10  # definitions that refer to definitions


class Contract(NamedTuple):
    """What a contract is read with: its root, where definitions are, and its text's places and comments."""

    root: Node
    places: Places
    notes: Notes
    room: Room


class Said(NamedTuple):
    """A field's own mapping, then those of the definitions that it refers to; the nearest counts."""

    nodes: tuple[Node, ...]

    def word(self, key: str) -> str:
        """The words that the nearest has under a key."""
        return next((said for node in self.nodes if (said := text(node, key))), "")

    def holds(self, *keys: str) -> bool:
        """Whether the nearest that has one of the keys says yes."""
        return next((is_true(node, key) for node in self.nodes for key in keys if node.get(key)), False)

    def under(self, key: str) -> Node | None:
        """What the nearest has under a key."""
        return next((said for node in self.nodes if (said := node.get(key))), None)


def claims(source: Input) -> bool:
    """Whether this says that it is a data contract of the specification, and has models."""
    from minlint.read.trees import claimed

    return bool(_SAYS.search(source.head)) and claimed(source, lambda _: True, _is_one)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid YAML or JSON."""
    from minlint.located import Places
    from minlint.read.notes import Notes
    from minlint.read.room import Room
    from minlint.read.trees import opened, tree

    root, places, room = opened(source), Places(source.text), Room(source.text)
    contract = Contract(root, places, Notes(source.text, root, places), room)
    records = [_record(name, member, contract) for name, member in entries(root, "models")]
    return Source(
        source.name,
        NAME,
        KIND,
        tuple(record for record in records if record.fields),
        (*tree(source).problems, *room.problems),
        (*_markers(root, places), *contract.notes.head()),
        text=source.text,
        stored=True,
    )


def _is_one(root: Node) -> bool:
    models = root.get("models")
    return bool(root.get("dataContractSpecification") and models and isinstance(models.value, dict))


def _record(name: str, member: Member, contract: Contract) -> Record:
    node = member.node
    keys = set(words(node.get("primaryKey")))
    fields = (field for each in entries(node, "fields") for field in _field(*each, "", contract))
    keyed = (field._replace(primary=True, mandatory=True) if field.path in keys else field for field in fields)
    return Record(
        name,
        contract.room.take(keyed, member.key),
        contract.places.bare(member.key),
        meaning(text(node, "title"), text(node, "description")),
        markers=_noted(member, contract),
    )


def _field(name: str, member: Member, prefix: str, contract: Contract, trail: tuple[int, ...] = ()) -> Iterator[Field]:
    """A field, then those within it; ``trail`` are the definitions that it stands in, each entered once."""
    from minlint.read.labels import labels, said_under

    said = _with_definitions(member.node, contract.root)
    primary = said.holds("primaryKey", "primary")
    length, enum = said.under("maxLength"), said.under("enum")
    pii = said.under("pii")
    field = Field(
        prefix + name,
        said.word("type"),
        contract.places.bare(member.key),
        mandatory=said.holds("required") or primary,
        comment=meaning(said.word("title"), said.word("description")),
        enum=choices(enum.plain) if enum and isinstance(enum.value, list) else (),
        primary=primary,
        unique=said.holds("unique"),
        references=_reference(said.word("references")),
        format=said.word("format"),
        length=count(length),
        markers=_noted(member, contract),
        labels=tuple(
            dict.fromkeys(
                (
                    *(said_under("pii", pii) if pii else ()),
                    *labels(said.under("classification"), said.under("tags"), said.under("config")),
                )
            )
        ),
    )
    yield from _within(field, said, contract, trail)


def _within(field: Field, said: Said, contract: Contract, trail: tuple[int, ...]) -> Iterator[Field]:
    """A field with the fields that it holds itself, in its elements, or in a map's values."""
    inner, path, container = said, field.path, False
    for _ in range(_DEPTH):
        items, values = inner.under("items"), inner.under("values")
        if items and isinstance(items.value, dict):
            inner, path = _with_definitions(items, contract.root), f"{path}[]"
        elif values and isinstance(values.value, dict):
            inner, path, container = _with_definitions(values, contract.root), path + ".{key}", True
        else:
            break
    fields = next((node for node in inner.nodes if node.get("fields")), None)
    enters = fields is not None and id(fields) not in trail and len(trail) < _DEPTH
    parts = list(entries(fields, "fields")) if enters else []
    if container:
        yield field._replace(container=True)
        if not parts:
            yield field._replace(path=path, type=inner.word("type"), mandatory=False, markers=())
    else:
        yield field._replace(path=path, container=bool(parts))
    for part in parts:
        yield from _field(*part, path + ".", contract, (*trail, id(fields)))


def _with_definitions(node: Node, root: Node) -> Said:
    """A field with the definitions that it refers to within the contract."""
    found = [node]
    while len(found) < _HOPS and (path := text(found[-1], "$ref")).startswith("#/"):
        target: Node | None = root
        for step in path[2:].split("/"):
            target = target.get(step) if target else None
        if target is None or not isinstance(target.value, dict):
            break
        found.append(target)
    return Said(tuple(found))


def _reference(said: str) -> Reference | None:
    record, _, field = said.rpartition(".")
    return Reference(record, field) if record else None


def _noted(member: Member, contract: Contract) -> tuple[Marker, ...]:
    """The words for minlint in a mapping and in comments at its key."""
    return (*_markers(member.node, contract.places), *contract.notes.at((member.key.line,)))


def _markers(node: Node, places: Places) -> tuple[Marker, ...]:
    from minlint.read import attributes

    return tuple(attributes.markers(node, places, "x-purpose", "x-minlint"))
