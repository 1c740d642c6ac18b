"""How fine a declared birth date, age or time can be."""

from __future__ import annotations

from minlint.measure.declared import Declared, narrowest

_FIVE = 5  # years of a narrow band
_LENGTHS = {4: "year", 6: "month", 7: "month", 8: "day", 10: "day"}  # of a date as text
_STAMPS = {4: "quarter", 7: "month", 8: "day", 10: "day", 13: "hour", 16: "minute", 19: "second", 20: "second"}
_DAYPARTS = frozenset(("morning", "afternoon", "evening", "night", "noon", "am", "pm"))


def birth(said: Declared) -> str | None:
    """By words for a band, a month or a year, the listed bands, and the type."""
    yes_no = said.is_a("boolean") or (said.is_a("text", "enum") and said.kind.length == 1)
    if yes_no or (said.says("birth", "over_n") and said.is_a("unknown", "integer", "boolean")):
        return "over_n"
    width = narrowest(said.listed())
    if width is not None or said.says("birth", "band") or said.category.endswith("age_range"):
        five = width <= _FIVE if width is not None else said.says("birth", "five")
        return "band5" if five else "band10"
    is_age = said.within("user.demographic.age")
    if said.says("birth", "month") and (is_age or not said.is_a("date", "datetime")):
        return "month"
    if said.says("birth", "year") or said.field.type.strip().lower().startswith("year"):
        return "year"
    if said.says("birth", "birth_time"):
        return "birth_time"
    if is_age:
        return "year"
    if said.is_a("text") and said.kind.length in _LENGTHS:
        return _LENGTHS[said.kind.length]
    return "year" if said.is_a("integer") and said.kind.length is None and not said.says("birth", "day") else "day"


def time(said: Declared) -> str | None:
    """By its last word (``created_month``), any of its words where the type doesn't say, and the type."""
    if _DAYPARTS & set(said.listed()):
        return "daypart"
    moment = said.is_a("datetime", "date")
    for rung in ("sequence", "daypart", "quarter", "month", "week", "day", "hour", "minute", "millisecond"):
        if said.says("time", rung) and not (moment and not _is_head(said, rung)):
            return rung
    if said.is_a("date"):
        return "day"
    if said.is_a("datetime", "time"):
        return "second" if said.kind.precision in (None, 0) else "millisecond"
    if said.is_a("text") and said.kind.length is not None:
        return _STAMPS.get(said.kind.length, "millisecond" if said.kind.length in range(21, 31) else None)
    return "second" if said.is_a("integer") else None


def _is_head(said: Declared, rung: str) -> bool:
    """Whether a moment is one of a rung by its last words: the month, not the date, of ``created_month``."""
    if rung == "day":
        return said.is_a("date") or said.last == "day"
    pairs = {pair for pair in said.said if " " in pair}
    return Declared(said.kind, frozenset((said.last, *pairs)), said.last, (), said.category, said.field).says(
        "time", rung
    )
