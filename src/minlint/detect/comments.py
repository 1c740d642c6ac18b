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


def read(comment: str, name: str, place: Surroundings, lexicon: Lexicon, reader: Reader) -> Said:
    """What a comment says; nothing where it only repeats the name. The clause is a name in its own right; mentions only support what the name says."""
    tokens = arrange(split(comment)[:40])
    if not comment or set(tokens) <= {token for variant in reader.variants(name) for token in variant.tokens}:
        return NOTHING
    clause = first_clause(comment)
    found = hits(clause, (), place, lexicon, reader) if clause else ()
    mentions = frozenset(
        entry.category for match in lexicon.matches(tokens) for entry in match.entries if entry.mode in ("always", "person")
    )
    return Said(found, mentions)
