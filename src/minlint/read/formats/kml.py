"""KML and KMZ: places and tracks of maps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from minlint.errors import Unreadable
from minlint.model import Kind, Source
from minlint.read import Options
from minlint.read.input import Input
from minlint.read.tracks import track

NAME = "kml"
TITLE = "KML and KMZ: places and tracks"
KIND: Kind = "data"
SUFFIXES = (".kml", ".kmz")
READS = """A row for each placemark, and for each point of a track: `geometry`, `time`, names, descriptions,
addresses and extended data."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Of a KMZ its texts are read, not its pictures. A document type of its own isn't read."""

_GEOMETRY = frozenset(
    ("coordinates", "coord", "when", "altitudeMode", "tessellate", "extrude", "styleUrl", "visibility")
)
_LONGEST = 4_000
_LARGEST = 500_000_000  # bytes that an archive may unpack to
_ARCHIVE = b"PK\x03\x04"


def claims(source: Input) -> bool:
    """A text with KML's first element in its head, or an archive."""
    if source.suffix == ".kmz":
        return source.head.startswith(_ARCHIVE)
    return b"kml" in source.head.replace(b"\0", b"").lower()


def read(source: Input, options: Options) -> Source:
    """One record, a row a placemark or a point of a track. What can't be read to its end counts as far as it can."""
    texts = _unpacked(source) if source.suffix == ".kmz" else iter((source,))
    return track(source, NAME, (row for text in texts for row in _rows(text)), options)


def _unpacked(source: Input) -> Iterator[Input]:
    """The texts of an archive. Raises `Unreadable` for one that is broken, or that would come to too much."""
    import zlib
    from zipfile import BadZipFile, ZipFile

    left = _LARGEST
    try:
        with source.stream() as file, ZipFile(file) as archive:
            for entry in archive.infolist():
                if not entry.filename.lower().endswith(".kml"):
                    continue
                with archive.open(entry) as packed:
                    data = packed.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise Unreadable("it unpacks to more than 500 MB")
                yield Input(entry.filename, data=data)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError):
        raise Unreadable("an archive that is broken, cut off or locked") from None


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
