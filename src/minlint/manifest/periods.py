"""Lengths of time, in words or ISO 8601: how long data is kept, and how close observations may stand.

A year counts 365.25 days and a month a twelfth of it (30.4375 days), so that ``12 months`` and ``1 year`` are equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from minlint import rulebook
from minlint.tuples import NamedTuple

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WEEK = 7 * DAY
YEAR = 365.25 * DAY
MONTH = YEAR / 12

_UNITS = (
    (0.001, "ms millisecond milliseconds"),
    (1.0, "s sec secs second seconds"),
    (MINUTE, "min mins minute minutes"),
    (HOUR, "h hr hrs hour hours stunde stunden heure heures hora horas"),
    (DAY, "d day days tag tage tagen jour jours día días dia dias"),
    (WEEK, "w wk wks week weeks woche wochen semaine semaines semana semanas"),
    (2 * WEEK, "fortnight fortnights"),
    (MONTH, "mo month months monat monate monaten mois mes meses"),
    (3 * MONTH, "quarter quarters"),
    (YEAR, "y yr yrs year years jahr jahre jahren an ans année années año años"),
    (10 * YEAR, "decade decades"),
)
SECONDS = {word: seconds for seconds, words in _UNITS for word in words.split()}

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_TENS = (("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90))
NUMBERS = {word: number for number, word in enumerate(f"{_ONES} eighteen nineteen twenty".split(), 1)}
NUMBERS |= {**dict(_TENS), "a": 1, "an": 1, "zero": 0}

_ISO = re.compile(
    r"p(?=[\dt])(?:(?P<y>N)y)?(?:(?P<mo>N)m)?(?:(?P<w>N)w)?(?:(?P<d>N)d)?"
    r"(?:t(?=\d)(?:(?P<h>N)h)?(?:(?P<min>N)m)?(?:(?P<s>N)s)?)?".replace("N", r"\d{1,9}(?:[.,]\d{1,9})?")
)
_TOKEN = re.compile(r"\s*(\d{1,9}(?:\.\d{1,9})?|[^\W\d_]+|\S)")
_JOINTS = frozenset(("and", "und", "et", ",", "&"))
_LEADS = re.compile(
    r"(?:(?:for|up to|at most|not more than|no more than|no longer than|not longer than|a maximum of|maximum|max|within"
    r"|until|after|every|exactly|about|kept for|deleted after"
    r"|bis zu|höchstens|maximal|für|pendant|pour|au plus|durante|como máximo|hasta)\s+)*"
)
_TRIGGER = re.compile(
    r"(?:counted )?(?:after|from|since|following|past|beyond|of|starting"
    r"|nach|ab|seit|après|depuis|à compter d[eu]|à partir d[eu]|después de|desde|tras|a partir de)\s+(?P<trigger>.*)"
)
_PLUS = re.compile(r"(?<=\S)\s?(?:\+|(?<!\bau\s)\bplus\b)\s?")
_LIMIT = re.compile(
    r"(?:\b(?:at most|(?:no|not) (?:longer|more|later) than|not exceeding|up to|a maximum of|maximum of|maximum|max"
    r"|höchstens|längstens|maximal|au plus|au maximum|como máximo)\s+"
    r"|\(\s?|[,:;]\s|\b(?:and|then|plus)\s+(?:for\s+)?(?:a further\s+|another\s+)?)(?=[a-z\d])"
)
_FOLLOWS = re.compile(
    r"\s*(?:$|[).,;]|(?:after(?:wards)?|thereafter|later|longer|beyond|from|following|past|at most|in total)\b)"
)


class Period(NamedTuple):
    """A period of retention: its days (None where it has no end that words can name), and what starts it."""

    days: float | None
    trigger: str | None = None


def period(text: str) -> Period | None:
    """Read how long something is kept; None where the words name no period at all.

    ``P1Y``, ``18 months``, ``two weeks``, ``1 year and 6 months``, ``30 days after the visit``, ``visit + 3 months``.
    Words without an end (``indefinitely``, ``as long as necessary``, ``until death``) are a period of None days, unless
    a limit stands beside them (``as long as necessary, at most 2 years``).
    """
    words = " ".join(text.split())
    lower = words.lower()
    if len(lower) != len(words):  # a letter that two stand for: the trigger is then told in lower case
        words = lower
    found = _counted(words, lower)
    if endless := _endless().search(lower):
        if found and " or " not in lower[: endless.start()]:
            return found
        limit = _limited(words, lower)
        return limit._replace(trigger=None) if limit else Period(None)
    if lower in ("none", "not kept", "not stored"):
        return Period(0.0)
    if found is None and _unnamed().match(lower):
        return _limited(words, lower) or Period(None)
    return found


@cache
def _endless() -> re.Pattern[str]:
    """Words without an end, wherever they stand."""
    return re.compile(rf"\b(?:{_either('endless', 'phrases')})(?![\w-])")


@cache
def _unnamed() -> re.Pattern[str]:
    """Words for an end that nobody can name, at the beginning."""
    return re.compile(rf"(?:(?:{_either('unnamed', 'leads')}) )*(?:{_either('unnamed', 'phrases')})\b")


def _either(part: str, key: str) -> str:
    phrases: list[str] = rulebook.part("words")["retention.yaml"][part][key]
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))


def _limited(words: str, lower: str) -> Period | None:
    """The period that bounds words without an end of their own: a limit, or what follows the end they speak of."""
    limits = list(_LIMIT.finditer(lower))[-2:]
    for limit in reversed(limits):
        seconds, end = _amounts(lower, limit.end())
        if seconds is not None and _FOLLOWS.match(lower, end):
            return Period(seconds / DAY, words[: limit.start()].rstrip(" ,;:"))
    return None


def _counted(words: str, lower: str) -> Period | None:
    if (plus := list(_PLUS.finditer(lower))) and (seconds := duration(lower[plus[-1].end() :])) is not None:
        return Period(seconds / DAY, words[: plus[-1].start()])
    lead = _LEADS.match(lower)
    start = lead.end() if lead else 0
    seconds, end = _amounts(lower, start)
    if seconds is None:
        return None
    rest = words[end:].strip()
    if not rest or re.match(r"(?:at most|maximum|max|later|in total|then|[,;(.])(?:\W|$)?", rest.lower()):
        return Period(seconds / DAY)
    trigger = _TRIGGER.match(lower, len(words) - len(rest))
    return Period(seconds / DAY, words[trigger.start("trigger") :]) if trigger else None


def interval(text: str) -> float | None:
    """The seconds of a spacing such as ``60 s``, ``5 min``, ``every two hours`` or ``PT1M``; None where it is none."""
    lower = " ".join(text.lower().split())
    seconds = duration(lower.removeprefix("every "))
    return seconds or None


def duration(lower: str) -> float | None:
    """The seconds of an amount that stands alone, in lower case."""
    seconds, end = _amounts(lower, 0)
    return seconds if end == len(lower) else None


def _amounts(lower: str, start: int) -> tuple[float | None, int]:
    """The seconds of the amounts that a text begins with, and where they end."""
    if iso := _ISO.match(lower, start):
        numbers = {unit: float(value.replace(",", ".")) for unit, value in iso.groupdict().items() if value}
        return (sum(SECONDS[unit] * number for unit, number in numbers.items()) if numbers else None), iso.end()
    total, end = None, start
    tokens = list(_tokens(lower, start))
    place = 0
    while place + 1 < len(tokens):
        (number, _), (unit, stop) = tokens[place], tokens[place + 1]
        amount = NUMBERS[number] if number in NUMBERS else float(number) if number[0].isdecimal() else None
        if amount is None or unit not in SECONDS:
            break
        total, end, place = (total or 0.0) + amount * SECONDS[unit], stop, place + 2
        if place < len(tokens) and tokens[place][0] in _JOINTS:
            place += 1
    return total, end


def _tokens(lower: str, start: int) -> Iterator[tuple[str, int]]:
    for match in _TOKEN.finditer(lower, start):
        yield match.group(1), match.end()
