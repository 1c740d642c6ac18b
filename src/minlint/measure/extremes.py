"""What few rows give away by their values alone: a year of birth of long ago, a postal area where few people live."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from minlint import rulebook
from minlint.measure.rows import SURE
from minlint.measures import Measures
from minlint.model import Field, RecordReading
from minlint.taxonomy import is_within

_YEAR = re.compile(r"((?:18|19|20)\d\d)(?:\.0|-01-01.*)?")
_CODE = re.compile(r"\d{1,3}|\d{3}(?:00|XX|\*\*|##)", re.IGNORECASE)


def extremes(reading: RecordReading) -> RecordReading:
    """The reading with what single rows of a dataset give away; as it is where they give nothing away."""
    if reading.record.rows is None:
        return reading
    births = tuple(_births(reading))
    areas = tuple(_areas(reading))
    if not births and not areas:
        return reading
    return reading._replace(measures=(reading.measures or Measures())._replace(births=births, areas=areas))


def few_people(codes: Iterable[object]) -> list[object]:
    """Those of three-digit codes that stand for areas of few people, written as texts or as numbers."""
    known = _few()
    return [code for code in codes if (text := str(code).strip()) and _CODE.fullmatch(text) and _area(text) in known]


def _area(text: str) -> str:
    return text[:3].zfill(3)


@cache
def _few() -> frozenset[str]:
    """The areas that laws name as those of few people."""
    modes = (mode for law in rulebook.part("laws").values() for mode in (law.get("modes") or {}).values())
    return frozenset(code for mode in modes for listed in mode.get("areas") or () for code in listed["codes"])


def _births(reading: RecordReading) -> Iterator[tuple[str, int]]:
    """Each column of years of birth with the earliest one."""
    for field in _held(reading, "user.demographic.date_of_birth", "year"):
        years = [int(match[1]) for value in field.values or () if (match := _YEAR.fullmatch(str(value).strip()))]
        if years:
            yield field.path, min(years)


def _areas(reading: RecordReading) -> Iterator[tuple[str, int]]:
    """Each column of three-digit postal codes with how many rows lie in areas of few people."""
    for field in _held(reading, "user.contact.address.postal_code", "city"):
        found = set(few_people(field.values or ()))
        if rows := sum(count for value, count in (field.values.items() if field.values else ()) if value in found):
            yield field.path, rows


def _held(reading: RecordReading, category: str, rung: str) -> Iterator[Field]:
    """The fields that hold a category at a rung, and have values."""
    for item in reading.readings:
        if item.field is None or item.field.values is None:
            continue
        if any(
            is_within(found.category, category) and found.precision == rung and found.confidence >= SURE
            for found in item.detections
        ):
            yield item.field
