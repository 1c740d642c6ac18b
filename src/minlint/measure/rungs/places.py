"""Positions, addresses, postcodes and network addresses."""

from __future__ import annotations

import re

LOCATION = ("building", "household", "street", "neighbourhood", "town", "region", "country", "inside_zone")
ADDRESS = ("unit", "house", "street", "postcode", "outward", "city", "country")
IP = ("full", "truncated", "network")

_NUMBER = re.compile(r"[-+]?\d{1,3}(?:\.(\d*))?(?:[eE][-+]?\d+)?")
_PAIR = re.compile(r"(?:POINT ?)?[\[(]?\s*([-+]?\d{1,3}\.\d+)\s*[,; ]\s*([-+]?\d{1,3}\.\d+)\s*[\])]?", re.IGNORECASE)
_GEOHASH = re.compile(r"(?=\D*\d)(?=\d*[a-z])[0-9b-hjkmnp-z]{3,12}")
_DECIMALS = ("region", "town", "neighbourhood", "street", "household", "building")
_GEOHASHES = {3: "region", 4: "town", 5: "town", 6: "neighbourhood", 7: "street", 8: "household"}


def location(text: str) -> str | None:
    """By decimals of degrees, a geohash's length, or a country's two letters."""
    if text.lower() in ("true", "false"):
        return "inside_zone"
    pair = _PAIR.fullmatch(text)
    if pair:
        return _DECIMALS[min(5, max(map(_decimals, pair.groups())))]
    if _NUMBER.fullmatch(text):
        return _DECIMALS[min(5, _decimals(text))]
    if _GEOHASH.fullmatch(text):
        return _GEOHASHES.get(len(text), "building")
    return "country" if re.fullmatch(r"[A-Z]{2}", text) else None


def _decimals(number: str) -> int:
    """Decimals that carry something: trailing zeros are how a number is written, not how well it is known."""
    from decimal import Decimal

    exponent = Decimal(number).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


_FULL_CODE = re.compile(
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{5}-\d{4}|\d{4} ?[A-Z]{2}|\d{5}-?\d{3}|\d{3}-\d{4}|[A-Z]\d[A-Z] ?\d[A-Z]\d",
    re.IGNORECASE,
)
_OUTWARD = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?|\d{5}|\d{4}", re.IGNORECASE)
_UNIT = re.compile(r"\b(?:apt|apartment|flat|unit|suite|ste|room|rm)\b\.? ?\w|#\s?\d", re.IGNORECASE)
_HOUSE = re.compile(r"\d{1,5}[a-z]?[ ,]+[^\W\d]|[^\W\d]{3,}\.? \d{1,4} ?[a-z]?(?:,|$)", re.IGNORECASE)
_STREET = re.compile(
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|way|close|court|ct|place|pl|boulevard|blvd|square|terrace)\.?"
    r"|.*(?:stra(?:ß|ss)e|str\.|weg|gasse|platz|straat|laan|plein)|(?:rue|calle|via|avenida|rua|ulica) .*",
    re.IGNORECASE,
)


def address(text: str) -> str | None:
    """By what it holds: a unit, a house number, a street, or a postcode and how much of one."""
    if _FULL_CODE.fullmatch(text):
        return "postcode"
    if _OUTWARD.fullmatch(text):
        return "outward"
    if re.fullmatch(r"\d{3}(?:XX|\*\*|00)?", text):
        return "city"
    if re.fullmatch(r"[A-Z]{2}", text):
        return "country"
    if _UNIT.search(text):
        return "unit"
    if _HOUSE.search(text):
        return "house"
    return "street" if _STREET.fullmatch(text) or _STREET.fullmatch(text.rpartition(" ")[2]) else None


def ip(text: str) -> str | None:
    """By the last parts that are zero."""
    import ipaddress

    bare, _, prefix = text.partition("/")
    try:
        number = ipaddress.ip_address(bare)
    except ValueError:
        return None
    bits = int(number)
    short, shorter = (8, 16) if number.version == 4 else (80, 96)
    kept = int(prefix) if prefix.isdecimal() else number.max_prefixlen
    if bits & ((1 << shorter) - 1) == 0 or kept <= number.max_prefixlen - shorter:
        return "network"
    return "truncated" if bits & ((1 << short) - 1) == 0 or kept <= number.max_prefixlen - short else "full"
