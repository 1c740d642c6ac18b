"""One column's values against the kinds of value: shares over distinct values, and what they say together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minlint.detect.values.kinds import Context, Kind
from minlint.detect.values.recognisers import kinds
from minlint.detect.values.spread import spread
from minlint.model import Detection, Evidence
from minlint.shares import interval
from minlint.tuples import NamedTuple

_PART = 0.2  # share from which some of a column's values are worth telling of
_PARTLY = 0.5  # confidence for a column that holds a kind among others
_INSIDE = 0.3  # confidence for a kind within longer texts: evidence, below what any persona judges by default
_WHOLE_CELL = 0.9  # share of a text that a hit must span to be all of it
_DENSE = 0.9
_TRIED = 20  # values that a kind is tried on before it is asked about more
_LOOKED = 60  # values that a sieve is tried on before all of them
_PROVEN = 0.98  # confidence where many values hold and none is an accident

_VERSION_WORDS = frozenset(("version", "ver", "release", "build", "firmware", "revision", "oid"))


class Share(NamedTuple):
    """How many of a column's distinct values are of a kind, and how many hold one within a longer text.

    ``low`` and ``high`` bound the first 19 times in 20 where it is estimated; else they are equal to it.
    """

    whole: float
    inside: float
    low: float
    high: float


def detections(
    texts: Sequence[str], words: frozenset[str], context: Context, whole_numbers: bool = False, packed: bool = False
) -> Iterator[Detection]:
    """What the distinct texts of a column are. ``words`` are those of the column's name; ``packed``: it holds bytes."""
    for kind in kinds():
        if (whole_numbers and not kind.numbers) or (packed and not kind.packed) or not context.opens(kind, words):
            continue
        share = share_of(kind, texts)
        if share and not _mistaken(kind, texts, words):
            yield from _verdict(kind, share, len(texts))


def share_of(kind: Kind, texts: Sequence[str]) -> Share | None:
    """The shares of a kind, estimated from a bounded number of candidates; None where there is none."""
    if not kind.inside:
        first = spread(texts, _LOOKED)
        if sum(kind.sieve.search(text) is not None for text in first) < 0.5 * _least(kind) * len(first):
            return None
    passed = [text for text in texts if kind.sieve.search(text)]
    if not passed or (not kind.inside and len(passed) < _least(kind) * len(texts)):
        return None
    if not kind.inside and not any(map(kind.find, spread(passed, _TRIED))):
        return None
    asked = spread(passed)
    whole = inside = 0
    for text in asked:
        place = kind.find(text)
        if place and place[1] - place[0] >= _WHOLE_CELL * len(text):
            whole += 1
        elif place and " " in text:
            inside += 1
    part = len(passed) / len(texts)
    hits = whole / len(asked)
    low, high = (hits, hits) if len(asked) == len(passed) else interval(whole, len(asked))
    return Share(part * hits, part * inside / len(asked), part * low, part * high) if whole or inside else None


def _least(kind: Kind) -> float:
    return _PART if kind.inside else min(kind.floor, 0.5)


def _verdict(kind: Kind, share: Share, distinct: int) -> Iterator[Detection]:
    if share.whole >= kind.floor and distinct >= kind.least:
        yield _detection(kind.category, _sure(kind, share.whole, distinct), share, distinct, f"are {kind.what}")
    elif kind.inside and share.whole >= _PART:
        yield _detection(kind.category, _PARTLY, share, distinct, f"are {kind.what}")
    elif kind.inside and share.inside:
        said = evidence(share.whole + share.inside, distinct, f"hold {kind.what}")
        yield Detection(kind.category, _INSIDE, (said,))


def _sure(kind: Kind, share: float, distinct: int) -> float:
    """The confidence: what the kind is worth, less where some values aren't of it, more where none is an accident."""
    if kind.proof and share >= _PROVEN and distinct >= _TRIED:
        return max(kind.sure, _PROVEN)
    return kind.sure - (0.0 if share >= _DENSE else 0.1) - (0.07 if distinct < 3 else 0.0)


def _detection(category: str, confidence: float, share: Share, distinct: int, what: str) -> Detection:
    said = evidence(share.whole, distinct, what, (share.low, share.high))
    return Detection(category, round(confidence, 2), (said,))


def evidence(share: float, distinct: int, what: str, bounds: tuple[float, float] | None = None) -> Evidence:
    """A share of a column's distinct values in words, with what they are, and its bounds where it is an estimate."""
    values = f"{distinct:,} distinct values" if distinct > 1 else "one distinct value"
    low, high = map(percent, bounds or (share, share))
    between = f" ({low} to {high})" if low != high else ""
    return Evidence("values", f"{percent(share)}{between} of {values} {what}")


def percent(share: float) -> str:
    """A share in whole per cent; neither all nor none unless it is."""
    if 0 < share < 0.01:
        return "under 1%"
    return f"{min(99, round(share * 100)) if share < 1 else 100}%"


def _mistaken(kind: Kind, texts: Sequence[str], words: frozenset[str]) -> bool:
    """Whether the values are something else that looks the same."""
    if kind.name == "ip":
        return bool(words & _VERSION_WORDS) or _versions(texts)
    return False


def _versions(texts: Sequence[str]) -> bool:
    """Dotted numbers of four parts whose parts stay small are versions, unless they are of a private network."""
    parts = [[int(part) for part in text.split(".")] for text in texts if re.fullmatch(r"\d+(?:\.\d+){3}", text)]
    small = [part for part in parts if max(part) < 64 and part[0] != 10]
    return len(parts) > 0 and len(small) >= 0.6 * len(parts)
