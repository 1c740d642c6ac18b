"""dbt's artifacts: `manifest.json` with what a project says of its resources, `catalog.json` with what is there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Record, Source
from minlint.read.input import Input
from minlint.read.members import entries, is_true, text, words

if TYPE_CHECKING:
    from minlint.located import Member, Node, Places
    from minlint.read import Options
    from minlint.read.dbt.columns import Demand

NAME = "dbt-artifacts"
TITLE = "dbt artifacts: `manifest.json` and `catalog.json`"
KIND: Kind = "schema"
SUFFIXES = ("manifest.json", "catalog.json", ".json")
MARKS = ("/dbt/manifest/", "/dbt/catalog/")
READS = """The columns of models, sources, seeds and snapshots: from a manifest with all that property files say, tests
of every resource among it; from a catalogue with the types and comments of the database."""
IDIOM = """`meta.purpose` and `meta.minlint` of a resource or a column, as they stand in the property files."""
LIMITS = """Places are those in the artifact. Analyses, tests, metrics and exposures hold no columns of their own.
Manifests of version 1 to 12 are read."""

_SAYS = re.compile(rb'"dbt_schema_version"\s*:\s*"[^"]*/dbt/(?:manifest|catalog)/')
_RESOURCES = frozenset(("model", "seed", "snapshot", "source"))
_TESTS = frozenset(("not_null", "unique", "accepted_values", "relationships"))

Tests = Mapping[tuple[str, str], Sequence["Demand"]]
"""What tests demand, by the id of a resource and the name of a column in lower case."""


def claims(source: Input) -> bool:
    """Whether the metadata name dbt's schema of a manifest or of a catalogue."""
    from minlint.read.trees import claimed

    return bool(_SAYS.search(source.head)) and claimed(source, lambda _: True, _is_one)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.trees import opened, tree

    root, places = opened(source), Places(source.text)
    tests = _tests(root)
    found = ((id_, member) for group in ("nodes", "sources") for id_, member in entries(root, group))
    records = (_record(id_, member, tests, places) for id_, member in found if id_.partition(".")[0] in _RESOURCES)
    kept = tuple(record for record in records if record.fields)
    return Source(source.name, NAME, KIND, kept, tree(source).problems, text=source.text, stored=True)


def _is_one(root: Node) -> bool:
    said = text(root.get("metadata"), "dbt_schema_version")
    return "/dbt/manifest/" in said or "/dbt/catalog/" in said


def _record(id_: str, member: Member, tests: Tests, places: Places) -> Record:
    from minlint.read.dbt.columns import markers, nested, of_resource
    from minlint.read.structs import taken_apart

    node = member.node
    about = node.get("metadata") or node  # a catalogue's resources have theirs apart
    named = about.get("name")
    above, enforced = of_resource([node]), _is_enforced(node)
    fields = (
        _column(name, each, (*above.get(name, ()), *tests.get((id_, name.lower()), ())), enforced, places)
        for name, each in entries(node, "columns")
    )
    return Record(
        called(id_),
        tuple(taken_apart(nested(fields))),
        places.bare(named.span if named else member.key),
        text(node, "description") or text(about, "comment"),
        markers=markers(node, places),
    )


def _is_enforced(node: Node) -> bool:
    """Whether the columns are kept to as a contract."""
    config = node.get("config")
    return any(is_true(part.get("contract"), "enforced") for part in (node, config) if part)


def called(id_: str) -> str:
    """A resource's name from its id, as property files have it: `customers`, `customers.v2`, `crm.contacts`."""
    return ".".join(id_.split(".")[2:]) or id_


def _column(name: str, member: Member, above: Sequence[Demand], enforced: bool, places: Places) -> Field:
    """A column, with what its resource's constraints and the tests (``above``) demand of it."""
    from minlint.read.dbt.columns import column, demands, markers

    node = member.node
    field = column(text(node, "name") or name, node, [*demands(node), *above], contract=enforced)
    named = node.get("name")
    return field._replace(
        type=field.type or text(node, "type"),
        span=places.bare(named.span if named else member.key),
        comment=field.comment or text(node, "comment"),
        markers=markers(node, places),
    )


def _tests(root: Node) -> Tests:
    """What the tests of a manifest, each of which is a node of its own, demand of columns."""
    from minlint.read.dbt.columns import Demand

    found: dict[tuple[str, str], list[Demand]] = defaultdict(list)
    for _, member in entries(root, "nodes"):
        about = member.node.get("test_metadata")
        kind = text(about, "name")
        given = about.get("kwargs") if about else None
        if kind in _TESTS and (column := text(member.node, "column_name") or text(given, "column_name")):
            found[_tested(member.node), column.lower()].append(Demand(kind, given.plain if given else None))
    return found


def _tested(test: Node) -> str:
    """The id of the resource that a test is of; before dbt 1.5 the last that it depends on."""
    if attached := text(test, "attached_node"):
        return attached
    needs = test.get("depends_on")
    return next(reversed(words(needs.get("nodes") if needs else None)), "")
