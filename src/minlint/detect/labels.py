"""What a person labelled a field as, in a catalogue or a contract: strong evidence beside its name and values.

A label adds; it never silences what the name and the values say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from minlint import rulebook
from minlint.detect.identifiers import phrase
from minlint.detect.lexicon import Lexicon
from minlint.detect.words import Phrase
from minlint.model import Detection, Evidence, Field
from minlint.taxonomy import ROOT, Taxonomy, is_within
from minlint.tuples import NamedTuple

_PREFIX = re.compile(r"\A(?:.*[#/]|[\w-]+:)(?=[\w.]+\Z)")
_DPV = re.compile(r"\A(?:(?:dpv|pd|dpv-pd):|https?://w3id\.org/dpv\S*[#/])(?P<term>\w+)\Z", re.IGNORECASE)

_MOST = 20  # labels of one field that are looked at
_DENIES = re.compile(r"(?:\b|_)(?:not?|non|none|false|without)(?:\b|_)", re.IGNORECASE)


class _Said(NamedTuple):
    """A category that a label names, None where it only says that a person is meant; ``how`` names its weight."""

    category: str | None
    how: str


def labelled(field: Field, named: tuple[Detection, ...], taxonomy: Taxonomy, lexicon: Lexicon) -> Iterator[Detection]:
    """What a field's labels add to the detections of its name.

    A label above a category that was found makes that one surer; one that only says "personal" the best of them.
    """
    for said in dict.fromkeys(filter(None, (_read(label, taxonomy, lexicon) for label in field.labels[:_MOST]))):
        if said.category is None:
            if found := _best(named, ROOT):
                yield Detection(found, _weight("surer"), (Evidence("label", "labelled as personal data"),))
            elif not field.container:
                yield Detection(ROOT, _weight("personal"), (Evidence("label", "labelled as personal data"),))
            continue
        why = Evidence("label", f"labelled {said.category}")
        below = _best(named, said.category)
        if below and below != said.category:
            yield Detection(below, _weight("surer"), (why,))
        else:
            yield Detection(said.category, _weight(said.how), (why,))


def _best(named: Iterable[Detection], ancestor: str) -> str | None:
    return next((item.category for item in named if is_within(item.category, ancestor)), None)


def _read(label: str, taxonomy: Taxonomy, lexicon: Lexicon) -> _Said | None:
    """What a label says; None where that is nothing of whose data it is."""
    label = label.strip()
    if term := _DPV.match(label):
        key = _of_dpv(taxonomy).get(term["term"].lower())
        return _Said(key, "key") if key else None
    bare = _PREFIX.sub("", label)
    if "." in bare or bare == ROOT:
        category = taxonomy.get(bare.lower())
        if category:
            key = category.key if category.key != ROOT else None  # the root says no more than "personal"
            return _Said(key, "key") if category.personal else None
    return None if _DENIES.search(label) else _in_words(phrase(bare), taxonomy, lexicon)


def _in_words(words: Phrase, taxonomy: Taxonomy, lexicon: Lexicon) -> _Said | None:
    known = _known()
    rest = tuple(word for word in words if word not in known["around"])
    for said in filter(None, (words, rest)):
        if (key := known["categories"].get(said)) and key in taxonomy:
            return _Said(key, "words")
        meant = [entry.category for entry in lexicon.entries(said) if entry.mode == "always"]
        if meant and taxonomy[meant[0]].personal:
            return _Said(meant[0], "words")
    personal = words in known["personal"] or any((word,) in known["personal"] for word in words)
    return _Said(None, "personal") if personal else None


@lru_cache(maxsize=4)
def _of_dpv(taxonomy: Taxonomy) -> Mapping[str, str]:
    """Categories by the terms of the Data Privacy Vocabulary that mean them, of several the first."""
    found: dict[str, str] = {}
    for category in taxonomy:
        for term in category.dpv if category.personal else ():
            found.setdefault(term.lower(), category.key)
    return found


@cache
def _known() -> Mapping[str, Any]:
    said = rulebook.part("words")["labels.yaml"]
    return {
        "personal": frozenset(map(phrase, said["personal"])),
        "categories": {phrase(text): key for key, texts in said["categories"].items() for text in texts},
        "around": frozenset(word for text in said["around"] for word in phrase(text)),
        "weights": said["weights"],
    }


def _weight(name: str) -> float:
    return float(_known()["weights"][name])
