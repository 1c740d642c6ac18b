"""GPX: tracks, routes and places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minlint.model import Kind, Source
from minlint.read import Options
from minlint.read.input import Input
from minlint.read.tracks import point, track

NAME = "gpx"
TITLE = "GPX: tracks, routes and places"
KIND: Kind = "data"
SUFFIXES = (".gpx",)
READS = """A row for each point: `geometry`, `time`, `ele`, what extensions add (heart rate, speed), the name of its
track, and who made the file."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """A document type of its own isn't read."""

_POINTS = frozenset(("trkpt", "rtept", "wpt"))
_HEADS = frozenset(("metadata", "trk", "rte", "author"))


def claims(source: Input) -> bool:
    """A text with GPX's first element in its head."""
    return b"gpx" in source.head.replace(b"\0", b"").lower()


def read(source: Input, options: Options) -> Source:
    """One record, a row a point. What can't be read to its end counts as far as it can."""
    return track(source, NAME, _rows(source), options)


def _rows(source: Input) -> Iterator[dict[str, Any]]:
    from minlint.read.markup import elements, leaves, local

    for element in elements(source, _POINTS | _HEADS):
        kind = local(element.tag)
        if kind in _POINTS:
            yield {"geometry": point(element.get("lon"), element.get("lat")), **dict(leaves(element))}
        elif kind == "author":
            mail = next((inner for inner in element if local(inner.tag) == "email"), None)
            address = {"email": f"{mail.get('id')}@{mail.get('domain')}"} if mail is not None else {}
            yield {"author": {**dict(leaves(element)), **address}}
        else:
            own = {name: text for name, text in leaves(element) if name in ("name", "desc", "cmt", "keywords")}
            yield {kind: own} if own else {}
