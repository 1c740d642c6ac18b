"""What a field's name says: the category it names, whether it is the value itself, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from minlint.detect import heads
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


def hits(name: str, parents: Phrase, place: Surroundings, lexicon: Lexicon, reader: Reader) -> tuple[Hit, ...]:
    """Every category the name may mean, from all its readings; the surest reading of each category."""
    best: dict[str, Hit] = {}
    for variant in reader.variants(name):
        for hit in _variant_hits(variant, parents, place, lexicon):
            known = best.get(hit.category)
            if known is None or _rank(hit) > _rank(known):
                best[hit.category] = hit
    longest = max((hit.length for hit in best.values() if hit.rest == "value"), default=0)
    return tuple(hit for hit in best.values() if hit.rest == "value" or hit.length >= longest)


_RESTS = ("killing", "other", "soft", "value")
_MODES = ("person", "beside", "with", "always")


def _rank(hit: Hit) -> tuple[int, int, int, bool]:
    return (_RESTS.index(hit.rest), hit.length, _MODES.index(hit.mode), not hit.mended)


def _variant_hits(variant: Variant, parents: Phrase, place: Surroundings, lexicon: Lexicon) -> Iterable[Hit]:
    tokens = variant.tokens
    matches = lexicon.matches(tokens)
    silenced = [(match, entry) for match in matches for entry in match.entries if entry.mode == "never"]
    open_matches = list(matches)
    while open_matches:
        match = open_matches.pop()
        usable = [meant for entry in match.entries if (meant := _meant(entry, match, tokens, place))]
        if not usable and match.length > 1:
            open_matches += _inner(match, tokens, lexicon)
        for entry in usable:
            if not _silenced(match, entry, silenced, tokens):
                yield _hit(entry, match, variant, parents, place)


def _meant(entry: Entry, match: Match, tokens: Phrase, place: Surroundings) -> Entry | None:
    """The entry, where it can hold here; one that needs a near word says where that stands."""
    if entry.mode == "never" or (entry.mode != "always" and not is_within(entry.category, ROOT)):
        return None
    if _in_suffix(match, tokens) or not counts(entry.category) or _bare_key(match, tokens):
        return None
    if entry.mode != "with":
        return entry
    mode = _near(entry, tokens, match, place)
    return entry._replace(mode=mode) if mode else None


def _inner(match: Match, tokens: Phrase, lexicon: Lexicon) -> list[Match]:
    """What stands inside a phrase that itself means nothing here."""
    found = {
        Match(inner.start + start, inner.end + start, inner.entries)
        for start, end in ((match.start, match.end - 1), (match.start + 1, match.end))
        for inner in lexicon.matches(tokens[start:end])
    }
    return sorted(found, key=lambda inner: inner[:2])


def _silenced(match: Match, entry: Entry, silenced: list[tuple[Match, Entry]], tokens: Phrase) -> bool:
    """Whether a longer phrase that holds the match means something else.

    A phrase silences its own branch, and what is said weakly elsewhere; not what it says of a person.
    """
    own = match.start > 0 and "person" in roles(tokens[match.start - 1 : match.start])
    for longer, never in silenced:
        if not (longer.start <= match.start and match.end <= longer.end):
            continue
        if never.category == entry.category:
            return True
        weak = entry.mode != "always" and not own
        if longer.length > match.length and (weak or _branch(never.category) == _branch(entry.category)):
            return True
    return False


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


def _near(entry: Entry, tokens: Phrase, match: Match, place: Surroundings) -> str:
    """``with`` where a near word stands in the name or the record's, ``beside`` where only in a neighbour's."""
    own = _grams(tokens[: match.start]) | _grams(tokens[match.end :]) | place.words
    if not own.isdisjoint(entry.near):
        return "with"
    mine = _grams(tokens)
    beside = any(place.around[near] > (near in mine) for near in entry.near & place.around.keys())
    return "beside" if beside else ""


@lru_cache(maxsize=16_384)
def _grams(tokens: Phrase) -> frozenset[Phrase]:
    return frozenset(tokens[i : i + size] for size in (1, 2, 3) for i in range(len(tokens) - size + 1))


def _hit(entry: Entry, match: Match, variant: Variant, parents: Phrase, place: Surroundings) -> Hit:
    tokens = variant.tokens
    before, said, after = tokens[: match.start], tokens[match.start : match.end], tokens[match.end :]
    rung = heads.rung(before, after) or heads.told(said, entry.category)
    rest = "value" if rung else heads.rest(after, heads.literal(entry.category))
    if before and before[-1] in affixes("through") and not is_within(entry.category, KEY):
        rest = "killing"
    around = heads.whose(before, parents, entry.category)
    whose = around or heads.named_person(said, entry.category)
    keyed = bool(after) and after[-1] in affixes("keys") and affixes("coded").isdisjoint(after)
    own_id = tokens[-1] in affixes("keys") and " ".join(tokens[:-1]) in place.keys
    apart = any(not heads.modifies(token) for token in heads.behind_person(before) if around != "thing")
    return Hit(
        entry.category,
        entry.mode,
        " ".join(said),
        match.length,
        rest,
        rung,
        whose,
        variant.mended,
        apart,
        own_id,
        " ".join(said[:-1]) in place.keys and len(said) > 1,
        keyed,
        variant.order,
    )
