"""GeoJSON: features with their geometry and properties."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from minlint.errors import SyntaxProblem, Unreadable
from minlint.located import parse_json
from minlint.model import Kind, Source, Span
from minlint.read import Options
from minlint.read.input import Input
from minlint.read.json_rows import places, record_of_objects
from minlint.read.parts import stem

NAME = "geojson"
TITLE = "GeoJSON"
KIND: Kind = "data"
SUFFIXES = (".geojson", ".json")
READS = """A row for each feature: `geometry` as well-known text, and its properties, `time` among them."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Files are read whole, up to 500 MB. Coordinate systems of their own aren't followed."""
MARKS = ("FeatureCollection", "Feature")

_IS = re.compile(rb'"type"\s*:\s*"Feature(?:Collection)?"')
_LARGEST = 500_000_000
_PLACED = 5_000_000  # characters of a text whose properties have places
_LOOKED_AT = 1_000
_LONGEST = 4_000


def claims(source: Input) -> bool:
    """A feature, or a collection of them."""
    return source.suffix == ".geojson" or (b"\0" not in source.head and bool(_IS.search(source.head)))


def read(source: Input, options: Options) -> Source:
    """One record, a row a feature. Raises `Unreadable` for what is no JSON, with its place."""
    from minlint.read.datasets import placed

    if source.size() > _LARGEST:
        raise Unreadable("more than 500 MB")
    try:
        found = json.loads(source.text)
    except RecursionError:
        raise Unreadable("nested too deeply") from None
    except json.JSONDecodeError as error:
        raise Unreadable("not JSON from here on", error.lineno, error.colno) from None
    features = found.get("features", [found]) if isinstance(found, dict) else []
    rows = list(_rows(features if isinstance(features, list) else []))
    if not rows:
        return Source(source.name, NAME, KIND)
    record = placed(record_of_objects(rows, stem(source.name), options), _spans(source))
    return Source(source.name, NAME, KIND, (record,))


def _rows(features: list[Any]) -> Iterator[dict[str, Any]]:
    for feature in features:
        if isinstance(feature, dict) and ("geometry" in feature or "properties" in feature):
            properties = feature.get("properties")
            own = {"id": feature["id"]} if "id" in feature else {}
            yield {
                **own,
                "geometry": _wkt(feature.get("geometry")),
                **(properties if isinstance(properties, dict) else {}),
            }


def _wkt(geometry: Any) -> str | None:
    """A geometry as well-known text, cut where it is long; None for what is none."""
    if not isinstance(geometry, Mapping) or not isinstance(geometry.get("coordinates"), list):
        return None
    return f"{str(geometry.get('type')).upper()} {_numbers(geometry['coordinates'])}"[:_LONGEST]


def _numbers(value: list[Any]) -> str:
    if value and isinstance(value[0], list):
        inner = (_numbers(item) for item in value[:_LOOKED_AT])
        parts = [item[1:-1] if isinstance(value[0][0] if value[0] else 0, (int, float)) else item for item in inner]
        return f"({', '.join(parts)})"
    return f"({' '.join(map(str, value[:2]))})"


def _spans(source: Input) -> dict[str, Span]:
    spans: dict[str, Span] = {}
    if source.size() > _PLACED:
        return spans
    try:
        root = parse_json(source.text, "")
    except SyntaxProblem:
        return spans
    features = (
        root.value["features"].node.value if isinstance(root.value, dict) and "features" in root.value else [root]
    )
    for feature in islice(features if isinstance(features, list) else [], _LOOKED_AT):
        for path, span in places(feature):
            spans.setdefault(path.removeprefix("properties."), span)
    return spans
