"""Payment cards: numbers that a network issues, whose check digit holds."""

from __future__ import annotations

import re

from minlint.detect.values.kinds import Kind, Place, luhn, named, sieve

_NUMBER = re.compile(r"(?<![\d.])\d(?:[ -]?\d){11,18}(?![\d.]\d|\d)")
_ISSUED = re.compile(  # the first digits of networks, with their lengths
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}"
    r"|3[47]\d{13}|6(?:011|4[4-9]\d|5\d\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|62\d{14,17}"
    r"|(?:5018|5020|5038|5893|6304|6759|676[1-3])\d{8,15}|(?:2131|1800)\d{11}"
)
_TRACK = re.compile(r"%?[bB]\d{12,19}\^[^^]{2,26}\^\d{4}.*|;?\d{12,19}=\d{7,}\??")


def card(text: str) -> Place | None:
    """Where the longest card's number stands: a device's number passes the same checksum, but no network issues it."""
    places = [match.span() for match in _NUMBER.finditer(text[:4_000]) if _holds(re.sub(r"[ -]", "", match[0]))]
    return max(places, key=lambda place: place[1] - place[0], default=None)


def _holds(number: str) -> bool:
    return _ISSUED.fullmatch(number) is not None and luhn(number)


def track(text: str) -> Place | None:
    """Whether a text is what a card's magnetic stripe holds."""
    return (0, len(text)) if _TRACK.fullmatch(text) else None


KINDS: tuple[Kind, ...] = (
    Kind(
        "payment card",
        "user.financial.credit_card",
        "payment card numbers (12 to 19 digits, checksum holds)",
        sieve(r"\d(?:[- ]?\d){11}"),
        card,
        0.95,
        least=3,
        floor=0.8,
        numbers=True,
        inside=True,
        proof=True,
    ),
    Kind(
        "card track",
        "user.financial.card_security_code",
        "tracks of payment cards",
        sieve(r"\d{12}[\^=]"),
        track,
        0.95,
        least=1,
        proof=True,
    ),
    Kind(
        "card security code",
        "user.financial.card_security_code",
        "security codes of payment cards (3 or 4 digits)",
        sieve(r"^\d{3,4}$"),
        lambda text: (0, len(text)),
        0.9,
        least=5,
        floor=0.95,
        words=named("cvv cvc cid csc cvv2 cvc2"),
        numbers=True,
    ),
)
