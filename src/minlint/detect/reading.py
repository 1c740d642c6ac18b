"""A name read as words: glued words parted, abbreviations spelt out, slips of the pen mended."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from minlint.detect.identifiers import arrange, split, word
from minlint.detect.lexicon import TYPO, Lexicon
from minlint.detect.words import Phrase, affixes, words
from minlint.tuples import NamedTuple

_MOST = 12  # readings of one name
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Variant(NamedTuple):
    """One way to read a name. ``mended``: a misspelt word was read as a known one.
    ``order``: how many likelier readings there are."""

    tokens: Phrase
    mended: bool = False
    order: int = 0


class Reader:
    """Reads names with the words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.knows = lexicon.knows
        self.variants = lru_cache(maxsize=65_536)(self._variants)
        self.token = lru_cache(maxsize=65_536)(self._token)

    def _variants(self, name: str) -> tuple[Variant, ...]:
        """The readings of a name, the one as written first."""
        found: dict[Phrase, bool] = {}
        for raw, mended in self._spelt_out(split(name)):
            tokens = arrange(raw)
            found.setdefault(tokens, mended)
            undigited = tuple([token for token in tokens if not token.isdigit()])
            if undigited and len(undigited) < len(tokens) and affixes("counted").isdisjoint(tokens):
                found.setdefault(undigited, mended)
        return tuple([Variant(tokens, mended, order) for order, (tokens, mended) in enumerate(found.items())])

    def _spelt_out(self, raw: Phrase) -> Iterator[tuple[Phrase, bool]]:
        """The words with each read in its ways, as written first, and whether one was mended."""
        read = raw[:12]
        options = [self.token(token) for token in read]
        if not words().conditioned.isdisjoint(read):
            options = [self._options(token, raw) for token in read]
        if all(len(option) == 1 for option in options):
            yield tuple([part for option in options for part in option[0][0]]), False
            return
        for choice in islice(product(*options), _MOST):
            yield tuple([part for said, _ in choice for part in said]), any(mended for _, mended in choice)

    def _options(self, token: str, beside: Phrase) -> tuple[tuple[Phrase, bool], ...]:
        near = frozenset(beside) - {token}
        extra = [(said.words, False) for said in words().further(token) if not near.isdisjoint(said.near)]
        return (*extra, *self.token(token))

    def _token(self, token: str) -> tuple[tuple[Phrase, bool], ...]:
        known = words()
        single = word(token)
        found: list[tuple[Phrase, bool]] = [((token,), False)]
        found += [(reading, False) for reading in known.abbreviations.get(token, ())]
        found += [(reading, False) for reading in known.translations.get(single, ())]
        if len(found) > 1 or token.isdigit() or self.knows(single):
            return tuple(found)
        if not token.isascii():
            from minlint.detect.unspaced import parts

            apart = parts(token, self.knows)
            return ((apart, False),) if apart else tuple(found)
        glued = self._parts(token)
        if glued:
            found.append((glued, False))
        elif len(token) >= TYPO and not token.endswith("id") and (mended := self._mend(token) or self._mend(single)):
            found.append(((mended,), True))
        return tuple(found)

    def _parts(self, token: str) -> Phrase | None:
        """A glued word as two or three known ones, the fewest and the longest first."""
        if not 5 <= len(token) <= 40:
            return None
        if token.startswith("id") and len(token) > 6 and self.knows(token[2:]):
            return "id", token[2:]
        if token[-2:] in _ENDS and len(token) > 5 and self._part(token[:-2]):
            return token[:-2], _ENDS[token[-2:]]
        cuts = [cut for cut in range(len(token) - 3, 2, -1) if self._part(token[:cut])]
        for cut in cuts:
            if self._part(token[cut:]):
                return token[:cut], token[cut:]
        for cut in cuts:
            for second in range(cut + 2, len(token) - 2):
                middle = token[cut:second]
                if (self._part(middle) or middle in words().of) and self._part(token[second:]):
                    return token[:cut], middle, token[second:]
        return None

    def _part(self, text: str) -> bool:
        if self.lexicon.is_foreign(text):
            return False
        return (len(text) >= 4 or text in _SHORT) and (self.knows(text) or self.knows(word(text)))

    def _mend(self, token: str) -> str | None:
        alike = self._alike(token)
        return next((other for other in _slips(token) if other in alike), None) if alike else None

    def _alike(self, token: str) -> frozenset[str]:
        """The known words that may be a slip away: whichever letter that is in, the first three or last three stay."""
        ends = (token[:3], token[0] + "-" + token[-3:])
        return frozenset(
            other
            for length in (len(token) - 1, len(token), len(token) + 1)
            for end in ends
            for other in self.lexicon.by_ends.get((end, length), ())
            if _is_near(token, other)
        )


_ENDS = {"id": "id", "no": "number", "nr": "number", "dt": "date", "nm": "name", "ts": "timestamp"}
"""What is glued behind a word of four letters or more, and what it stands for."""
_SHORT = frozenset(
    (
        "age",
        "zip",
        "ssn",
        "dob",
        "sex",
        "tax",
        "pin",
        "car",
        "key",
        "job",
        "day",
        "url",
        "tel",
        "fax",
        "vin",
        "iban",
        "uid",
        "lat",
        "lon",
        "cvv",
    )
)


def _is_near(one: str, other: str) -> bool:
    """Whether two words are alike save for at most two letters in one place."""
    least = min(len(one), len(other))
    start = next((at for at in range(least) if one[at] != other[at]), least)
    left = least - start
    end = next((at for at in range(left) if one[-1 - at] != other[-1 - at]), left)
    return max(len(one), len(other)) - start - end <= 2


def _slips(token: str) -> Iterator[str]:
    """Words one slip away that keep the first letter: two letters swapped, one left out, added or changed."""
    for i in range(1, len(token)):
        head, tail = token[:i], token[i:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield head + tail[1:]
        for letter in _LETTERS:
            yield head + letter + tail
            yield head + letter + tail[1:]
    for letter in _LETTERS:
        yield token + letter


@lru_cache(maxsize=4)
def reader(lexicon: Lexicon) -> Reader:
    """The reader of a lexicon, made once."""
    return Reader(lexicon)
