"""What a field's comment says of it, read with the same matcher as names."""

from __future__ import annotations

from typing import NamedTuple

from minlint.detect.identifiers import arrange, split
from minlint.detect.lexicon import Lexicon
from minlint.detect.names import Hit, hits
from minlint.detect.reading import Reader
from minlint.detect.surroundings import Surroundings, first_clause


class Said(NamedTuple):
    """A comment's reading: the hits of its first clause, read as a name, and every category it speaks of."""

    clause: tuple[Hit, ...] = ()
    mentions: frozenset[str] = frozenset()


NOTHING = Said()


def read(comment: str, place: Surroundings, lexicon: Lexicon, reader: Reader) -> Said:
    """What a comment says. The clause is a name in its own right; mentions only support what the name says."""
    if not comment:
        return NOTHING
    clause = first_clause(comment)
    found = hits(clause, (), place.around, lexicon, reader) if clause else ()
    tokens = arrange(split(comment)[:40])
    mentions = frozenset(
        entry.category for match in lexicon.matches(tokens) for entry in match.entries if entry.mode in ("always", "person")
    )
    return Said(found, mentions)
