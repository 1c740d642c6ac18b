"""Keys of people: a person record's own, and those of other records that point at a person."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.detect.combine import Candidate, Signal, weight
from minlint.detect.names import KEY
from minlint.detect.reading import Reader
from minlint.detect.surroundings import Surroundings
from minlint.detect.words import affixes, words
from minlint.kinds import kind_of
from minlint.model import Evidence, Field
from minlint.taxonomy import Taxonomy


def key_candidates(field: Field, place: Surroundings, taxonomy: Taxonomy, reader: Reader) -> Iterator[Candidate]:
    """The field as a person's key, where it is one."""
    if KEY not in taxonomy:
        return
    target = place.targets.get(field.path)
    if place.subject.role == "person" and _own_key(field, place, reader):
        yield _candidate("own_key", Evidence("record", f"the key of {place.record.name}: {place.subject.why}"))
    elif target is not None and target.role == "person":
        told = field.path in place.told
        yield _candidate(
            "foreign_key" if told else "foreign_key_weak",
            Evidence("reference", f"a key of a {target.person or 'person'}"),
        )
    elif _by_somebody(field, reader):
        named = kind_of(field.type, field.format).name == "text"
        yield _candidate("done_by_name" if named else "done_by", Evidence("name", "it says who did it"))


def _own_key(field: Field, place: Surroundings, reader: Reader) -> bool:
    if "." in field.path:
        return False
    if field.primary:
        return True
    for variant in reader.variants(field.name)[:1]:
        tokens = variant.tokens
        if " ".join(tokens) in words().affixes["own_keys"] or (
            tokens[-1:] and tokens[-1] in affixes("keys") and " ".join(tokens[:-1]) in place.keys
        ):
            return True
    return False


def _by_somebody(field: Field, reader: Reader) -> bool:
    """Whether the name is ``approved_by`` or ``approved_by_id``: who did something to the row."""
    for variant in reader.variants(field.name)[:1]:
        tokens = (
            variant.tokens[:-1] if variant.tokens[-1:] and variant.tokens[-1] in affixes("keys") else variant.tokens
        )
        if len(tokens) >= 2 and tokens[-1] == "by" and tokens[-2].endswith("ed") and tokens[-2] not in affixes("by"):
            return kind_of(field.type, field.format).name not in ("boolean", "date", "datetime")
    return False


def _candidate(signal: str, evidence: Evidence) -> Candidate:
    return Candidate(KEY, (Signal(weight(signal), evidence),))
