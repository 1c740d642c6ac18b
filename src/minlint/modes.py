"""Judging by a law alone: one purpose for every record in place of those that the manifest states (``--law NAME``)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any, Literal

from minlint import rulebook
from minlint.errors import UsageError
from minlint.kinds import kind_of
from minlint.manifest.model import Binding, Entry, Manifest, Purpose
from minlint.manifest.near import hint
from minlint.measures import Measures
from minlint.model import Detection, Evidence, Field, Reading, RecordReading, SourceReading
from minlint.taxonomy import Taxonomy, is_within
from minlint.tuples import NamedTuple


class Added(NamedTuple):
    """A category that fields hold for this law: a ``date`` in a record about a person, an ``age`` that nothing caps,
    ``births`` of people over 89, postal ``areas`` of few people, a field with one of some ``words``.

    ``precision`` is how finely the law takes it to be kept; None leaves that to the measures.
    """

    category: str
    what: Literal["date", "age", "births", "areas", "words"]
    because: str
    words: tuple[str, ...]
    precision: str | None


class Identifier(NamedTuple):
    """One of the things that have to be gone, with examples: by the code that fires, and those that are silent."""

    letter: str
    says: str
    fires: Mapping[str, Sequence[str]]
    silent: Sequence[str]


class Mode(NamedTuple):
    """A law as a purpose, the rules that say what stands against it, and what it sees besides what is detected."""

    purpose: Purpose
    select: tuple[str, ...]
    adds: tuple[Added, ...]
    identifiers: tuple[Identifier, ...]


@cache
def all_modes() -> Mapping[str, Mode]:
    """The modes of the laws that ship with minlint, by name."""
    files = rulebook.part("laws").values()
    return {name: _mode(name, said) for content in files for name, said in (content.get("modes") or {}).items()}


def mode(name: str) -> Mode:
    """A mode by its name. Raises `UsageError` where there is none."""
    known = all_modes()
    if name not in known:
        near = hint(name, known) or _by_law_of(name, known)
        raise UsageError(f"--law: there is no mode {name}{near}; there are: {', '.join(known)}")
    return known[name]


def _by_law_of(name: str, known: Mapping[str, Mode]) -> str:
    """A mode by the law that its name begins with, or nearly so."""
    from minlint.manifest.near import nearest

    laws = {other.partition("-")[0]: other for other in known}
    found = next((other for other in known if name and other.startswith(name.lower())), None) or nearest(name, laws)
    return f"; did you mean `{laws.get(found, found)}`?" if found else ""


def by_law(said: Manifest, name: str) -> Manifest:
    """A manifest in which every purpose is the law's; what a person said of fields, and waivers, stay."""
    purpose = mode(name).purpose
    own = [
        binding._replace(purposes=(name,), fields=tuple(field._replace(purposes=None) for field in binding.fields))
        for binding in said.bindings
    ]
    bindings = (Binding("**", purposes=(name,)), *own)
    return said._replace(purposes={**dict.fromkeys(said.purposes, purpose), name: purpose}, bindings=bindings)


def seen(
    readings: Sequence[SourceReading], name: str, tree: Taxonomy, today: datetime.date
) -> tuple[SourceReading, ...]:
    """Readings with the categories that a law sees in fields besides those that were detected."""
    adds = mode(name).adds
    return tuple(
        item._replace(records=tuple(_seen(record, adds, tree, today) for record in item.records)) for item in readings
    )


def _seen(record: RecordReading, adds: Sequence[Added], tree: Taxonomy, today: datetime.date) -> RecordReading:
    if not _about_a_person(record):
        return record
    told = _told(record.measures, today) if record.measures else frozenset()
    return record._replace(readings=tuple(_with(item, adds, tree, told) for item in record.readings))


def _told(measures: Measures, today: datetime.date) -> AbstractSet[tuple[str, str]]:
    """What values tell of some fields: who turns 90 this year may be over 89 already."""
    births = {("births", path) for path, earliest in measures.births if earliest <= today.year - 90}
    return births | {("areas", path) for path, _ in measures.areas}


def _about_a_person(record: RecordReading) -> bool:
    """Whether a record is about a person, or points at one."""
    found = (detection.category for item in record.readings for detection in item.detections)
    return record.subject == "person" or "user.unique_id" in found


def _with(item: Reading, adds: Sequence[Added], tree: Taxonomy, told: AbstractSet[tuple[str, str]]) -> Reading:
    from minlint.measure import measured

    for added in adds:
        if item.field and _holds(added, item.field, item.detections, told):
            sure = max((found.confidence for found in item.detections), default=_SURE)
            evidence = (Evidence("law", added.because),)
            found = measured(Detection(added.category, max(sure, _SURE), evidence, added.precision), item, tree)
            others = (other for other in item.detections if other.category != added.category)
            item = item._replace(detections=(found, *others))
    return item


_SURE = 0.9
_CAPPED = re.compile(
    r"(?<!\d)(?:89|90)\s*(?:\+|plus|or\s+(?:over|older|above|more))"
    r"|(?:capp?ed|top.?coded|max(?:imum)?|up\s+to|cap)\W*(?:at\W+)?(?:89|90)(?!\d)|top.?coded",
    re.IGNORECASE,
)


def _holds(added: Added, field: Field, found: Sequence[Detection], told: AbstractSet[tuple[str, str]]) -> bool:
    if added.what in ("births", "areas") and (added.what, field.path) in told:
        return True
    if added.what == "areas":
        return any(item.category == added.category for item in found) and _lists_few_people(field)
    if added.what == "date":
        births = any(is_within(item.category, "user.demographic") for item in found)
        return not births and kind_of(field.type, field.format).name in ("date", "datetime")
    if added.what == "age":
        ages = [item for item in found[:1] if is_within(item.category, "user.demographic.age")]
        return any(item.precision in ("year", None) for item in ages) and not _capped(field, ages[0])
    if not added.words:
        return False
    name = " ".join(re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", field.name)).lower()
    return any(re.search(rf"\b{word}\b", name) for word in added.words)


def _lists_few_people(field: Field) -> bool:
    """Whether a schema lists codes of areas of few people among the values that may stand there."""
    from minlint.measure.extremes import few_people

    return bool(field.enum and few_people(field.enum))


def _capped(field: Field, found: Detection) -> bool:
    """Whether a name, comment or list of values says that an age ends at 90, or the values that nobody is older."""
    from minlint.measure import NOBODY_OLDER

    said = " ".join((field.name.replace("_", " "), field.comment, *field.enum))
    return bool(_CAPPED.search(said)) or any(item.detail == NOBODY_OLDER for item in found.evidence)


def _mode(name: str, said: Mapping[str, Any]) -> Mode:
    kinds = said["identifiers"]
    entries = tuple(Entry((item["category"],), precision=item.get("precision")) for item in _all(kinds, "necessary"))
    forbidden = tuple((key, None) for key in _all(kinds, "forbidden"))
    adds = (
        Added(item["category"], item["what"], item["because"], tuple(item.get("words") or ()), item.get("precision"))
        for item in said["adds"]
    )
    identifiers = (Identifier(item["letter"], item["says"], item["fires"], item["silent"]) for item in kinds)
    purpose = Purpose(name, said["statement"], necessary=entries, forbidden=forbidden)
    return Mode(purpose, tuple(said["select"]), tuple(adds), tuple(identifiers))


def _all(kinds: Sequence[Mapping[str, Any]], key: str) -> Iterator[Any]:
    return (item for kind in kinds for item in kind.get(key) or ())
