"""Days of birth, ages, and times of events."""

from __future__ import annotations

import re
from collections.abc import Sequence

BIRTH = ("birth_time", "day", "month", "year", "band5", "band10", "over_n")
TIME = ("millisecond", "second", "minute", "hour", "daypart", "day", "month", "quarter")

_STAMP = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?(?:Z| ?[A-Z]{3}| ?[-+]\d\d(?::?\d\d)?)?"
)
_LOCAL = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)")
_BAND = re.compile(r"(\d{1,3})\s?[-–]\s?(\d{1,3})|(?:[<>]=? ?\d{1,3}|\d{1,3}\+)")
_PLACEHOLDERS = 0.2  # share of 1 January from which it stands for an unknown day


def birth(text: str) -> str | None:
    """By the parts of the date that are given; an age in years is as fine as a year of birth."""
    stamp = _STAMP.fullmatch(text)
    if stamp:
        clock = any(int(part or 0) for part in stamp.groups()[3:6])
        return "birth_time" if clock else "month" if stamp[3] == "01" else "day"
    if _LOCAL.fullmatch(text):
        return "day"
    if re.fullmatch(r"(?:19|20)\d\d-\d\d|\d{1,2}/(?:19|20)\d\d", text):
        return "month"
    if re.fullmatch(r"(?:18|19|20)\d\d(?:\.0)?|\d{1,2}(?:\.0)?|1[01]\d", text):
        return "year"
    band = _BAND.fullmatch(text)
    if band:
        return "band5" if band[1] and int(band[2]) - int(band[1]) < 6 else "band10"
    return "over_n" if text.lower() in ("true", "false", "yes", "no", "y", "n") else None


def placeholders(items: Sequence[tuple[str, int]]) -> bool:
    """Whether 1 January stands for an unknown day so often that the dates are worth a year."""
    dates = [(text, count) for text, count in items if _STAMP.fullmatch(text.strip())]
    rows = sum(count for _, count in dates)
    first = sum(count for text, count in dates if text.strip()[4:10] == "-01-01")
    return rows >= 5 and first > _PLACEHOLDERS * rows


def time(text: str) -> str | None:
    """By the smallest part that isn't zero; seconds or milliseconds since 1970 by their digits."""
    stamp = _STAMP.fullmatch(text)
    if stamp:
        return _finest(stamp)
    if _LOCAL.fullmatch(text):
        return "day"
    if re.fullmatch(r"1\d{12}", text):
        return _of_epoch(int(text) / 1000)
    if re.fullmatch(r"1\d{9}(?:\.\d+)?", text):
        return _of_epoch(float(text))
    if re.fullmatch(r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?", text):
        clock = _STAMP.fullmatch(f"2000-01-02 {text}")
        return _finest(clock) if clock else None
    if re.fullmatch(r"(?:19|20)\d\d-\d\d", text):
        return "month"
    if re.fullmatch(r"(?:19|20)\d\d(?:[- ]?Q[1-4])?", text):
        return "quarter"
    return "daypart" if text.lower() in ("morning", "afternoon", "evening", "night", "am", "pm") else None


def _finest(stamp: re.Match[str]) -> str:
    _, month, day, hour, minute, second, fraction = stamp.groups()
    if int(fraction or 0):
        return "millisecond"
    if int(second or 0):
        return "second"
    if int(minute or 0):
        return "minute"
    if int(hour or 0):
        return "hour"
    if day != "01":
        return "day"
    return "month" if month not in ("01", "04", "07", "10") else "quarter"


def _of_epoch(seconds: float) -> str:
    for rung, size in (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)):
        if seconds % size == 0:
            return rung
    return "millisecond"
