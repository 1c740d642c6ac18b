"""What a record's fields mean by themselves: the traits that only people have, and the matters several speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from minlint.detect.lexicon import Lexicon
from minlint.detect.reading import Reader
from minlint.detect.words import affixes, words
from minlint.model import Field, Record
from minlint.taxonomy import is_within


@lru_cache(maxsize=65_536)
def sure(name: str, lexicon: Lexicon, reader: Reader) -> frozenset[str]:
    """The categories that a whole name means wherever it stands."""
    return frozenset(
        entry.category
        for variant in reader.variants(name)
        for match in lexicon.matches(variant.tokens)
        if match.end == len(variant.tokens) and _only_modified(variant.tokens[: match.start])
        for entry in match.entries
        if entry.mode == "always"
    )


def _only_modified(before: tuple[str, ...]) -> bool:
    return all(token in affixes("modifiers") for token in before)


@lru_cache(maxsize=65_536)
def traits(name: str, lexicon: Lexicon, reader: Reader) -> frozenset[str]:
    """Those of the traits that only people have which a name means."""
    return _traits(sure(name, lexicon, reader))


@lru_cache(maxsize=4096)
def _traits(said: frozenset[str]) -> frozenset[str]:
    known: Iterable[str] = words().subjects["traits"]
    return frozenset(trait for category in said for trait in known if is_within(category, trait))


_LIKE = 2  # fields that speak of a matter, and what part of all, so that a doubtful one beside them does
_SHARE = 0.2


def common(themes: Mapping[str, int], record: Record) -> tuple[str, ...]:
    """The matters that several of a record's fields speak of."""
    least = max(_LIKE, _SHARE * len(record.fields))
    return tuple(key for key, count in themes.items() if count >= least)


def themes(fields: Iterable[Field], lexicon: Lexicon, reader: Reader) -> Mapping[str, int]:
    """How many of the fields speak of each matter (health, a conviction, schooling), whatever else they say."""
    counts: Counter[str] = Counter()
    for field in fields:
        if said := _matters(sure(field.name, lexicon, reader)):
            counts.update(said)
    return counts


@lru_cache(maxsize=4096)
def _matters(said: frozenset[str]) -> tuple[str, ...]:
    """The matters among some categories."""
    known: Iterable[str] = words().topics["matters"]
    return tuple(dict.fromkeys(key for key in known if any(is_within(category, key) for category in said)))
