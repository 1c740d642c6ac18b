"""A sieve lets through whatever Presidio's recogniser would find: asking it less finds as much."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.detect.values.kinds import Kind
from minlint.detect.values.recognisers import presidio_countries, presidio_kinds

_LISTED = """
ada.novak@example.org | a@b.co | 123-45-6789 | 123 45 6789 | 123.45.6789 | 912-78-1234 | 4111 1111 1111 1111 |
4111-1111-1111-1111 | 378282246310005 | 30569309025904 | DE89 3704 0044 0532 0130 00 | GB82WEST12345698765432 |
203.0.113.9 | 203.0.113.9/24 | 2001:db8::1 | ::1 | ::ffff:192.0.2.1 | fe80::1%eth0 | 00:1b:44:11:3a:b7 |
00-1B-44-11-3A-B7 | 001b.4411.3ab7 | 1BoatSLRHtKNngkdXEeobR76b53LETtpyT | AB 12 34 56 C | ab123456c | MORGA657054SM9IJ
| 1EG4-TE5-MK73 | 1EG4TE5MK73 | 12345678Z | X1234567L | RSSMRA85T10A562S | 131052-308T | 131052A308T | S1234567D |
ABCPE1234F | 15070649C103 | 943 476 5919 | 943-476-5919 | 44051401359 | 811228-9874 | 19811228-9874 | 2345 6789 0124 |
2345:6789:0124 | 900101-1234567 | 1101700203450 | 10000000146 | 123 456 782 | 046 454 286 | 046-454-286 | 86095742719
| 8001015009087 | A12345678 | D1234567 | 12345678901 | 2143 65968 5 | 2143659685 | A030858793 | L83148616 | C48586355 |
900101-5334243 | 70880865687 | 115772015357 | 11-12-345678-90 | BA12345678C | 181/815/08155 | AAA123456 | AB1234567 |
U1ABCDEFGH | AB1234567C | AA0000000 | 1234567AA | M12345678 | P1234567A | 123-456-789 | 1234-1234567-1
"""
KINDS = (*presidio_kinds.KINDS, *presidio_countries.KINDS)
SEEDS = tuple(" ".join(seed.split()) for seed in _LISTED.split("|"))
_NOISE = " -.,:;/()[]xA9@#"


def mutated(rng: random.Random) -> str:
    """A seed with a slip, something around it, or another seed behind it."""
    text = rng.choice(SEEDS)
    for _ in range(rng.randint(0, 3)):
        place = rng.randint(0, len(text))
        text = text[:place] + rng.choice(_NOISE) + text[place + rng.randint(0, 1) :]
    if rng.random() < 0.3:
        text = f"call {text} now, or {rng.choice(SEEDS)}"
    return text.upper() if rng.random() < 0.2 else text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_nothing_is_lost(kind: Kind) -> None:
    rng = random.Random(kind.name)
    texts = [*SEEDS, *(mutated(rng) for _ in range(1500))]
    hits = [text for text in texts if kind.find(text)]
    assert hits, "the corpus holds none of this kind"
    assert [text for text in hits if not kind.sieve.search(text)] == []


@settings(max_examples=60)
@given(text=st.text(alphabet="0123456789abcdefXZ-:. @", max_size=40))
def test_nothing_is_lost_of_any_text(text: str) -> None:
    for kind in KINDS:
        if kind.find(text):
            assert kind.sieve.search(text)
