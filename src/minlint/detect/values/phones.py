"""Phone numbers: a sieve by shape first, then the numbering plan of the one country that fits them best."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from minlint.detect.values.columns import evidence
from minlint.detect.values.kinds import Context
from minlint.detect.values.spread import spread
from minlint.model import Detection
from minlint.tuples import NamedTuple

CATEGORY = "user.contact.phone_number"

_COUNTRIES = """
US GB DE FR IN BR IT ES NL PL AU MX JP ZA NG IL SE TR PT CH AT BE DK NO FI CZ RO GR HU IE CA AR CO CL CN KR RU
UA ID PH VN TH MY SG EG SA AE PK KE
"""
REGIONS = tuple(_COUNTRIES.split())
"""Countries whose numbers are known without their country's code; one with it is known from anywhere."""

WORDS = frozenset(
    (
        "phone",
        "phones",
        "telephone",
        "tel",
        "telefon",
        "telefono",
        "mobile",
        "cell",
        "fax",
        "msisdn",
        "whatsapp",
        "sms",
        "telefoon",
        "telefone",
        "handy",
        "celular",
        "movil",
        "portable",
        "mobil",
        "cep",
    )
)

_ASKED = 100
_TRIED = 10  # candidates a country is tried with first
_SHAPE = re.compile(r"[\d+(][\d\s()./\-]{5,24}\d\)?(?:\s?(?:x|ext\.?)\s?\d{1,6})?", re.IGNORECASE)
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
_WRITTEN = re.compile(
    r"""(?:\+|00)\d.*                # a country's code
      | .*\(\d{1,5}\).*             # an area's in brackets
      | .*\d\s?x\s?\d.*            # an extension
      | 0\d{1,4}[ /-]\d.*
      | \d{3}[-. ]\d{3}[-. ]\d{4}
      | \d{2,5}([ -])\d{2,4}(?:\1\d{2,4}){1,3}
    """,
    re.VERBOSE,
)


class Fit(NamedTuple):
    """The country whose plan fits best, the share of texts in use by it, and the share with a country's code."""

    region: str
    share: float
    abroad: float


def detections(
    texts: Sequence[str], words: frozenset[str], context: Context, whole_numbers: bool = False
) -> Iterator[Detection]:
    """Whether a column's distinct texts are phone numbers. Bare digits only count under a name that says phone."""
    by_name = bool(words & WORDS)
    passed = candidates(texts, by_name)
    if (whole_numbers and not by_name) or not passed or len(passed) < 0.6 * len(texts) or len(texts) < 2 - by_name:
        return
    part = len(passed) / len(texts)
    fitting = fit(passed, sorted(context.countries) if context.said else ())
    if fitting.share * part >= 0.6:
        sure = 0.95 if by_name else 0.93 if fitting.abroad >= 0.5 else 0.85 if context.people else 0.8
        said = evidence(fitting.share * part, len(texts), "are phone numbers in use (+•• ••• •••••••)")
        yield Detection(CATEGORY, sure, (said,))
    elif part >= 0.95 and len(texts) >= 10 and (by_name or context.people):
        written = sum(_WRITTEN.fullmatch(text) is not None for text in passed) / len(texts)
        if written >= 0.6 and _varied(passed):
            said = evidence(written, len(texts), "are written as phone numbers are (+•• ••• •••••••)")
            yield Detection(CATEGORY, 0.9 if by_name else 0.7, (said,))


def _varied(texts: Sequence[str]) -> bool:
    """Whether more than one way of writing is among them, or a country's or area's mark: a code has one form alone."""
    forms = {re.sub(r"\d", "0", text) for text in texts}
    return len(forms) > 1 or sum(text.startswith(("+", "(", "0")) for text in texts) >= 0.9 * len(texts)


def candidates(texts: Sequence[str], named: bool) -> list[str]:
    """Texts that may be a phone number and nothing else."""
    return [text for text in texts if _candidate(text, named)]


def _candidate(text: str, named: bool) -> bool:
    if not _SHAPE.fullmatch(text) or _OTHER.fullmatch(text):
        return False
    digits = sum(map(str.isdigit, text))
    return 7 <= digits <= 20 and (named or text.startswith(("+", "00", "0")) or not text.isdigit())


def fit(texts: Sequence[str], first_asked: Sequence[str] = ()) -> Fit:
    """Which country's plan fits some texts, and how well."""
    asked = spread(texts, _ASKED)
    abroad = sum(text.startswith(("+", "00")) for text in asked) / len(asked)
    best = Fit("", 0.0, abroad)
    for region in (*_coded(asked), *first_asked, *REGIONS):
        first = spread(asked, _TRIED)
        if _fitting(first, region) < max(0.3, best.share - 0.2):
            continue
        share = _fitting(asked, region)
        best = Fit(region, share, abroad) if share > best.share else best
        if best.share >= 0.95:
            break
    return best


def countries(texts: Sequence[str]) -> list[str]:
    """The countries that phone numbers may be of: those that they name, else those whose plans fit them best."""
    passed = candidates(texts, named=True)
    if len(passed) < 0.6 * len(texts) or not passed:
        return []
    asked = spread(passed, _ASKED)
    coded = Counter(_coded(asked))
    if coded and coded.most_common(1)[0][1] >= 3:
        return [coded.most_common(1)[0][0]]
    if fit(passed).share < 0.6:
        return []
    shares = {region: _fitting(spread(asked, 2 * _TRIED), region) for region in REGIONS}
    return [region for region, share in shares.items() if share >= max(shares.values()) - 0.12]


def _coded(texts: Sequence[str]) -> Iterator[str]:
    """The country of each number that says it."""
    import phonenumbers

    for text in texts:
        number = _parsed(text, None) if text.startswith("+") else None
        region = phonenumbers.region_code_for_number(number) if number else None
        if region:
            yield region


def _fitting(texts: Sequence[str], region: str) -> float:
    import phonenumbers

    numbers = (_parsed(text, region) for text in texts)
    return sum(number is not None and phonenumbers.is_valid_number(number) for number in numbers) / len(texts)


def _parsed(text: str, region: str | None) -> Any:
    import phonenumbers

    try:
        return phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
