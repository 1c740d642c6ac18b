"""What a field's name says: the category it names, whether it is the value itself, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from minlint.detect import heads
from minlint.detect.identifiers import arrange, split
from minlint.detect.lexicon import Entry, Lexicon, Match
from minlint.detect.reading import Reader, Variant
from minlint.detect.subject import roles
from minlint.detect.surroundings import Surroundings
from minlint.detect.words import Phrase, affixes
from minlint.once import pattern
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
    said = _said(name, parents, reader)
    if said is None:
        return ()
    modes = tuple([_mode(doubt, place, lexicon, comment) for doubt in said.doubts])
    found = said.settled.get(modes)
    if found is None:
        found = said.settled[modes] = said.settle(modes)
    keys = place.keys
    return tuple([item.hit if keys.isdisjoint(item.own) else item.among(keys) for item in found])


class _Found(NamedTuple):
    """A hit as it is in any record, and the keys that make it one of the record's own: see `Hit`.

    ``own``: the words before a key's, and those before the last of its own, where there are any.
    """

    hit: Hit
    own: tuple[str, ...]

    def among(self, keys: frozenset[str]) -> Hit:
        """The hit in a record whose name is read as these keys."""
        before, mine = self.own
        return self.hit._replace(own_id=bool(before) and before in keys, mine=bool(mine) and mine in keys)


class _Doubt(NamedTuple):
    """A category that a phrase means beside certain words, where none of them stands in the name.

    ``mine`` are those of these words that stand in the name all the same, within the phrase.
    """

    category: str
    near: frozenset[Phrase]
    mine: frozenset[Phrase]


_RESTS = ("killing", "other", "soft", "value")
_MODES = ("person", "beside", "with", "always")


_Rank = tuple[int, int, int, bool]


def _rank(hit: Hit) -> _Rank:
    return (_RESTS.index(hit.rest), hit.length, _MODES.index(hit.mode), not hit.mended)


class _Opening(NamedTuple):
    """One way to read a name with the phrases in it, each with those of its entries that may hold in some record.

    ``silenced`` are the phrases that mean nothing.
    """

    variant: Variant
    matches: tuple[Match, ...]
    silenced: tuple[tuple[Match, Entry], ...]


class _Part(NamedTuple):
    """A phrase in a name with its entries, each with how surely it holds, or the number of the doubt that says.

    ``inner`` is what stands inside, for where none of them holds.
    """

    match: Match
    entries: list[tuple[Entry, str | int]]
    inner: list[_Part]


class _Said:
    """What a name says, whatever the record: its readings, and what they leave in doubt.

    ``settled`` are the hits by what the record makes of the doubts.
    """

    def __init__(self, openings: Sequence[_Opening], parents: Phrase, lexicon: Lexicon) -> None:
        self.parents, self.lexicon = parents, lexicon
        self.settled: dict[tuple[str, ...], tuple[_Found, ...]] = {}
        self._numbers: dict[_Doubt, int] = {}
        self._openings = [
            (opened, [self._part(match, opened.variant.tokens) for match in opened.matches]) for opened in openings
        ]
        self.doubts = tuple(self._numbers)

    def _part(self, match: Match, tokens: Phrase) -> _Part:
        entries: list[tuple[Entry, str | int]] = [(entry, entry.mode) for entry in match.entries]
        inner: list[_Part] = []
        if any(entry.mode == "with" for entry in match.entries):
            entries = self._held(match, tokens)
        if match.length > 1 and not any(isinstance(mode, str) for _, mode in entries):
            inner = [self._part(inside, tokens) for inside in _inner(match, tokens, self.lexicon)]
        return _Part(match, entries, inner)

    def _held(self, match: Match, tokens: Phrase) -> list[tuple[Entry, str | int]]:
        """Each entry of a match with how surely it holds; of one that needs a word which isn't there, the doubt."""
        telling = self.lexicon.telling(tokens)
        mine = frozenset([said for _, said in telling])
        around = [said for at, said in telling if at >= match.end or at + len(said) <= match.start]
        found: list[tuple[Entry, str | int]] = []
        for entry in match.entries:
            if entry.mode != "with" or not entry.near.isdisjoint(around):
                found.append((entry, entry.mode))
            else:
                doubt = _Doubt(entry.category, entry.near, mine & entry.near)
                found.append((entry, self._numbers.setdefault(doubt, len(self._numbers))))
        return found

    def settle(self, modes: Sequence[str]) -> tuple[_Found, ...]:
        """The hits where the doubts are settled so."""
        best: dict[str, tuple[_Rank, _Found]] = {}
        for opened, parts in self._openings:
            for found in self._found(opened, parts, modes):
                rank, known = _rank(found.hit), best.get(found.hit.category)
                if known is None or rank > known[0]:
                    best[found.hit.category] = rank, found
        hits = [found for _, found in best.values()]
        longest = max([found.hit.length for found in hits if found.hit.rest == "value"], default=0)
        return tuple([item for item in hits if item.hit.rest == "value" or item.hit.length >= longest])

    def _found(self, opened: _Opening, parts: Sequence[_Part], modes: Sequence[str]) -> Iterator[_Found]:
        tokens, open_ = opened.variant.tokens, [*parts]
        while open_:
            match, entries, inner = open_.pop()
            usable = False
            for entry, mode in entries:
                told = mode if isinstance(mode, str) else modes[mode]
                if told:
                    usable = True
                    if not opened.silenced or not _silenced(match, entry, told, opened.silenced, tokens):
                        yield _hit(entry, told, match, opened.variant, self.parents)
            if not usable:
                open_ += inner


@lru_cache(maxsize=65_536)
def _said(name: str, parents: Phrase, reader: Reader) -> _Said | None:
    """What a name says beside others; None where no phrase is found in it."""
    openings = _openings(name, reader)
    return _Said(openings, parents, reader.lexicon) if openings else None


@lru_cache(maxsize=65_536)
def _openings(name: str, reader: Reader) -> tuple[_Opening, ...]:
    """The readings of a name in which phrases are found."""
    found = []
    for variant in reader.variants(name):
        matches = reader.lexicon.matches(variant.tokens)
        possible = tuple([Match(match.start, match.end, _possible(match, variant.tokens)) for match in matches])
        if any(match.entries or match.length > 1 for match in possible):
            never = [(match, entry) for match in matches for entry in match.entries if entry.mode == "never"]
            found.append(_Opening(variant, possible, tuple(never)))
    return tuple(found)


def _possible(match: Match, tokens: Phrase) -> tuple[Entry, ...]:
    """The entries of a match that may hold, whatever the record is."""
    entries = _holding(match.entries)
    return () if not entries or _in_suffix(match, tokens) or _bare_key(match, tokens) else entries


@lru_cache(maxsize=16_384)
def _holding(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(
        entry
        for entry in entries
        if entry.mode != "never"
        and counts(entry.category)
        and (entry.mode == "always" or is_within(entry.category, ROOT))
    )


def _mode(doubt: _Doubt, place: Surroundings, lexicon: Lexicon, comment: str) -> str:
    """``with`` where a near word stands in the record's name, ``beside`` where only in a neighbour's or its comment."""
    beside = place.nearness[doubt.near]
    if beside is None:
        return "with"
    if beside and any(place.around[near] > (near in doubt.mine) for near in beside):
        return "beside"
    if place.matters and _among_its_like(doubt.category, place):
        return "beside"
    return "beside" if comment and not lexicon.nearby(_opening_words(comment)).isdisjoint(doubt.near) else ""


@lru_cache(maxsize=4096)
def _opening_words(comment: str) -> Phrase:
    """The words of a comment up to its first stop."""
    return arrange(split(_STOP.split(comment[:300], maxsplit=1)[0]))


_STOP = pattern(r"[.,;:()\[\]\n]")


def _inner(match: Match, tokens: Phrase, lexicon: Lexicon) -> list[Match]:
    """What stands inside a phrase that itself means nothing here."""
    found = {
        Match(inner.start + start, inner.end + start, inner.entries)
        for start, end in ((match.start, match.end - 1), (match.start + 1, match.end))
        for inner in lexicon.matches(tokens[start:end])
    }
    ordered = sorted(found, key=lambda inner: inner[:2])
    return [Match(inner.start, inner.end, _possible(inner, tokens)) for inner in ordered]


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
    return match.start > 0 and any(
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


def _among_its_like(category: str, place: Surroundings) -> bool:
    """Whether other fields of the record speak of the same matter, in words that mean nothing else."""
    return any(is_within(category, key) for key in place.matters)


def _hit(entry: Entry, mode: str, match: Match, variant: Variant, parents: Phrase) -> _Found:
    tokens = variant.tokens
    said = tokens[match.start : match.end]
    rest, rung, whose, apart, keyed = _parsed(entry.category, match.start, match.end, tokens, parents)
    hit = Hit(
        entry.category,
        mode,
        " ".join(said),
        match.length,
        rest,
        rung,
        whose,
        variant.mended,
        apart,
        keyed=keyed,
        order=variant.order,
    )
    own = " ".join(tokens[:-1]) if tokens[-1] in affixes("keys") else ""
    return _Found(hit, (own, " ".join(said[:-1])))


@lru_cache(maxsize=65_536)
def _parsed(
    category: str, start: int, end: int, tokens: Phrase, parents: Phrase
) -> tuple[str, str | None, str, bool, bool]:
    """What the words around a phrase make of it, whatever the record: `Hit.rest`, rung, whose, apart and keyed."""
    before, said, after = tokens[:start], tokens[start:end], tokens[end:]
    rung = heads.rung(before, after) or heads.told(said, category)
    rest = "value" if rung else heads.rest(after, heads.literal(category))
    if rest == "soft" and said[-1] in affixes("coded") and affixes("keys").issuperset(after):
        rest = "value"  # the key of a code is the code
    if before and before[-1] in affixes("through") and not is_within(category, KEY):
        rest = "killing"
    others = tuple(token for token in parents if token not in said)  # a word doesn't say whose it is itself
    around = heads.whose(before, others, category)
    whose = heads.named_person(said, category) or around
    apart = around != "thing" and any(not heads.modifies(token) for token in heads.behind_person(before))
    keyed = bool(after) and after[-1] in affixes("keys") and affixes("coded").isdisjoint(after)
    return rest, rung, whose, apart, keyed
