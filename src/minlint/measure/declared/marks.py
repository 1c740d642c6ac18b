"""How much of a declared number, amount, image, recording or other value can be kept."""

from __future__ import annotations

from minlint.measure.declared import Declared, narrowest

_LAST = 4  # characters of a number that is cut to its end
_LEVELS = frozenset(("low", "medium", "middle", "mid", "average", "high"))


def money(said: Declared) -> str | None:
    """By words for bands and rounding, the listed values, and the scale."""
    values = said.listed()
    if said.is_a("boolean"):
        return "threshold"
    if values and set(values) <= _LEVELS:
        return "tercile"
    for rung in ("tercile", "band", "thousand", "hundred"):
        if said.says("money", rung):
            return rung
    if said.is_a("enum") or narrowest(values) is not None or values:
        return "band"
    scale = said.kind.scale or 0
    if said.is_a("decimal") and scale < 0:
        return "thousand" if scale <= -3 else "hundred" if scale == -2 else "exact"
    return "exact" if said.is_a("decimal", "integer", "json", "text") else None


def identity(said: Declared) -> str | None:
    """By words for a scan, its end or its kind and dates, and the type."""
    if said.is_a("boolean", "date", "datetime"):
        return "verified"
    if said.is_a("binary") or said.category.endswith("document_copy") or said.says("identity", "scan"):
        return "scan"
    if said.says("identity", "last4") or (said.is_a("text") and said.kind.length == _LAST):
        return "last4"
    return "verified" if said.says("identity", "verified") else "full"


def phone(said: Declared) -> str | None:
    """By words for its start or its end, and the type."""
    if said.is_a("boolean"):
        return "verified"
    for rung in ("country", "masked", "prefix"):
        if said.says("phone", rung):
            return rung
    return "masked" if said.is_a("text") and said.kind.length == _LAST else "full"


def image(said: Declared) -> str | None:
    """By words for what was made of it, and the type."""
    if said.is_a("boolean"):
        return "match"
    if said.is_a("vector") or said.category.endswith(".template"):
        return "template"
    if said.is_a("decimal", "integer") and (said.says("image", "score") or said.category.endswith("score")):
        return "score"
    for rung in ("score", "template", "reduced"):
        if said.says("image", rung) and not said.is_a("date", "datetime"):
            return rung
    return "original" if said.category.endswith((".image", ".recording")) or said.is_a("binary", "text") else None


def audio(said: Declared) -> str | None:
    """By words for what was made of it, and the type."""
    if said.is_a("boolean"):
        return "verified"
    if said.is_a("vector") or said.category.endswith(".template") or said.says("audio", "voiceprint"):
        return "voiceprint"
    return "transcript" if said.says("audio", "transcript") else "recording"


def value(said: Declared) -> str | None:
    """By words for a mask, an end or a check, and the length of a number's end."""
    if said.is_a("boolean") and said.says("value", "verified"):
        return "verified"
    numbered = said.category.endswith(("number", "credit_card", "bank_account", "account_number"))
    if said.says("value", "last4") or (said.is_a("text") and said.kind.length == _LAST and numbered):
        return "last4"
    return "masked" if said.says("value", "masked") else "full"
