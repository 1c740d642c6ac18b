"""Amounts, numbers and documents: whole, masked, shortened, or replaced by a token or a yes."""

from __future__ import annotations

import re
from collections.abc import Sequence

MONEY = ("exact", "hundred", "thousand", "band", "threshold")
PHONE = ("full", "masked", "prefix", "country", "token", "verified")
IDENTITY = ("scan", "full", "last4", "token", "verified")
IMAGE = ("original", "reduced", "score", "match")
AUDIO = ("recording", "transcript", "verified")
VALUE = ("full", "masked", "last4", "token", "verified")

_YES_NO = frozenset(("true", "false", "yes", "no", "y", "n"))
_DIGEST = re.compile(
    r"(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:tok|tkn|token|hmac|sha256|vault)[_:-]\S+",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"[*•●#]{2,}|[xX]{3,}|\.{3,}|…")
_MASKED_LAST = re.compile(r"(?:[*•●#xX.…]|[-\s])+(\d{4})")
_PICTURE = re.compile(r"data:image/.*|\S.*\.(?:jpe?g|png|gif|bmp|tiff?|webp|heic|pdf)(?:\?.*)?", re.IGNORECASE)
_SIZED = re.compile(r"[A-Z][A-Z0-9]* (\d+)x(\d+)")
_SMALL = 128  # points of the longer side up to which a face is told, and hardly recognised
_SOUND = re.compile(r"data:audio/.*|\S.*\.(?:wav|mp3|m4a|ogg|flac|opus|aac|amr)(?:\?.*)?", re.IGNORECASE)
_AMOUNT = re.compile(r"[-+]?[$€£¥]? ?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(?: ?[$€£¥kK]| [A-Z]{3})?")
_RANGE = re.compile(
    r"\D{0,3}[\d.,]+ ?[kK]?\s?(?:[-–]|to)\s?\D{0,3}[\d.,]+ ?[kK]?|(?:[<>≥≤]|under|over) ?\D?[\d.,]+ ?[kK]?\+?"
)
_FEW = 3  # words for low, middle and high
_MOST_BANDS = 20


def money(text: str) -> str | None:
    """By what an amount is rounded to."""
    if text.lower() in _YES_NO:
        return "threshold"
    if _RANGE.fullmatch(text):
        return "band"
    amount = _AMOUNT.fullmatch(text)
    if not amount:
        return None
    whole = int(amount[1].replace(",", ""))
    if int(amount[2] or 0) or whole % 100:
        return "exact"
    return "hundred" if whole % 1000 else "thousand"


def bands(items: Sequence[tuple[str, int]]) -> str | None:
    """The rung of amounts that are told in a few words."""
    words = [text for text, _ in items if not any(map(str.isdigit, text)) and text.lower() not in _YES_NO]
    if len(words) < max(2, len(items)) or len(words) > _MOST_BANDS:
        return None
    return "tercile" if len(words) <= _FEW else "band"


def phone(text: str) -> str | None:
    """By how many of its digits are there."""
    if text.lower() in _YES_NO:
        return "verified"
    if _DIGEST.fullmatch(text):
        return "token"
    if _HIDDEN.search(text):
        return "masked"
    digits = sum(map(str.isdigit, text))
    if digits >= 7:
        return "full"
    if digits == 0:
        return None
    return "country" if digits <= 3 and text.startswith(("+", "00")) else "prefix"


def identity(text: str) -> str | None:
    """A whole number, its end, a token in its place, or a picture of the document."""
    if _PICTURE.fullmatch(text):
        return "scan"
    rung = value(text)
    if rung == "masked":
        return "last4"
    return "last4" if re.fullmatch(r"\d{4}", text) else rung


def image(text: str) -> str | None:
    """A picture by its name, its encoding, or its kind and size, a likeness between 0 and 1, or a yes."""
    if sized := _SIZED.fullmatch(text):
        return "reduced" if max(int(sized[1]), int(sized[2])) <= _SMALL else "original"
    if _PICTURE.fullmatch(text):
        return "original"
    if text.lower() in _YES_NO:
        return "match"
    return "score" if re.fullmatch(r"0?\.\d+|[01](?:\.0+)?", text) else None


def audio(text: str) -> str | None:
    """A recording by its name or its encoding, spoken words, or a yes."""
    if _SOUND.fullmatch(text):
        return "recording"
    if text.lower() in _YES_NO:
        return "verified"
    return "transcript" if text.count(" ") >= 3 else None


def value(text: str) -> str | None:
    """A whole value, a masked one, its last four characters behind a mask, a token, or a yes."""
    if text.lower() in _YES_NO:
        return "verified"
    if _DIGEST.fullmatch(text):
        return "token"
    if _MASKED_LAST.fullmatch(text):
        return "last4"
    return "masked" if _HIDDEN.search(text) else "full" if text else None
