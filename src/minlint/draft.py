"""A first manifest from what the sources hold: everything a person has to decide is marked TODO.

A draft permits only what a proposed profile permits. What the sources hold beyond it is listed in comments, so that
the first check reports it until somebody says that it is needed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from minlint.judge.coverage import covers
from minlint.judge.ownership import is_housekeeping, is_key, own_keys
from minlint.manifest.model import Entry
from minlint.model import Field, RecordReading, SourceReading
from minlint.profiles import Profile
from minlint.taxonomy import Taxonomy
from minlint.tuples import NamedTuple

CONFIDENT = 0.6
"""A category counts from the confidence on at which a review judges it."""

CLOSE = 0.45
"""The closeness from which a profile is proposed."""

STATEMENT = "TODO: whose data, for which service or decision, on what occasion, at whose request, until when"


class Holding(NamedTuple):
    """A source's personal fields: its path, and each category with the fields that hold it.

    ``words`` are those of its path and of its records' names, with how many of these say them.
    """

    path: str
    words: Mapping[str, int]
    fields: Mapping[str, tuple[str, ...]]


class Proposal(NamedTuple):
    """A purpose to write down, with the sources it seems to be for."""

    id: str
    profile: Profile | None
    holdings: tuple[Holding, ...]


def draft(readings: Sequence[SourceReading], profiles: Mapping[str, Profile], taxonomy: Taxonomy) -> str:
    """The text of a manifest for what was read; valid as it stands."""
    proposals = propose([holding(reading) for reading in readings], profiles, taxonomy)
    lines = ["# Drafted by minlint. Each TODO waits for a person: only the proposed profiles permit anything yet."]
    lines.append("version: 1")
    lines.append("purposes:" if proposals else "purposes: {}  # TODO: no personal data was found in what was read")
    for proposal in proposals:
        lines += _purpose(proposal, taxonomy)
    lines += ["bindings:"] if proposals else []
    for proposal in proposals:
        for item in proposal.holdings:
            lines += [f"  - source: {_quoted(item.path)}", f"    purposes: [{proposal.id}]  # TODO confirm"]
    return "\n".join(lines) + "\n"


def holding(reading: SourceReading) -> Holding:
    """What a source holds about people, by each field's best category; a record's own key and times aside."""
    fields: dict[str, list[str]] = {}
    words = Counter(_words(reading.source.path))
    for record in reading.records:
        words.update(_words(record.record.name))
        for key, field in _personal(record):
            fields.setdefault(key, []).append(f"{record.record.name}.{field.path}")
    return Holding(reading.source.path, words, {key: tuple(names) for key, names in sorted(fields.items())})


def _personal(record: RecordReading) -> Iterator[tuple[str, Field]]:
    """A record's personal fields with their best categories, but for what any purpose covers."""
    sure = [
        (item.detections[0].category, item.field)
        for item in record.readings
        if item.field and item.detections and item.detections[0].confidence >= CONFIDENT
    ]
    own = own_keys(record.record, [field for key, field in sure if is_key(key)], ())
    return ((key, field) for key, field in sure if not is_housekeeping(key) and field.path not in own)


def propose(holdings: Sequence[Holding], profiles: Mapping[str, Profile], taxonomy: Taxonomy) -> list[Proposal]:
    """Purposes for the sources with personal data: by the closest profile where one is close, else one a source."""
    found: dict[str, Proposal] = {}
    for item in holdings:
        if not item.fields:
            continue
        profile = closest(item, profiles, taxonomy)
        key = profile.id if profile else _kebab(item.path)
        before = found.get(key)
        found[key] = Proposal(key, profile, (*(before.holdings if before else ()), item))
    return list(found.values())


def closest(item: Holding, profiles: Mapping[str, Profile], taxonomy: Taxonomy) -> Profile | None:
    """The profile that explains most of what a source holds; None where none is `CLOSE`."""
    told = {profile.id: _told(profile) for profile in profiles.values()}
    ranked = sorted((-_closeness(item, profile, told, taxonomy), profile.id) for profile in profiles.values())
    return profiles[ranked[0][1]] if ranked and -ranked[0][0] >= CLOSE else None


def _closeness(item: Holding, profile: Profile, told: Mapping[str, frozenset[str]], taxonomy: Taxonomy) -> float:
    """The harmonic mean of: how much of the source the profile is for, how much of its needs the source meets.

    What the profile neither permits nor holds to be beyond counts half. The words that the source's names share with
    the profile's id and with the records of its examples weigh up to as much again: one that few profiles use, and one
    that many records say, more than others.
    """
    fit = sum(_fit(key, profile, taxonomy) for key in item.fields) / len(item.fields)
    needs = [entry for entry in profile.necessary if not all(map(is_key, entry.categories))]
    met = sum(any(_reaches(entry, key, taxonomy) for key in item.fields) for entry in needs)
    need = met / len(needs) if needs else 1.0
    rare = {word: sum(word in words for words in told.values()) ** -0.5 for word in told[profile.id]}
    shared = sum(item.words.get(word, 0) * weight for word, weight in rare.items())
    return 2 * fit * need / (fit + need) * (1 - 0.5 ** (1 + shared)) if fit and need else 0.0


def _fit(key: str, profile: Profile, taxonomy: Taxonomy) -> float:
    if _covered(key, profile, taxonomy):
        return 1.0
    beyond = (word for entry in profile.beyond + profile.usually for word in entry.categories if not entry.precision)
    return 0.0 if any(taxonomy.covers(word, key) for word in beyond) else 0.5


def _covered(key: str, profile: Profile | None, taxonomy: Taxonomy) -> bool:
    """Whether a profile permits a category, at some precision."""
    entries = profile.necessary + profile.optional if profile else ()
    return any(_reaches(entry, key, taxonomy) for entry in entries)


def _reaches(entry: Entry, key: str, taxonomy: Taxonomy) -> bool:
    return any(covers(word, key, taxonomy) for word in entry.categories)


def _told(profile: Profile) -> frozenset[str]:
    """The words that speak for a profile: its id's, and those of the records that its examples find within it."""
    records = (re.split(r"[.(]", example)[0] for example in profile.silent)
    return frozenset(word for name in (profile.id, *records) for word in _words(name) if len(word) > 2)


def _purpose(proposal: Proposal, taxonomy: Taxonomy) -> Iterator[str]:
    yield f"  {proposal.id}:"
    yield f'    statement: "{STATEMENT}"'
    if proposal.profile:
        yield f"    profile: {proposal.profile.id}  # TODO the closest one; confirm it, or take it out"
    yield "    subjects: []  # TODO who the data are about"
    yield "    necessary: []  # TODO what the purpose can't do without; as found, and reported until it stands here:"
    for key, names in _holds(proposal).items():
        if not _covered(key, proposal.profile, taxonomy):
            more = f" and {len(names) - 3} more" if len(names) > 3 else ""
            yield f"    #  - {key}  # {', '.join(names[:3])}{more}"
    yield "    # retention: TODO how long, counted from what"
    yield "    # owner: TODO who answers for this purpose"


def _holds(proposal: Proposal) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for item in proposal.holdings:
        for key, names in item.fields.items():
            found[key] = found.get(key, ()) + names
    return dict(sorted(found.items()))


def _words(name: str) -> list[str]:
    return [word.removesuffix("s") for word in re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower())]


def _kebab(path: str) -> str:
    """A purpose id from a path: its file name without suffixes, and its folder where the name says nothing."""
    folder, _, name = path.rpartition("/")
    stem = name.partition(".")[0]
    if stem.lower() in {"schema", "structure", "dump", "data", "database", "db", "init", "index", ""}:
        stem = f"{folder.rpartition('/')[2]}-{stem}"
    words = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    return f"todo-{words}" if words else "todo"


def _quoted(path: str) -> str:
    """A path as a YAML string that is no glob by accident."""
    import json

    return json.dumps(re.sub(r"([*?[\]])", r"[\1]", path), ensure_ascii=False)
