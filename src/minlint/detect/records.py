"""What the fields of one record make together: a track of places, a name, a postal address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from minlint.detect import messages
from minlint.detect.identifiers import phrase
from minlint.detect.reading import Reader
from minlint.detect.subject import roles
from minlint.detect.surroundings import Surroundings, record_key
from minlint.detect.words import Phrase, affixes, subjects, words
from minlint.kinds import kind_of
from minlint.model import Detection, Evidence, Field, Reading
from minlint.taxonomy import Taxonomy, is_within

HISTORY, PRECISE, NAME, ADDRESS = "user.location.history", "user.location.precise", "user.name", "user.contact.address"
KEY, SOCIAL, KIN = "user.unique_id", "user.social", "user.relationship"
_CLEAR = 0.7  # confidence from which a field of a track keeps the category it has by itself
_SURE = 0.5  # confidence from which a field counts as a part
_LINKS = (
    "user.unique_id",
    "user.device",
    "user.contact.email",
    "user.contact.phone_number",
    "user.name",
    "user.account.username",
    "user.vehicle",
)
_NOBODY = ("organisation", "reference", "thing")


def together(
    place: Surroundings, readings: tuple[Reading, ...], taxonomy: Taxonomy, reader: Reader
) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    """The readings, surer where their neighbours speak for them, and what they make together."""
    made: list[Reading] = []
    if HISTORY in taxonomy and (track := _track(place, readings, reader)):
        positions, times, motions, links = track
        others = () if _is_web(place) else (*times, *motions)
        readings = tuple(_in_track(item, positions, others) for item in readings)
        made.append(_whole(HISTORY, 0.95, (*positions, *times, *links), _why_track(place, links)))
    if messages.CONTENT in taxonomy and (said := messages.parts(place, readings, reader)):
        readings = tuple(_in_message(item, said) for item in readings)
    made += _composed(readings, taxonomy)
    made += _tie(place, readings, taxonomy, reader)
    made += _from_values(place, taxonomy)
    return readings, tuple(made)


def _is_web(place: Surroundings) -> bool:
    """Whether a record is one of what somebody did on the web: its times are of that."""
    return place.topic is not None and is_within(place.topic.category, "user.behavior")


def _from_values(place: Surroundings, taxonomy: Taxonomy) -> Iterator[Reading]:
    """What the values of several columns are together: a vector that is written a number a column."""
    if not place.record.vectors:
        return
    from minlint.detect.values import record_from_values

    fields = {field.path: field for field in place.record.fields}
    for found, paths in record_from_values(place.record, taxonomy):
        yield Reading(None, (found,), tuple(fields[path] for path in paths if path in fields))


def _composed(readings: Sequence[Reading], taxonomy: Taxonomy) -> Iterator[Reading]:
    known = words().records
    name = _parts(readings, known["name"])
    if NAME in taxonomy and len(name) == len(known["name"]):
        yield _whole(NAME, 0.97, _fields(name), "first and last name make a full name")
    address = _parts(readings, known["address"]["parts"])
    lines = [item.field for item in readings if item.field and _best(item) == ADDRESS]
    if lines:  # lines of an address stand for its street
        address.setdefault(known["address"]["needs"][0], lines)
    if ADDRESS in taxonomy and all(key in address for key in known["address"]["needs"]):
        yield _whole(ADDRESS, 0.95, _fields(address), "its parts make a postal address")


def _parts(readings: Iterable[Reading], keys: Iterable[str]) -> dict[str, list[Field]]:
    """The fields whose best category is one of some keys or below it."""
    found: dict[str, list[Field]] = {}
    for item in readings:
        best = item.detections[0] if item.detections else None
        if item.field and best and best.confidence >= _SURE:
            for key in keys:
                if is_within(best.category, key):
                    found.setdefault(key, []).append(item.field)
    return found


def _best(item: Reading) -> str:
    """The category a field surely has, or an empty text."""
    best = item.detections[0] if item.detections else None
    return best.category if best and best.confidence >= _SURE else ""


def _tie(place: Surroundings, readings: Sequence[Reading], taxonomy: Taxonomy, reader: Reader) -> Iterator[Reading]:
    """What ties people to each other: two keys of the same kind of person, or one beside a friend's."""
    tie: Mapping[str, Sequence[str]] = words().records["tie"]
    keys = [item.field for item in readings if item.field and _best(item) in (KEY, SOCIAL)]
    if len(keys) < _ENDS or SOCIAL not in taxonomy or KIN not in taxonomy or _speaks(place, tie["apart"]):
        return
    sides = [_side(field, tie["sides"], reader) for field in keys]
    alike = [field for field, who in zip(keys, sides, strict=True) if who and sides.count(who) > 1]
    named = [field for field in keys if not set(tie["words"]).isdisjoint(reader.variants(field.name)[0].tokens)]
    if (named and len(keys) <= _ENDS) or len(alike) == _ENDS:
        kin = _speaks(place, tie["kin"]) or any(
            _speaks_of(item.name, tie["kin"], reader) for item in place.record.fields
        )
        yield _whole(KIN if kin else SOCIAL, 0.9, alike or keys, "its keys tie people to each other")


_ENDS = 2  # a tie has two ends


def _side(field: Field, sides: Sequence[str], reader: Reader) -> str:
    """The person word of a key, where only the side it stands on is said besides."""
    rest = [token for token in reader.variants(field.name)[0].tokens if token not in affixes("keys")]
    found = [token for token in rest if token not in sides]
    return found[0] if len(found) == 1 and "person" in roles((found[0],)) else ""


def _speaks(place: Surroundings, said: Sequence[str]) -> bool:
    return not set(said).isdisjoint(record_key(place.record.name).split())


def _speaks_of(name: str, said: Sequence[str], reader: Reader) -> bool:
    return not set(said).isdisjoint(reader.variants(name)[0].tokens)


def _fields(parts: Mapping[str, list[Field]]) -> tuple[Field, ...]:
    return tuple(field for fields in parts.values() for field in fields)


def _whole(category: str, sure: float, parts: Iterable[Field], why: str) -> Reading:
    return Reading(None, (Detection(category, sure, (Evidence("record", why),)),), tuple(parts))


def _why_track(place: Surroundings, links: Sequence[Field]) -> str:
    whose = "a field that tells whose" if links else place.subject.why or "a record about a person"
    return f"position and time, with {whose}"


Track = tuple[tuple[Field, ...], tuple[Field, ...], tuple[Field, ...], tuple[Field, ...]]


def _track(place: Surroundings, readings: Sequence[Reading], reader: Reader) -> Track | None:
    """Positions, times, motions and the fields that tell whose, where a record holds where somebody was and when."""
    fields = [item.field for item in readings if item.field]
    positions = tuple(field for field in fields if _is_position(field, reader))
    if not positions:
        return None
    open_ = [item.field for item in readings if item.field and _may_be_time(item)]
    times = _times(place, [field for field in open_ if field not in positions], reader)
    links = tuple(item.field for item in readings if item.field and _links(item, place))
    whose = (
        bool(links) if place.subject.role in _NOBODY else links or place.subject.role in ("person", "event", "device")
    )
    if not times or not whose:
        return None
    motions = tuple(field for field in fields if _says(field, "motion", reader) and not _says(field, "about", reader))
    return positions, times, motions, links[:1]


def _is_position(field: Field, reader: Reader) -> bool:
    """Whether a field is a position: by its type, or by the last word that isn't about its start, end or unit."""
    kind = kind_of(field.type, field.format).name
    return kind == "geo" or _is_called_position(field.name, kind == "text", reader)


@lru_cache(maxsize=65_536)
def _is_called_position(name: str, is_text: bool, reader: Reader) -> bool:
    for variant in reader.variants(name):
        tokens = variant.tokens
        if is_text and tokens == ("position",):
            continue  # a job
        while len(tokens) > 1 and (tokens[-1].isdigit() or tokens[-1] in affixes("position_ends")):
            tokens = tokens[:-1]
        if any(tokens[-size:] in _vocabulary("position") for size in (1, 2, 3)):
            return True
    return False


def _links(item: Reading, place: Surroundings) -> bool:
    target = place.targets.get(item.field.path) if item.field else None
    if target and target.person in subjects("makers") and place.subject.role == "unknown":
        return False  # who made a thing wasn't where it is
    if item.field and target and target.role in ("person", "device") and item.field.path in place.told:
        return True
    if place.subject.role in _NOBODY:
        return False
    best = item.detections[0] if item.detections else None
    return best is not None and best.confidence >= _SURE and any(is_within(best.category, key) for key in _LINKS)


def _may_be_time(item: Reading) -> bool:
    """Whether a field's own meaning leaves room for its being a time of being there."""
    best = item.detections[0] if item.detections else None
    if best is None or best.confidence < _CLEAR:
        return True
    return any(is_within(best.category, key) for key in ("user.location", "user.account", "user.behavior"))


def _times(place: Surroundings, fields: Iterable[Field], reader: Reader) -> tuple[Field, ...]:
    """Times of being there. The times of the row itself count only where the record is a track by its name."""
    moments = [field for field in fields if _is_moment(field, reader)]
    if place.subject.role == "person":  # any date of theirs isn't one of being there
        moments = [field for field in moments if field.name.lower() != "date"]
    own = tuple(field for field in moments if not _says(field, "not_time", reader))
    if (
        own
        or place.subject.role == "person"
        or not _vocabulary("names") & {(w,) for w in record_key(place.record.name).split()}
    ):
        return own
    return tuple(moments)


def _is_moment(field: Field, reader: Reader) -> bool:
    kind = kind_of(field.type, field.format).name
    if kind in ("datetime", "date", "time"):
        return True
    return (
        kind in ("unknown", "integer", "decimal", "text")
        and _says(field, "time", reader)
        and not _says(field, "not_time", reader)
    )


def _says(field: Field, group: str, reader: Reader) -> bool:
    vocabulary = _vocabulary(group)
    return any(
        variant.tokens[i : i + size] in vocabulary
        for variant in reader.variants(field.name)
        for size in (1, 2)
        for i in range(len(variant.tokens) - size + 1)
    )


@lru_cache(maxsize=8)
def _vocabulary(group: str) -> frozenset[Phrase]:
    track: Mapping[str, Any] = words().records["track"]
    return frozenset(map(phrase, track[group]))


def _in_track(item: Reading, positions: Sequence[Field], others: Sequence[Field]) -> Reading:
    """A field of a track: its positions are precise places, its times and motions a part of the history."""
    if item.field in positions:
        return _surer(item, PRECISE, 0.93, "a position beside a time and a person")
    if item.field in others and not (item.detections and item.detections[0].confidence >= _CLEAR):
        return _surer(item, HISTORY, 0.85, "when or how somebody moved, beside the position")
    return item


def _in_message(item: Reading, said: Mapping[str, str]) -> Reading:
    """A field of a message: what is said, or what tells of it."""
    category = said.get(item.field.path) if item.field else None
    if category is None:
        return item
    sure, why = (0.88, "the text of a message") if category == messages.CONTENT else (0.72, "it tells of a message")
    return _surer(item, category, sure, f"{why}: beside it stands whom it is from or to")


def _surer(item: Reading, category: str, sure: float, why: str) -> Reading:
    known = next((found for found in item.detections if is_within(found.category, category)), None)
    evidence = (*(known.evidence if known else ()), Evidence("record", why))
    best = Detection(known.category if known else category, max(sure, known.confidence if known else 0.0), evidence)
    rest = tuple(found for found in item.detections if found is not known)
    return item._replace(detections=tuple(sorted((best, *rest), key=lambda found: -found.confidence)))
