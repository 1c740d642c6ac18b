"""One column's values against the kinds of value: shares over distinct values, and what they say together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minlint.detect.values import phones
from minlint.detect.values.presidio import found, recognizer, spread
from minlint.detect.values.shapes import KINDS, Kind
from minlint.model import Detection, Evidence
from minlint.tuples import NamedTuple

_PART = 0.2  # share from which some of a column's values are worth telling of
_PARTLY = 0.5  # confidence for a column that holds a kind among others
_INSIDE = 0.3  # confidence for a kind within longer texts: evidence, below what any persona judges by default
_WHOLE_CELL = 0.9  # share of a text that a hit must span to be all of it
_DENSE = 0.9

_VERSION_WORDS = frozenset(("version", "ver", "release", "build", "firmware", "revision", "oid"))


class Share(NamedTuple):
    """How many of a column's distinct values are of a kind, and how many hold one within a longer text."""

    whole: float
    inside: float


def detections(texts: Sequence[str], words: frozenset[str], whole_numbers: bool) -> Iterator[Detection]:
    """What the distinct texts of a column are. ``words`` are those of the column's name."""
    for kind in KINDS:
        if (kind.words and not kind.words & words) or (whole_numbers and not kind.numbers):
            continue
        share = _share(kind, texts)
        if share and not _mistaken(kind, texts, words):
            yield from _verdict(kind, share, len(texts))
    yield from _phones(texts, words, whole_numbers)


def _share(kind: Kind, texts: Sequence[str]) -> Share | None:
    """The shares of a kind, estimated from a bounded number of candidates; None where there is none."""
    passed = [text for text in texts if kind.sieve.search(text)]
    if not passed or (not kind.inside and len(passed) < _PART * len(texts)):
        return None
    asked, recogniser = spread(passed), recognizer(kind.recognizer)
    whole = inside = 0
    for text in asked:
        place = found(recogniser, text, kind.score)
        if place and place[1] - place[0] >= _WHOLE_CELL * len(text):
            whole += 1
        elif place and " " in text:
            inside += 1
    scale = len(passed) / len(asked) / len(texts)
    return Share(whole * scale, inside * scale) if whole or inside else None


def _verdict(kind: Kind, share: Share, distinct: int) -> Iterator[Detection]:
    if share.whole >= kind.floor and distinct >= kind.least:
        sure = kind.sure if share.whole >= _DENSE else kind.sure - 0.1
        few = 0.07 if distinct < 3 else 0.0
        yield _detection(kind.category, sure - few, share.whole, distinct, f"are {kind.what}")
    elif kind.inside and share.whole >= _PART:
        yield _detection(kind.category, _PARTLY, share.whole, distinct, f"are {kind.what}")
    elif kind.inside:
        held = share.whole + share.inside
        yield _detection(kind.category, _INSIDE, held, distinct, f"hold {kind.what}")


def _detection(category: str, confidence: float, share: float, distinct: int, what: str) -> Detection:
    values = f"{distinct:,} distinct values" if distinct > 1 else "one distinct value"
    evidence = Evidence("values", f"{percent(share)} of {values} {what}")
    return Detection(category, round(confidence, 2), (evidence,))


def percent(share: float) -> str:
    """A share in whole per cent; neither all nor none unless it is."""
    if 0 < share < 0.01:
        return "under 1%"
    return f"{min(99, round(share * 100)) if share < 1 else 100}%"


def _mistaken(kind: Kind, texts: Sequence[str], words: frozenset[str]) -> bool:
    """Whether the values are something else that looks the same."""
    if kind.recognizer == "IpRecognizer":
        return bool(words & _VERSION_WORDS) or _versions(texts)
    if kind.recognizer == "CreditCardRecognizer":
        digits = [re.sub(r"[ -]", "", text) for text in texts]
        full = [number for number in digits if number.isdigit()]
        return bool(full) and sum(map(_issued, full)) < 0.8 * len(full)
    return False


def _versions(texts: Sequence[str]) -> bool:
    """Dotted numbers of four parts whose parts stay small are versions, unless they are of a private network."""
    parts = [[int(part) for part in text.split(".")] for text in texts if re.fullmatch(r"\d+(?:\.\d+){3}", text)]
    small = [part for part in parts if max(part) < 64 and part[0] != 10]
    return len(parts) > 0 and len(small) >= 0.6 * len(parts)


_ISSUED = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}"
    r"|3[47]\d{13}|6(?:011|4[4-9]\d|5\d\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|62\d{14,17}"
)


def _issued(number: str) -> bool:
    """Whether a card network issues numbers that begin so, of this length: a device's IMEI passes the same checksum."""
    return _ISSUED.fullmatch(number) is not None


def _phones(texts: Sequence[str], words: frozenset[str], whole_numbers: bool) -> Iterator[Detection]:
    named = bool(words & phones.WORDS)
    if whole_numbers and not named:
        return
    passed = phones.candidates(texts, named)
    if len(passed) < 0.6 * len(texts) or not passed:
        return
    share = phones.share(passed) * len(passed) / len(texts)
    if share < 0.6 or (len(texts) < 2 and not named):
        return
    abroad = sum(text.startswith(("+", "00")) for text in passed) >= 0.5 * len(passed)
    sure = 0.95 if named else 0.92 if abroad else 0.8
    yield _detection("user.contact.phone_number", sure, share, len(texts), "are phone numbers in use (+•• ••• •••••••)")
