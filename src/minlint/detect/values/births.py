"""Dates that may be days of birth: weak evidence, and only in a record about persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minlint.model import Detection, Evidence

CATEGORY = "user.demographic.date_of_birth"

_DATE = re.compile(r"(\d{4})-\d\d-\d\d(?:[T ]00:00(?::00)?)?|\d{1,2}[-/.]\d{1,2}[-/.](\d{4})")
_EARLIEST, _LATEST = 1900, 2015
_SPREAD = 25  # years between the 5th and the 95th percentile: generations, not a project's run


def detections(texts: Sequence[str]) -> Iterator[Detection]:
    """Days between 1900 and 2015, decades apart."""
    matches = [match for match in map(_DATE.fullmatch, texts) if match]
    years = sorted(int(match[1] or match[2]) for match in matches)
    if len(years) < 10 or len(years) < 0.9 * len(texts):
        return
    low, high = years[len(years) // 20], years[-1 - len(years) // 20]
    if low >= _EARLIEST and high <= _LATEST and high - low >= _SPREAD:
        detail = f"{len(texts):,} distinct dates that spread over {high - low} years, none of them of late"
        yield Detection(CATEGORY, 0.5, (Evidence("values", detail),))
