"""KML: places and tracks of maps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from minlint.model import Kind, Source
from minlint.read import Options
from minlint.read.input import Input
from minlint.read.parts import stem

NAME = "kml"
TITLE = "KML: places and tracks"
KIND: Kind = "data"
SUFFIXES = (".kml",)
READS = """A row for each placemark, and for each point of a track: `geometry`, `time`, names, descriptions,
addresses and extended data."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """KMZ isn't unpacked. A document type of its own isn't read."""

_GEOMETRY = frozenset(
    ("coordinates", "coord", "when", "altitudeMode", "tessellate", "extrude", "styleUrl", "visibility")
)
_LONGEST = 4_000


def claims(source: Input) -> bool:
    """A text with KML's first element in its head."""
    return b"kml" in source.head.replace(b"\0", b"").lower()


def read(source: Input, options: Options) -> Source:
    """One record, a row a placemark or a point of a track."""
    from minlint.read.json_rows import record_of_objects

    rows = list(_rows(source))
    records = (record_of_objects(rows, stem(source.name), options, text=True),) if rows else ()
    return Source(source.name, NAME, KIND, records)


def _rows(source: Input) -> Iterator[dict[str, Any]]:
    from minlint.read.markup import elements, leaves, local

    for element in elements(source, frozenset(("Placemark",))):
        row: dict[str, Any] = dict(leaves(element, _GEOMETRY))
        for data in (inner for inner in element.iter() if local(inner.tag) in ("Data", "SimpleData")):
            text = "".join(data.itertext()).strip()
            row.pop("value", None)
            row.pop("SimpleData", None)
            row[data.get("name") or "value"] = text
        times = [(inner.text or "").strip() for inner in element.iter() if local(inner.tag) == "when"]
        points = [(inner.text or "").strip() for inner in element.iter() if local(inner.tag) == "coord"]
        lines = [(inner.text or "").strip() for inner in element.iter() if local(inner.tag) == "coordinates"]
        if points:
            yield from ({**row, "geometry": _wkt(point), "time": time} for point, time in zip_longest(points, times))
        else:
            yield {**row, "geometry": _wkt(lines[0]) if lines else None, "time": times[0] if times else None}


def _wkt(text: str | None) -> str | None:
    """Coordinates as well-known text: one point, or a line."""
    if not text:
        return None
    places = [re.split(r"[,\s]+", place)[:2] for place in (re.split(r"\s+", text) if "," in text else [text])]
    joined = [" ".join(place) for place in places]
    return f"POINT ({joined[0]})" if len(joined) == 1 else f"LINESTRING ({', '.join(joined)})"[:_LONGEST]
