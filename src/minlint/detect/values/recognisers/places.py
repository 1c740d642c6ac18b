"""Places written as one text: cells, codes, shapes, lines and pairs of coordinates."""

from __future__ import annotations

import re

from minlint.detect.values.kinds import Kind, named, shaped, sieve, whole

_PRECISE = "user.location.precise"
_HISTORY = "user.location.history"
_HASH = re.compile(r"[0-9b-hjkmnp-z]{5,12}")
_PAIR = re.compile(r"[(\[]?\s*([-+]?\d{1,3}\.\d{3,})\s*[°NSns]?\s*[,;/ ]\s*([-+]?\d{1,3}\.\d{3,})\s*[°EWew]?\s*[)\]]?")
_WORDS = named("location place position home geo gps coordinates coords point trip route track trace visit stop")


def geohash(text: str) -> bool:
    """Whether a text may be a geohash: its alphabet, with digits and letters."""
    return _HASH.fullmatch(text) is not None and not text.isdigit() and not text.isalpha()


def h3(text: str) -> bool:
    """Whether a text is a cell of H3: mode 1, a base cell that exists, and unused digits that are sevens."""
    if len(text) != 15 or not text.startswith("8"):
        return False
    try:
        cell = int(text, 16)
    except ValueError:
        return False
    resolution, base = cell >> 52 & 15, cell >> 45 & 127
    digits = [cell >> 3 * (14 - place) & 7 for place in range(15)]
    return base < 122 and 7 not in digits[:resolution] and all(digit == 7 for digit in digits[resolution:])


def polyline(text: str) -> bool:
    """Whether a text is an encoded polyline: it decodes to positions on Earth that lie close together."""
    if len(text) < 20 or not all("?" <= sign <= "~" for sign in text) or text.isalnum():
        return False
    numbers = _decoded(text)
    if numbers is None or len(numbers) < 6 or len(numbers) % 2:
        return False
    steps = [abs(number) for number in numbers[2:]]
    return abs(numbers[0]) <= 9_000_000 and abs(numbers[1]) <= 18_000_000 and max(steps) < 500_000


def _decoded(text: str) -> list[int] | None:
    numbers, value, shift = [], 0, 0
    for sign in text:
        part = ord(sign) - 63
        value |= (part & 31) << shift
        shift += 5
        if part < 32:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
        elif shift > 30:
            return None
    return None if shift else numbers


def pair(text: str) -> bool:
    """Whether a text is a latitude and a longitude with three decimals or more."""
    match = _PAIR.fullmatch(text)
    return match is not None and abs(float(match[1])) <= 90 and abs(float(match[2])) <= 180


def trace(text: str) -> bool:
    """Whether a text lists at least three pairs of coordinates, as JSON and GeoJSON do."""
    pairs = re.findall(r"\[\s*(-?\d{1,3}\.\d{3,})\s*,\s*(-?\d{1,3}\.\d{3,})[^\]]*\]", text[:2000])
    return len(pairs) >= 3 and all(abs(float(one)) <= 180 and abs(float(two)) <= 180 for one, two in pairs)


KINDS: tuple[Kind, ...] = (
    Kind(
        "geohash",
        _PRECISE,
        "geohashes (cells of a grid)",
        sieve(r"^[0-9b-hjkmnp-z]{5,12}$"),
        whole(geohash),
        0.7,
        least=20,
        floor=0.95,
        gate="people",
        words=named("geohash geohashes"),
    ),
    Kind(
        "h3",
        _PRECISE,
        "H3 cells (15 hexadecimal digits, unused ones are f)",
        sieve("^8[0-9a-f]{14}$"),
        whole(h3),
        0.93,
        least=3,
        floor=0.9,
        gate="people",
        words=named("h3 cell hex"),
        proof=True,
    ),
    Kind(
        "plus code",
        _PRECISE,
        "plus codes (open location codes)",
        sieve(r"\+"),
        shaped(r"[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?: .*)?"),
        0.9,
        least=3,
        floor=0.9,
        gate="people",
        words=_WORDS,
        proof=True,
    ),
    Kind(
        "well-known line",
        _HISTORY,
        "lines of positions (WKT)",
        sieve("linestring"),
        shaped(r"(?:SRID=\d+;)?\s*(?:MULTI)?LINESTRING\s*Z?M?\s*\(.*", re.IGNORECASE | re.DOTALL),
        0.9,
        least=1,
        gate="people",
        words=_WORDS,
        proof=True,
    ),
    Kind(
        "well-known point",
        _PRECISE,
        "positions (WKT)",
        sieve("point"),
        shaped(r"(?:SRID=\d+;)?\s*(?:MULTI)?POINT\s*Z?M?\s*\(.*", re.IGNORECASE | re.DOTALL),
        0.9,
        least=1,
        gate="people",
        words=_WORDS,
        proof=True,
    ),
    Kind(
        "polyline",
        _HISTORY,
        "encoded polylines (routes)",
        sieve(r"^[?-~]{20}"),
        whole(polyline),
        0.85,
        least=3,
        floor=0.9,
        gate="people",
        words=_WORDS | named("polyline path"),
        proof=True,
    ),
    Kind(
        "coordinate pair",
        _PRECISE,
        "pairs of coordinates (••.••••, ••.••••)",
        sieve(r"\d\.\d{3}"),
        whole(pair),
        0.9,
        least=5,
        floor=0.9,
        gate="people",
        words=_WORDS,
    ),
    Kind(
        "coordinate trace",
        _HISTORY,
        "lists of positions (GeoJSON)",
        sieve(r"\d\.\d{3}"),
        whole(trace),
        0.9,
        least=1,
        gate="people",
        words=_WORDS,
        proof=True,
    ),
)
