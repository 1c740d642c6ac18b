"""Data contracts (ODCS 3) as a draft: a contract's purpose to be confirmed, its schema as a binding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minlint.exchange.drafted import Binding, Draft, Purpose
from minlint.exchange.foreign import Fields, Foreign, kebab
from minlint.exchange.located import places
from minlint.located import Node

CONTRACT = "apiVersion kind id name version status dataProduct description schema servers slaProperties team"
OBJECT = (
    "id name physicalName physicalType logicalType description businessName tags customProperties properties "
    "dataGranularityDescription"
)
PLAIN = (
    "id name physicalName physicalType logicalType logicalTypeOptions description businessName required unique "
    "primaryKey primaryKeyPosition partitioned partitionKeyPosition examples criticalDataElement "
    "classification tags customProperties properties items"
)
UNITS = {"y": "years", "m": "months", "w": "weeks", "d": "days", "h": "hours"}


def draft(files: Sequence[Foreign]) -> Draft:
    """One draft from all files, a purpose for each; what is wrong is noted in each."""
    purposes: dict[str, Purpose] = {}
    bindings: list[Binding] = []
    notes: list[str] = []
    for file in files:
        if file.root is None or not _is_contract(file, file.root):
            continue
        name = file.name(file.root, "name", "dataProduct", "id")
        id_ = kebab(name)
        id_ = id_ if id_ not in purposes else f"{id_}-{len(purposes) + 1}"
        bound = _binding(file, file.root, id_)
        found = tuple(sorted({key for keys in bound.fields.values() for key in keys}))
        purposes[id_] = _purpose(file, file.root, id_, name)._replace(found=found)
        bindings.append(bound)
        notes += file.left(file.root, CONTRACT, file.file)
        levels = dict.fromkeys(file.word(item, "property") for item in file.parts(file.root, "slaProperties"))
        if others := [level for level in levels if level and level.lower() != "retention"]:
            notes.append(f"not carried over from the service levels: {', '.join(others)}")
    return Draft(list(purposes.values()), bindings, notes)


def _is_contract(file: Foreign, root: Node) -> bool:
    version = file.word(root, "apiVersion")
    if not version.startswith("v3"):
        says = f"`apiVersion: {version[:20]}`" if version else "no `apiVersion`"
        file.fail(
            root.get("apiVersion") or root, f"{says}; contracts of ODCS 3 (`apiVersion: v3.0.0` or later) are read"
        )
    elif root.get("schema") is None:
        file.fail(root, "the contract has no `schema`")
    return version.startswith("v3") and root.get("schema") is not None


def _purpose(file: Foreign, root: Node, id_: str, name: str) -> Purpose:
    told = root.get("description")
    notes: list[str] = []
    stated = ""
    if told is not None and isinstance(told.value, dict):
        stated = file.word(told, "purpose")
        notes += file.left(told, "purpose", "its description")
    return Purpose(
        id_,
        stated or f"{name}; say whose data, for which service or decision, on what occasion, until when",
        retention=_retention(file, root),
        owner=_owner(file, root),
        notes=tuple(notes),
    )


def _retention(file: Foreign, root: Node) -> str:
    """What the service levels say of keeping, the first of it."""
    for item in file.parts(root, "slaProperties"):
        if file.word(item, "property").lower() == "retention":
            unit = file.word(item, "unit").lower()
            return f"{file.word(item, 'value')} {UNITS.get(unit, unit)}".strip()
    return ""


def _owner(file: Foreign, root: Node) -> str:
    """Whoever the team calls its owner; ODCS 3.1 lists the members of a team below it."""
    team = root.get("team")
    members = (team, "members") if team is not None and isinstance(team.value, dict) else (root, "team")
    owners = (item for item in file.parts(*members) if "owner" in file.word(item, "role").lower())
    return next((said for item in owners if (said := file.word(item, "username"))), "")


def _binding(file: Foreign, root: Node, purpose: str) -> Binding:
    records: list[str] = []
    notes: list[str] = []
    fields = Fields()
    for item in file.parts(root, "schema"):
        name = file.name(item, "physicalName", "name")
        records.append(name)
        notes += file.left(item, OBJECT, name)
        if keys := _categories(file, item):
            notes.append(f"TODO {name} as a whole is {', '.join(keys)}; fields are bound one by one")
        _properties(file, item, name, fields)
    sources = dict.fromkeys(place for server in file.parts(root, "servers") for place in places(file, server))
    return Binding(tuple(records), (purpose,), fields.bound, (*notes, *fields.notes), tuple(sources))


def _properties(file: Foreign, above: Node, path: str, fields: Fields) -> None:
    for item in file.parts(above, "properties"):
        place = f"{path}.{file.name(item, 'physicalName', 'name')}"
        if keys := _categories(file, item):
            fields.bind(place, keys)
        elif level := file.word(item, "classification"):
            fields.leave(place, f"classified as {level}")
        fields.lose(file.rest(item, PLAIN))
        _properties(file, item, place, fields)
        inner = item.get("items")
        if inner is not None and isinstance(inner.value, dict):
            _properties(file, inner, f"{place}[]", fields)


def _categories(file: Foreign, item: Node) -> list[str]:
    return list(dict.fromkeys(key for node in _marks(item) if (key := _category(file, node))))


def _marks(item: Node) -> Iterator[Node]:
    """The words that may name a category: of `classification`, `tags`, and values of `customProperties`."""
    said, tags, custom = (item.get(key) for key in ("classification", "tags", "customProperties"))
    yield from [said] if said is not None else []
    yield from tags.value if tags is not None and isinstance(tags.value, list) else []
    for one in custom.value if custom is not None and isinstance(custom.value, list) else []:
        value = one.get("value")
        yield from value.value if value is not None and isinstance(value.value, list) else [value] if value else []


def _category(file: Foreign, node: Node) -> str | None:
    """The category a word names; words that don't look like one aren't asked about."""
    if not isinstance(node.value, str):
        return None
    word = node.value.strip()
    return file.category(node) if word.startswith("user.") else None
