"""Fides resources as a draft: privacy declarations are purposes, datasets bindings, policies what is forbidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from minlint.exchange.drafted import Binding, Draft, Purpose
from minlint.exchange.foreign import Fields, Foreign, kebab
from minlint.exchange.located import places
from minlint.located import Node
from minlint.taxonomy import is_within
from minlint.tuples import NamedTuple

BASES = {
    "consent": "consent",
    "contract": "contract",
    "legal obligations": "legal_obligation",
    "legal obligation": "legal_obligation",
    "vital interests": "vital_interests",
    "public interest": "public_task",
    "legitimate interests": "legitimate_interests",
}
"""Fides' words for GDPR 6(1), in the manifest's."""

GROUNDS = {
    "explicit consent": "a",
    "employment, social security and social protection": "b",
    "vital interests": "c",
    "not-for-profit bodies": "d",
    "made public by the data subject": "e",
    "legal claims or judicial acts": "f",
    "reasons of substantial public interest (with a basis in law)": "g",
    "health or social care (with a basis in law)": "h",
    "public health (with a basis in law)": "i",
    "archiving, research and statistics (with a basis in law)": "j",
}
"""Fides' words for GDPR 9(2), with its letters."""

DECLARATION = (
    "name data_categories data_use data_subjects dataset_references legal_basis_for_processing retention_period "
    "special_category_legal_basis processes_special_category_data third_parties data_shared_with_third_parties "
    "impact_assessment_location"
)
SYSTEM = "fides_key organization_fides_key name description system_type privacy_declarations dataset_references"
DATASET = "fides_key organization_fides_key name description collections meta fides_meta"
COLLECTION = "name description fields"
FIELD = "name description data_categories fields fides_meta"
RULE = "name description data_categories data_uses data_subjects"
KINDS = "system dataset policy"


def draft(files: Sequence[Foreign]) -> Draft:
    """One draft from all files; what is wrong is noted in each."""
    found = _Found({}, {}, {}, [])
    for file, system in _resources(files, "system"):
        _system(file, system, found)
    for file, policy in _resources(files, "policy"):
        for rule in file.parts(policy, "rules"):
            _bar(file, rule, file.word(policy, "fides_key"), found)
    bindings, keys = [], set()
    for file, dataset in _resources(files, "dataset"):
        key = file.name(dataset, "fides_key")
        keys.add(key)
        found.notes.extend(file.left(dataset, DATASET, f"the dataset {key}"))
        bindings.append(_binding(file, dataset, tuple(found.serves.get(key, ()))))
    for file in files:
        found.notes.extend(file.left(file.root, KINDS, file.file) if file.root else ())
    missing = {name: ids for name, ids in found.serves.items() if name not in keys}
    found.notes.extend(
        f"TODO the dataset {name} wasn't read; {', '.join(ids)} uses it" for name, ids in missing.items()
    )
    return Draft(list(found.purposes.values()), bindings, found.notes)


class _Found(NamedTuple):
    """Purposes and their data uses by id, the purposes that each dataset serves, what can't be carried over."""

    purposes: dict[str, Purpose]
    uses: dict[str, str]
    serves: dict[str, list[str]]
    notes: list[str]


def _resources(files: Sequence[Foreign], kind: str) -> Iterator[tuple[Foreign, Node]]:
    for file in files:
        if file.root is None:
            continue
        if not any(key in file.root.value for key in KINDS.split()):
            file.fail(file.root, "no fides resource: none of `system:`, `dataset:` and `policy:` is here")
            continue
        yield from ((file, item) for item in file.parts(file.root, kind))


def _system(file: Foreign, system: Node, found: _Found) -> None:
    key = file.name(system, "fides_key")
    found.notes.extend(file.left(system, SYSTEM, f"the system {key}"))
    for said in file.parts(system, "privacy_declarations"):
        use = file.name(said, "data_use")
        name = file.word(said, "name") or use
        id_ = _free(kebab(name), kebab(key), found.purposes)
        found.purposes[id_] = _purpose(
            file, said, id_, f"{name.rstrip('.')}, for {use} ({file.word(system, 'name') or key})"
        )
        found.uses[id_] = use
        for dataset in dict.fromkeys(file.words(said, "dataset_references") + file.words(system, "dataset_references")):
            found.serves.setdefault(dataset, []).append(id_)


def _free(id_: str, system: str, taken: Mapping[str, Purpose]) -> str:
    """An id that no other purpose has: with its system before it, then with a number."""
    tries = (id_, f"{system}-{id_}", *(f"{system}-{id_}-{n}" for n in range(2, len(taken) + 3)))
    return next(item for item in tries if item not in taken)


def _purpose(file: Foreign, said: Node, id_: str, statement: str) -> Purpose:
    basis, special = file.word(said, "legal_basis_for_processing"), file.word(said, "special_category_legal_basis")
    letter = GROUNDS.get(special.lower())
    third = file.word(said, "third_parties")
    return Purpose(
        id_,
        f"{statement}; say for whom, on what occasion and until when",
        necessary=file.categories(said, "data_categories"),
        subjects=file.words(said, "data_subjects"),
        basis=BASES.get(basis.lower(), basis),
        special=f"9(2)({letter})" if letter else special,
        retention=file.word(said, "retention_period"),
        recipients=(third,) if third else (),
        assessment=file.word(said, "impact_assessment_location"),
        notes=tuple(file.left(said, DECLARATION, "its declaration")),
    )


def _bar(file: Foreign, rule: Node, policy: str, found: _Found) -> None:
    """What a policy's rule bars from the purposes it is about; it is said where a manifest has no word for the rule."""
    title = f"the rule {file.word(rule, 'name') or '?'} of the policy {policy or '?'}"
    barred, uses, subjects = (_matched(file, rule, key) for key in ("data_categories", "data_uses", "data_subjects"))
    if barred is None or uses is None or subjects is None or not barred:
        found.notes.append(f"not carried over: {title}; a manifest bars categories from purposes, in `forbidden`")
        return
    found.notes.extend(file.left(rule, RULE, title))
    keys = tuple(key for node in barred if (key := file.category(node)))
    for id_, purpose in found.purposes.items():
        used = not uses or any(is_within(found.uses[id_], str(node.value)) for node in uses)
        if not used or not (not subjects or {str(node.value) for node in subjects} & {*purpose.subjects}):
            continue
        forbidden = dict.fromkeys((*purpose.forbidden, *(key for key in keys if key not in purpose.necessary)))
        at_odds = [f"TODO {key} is necessary here, and {title} bars it" for key in keys if key in purpose.necessary]
        found.purposes[id_] = purpose._replace(forbidden=tuple(forbidden), notes=(*purpose.notes, *at_odds))


def _matched(file: Foreign, rule: Node, key: str) -> list[Node] | None:
    """What a rule is about, any of it; empty where it doesn't say, None where it asks for something else than any."""
    said = rule.get(key)
    if said is None or said.value is None:
        return []
    if not isinstance(said.value, dict):
        file.fail(said, f"`{key}` must have `matches` and `values`")
        return None
    values = said.get("values")
    if file.word(said, "matches").upper() not in ("ANY", "") or values is None or not isinstance(values.value, list):
        return None
    return [node for node in values.value if isinstance(node.value, str)]


def _binding(file: Foreign, dataset: Node, purposes: tuple[str, ...]) -> Binding:
    records: list[str] = []
    notes: list[str] = []
    fields = Fields()
    for collection in file.parts(dataset, "collections"):
        name = file.name(collection, "name")
        records.append(name)
        notes += file.left(collection, COLLECTION, name)
        _fields(file, collection, name, fields)
    sources = [place for key in ("meta", "fides_meta") for place in places(file, dataset.get(key))]
    return Binding(tuple(records), purposes, fields.bound, (*notes, *fields.notes), tuple(sources))


def _fields(file: Foreign, above: Node, path: str, fields: Fields) -> None:
    """The categories of the fields below a collection or a field. What is said to be a system's is read by minlint."""
    for field in file.parts(above, "fields"):
        place = f"{path}.{file.name(field, 'name')}"
        keys = file.categories(field, "data_categories")
        personal = [key for key in keys if file.book[key].personal]
        if personal:
            fields.bind(place, personal)
        elif keys:
            fields.leave(place, ", ".join(keys))
        fields.lose(file.rest(field, FIELD))
        _fields(file, field, place, fields)
