"""Columns of few different values that are words for sexes, religions, origins, diagnoses and the like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from minlint import rulebook
from minlint.detect.values.columns import percent
from minlint.model import Detection, Evidence
from minlint.tuples import NamedTuple

_MOST = 400  # distinct values of a vocabulary
_NOTHING = frozenset(
    (
        "",
        "other",
        "unknown",
        "none",
        "null",
        "n a",
        "na",
        "prefer not to say",
        "not stated",
        "sonstige",
        "unbekannt",
        "autre",
        "otro",
        "altro",
        "inny",
        "outro",
        "annan",
        "diger",
    )
)


class Vocabulary(NamedTuple):
    """Words of a category. ``weak`` ones also mean something else; ``least`` others must be there, or, beside people,
    as many of either."""

    category: str
    title: str
    least: int
    words: frozenset[str]
    weak: frozenset[str]


@cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """Every vocabulary that is known."""
    said = rulebook.part("recognisers")["vocabularies.yaml"]["vocabularies"]
    return tuple(
        Vocabulary(
            category,
            item["title"],
            item["least"],
            frozenset(map(plain, (*item["words"], *item.get("weak", ())))),
            frozenset(map(plain, item.get("weak", ()))),
        )
        for category, item in said.items()
    )


def plain(text: str) -> str:
    """A word as it is compared: small letters, no marks, single blanks."""
    bare = unicodedata.normalize("NFKD", text.lower())
    kept = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return re.sub(r"[^\w]+", " ", kept).strip()


def detections(texts: Sequence[str], people: bool) -> Iterator[Detection]:
    """The vocabulary that most of a column's distinct texts are of."""
    if len(texts) > _MOST:
        return
    said = {plain(text) for text in texts} - _NOTHING
    for vocabulary in vocabularies():
        known = said & vocabulary.words
        strong = known - vocabulary.weak
        share = len(known) / max(1, len(said))
        enough = len(strong) >= vocabulary.least or (people and len(known) >= max(2, vocabulary.least))
        if enough and share >= 0.6:
            sure = (0.9 if people else 0.8) - (0.0 if share >= 0.9 else 0.1)
            detail = f"{percent(share)} of {len(said)} different values are {vocabulary.title}"
            yield Detection(vocabulary.category, round(sure, 2), (Evidence("values", detail),))
