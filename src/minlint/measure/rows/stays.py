"""Where traces stay: points that somebody didn't leave for a while, and which of them lie at sensitive places.

Source: Q. Li et al., "Mining user similarity based on location history" (2008): a stay is 200 m and 20 minutes. Places
that say by themselves why somebody was there are found in other records of the same run, by their names and positions;
stays and places meet by keyed hashes of cells, so that no position is handed on.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from minlint import rulebook
from minlint.kinds import kind_of
from minlint.measure.rows.sketches import mark
from minlint.measures import Sites, Stays
from minlint.model import Joint, RecordReading

NEAR = 200.0
"""Metres within which somebody stays."""

LONG = 20 * 60.0
"""Seconds from which a stop is a stay."""

_SUBJECTS, _POINTS = 300, 200_000  # traces and points of them that are looked at
_PLACES = 5_000  # sensitive places of a record at most
_CELL = 0.001  # degrees: about 110 m
_METRES = 111_200.0  # of a degree

Point = tuple[float, float, float]
"""Seconds, latitude, longitude."""


def stays(table: Any, subject: str, time: str, place: Sequence[str]) -> Stays | None:
    """The stays of traces that have a latitude and a longitude; None where there are no such traces."""
    if len(place) != 2:
        return None
    traces = _traces(table, subject, time, place)
    found = [_stays_of(points) for points in traces]
    cells = Counter(mark(_cell(*centre)) for centres in found for centre in centres)
    return Stays(sum(map(len, found)), sum(map(bool, found)), len(traces), dict(cells)) if traces else None


def _traces(table: Any, subject: str, time: str, place: Sequence[str]) -> list[list[Point]]:
    """Some traces, each in the order of time, with at most a point a minute."""
    rows = table.select(
        who=table[subject].cast("string"),
        at=table[time].try_cast("timestamp").epoch_seconds(),
        lat=table[place[0]].try_cast("float64"),
        lon=table[place[1]].try_cast("float64"),
    ).drop_null()
    who = rows.select("who").distinct()
    who = who.order_by([who.who.hash(), who.who]).limit(_SUBJECTS).select(some="who")
    held = rows.join(who, rows.who == who.some)
    held = held.mutate(minute=held["at"] // 60)
    kept = held.group_by(["who", "minute"]).agg(at=held["at"].min(), lat=held.lat.mean(), lon=held.lon.mean())
    answer = kept.order_by(["who", "at"]).limit(_POINTS).to_pyarrow()
    found: dict[str, list[Point]] = {}
    for name, *point in zip(*(answer.column(key).to_pylist() for key in ("who", "at", "lat", "lon")), strict=True):
        found.setdefault(name, []).append((float(point[0]), point[1], point[2]))
    return list(found.values())


def _stays_of(points: Sequence[Point]) -> list[tuple[float, float]]:
    """The middles of a trace's stays."""
    found, first = [], 0
    while first < len(points):
        last = first
        while last + 1 < len(points) and _metres(points[first], points[last + 1]) <= NEAR:
            last += 1
        if points[last][0] - points[first][0] >= LONG:
            held = points[first : last + 1]
            found.append((sum(p[1] for p in held) / len(held), sum(p[2] for p in held) / len(held)))
            first = last
        first += 1
    return found


def _metres(one: Point, other: Point) -> float:
    north = (one[1] - other[1]) * _METRES
    east = (one[2] - other[2]) * _METRES * math.cos(math.radians(one[1]))
    return math.hypot(north, east)


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / _CELL), math.floor(lon / _CELL)


def sites(joint: Joint, reading: RecordReading) -> Sites | None:
    """The cells around a record's sensitive places, by their kinds; None where it lists none."""
    fields = [field for field in reading.record.fields if field.path in joint.columns]
    names = {field.name.casefold(): field.path for field in fields}
    place = [next((names[word] for word in words if word in names), "") for words in _AXES]
    texts = [field.path for field in fields if kind_of(field.type).name == "text" and _names_one(field.values or ())]
    if not all(place) or not texts:
        return None
    cells: dict[bytes, str] = {}
    for lat, lon, *said in _listed(joint.table, place, texts):
        kind = next((kind for text in said if (kind := _kind(text or ""))), "")
        if kind and abs(lat) < _POLES:
            cells |= {mark(cell): kind for cell in _around(lat, lon)}
    return Sites(cells) if cells else None


_AXES = (("latitude", "lat"), ("longitude", "lon", "lng", "long"))
_POLES = 80


def _listed(table: Any, place: Sequence[str], texts: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    any_of = "|".join(f"(?:{pattern.pattern})" for _, pattern in _kinds())
    asked = {"lat": table[place[0]].try_cast("float64"), "lon": table[place[1]].try_cast("float64")}
    rows = table.select(**asked, **{f"t{i}": table[name] for i, name in enumerate(texts)}).drop_null(["lat", "lon"])
    told = rows[f"t{0}"].lower().re_search(any_of)
    for i in range(1, len(texts)):
        told = told | rows[f"t{i}"].lower().re_search(any_of)
    answer = rows.filter(told).limit(_PLACES).to_pyarrow()
    return zip(*(answer.column(name).to_pylist() for name in answer.column_names), strict=True)


def _names_one(values: Any) -> bool:
    return any(_kind(str(value)) for value in values)


def _kind(text: str) -> str:
    return next((title for title, pattern in _kinds() if pattern.search(text.casefold())), "")


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The kinds of sensitive places with the words that name them."""
    listed = rulebook.part("words")["sites.yaml"]["sites"]
    return tuple(
        (str(item["title"]), re.compile(rf"\b(?:{'|'.join(map(re.escape, item['names']))})s?\b")) for item in listed
    )


def _around(lat: float, lon: float) -> Iterator[tuple[int, int]]:
    """The cells whose middle lies within some metres of a place, and its own."""
    row, column = _cell(lat, lon)
    wide = math.ceil(NEAR / (_CELL * _METRES * math.cos(math.radians(lat))))
    for up in range(-2, 3):
        for aside in range(-wide, wide + 1):
            middle = (0.0, (row + up + 0.5) * _CELL, (column + aside + 0.5) * _CELL)
            if (up, aside) == (0, 0) or _metres((0.0, lat, lon), middle) <= NEAR:
                yield row + up, column + aside
