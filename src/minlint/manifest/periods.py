"""Lengths of time, in words or ISO 8601: how long data is kept, and how close observations may stand.

A year counts 365.25 days and a month a twelfth of it (30.4375 days), so that ``12 months`` and ``1 year`` are equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from minlint import rulebook
from minlint.manifest.numbers import LONGEST, numbers
from minlint.tuples import NamedTuple

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WEEK = 7 * DAY
YEAR = 365.25 * DAY
MONTH = YEAR / 12

_UNITS = (
    (0.001, "ms millisecond milliseconds"),
    (1.0, "s sec secs second seconds sekunde sekunden seconde secondes segundo segundos"),
    (MINUTE, "min mins minute minutes minuten minuto minutos"),
    (HOUR, "h hr hrs hour hours stunde stunden heure heures hora horas"),
    (DAY, "d day days tag tage tagen tages jour jours journée journées día días dia dias"),
    (WEEK, "w wk wks week weeks woche wochen semaine semaines semana semanas"),
    (2 * WEEK, "fortnight fortnights quinzaine quincena"),
    (MONTH, "mo month months monat monate monaten monats mois mes meses"),
    (3 * MONTH, "quarter quarters quartal quartale quartalen trimestre trimestres vierteljahr"),
    (6 * MONTH, "semestre semestres halbjahr halbjahre halbjahren"),
    (YEAR, "y yr yrs year years jahr jahre jahren jahres an ans année années annee annees año años ano anos"),
    (10 * YEAR, "decade decades jahrzehnt jahrzehnte jahrzehnten décennie décennies década décadas"),
)
SECONDS = {word: seconds for seconds, words in _UNITS for word in words.split()}

_SAME = (
    "calendar full complete whole consecutive fiscal tax school more further additional "
    "volle vollen ganze ganzen weitere weiteren aufeinanderfolgende"
)
_WORKDAY = 1.4
_KINDS = {**dict.fromkeys(_SAME.split(), 1.0), "business": _WORKDAY, "working": _WORKDAY}
"""What may stand before a unit, with what it makes of it: five working days are a week."""

_ISO = re.compile(
    r"p(?=[\dt])(?:(?P<y>N)y)?(?:(?P<mo>N)m)?(?:(?P<w>N)w)?(?:(?P<d>N)d)?"
    r"(?:t(?=\d)(?:(?P<h>N)h)?(?:(?P<min>N)m)?(?:(?P<s>N)s)?)?".replace("N", r"\d{1,9}(?:[.,]\d{1,9})?")
)
_TOKEN = re.compile(r"\s*(\d{1,9}(?:,\d{1,2}(?!\d)|\.\d{1,9})?|[^\W\d_]+|\S)")
_JOINTS = frozenset(("and", "und", "et", "y", ",", "&"))
_HALF = re.compile(r"\s*(?:and a half|et demie?|y medi[oa])\b")
_AFTER = re.compile(r"\s*(?:civil(?:e?s)?|calendaires?|révolue?s?|naturales|completos|lang)\b")
"""What may stand after a unit without changing it."""
_WORKDAYS = re.compile(r"\s*(?:ouvr(?:é|able)s?|hábil(?:es)?|laborables?)\b")
_LEADS = re.compile(
    r"(?:(?:for|up to|at most|not more than|no more than|no longer than|not longer than|a maximum of|maximum|max\.?"
    r"|within|until|after|every|exactly|about|(?:is |are )?(?:kept|retained|stored|held) for|deleted after|a period of"
    r"|the|bis zu|höchstens|längstens|maximal|für|nach|binnen|innerhalb von|die dauer von|einen zeitraum von"
    r"|pendant|durant|pour|après|dans|jusqu'à|au plus|au maximum|un maximum de|une durée de|une période de|un délai de"
    r"|les?|durante|por|hasta|tras|como máximo|máximo|un máximo de|al cabo de|dentro de|un per[ií]odo de|un plazo de"
    r")\s+)*"
)
_TRIGGER = re.compile(
    r"(?:counted )?(?:after|from|since|following|past|beyond|of|starting"
    r"|nach|ab|seit|nachdem|après|depuis|suivant|dès|à (?:compter|partir) (?:des?|du|d')"
    r"|después de|desde|tras|a (?:contar|partir) de|posterior(?:es)? a)(?:\s+|(?<='))(?P<trigger>.*)"
)
_PLUS = re.compile(r"(?<=\S)\s?(?:\+|(?<!\bau\s)\bplus\b)\s?")
_LIMIT = re.compile(
    r"(?:\b(?:at most|(?:no|not) (?:longer|more|later) than|not exceeding|up to|a maximum of|maximum of|maximum|max"
    r"|höchstens|längstens|maximal|spätestens nach|au plus(?: tard après)?|au maximum|como máximo|máximo de|máximo)\s+"
    r"|\(\s?|[,:;]\s|\b(?:and|then|plus|und|danach|et|puis|y|luego)\s+(?:for\s+)?(?:a further\s+|another\s+)?)"
    r"(?=[^\W_])"
)
_FOLLOWS = re.compile(
    r"\s*(?:$|[).,;]|(?:after(?:wards)?|thereafter|later|longer|beyond|from|following|past|at most|in total"
    r"|nach|danach|ab|après|ensuite|au plus|después|tras|como máximo|desde)\b)"
)
_NOTHING = ("none", "not kept", "not stored", "keine", "wird nicht gespeichert", "aucune", "non conservé", "ninguno")


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
    lower = words.lower().replace("’", "'")
    if len(lower) != len(words):  # a letter that two stand for: the trigger is then told in lower case
        words = lower
    found = _counted(words, lower)
    if endless := _endless().search(lower):
        if found and " or " not in lower[: endless.start()]:
            return found
        limit = _limited(words, lower)
        return limit._replace(trigger=None) if limit else Period(None)
    if lower in _NOTHING:
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
    if not rest or re.match(
        r"(?:at most|maximum|max|later|in total|then|höchstens|maximal|au plus|au maximum|como máximo|[,;(.])(?:\W|$)?",
        rest.lower(),
    ):
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
    while (found := _amount(tokens, place, lower)) is not None:
        seconds, place, end = found
        total = (total or 0.0) + seconds
        if place < len(tokens) and tokens[place][0] in _JOINTS:
            place += 1
    return total, end


def _amount(tokens: Sequence[tuple[str, int]], place: int, lower: str) -> tuple[float, int, int] | None:
    """A number and its unit: the seconds, the place behind them, and where they end in the text."""
    number, place = _number(tokens, place)
    if number is None or place >= len(tokens):
        return None
    kind = _KINDS.get(tokens[place][0])
    place += kind is not None
    word, end = tokens[place] if place < len(tokens) else ("", 0)
    if word not in SECONDS:
        return None
    unit, half = SECONDS[word], _HALF.match(lower, end)
    if half:
        number, end = number + 0.5, half.end()
    for pattern, times in ((_AFTER, 1.0), (_WORKDAYS, _WORKDAY)):
        if behind := pattern.match(lower, end):
            end, kind = behind.end(), times
    while place < len(tokens) and tokens[place][1] <= end:
        place += 1
    return number * unit * (kind or 1.0), place, end


def _number(tokens: Sequence[tuple[str, int]], place: int) -> tuple[float | None, int]:
    """The number that stands at a place, in figures or in up to so many words, and the place behind it."""
    words = [word for word, _ in tokens[place : place + LONGEST]]
    number: float | None
    if words and words[0][0].isdecimal():
        number, taken = float(words[0].replace(",", ".")), 1
        if words[1:2] == ["½"]:
            number, taken = number + 0.5, 2
    else:
        known = numbers()
        ends = (end for end in range(len(words), 0, -1) if words[end - 1] != "-")
        found = ((known[name], end) for end in ends if (name := "-".join(w for w in words[:end] if w != "-")) in known)
        number, taken = next(found, (None, 0))
        if number is None:
            return None, place
    if words[taken : taken + 3 : 2] == ["(", ")"]:  # thirty (30) days
        taken += 3
    place += taken + (words[taken : taken + 1] == ["-"])  # an 18-month period
    return number, place


def _tokens(lower: str, start: int) -> Iterator[tuple[str, int]]:
    for match in _TOKEN.finditer(lower, start):
        yield match.group(1), match.end()
