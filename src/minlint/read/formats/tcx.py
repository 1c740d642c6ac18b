"""TCX: tracks of training, as sports watches hand them out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minlint.model import Kind, Source
from minlint.read import Options
from minlint.read.input import Input
from minlint.read.tracks import point, track

NAME = "tcx"
TITLE = "TCX: tracks of training"
KIND: Kind = "data"
SUFFIXES = (".tcx",)
READS = """A row for each point of a track or a course: `geometry`, `time`, and by their own names the height, the heart
rate, the cadence and what extensions add (speed, watts); the device with its serial number, and each lap's sums."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """A document type of its own isn't read."""

_POINTS = frozenset(("Trackpoint", "CoursePoint"))
_HEADS = frozenset(("Creator", "Lap"))
_CREATOR = {"Name": "model", "UnitId": "serial_number", "ProductID": "product"}
_SUMS = ("TotalTimeSeconds", "DistanceMeters", "Calories", "MaximumSpeed", "AverageHeartRateBpm", "MaximumHeartRateBpm")


def claims(source: Input) -> bool:
    """A text with TCX's first element in its head."""
    return b"trainingcenterdatabase" in source.head.replace(b"\0", b"").lower()


def read(source: Input, options: Options) -> Source:
    """One record, a row a point. What can't be read to its end counts as far as it can."""
    return track(source, NAME, _rows(source), options, worn=True)


def _rows(source: Input) -> Iterator[dict[str, Any]]:
    from minlint.read.markup import elements, local

    for element in elements(source, _POINTS | _HEADS):
        told = dict(_told(element))
        if local(element.tag) in _POINTS:
            place = point(told.pop("LongitudeDegrees", None), told.pop("LatitudeDegrees", None))
            yield {"geometry": place, "time": told.pop("Time", None), **told}
        elif local(element.tag) == "Creator":
            yield {"watch": {_CREATOR[name]: text for name, text in told.items() if name in _CREATOR}}
        elif sums := {name: told[name] for name in _SUMS if name in told}:
            yield {"lap": sums}


def _told(element: Any) -> Iterator[tuple[str, str]]:
    """The texts below an element by the names of their elements; a bare ``Value`` goes by what it is the value of."""
    from minlint.read.markup import local

    for inner in element.iter():
        for leaf in inner:
            text = (leaf.text or "").strip()
            if text and not len(leaf):
                yield local(inner.tag) if local(leaf.tag) == "Value" else local(leaf.tag), text
