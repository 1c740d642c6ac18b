"""A column as dbt describes it: its type, its constraints, its tests, what people say of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from minlint.located import Node, Places
from minlint.model import Field, Marker, Reference
from minlint.read import attributes
from minlint.read.labels import labels
from minlint.read.members import choices, mappings, text, words
from minlint.tuples import NamedTuple

_TARGET = re.compile(r"\b(ref|source)\(\s*(?P<names>['\"][^)]*['\"])")
_NAME = re.compile(r"['\"]([^'\"]+)['\"]")
_PLAIN = re.compile(r"\A\s*(?P<table>[\w.\"`]+)\s*\(\s*(?P<column>[\w\"`]+)")


class Demand(NamedTuple):
    """A constraint or a test on one column: its kind, and what else it says."""

    kind: str
    says: Any = None


Demands = Mapping[str, Sequence[Demand]]
"""What is demanded of columns, by their names."""


def column(name: str, node: Node, demands: Sequence[Demand], *, contract: bool) -> Field:
    """A column's field without its place; ``contract``: what isn't demanded is optional, as the contract is kept."""
    kinds = {demand.kind for demand in demands}
    must = bool(kinds & {"not_null", "primary_key", "key_part"})
    config = node.get("config")
    tags = [part.get("tags") for part in (node, config) if part]
    metas = [part.get("meta") for part in (node, config) if part]
    return Field(
        name,
        text(node, "data_type"),
        mandatory=must or (False if contract else None),
        comment=text(node, "description"),
        enum=next(filter(None, (_accepted(demand) for demand in demands)), ()),
        primary=bool(kinds & {"primary_key", "key_part"}),
        unique=bool(kinds & {"unique", "primary_key"}),
        references=next(filter(None, map(_target, demands)), None),
        labels=labels(*tags, *metas, node.get("policy_tags")),
    )


def markers(node: Node, places: Places | None) -> tuple[Marker, ...]:
    """The words for minlint in a resource's or column's `meta`, its own or its `config`'s."""
    config = node.get("config")
    metas = [part.get("meta") for part in (node, config) if part]
    found = (attributes.markers(meta, places, "purpose", "minlint") for meta in metas if meta)
    return tuple(dict.fromkeys(marker for each in found for marker in each))


def nested(fields: Iterable[Field]) -> Iterator[Field]:
    """Fields of which those are containers whose parts are listed beside them (`address`, `address.city`)."""
    fields = list(fields)
    above = {field.path.rpartition(".")[0] for field in fields}
    yield from (field._replace(container=True) if field.path in above else field for field in fields)


def demands(node: Node) -> Iterator[Demand]:
    """The constraints and tests that stand at a column."""
    for constraint in mappings(node, "constraints"):
        yield Demand(text(constraint, "type"), constraint.plain)
    for key in ("tests", "data_tests"):
        said = node.get(key)
        for test in said.value if said and isinstance(said.value, list) else ():
            yield from _test(test)


def of_resource(owners: Iterable[Node]) -> Demands:
    """The constraints of whole resources that are about columns one by one, or say what the key is made of."""
    found: dict[str, list[Demand]] = defaultdict(list)
    for constraint in (item for owner in owners for item in mappings(owner, "constraints")):
        columns, kind = words(constraint.get("columns")), text(constraint, "type")
        if len(columns) > 1 and kind not in ("primary_key", "not_null"):
            continue
        demand = Demand("key_part") if len(columns) > 1 and kind == "primary_key" else Demand(kind, constraint.plain)
        for name in columns:
            found[name].append(demand)
    return found


def _test(test: Node) -> Iterator[Demand]:
    if isinstance(test.value, str):
        yield Demand(test.value.rpartition(".")[2])
    elif isinstance(test.value, dict):
        named = text(test, "test_name")
        for kind, member in test.value.items() if not named else [(named, None)]:
            yield Demand(kind.rpartition(".")[2], (member.node if member else test).plain)


def _arguments(demand: Demand) -> dict[str, Any]:
    """What a test is given, since dbt 1.10 under ``arguments``."""
    says = demand.says if isinstance(demand.says, dict) else {}
    given = says.get("arguments")
    return {**says, **given} if isinstance(given, dict) else says


def _accepted(demand: Demand) -> tuple[str, ...]:
    values = _arguments(demand).get("values") if demand.kind == "accepted_values" else None
    return choices(values) if isinstance(values, list) else ()


def _target(demand: Demand) -> Reference | None:
    says = _arguments(demand)
    if demand.kind == "relationships":
        record, field = target(says.get("to")), says.get("field")
        return Reference(record, field if isinstance(field, str) else None) if record else None
    if demand.kind != "foreign_key":
        return None
    columns = says.get("to_columns")
    if record := target(says.get("to")):
        first = columns[0] if isinstance(columns, list) and columns and isinstance(columns[0], str) else None
        return Reference(record, first)
    plain = _PLAIN.match(re.sub(r"(?i)\A\s*references\b", "", str(says.get("expression") or "")))
    return Reference(*(part.strip('"`') for part in plain.group("table", "column"))) if plain else None


def target(said: Any) -> str:
    """What `ref('x')` or `source('a', 'b')` names, as a record's name; else a bare name; empty where there is none."""
    if not isinstance(said, str):
        return ""
    if not (match := _TARGET.search(said)):
        return said.strip() if re.fullmatch(r"[\w.]+", said.strip()) else ""
    names = _NAME.findall(match["names"])
    return ".".join(names) if match[1] == "source" else (names[-1] if names else "")
