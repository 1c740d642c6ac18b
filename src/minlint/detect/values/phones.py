"""Phone numbers: a sieve by shape first, since asking about one number costs as much as a hundred other questions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minlint.detect.values.presidio import found, phones, spread

REGIONS = ("US", "GB", "DE", "FR", "IN", "BR", "IT", "ES", "NL", "PL", "AU", "MX", "JP", "ZA", "NG", "IL")
"""Countries whose numbers are known without their country's code; one with it is known from anywhere."""

WORDS = frozenset(
    ("phone", "phones", "telephone", "tel", "telefon", "telefono", "mobile", "cell", "fax", "msisdn", "whatsapp", "sms")
)

_ASKED = 100
_TRIED = 10  # candidates a country is tried with first
_SHAPE = re.compile(r"\+?[\d(][\d\s().\-/]{5,22}\d(?:\s?(?:x|ext\.?)\s?\d{1,6})?", re.IGNORECASE)
_OTHER = re.compile(
    r"""\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s.*)?  # dates, either way round
      | \d{1,2}([-/.])\d{1,2}\1\d{2,4}(?:\s.*)?
      | \d{3}-\d\d-\d{4}                       # a US Social Security number
      | \d{1,3}(?:\.\d{1,3}){3}                # an IP address
      | \d{4}([\s-])\d{4}\2\d{4}\2\d{3,4}      # a card
      | -?\d+\.\d+                             # a decimal number
    """,
    re.VERBOSE,
)


def candidates(texts: Sequence[str], named: bool) -> list[str]:
    """Texts that may be a phone number and nothing else. Bare digits only count under a name that says phone."""
    return [text for text in texts if _candidate(text, named)]


def _candidate(text: str, named: bool) -> bool:
    if not _SHAPE.fullmatch(text) or _OTHER.fullmatch(text):
        return False
    digits = sum(map(str.isdigit, text))
    return 7 <= digits <= 18 and (named or text.startswith(("+", "00")) or not text.isdigit())


def share(texts: Sequence[str]) -> float:
    """The share of these that are numbers in use, by the plan of the one country that fits them best."""
    asked = spread(texts, _ASKED)
    best = 0.0
    for region in REGIONS:
        first = spread(asked, _TRIED)
        if _fitting(first, region) < max(0.5, best - 0.2):
            continue
        best = max(best, _fitting(asked, region))
        if best >= 0.95:
            break
    return best


def _fitting(texts: Sequence[str], region: str) -> float:
    asked = phones(region)
    return sum(_whole(found(asked, text, 0.0), text) for text in texts) / len(texts)


def _whole(place: tuple[int, int] | None, text: str) -> bool:
    return place is not None and place[1] - place[0] >= len(text.strip("+() ")) - 1
