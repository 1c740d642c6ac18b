"""What a field's name says: the category it names, whether it is the value itself, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from minlint.detect import heads
from minlint.detect.identifiers import arrange, split
from minlint.detect.lexicon import Entry, Lexicon, Match
from minlint.detect.reading import Reader, Variant
from minlint.detect.subject import roles
from minlint.detect.surroundings import Surroundings
from minlint.detect.words import Phrase, affixes
from minlint.taxonomy import ROOT, is_within
from minlint.tuples import NamedTuple

KEY = "user.unique_id"
CREDENTIALS = "system.authentication"


class Hit(NamedTuple):
    """A category that a name speaks of.

    ``rest`` says what the words behind it make of it: ``value``, ``soft`` (its type or date), ``other`` (an unknown
    noun), ``killing`` (a setting, count or check). ``rung`` is what a hash, mask or token makes of it. ``whose`` is
    person or thing where the name itself says so; ``apart``: a word before it is one the matcher doesn't know;
    ``own_id``: it is the key of the record, named after it; ``mine``: it starts with the record's own name;
    ``keyed``: it ends with a key's word, and not a code's; ``order``: how many likelier readings of the name there are.
    """

    category: str
    mode: str
    words: str
    length: int
    rest: str = "value"
    rung: str | None = None
    whose: str = ""
    mended: bool = False
    apart: bool = False
    own_id: bool = False
    mine: bool = False
    keyed: bool = False
    order: int = 0


def hits(
    name: str, parents: Phrase, place: Surroundings, lexicon: Lexicon, reader: Reader, comment: str = ""
) -> tuple[Hit, ...]:
    """Every category the name may mean, from all its readings; the surest reading of each category.

    A word in the field's ``comment`` counts as one near by.
    """
    best: dict[str, Hit] = {}
    for opened in _openings(name, reader):
        for hit in _variant_hits(opened, parents, place, lexicon, comment):
            known = best.get(hit.category)
            if known is None or _rank(hit) > _rank(known):
                best[hit.category] = hit
    if not best:
        return ()
    longest = max((hit.length for hit in best.values() if hit.rest == "value"), default=0)
    return tuple(hit for hit in best.values() if hit.rest == "value" or hit.length >= longest)


_RESTS = ("killing", "other", "soft", "value")
_MODES = ("person", "beside", "with", "always")


def _rank(hit: Hit) -> tuple[int, int, int, bool]:
    return (_RESTS.index(hit.rest), hit.length, _MODES.index(hit.mode), not hit.mended)


class _Opening(NamedTuple):
    """One way to read a name with the phrases in it, each with those of its entries that may hold in some record.

    ``silenced`` are the phrases that mean nothing.
    """

    variant: Variant
    matches: tuple[Match, ...]
    silenced: tuple[tuple[Match, Entry], ...]


@lru_cache(maxsize=65_536)
def _openings(name: str, reader: Reader) -> tuple[_Opening, ...]:
    """The readings of a name in which phrases are found."""
    found = []
    for variant in reader.variants(name):
        matches = reader.lexicon.matches(variant.tokens)
        possible = tuple([match._replace(entries=_possible(match, variant.tokens)) for match in matches])
        if any(match.entries or match.length > 1 for match in possible):
            never = [(match, entry) for match in matches for entry in match.entries if entry.mode == "never"]
            found.append(_Opening(variant, possible, tuple(never)))
    return tuple(found)


def _variant_hits(
    opened: _Opening, parents: Phrase, place: Surroundings, lexicon: Lexicon, comment: str
) -> Iterable[Hit]:
    tokens = opened.variant.tokens
    matches = list(opened.matches)
    while matches:
        match = matches.pop()
        usable = [
            (entry, mode) for entry in match.entries if (mode := _mode(entry, match, tokens, place, lexicon, comment))
        ]
        if not usable and match.length > 1:
            matches += _inner(match, tokens, lexicon)
        for entry, mode in usable:
            if not opened.silenced or not _silenced(match, entry, mode, opened.silenced, tokens):
                yield _hit(entry, mode, match, opened.variant, parents, place)


def _possible(match: Match, tokens: Phrase) -> tuple[Entry, ...]:
    """The entries of a match that may hold, whatever the record is."""
    entries = [
        entry
        for entry in match.entries
        if entry.mode != "never"
        and counts(entry.category)
        and (entry.mode == "always" or is_within(entry.category, ROOT))
    ]
    return () if not entries or _in_suffix(match, tokens) or _bare_key(match, tokens) else tuple(entries)


def _mode(entry: Entry, match: Match, tokens: Phrase, place: Surroundings, lexicon: Lexicon, comment: str) -> str:
    """How surely an entry holds here; of one that needs a near word, where that stands, or empty."""
    if entry.mode != "with":
        return entry.mode
    found = _near(entry, tokens, match, place, lexicon)
    if not found and comment and not lexicon.nearby(_opening_words(comment)).isdisjoint(entry.near):
        return "beside"
    return found


@lru_cache(maxsize=4096)
def _opening_words(comment: str) -> Phrase:
    """The words of a comment up to its first stop."""
    return arrange(split(_STOP.split(comment[:300], maxsplit=1)[0]))


_STOP = re.compile(r"[.,;:()\[\]\n]")


def _inner(match: Match, tokens: Phrase, lexicon: Lexicon) -> list[Match]:
    """What stands inside a phrase that itself means nothing here."""
    found = {
        Match(inner.start + start, inner.end + start, inner.entries)
        for start, end in ((match.start, match.end - 1), (match.start + 1, match.end))
        for inner in lexicon.matches(tokens[start:end])
    }
    return [inner._replace(entries=_possible(inner, tokens)) for inner in sorted(found, key=lambda inner: inner[:2])]


def _silenced(match: Match, entry: Entry, mode: str, silenced: Iterable[tuple[Match, Entry]], tokens: Phrase) -> bool:
    """Whether a longer phrase that holds the match means something else.

    A phrase silences its own branch, and what is said weakly elsewhere; not what it says of a person.
    """
    own = match.start > 0 and "person" in roles(tokens[match.start - 1 : match.start])
    for longer, never in silenced:
        if not (longer.start <= match.start and _ends_within(match, longer, tokens)):
            continue
        if never.category == entry.category:
            return True
        weak = mode != "always" and not own
        if longer.length > match.length and (weak or _branch(never.category) == _branch(entry.category)):
            return True
    return False


def _ends_within(match: Match, longer: Match, tokens: Phrase) -> bool:
    """Whether a match ends no later than a longer phrase, a key's words left aside: ``birth country`` in its id."""
    beyond = tokens[longer.end : match.end]
    return not beyond or (match.start < longer.end and all(token in affixes("keys") for token in beyond))


def _in_suffix(match: Match, tokens: Phrase) -> bool:
    """Whether a match is only a part of what says how the value was changed (``last 4``)."""
    return any(
        0 < len(tokens) - size <= match.start and tokens[-size:] in heads.transforming() and match.length < size
        for size in (2, 3)
    )


def _bare_key(match: Match, tokens: Phrase) -> bool:
    """Whether all that is said is that it is a key; of whom, the record knows (`minlint.detect.keys`)."""
    return match.length == 1 and tokens[match.start] in affixes("keys")


def counts(category: str) -> bool:
    """Whether a category is detected: personal data and credentials; other ``system`` data is known, not reported."""
    return is_within(category, ROOT) or is_within(category, CREDENTIALS)


def _branch(category: str) -> str:
    return ".".join(category.split(".")[:2])


def _near(entry: Entry, tokens: Phrase, match: Match, place: Surroundings, lexicon: Lexicon) -> str:
    """``with`` where a near word stands in the name or the record's, ``beside`` where only in a neighbour's."""
    if not place.words.isdisjoint(entry.near):
        return "with"
    for part in (tokens[: match.start], tokens[match.end :]):
        if part and not lexicon.nearby(part).isdisjoint(entry.near):
            return "with"
    beside = entry.near & place.around.keys()
    mine = lexicon.nearby(tokens) if beside else frozenset()
    if any(place.around[near] > (near in mine) for near in beside):
        return "beside"
    return "beside" if place.matters and _among_its_like(entry.category, place) else ""


def _among_its_like(category: str, place: Surroundings) -> bool:
    """Whether other fields of the record speak of the same matter, in words that mean nothing else."""
    return any(is_within(category, key) for key in place.matters)


def _hit(entry: Entry, mode: str, match: Match, variant: Variant, parents: Phrase, place: Surroundings) -> Hit:
    tokens = variant.tokens
    said = tokens[match.start : match.end]
    rest, rung, whose, apart, keyed = _parsed(entry.category, match.start, match.end, tokens, parents)
    return Hit(
        entry.category,
        mode,
        " ".join(said),
        match.length,
        rest,
        rung,
        whose,
        variant.mended,
        apart,
        tokens[-1] in affixes("keys") and " ".join(tokens[:-1]) in place.keys,
        len(said) > 1 and " ".join(said[:-1]) in place.keys,
        keyed,
        variant.order,
    )


@lru_cache(maxsize=65_536)
def _parsed(
    category: str, start: int, end: int, tokens: Phrase, parents: Phrase
) -> tuple[str, str | None, str, bool, bool]:
    """What the words around a phrase make of it, whatever the record: `Hit.rest`, rung, whose, apart and keyed."""
    before, said, after = tokens[:start], tokens[start:end], tokens[end:]
    rung = heads.rung(before, after) or heads.told(said, category)
    rest = "value" if rung else heads.rest(after, heads.literal(category))
    if before and before[-1] in affixes("through") and not is_within(category, KEY):
        rest = "killing"
    others = tuple(token for token in parents if token not in said)  # a word doesn't say whose it is itself
    around = heads.whose(before, others, category)
    whose = heads.named_person(said, category) or around
    apart = around != "thing" and any(not heads.modifies(token) for token in heads.behind_person(before))
    keyed = bool(after) and after[-1] in affixes("keys") and affixes("coded").isdisjoint(after)
    return rest, rung, whose, apart, keyed
