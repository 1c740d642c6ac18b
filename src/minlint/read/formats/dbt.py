"""dbt property files: models, sources, seeds and snapshots with their columns, in YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Marker, Record, Source
from minlint.read.input import Input
from minlint.read.members import is_true, mappings, text, words
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options
    from minlint.read.dbt.columns import Demands
    from minlint.read.notes import Notes
    from minlint.read.room import Room

NAME = "dbt"
TITLE = "dbt property files (`schema.yml`): models, sources, seeds, snapshots"
KIND: Kind = "schema"
SUFFIXES = (".yml", ".yaml")
MARKS = ("columns", "tables")
READS = """The columns of models (also of their versions), sources, seeds and snapshots with `data_type` (down into
structs), description, constraints, and the tests `not_null`, `unique`, `accepted_values` and `relationships`; tags and
keys of `meta` that speak of classes, categories or personal data as labels."""
IDIOM = (
    """`meta.purpose` and `meta.minlint`, also below `config`, of a resource or a column; `# minlint: …` comments."""
)
LIMITS = """Columns that only a model's SQL names aren't known; `dbt docs generate` puts them into `catalog.json`, which
is read. Without a contract or a test, a column isn't known to be optional."""

_KINDS = ("models", "sources", "seeds", "snapshots")
_BEGINS = re.compile(rb"^(?:models|sources|seeds|snapshots)[ \t]*:", re.MULTILINE)
_VERSION = re.compile(rb"^version[ \t]*:[ \t]*2\b", re.MULTILINE)


class Table(NamedTuple):
    """What has columns: a resource, or one of its versions; ``owners`` are those above it, the outermost first."""

    name: str
    node: Node
    named: Node
    owners: tuple[Node, ...] = ()
    columns: tuple[Node, ...] = ()


def claims(source: Input) -> bool:
    """Whether this lists resources of dbt's kinds, one of which has columns, each with a name."""
    from minlint.read.trees import claimed

    return bool(_BEGINS.search(source.head)) and claimed(source, _declares, _is_one)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid YAML."""
    from minlint.located import Places
    from minlint.read.notes import Notes
    from minlint.read.room import Room
    from minlint.read.trees import opened, tree

    root, places, room = opened(source), Places(source.text), Room(source.text)
    notes = Notes(source.text, root, places)
    records = [_record(table, places, notes, room) for table in _tables(root)]
    return Source(
        source.name,
        NAME,
        KIND,
        tuple(record for record in records if record.fields),
        (*tree(source).problems, *room.problems),
        notes.head(),
        text=source.text,
        stored=True,
    )


def _declares(source: Input) -> bool:
    return bool(_VERSION.search(source.head))


def _is_one(root: Node) -> bool:
    for table in _tables(root):
        columns = mappings(table.node, "columns")
        if columns and all(text(column, "name") for column in columns):
            return True
    return any(mappings(item, "tables") and text(item, "name") for item in mappings(root, "sources"))


def _tables(root: Node) -> Iterator[Table]:
    for kind in _KINDS:
        for item in mappings(root, kind):
            named = item.get("name")
            if not named or not text(item, "name"):
                continue
            if kind == "sources":
                yield from _sources(item, text(item, "name"))
            else:
                own = tuple(mappings(item, "columns"))
                yield Table(text(item, "name"), item, named, (), own)
                yield from _versions(item, named, own)


def _sources(item: Node, source: str) -> Iterator[Table]:
    for table in mappings(item, "tables"):
        if (named := table.get("name")) and text(table, "name"):
            columns = tuple(mappings(table, "columns"))
            yield Table(f"{source}.{text(table, 'name')}", table, named, (item,), columns)


def _versions(item: Node, named: Node, own: tuple[Node, ...]) -> Iterator[Table]:
    """The versions of a model that have columns of their own, with those that they include."""
    for version in mappings(item, "versions"):
        said = mappings(version, "columns")
        columns = tuple(column for column in said if text(column, "name"))
        if columns:
            known = {text(column, "name") for column in columns}
            including = next((part for part in said if part.get("include")), None)
            included = _included(including, own) if including else ()
            kept = [column for column in included if text(column, "name") not in known]
            number = version.get("v")
            name = f"{named.value}.v{number.value if number else '?'}"
            yield Table(name, version, number or named, (item,), (*kept, *columns))


def _included(part: Node, own: tuple[Node, ...]) -> Iterator[Node]:
    """The columns of its model that a version's `include` means: all, `*`, or some, without those in `exclude`."""
    some, without = set(words(part.get("include"))), set(words(part.get("exclude")))
    every = some in ({"all"}, {"*"})
    yield from (own_ for own_ in own if (every or text(own_, "name") in some) and text(own_, "name") not in without)


def _record(table: Table, places: Places, notes: Notes, room: Room) -> Record:
    from minlint.read.dbt.columns import markers, nested, of_resource
    from minlint.read.structs import taken_apart

    node, named = table.node, table.named
    above = of_resource((node, *table.owners))
    enforced = _is_enforced(table)
    fields = (_column(column, above, enforced, places, notes) for column in table.columns if text(column, "name"))
    lines = (node.span.line, named.span.line)
    said = (*markers(node, places), *notes.at(dict.fromkeys(lines)))
    for owner in reversed(table.owners):
        if not any(marker.kind == "purpose" for marker in said):
            said += tuple(marker for marker in markers(owner, places) if marker.kind == "purpose")
    return Record(
        table.name,
        room.take(taken_apart(nested(room.some(fields))), named.span),
        places.bare(named.span),
        text(node, "description") or (text(table.owners[0], "description") if node.get("v") else ""),
        markers=said,
    )


def _column(node: Node, above: Demands, enforced: bool, places: Places, notes: Notes) -> Field:
    """A column, with what is demanded of it ``above``, at its resource."""
    from minlint.read.dbt.columns import column, demands, markers

    name = text(node, "name")
    found = [*demands(node), *above.get(name, ())]
    member = node.value["name"]
    said: tuple[Marker, ...] = (*markers(node, places), *notes.at(dict.fromkeys((node.span.line, member.key.line))))
    field = column(name, node, found, contract=enforced)
    return field._replace(span=places.bare(member.node.span), markers=tuple(dict.fromkeys(said)))


def _is_enforced(table: Table) -> bool:
    """Whether the columns are kept to as a contract."""
    configs = (node.get("config") for node in (table.node, *table.owners))
    contracts = (part.get("contract") for part in configs if part)
    return any(is_true(part, "enforced") for part in contracts)
