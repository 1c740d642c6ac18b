"""Dates that may be days of birth, and whole numbers that may be ages: by how they are distributed, beside people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from minlint.model import Detection, Evidence

CATEGORY = "user.demographic.date_of_birth"
AGE = "user.demographic.age"

_DATE = re.compile(
    r"(\d{4})-\d\d-\d\d(?:[T ]00:00(?::00)?)?|\d{1,2}[-/.]\d{1,2}[-/.](\d{4})"
    r"|((?:19|20)\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
_EARLIEST, _LATEST = 1900, 2015
_SPREAD = 25  # years between the 5th and the 95th percentile: generations, not a project's run
_LIVES = 50  # … a whole population
_NOW = 2030  # no birth is later


def years(texts: Sequence[str]) -> list[int]:
    """The years of texts that are nearly all days; empty where they aren't, or are few."""
    matches = [match for match in map(_DATE.fullmatch, texts) if match]
    found = sorted(int(match[1] or match[2] or match[3]) for match in matches)
    return found if len(found) >= 10 and len(found) >= 0.9 * len(texts) else []


def detections(texts: Sequence[str]) -> Iterator[Detection]:
    """Days between 1900 and 2015, decades apart; surer where they span lives."""
    found = years(texts)
    if not found:
        return
    low, high = found[len(found) // 20], found[-1 - len(found) // 20]
    lives = high - low >= _LIVES and found[0] >= _EARLIEST and found[-1] < _NOW and len(found) >= 30
    if lives or (low >= _EARLIEST and high <= _LATEST and high - low >= _SPREAD):
        late = "" if lives else ", none of them of late"
        detail = f"{len(texts):,} distinct dates that spread over {high - low} years{late}"
        yield Detection(CATEGORY, 0.8 if lives else 0.5, (Evidence("values", detail),))


def ages(counts: Mapping[int, int], born: Sequence[int]) -> Iterator[Detection]:
    """Whole numbers that are distributed as ages are: from children or adults to the old, few of them at the end.

    ``born`` are the years of a column of births beside them, if there is one: ages that fit it leave little doubt.
    """
    if len(counts) < 12 or min(counts) < 0 or not 50 <= max(counts) <= 119:
        return
    spread = sorted(value for value, count in counts.items() for _ in range(min(count, 1000)))
    low, middle, high = (spread[int(len(spread) * share)] for share in (0.1, 0.5, 0.9))
    if born and _fits(spread, born):
        yield Detection(AGE, 0.85, (Evidence("values", "whole numbers that match the years of birth beside them"),))
    elif 18 <= middle <= 65 and low >= 5 and high <= 90 and spread[-1] - high >= 4 and 0 not in counts:
        yield Detection(AGE, 0.5, (Evidence("values", f"whole numbers up to {max(counts)}, most of them of adults"),))


def _fits(spread: Sequence[int], born: Sequence[int]) -> bool:
    """Whether ages and years of birth add up to one year at each tenth of them."""
    sums = [
        spread[int(len(spread) * share)] + born[int(len(born) * (1 - share))] for share in (0.1, 0.25, 0.5, 0.75, 0.9)
    ]
    return max(sums) - min(sums) <= 2 and 1990 <= sums[2] <= 2040
