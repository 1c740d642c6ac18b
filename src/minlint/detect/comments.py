"""What a field's comment says of it, read with the same matcher as names."""

from __future__ import annotations

from functools import lru_cache

from minlint.detect.identifiers import arrange, phrase, split
from minlint.detect.lexicon import Lexicon
from minlint.detect.names import Hit, hits
from minlint.detect.reading import Reader
from minlint.detect.subject import role_word
from minlint.detect.surroundings import Surroundings, first_clause
from minlint.detect.words import Phrase
from minlint.tuples import NamedTuple


class Said(NamedTuple):
    """A comment's reading: the hits of its first clause, read as a name, and every category it speaks of.

    ``sure`` are the categories of phrases that mean them anywhere; ``person``: it speaks of a person;
    ``denied`` are the categories that a phrase of it says it isn't.
    """

    clause: tuple[Hit, ...] = ()
    mentions: frozenset[str] = frozenset()
    sure: frozenset[str] = frozenset()
    person: bool = False
    denied: frozenset[str] = frozenset()


NOTHING = Said()


def read(comment: str, name: str, place: Surroundings, lexicon: Lexicon, reader: Reader) -> Said:
    """What a comment says; nothing where it only repeats the name.

    The clause is a name in its own right; mentions only support what the name says.
    """
    if not comment:
        return NOTHING
    tokens, owner, clause, said = _parsed(comment, lexicon)
    if tokens.issubset([token for variant in reader.variants(name) for token in variant.tokens]):
        return NOTHING
    found = hits(clause, owner, place, lexicon, reader) if clause else ()
    return Said(found, said.mentions, said.sure, said.person, said.denied) if found else said


@lru_cache(maxsize=16_384)
def _parsed(comment: str, lexicon: Lexicon) -> tuple[frozenset[str], Phrase, str, Said]:
    """A comment's words, whose the thing is that its first clause names, that clause, and what else it says."""
    tokens = arrange(split(comment)[:40])
    owner, _, clause = first_clause(comment.replace("\u2019", "'")).rpartition("'s ")
    if " of " in owner:
        owner, clause = "", f"{owner} {clause}"
    return frozenset(tokens), phrase(owner) if owner else (), clause, _spoken(tokens, lexicon)


def _spoken(tokens: Phrase, lexicon: Lexicon) -> Said:
    person = bool(role_word(tokens, "person"))
    matches = lexicon.matches(tokens)
    if not matches:
        return Said(person=True) if person else NOTHING
    entries = [entry for match in matches for entry in match.entries if entry.mode != "never"]
    empty = [match for match in matches if all(entry.mode == "never" for entry in match.entries)]
    denied = frozenset(entry.category for match in empty for entry in match.entries)
    mentions = frozenset(entry.category for entry in entries if entry.mode in ("always", "person"))
    sure = frozenset(entry.category for entry in entries if entry.mode == "always")
    return Said((), mentions, sure, person, denied)
