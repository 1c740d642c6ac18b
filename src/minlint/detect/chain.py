"""The whole chain from a field's name to its categories: how it was read, what was weighed, what would change it."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.detect.combine import Candidate, confidence
from minlint.detect.fields import weighed
from minlint.detect.lexicon import lexicon
from minlint.detect.reading import Reader, reader
from minlint.detect.subject import Subject
from minlint.detect.surroundings import Surroundings, of_source
from minlint.model import Field, Source
from minlint.taxonomy import Taxonomy
from minlint.tuples import NamedTuple

ELSEWHERE = ("person", "thing", "organisation")
"""The subjects of records that a field is tried in, to see how much its record decides."""


class Chain(NamedTuple):
    """What was weighed of one field, best category first, those that were dropped among them.

    ``read`` are its name's readings, likeliest first; ``subject`` is what its record is about; ``target`` whom it
    points at, empty where nobody; ``elsewhere`` is the best confidence of each candidate in records about others.
    """

    read: tuple[str, ...]
    subject: Subject
    target: str
    weighed: tuple[Candidate, ...]
    elsewhere: tuple[tuple[str, dict[str, float]], ...]

    def without(self, candidate: Candidate) -> Iterator[tuple[str, float]]:
        """Each piece of evidence that speaks for a category, and the confidence that the others leave it."""
        for item in candidate.signals:
            if item.evidence and item.weight > 0:
                yield f"{item.evidence.kind}: {item.evidence.detail}", confidence(candidate.odds - item.weight)


def chain(source: Source, record: str, path: str, taxonomy: Taxonomy) -> Chain | None:
    """How a field, by its record's name and its path, was read; None where the source has no such field.

    What values say comes on top, and is in the evidence of the detection.
    """
    names = lexicon(taxonomy)
    words = reader(names)
    for place in of_source(source, names, words):
        fields = zip(place.record.fields, place.written.fields, strict=True) if place.record.name == record else ()
        for field, written in fields:
            if written.path == path:
                return _chain(field, place, taxonomy, words)
    return None


def _chain(field: Field, place: Surroundings, taxonomy: Taxonomy, words: Reader) -> Chain:
    target = place.targets.get(field.path)
    return Chain(
        tuple(dict.fromkeys(" ".join(variant.tokens) for variant in words.variants(field.name))),
        place.subject,
        (target.person or target.role) if target else "",
        weighed(field, place, taxonomy, words.lexicon, words),
        tuple(
            (
                role,
                {
                    item.category: confidence(item.odds)
                    for item in weighed(field, moved, taxonomy, words.lexicon, words)
                },
            )
            for role in ELSEWHERE
            if role != place.subject.role
            for moved in (place._replace(subject=Subject(role, "")),)
        ),
    )
