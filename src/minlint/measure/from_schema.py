"""Precision from the schema alone: what a declared type, its digits and the field's own words can hold.

The finest that the type can hold, where the words say nothing; None where the type says nothing either.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from minlint.kinds import Kind, kind_of
from minlint.model import Field, Reading
from minlint.taxonomy import Taxonomy, is_within

_SPLIT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[\W_]+|(?<=[a-zA-Z])(?=\d)|(?<=\d)(?=[a-zA-Z])")


def precision(category: str, item: Reading, taxonomy: Taxonomy) -> str | None:
    """The rung of a category in a field, or in the fields that make it together (the finest of them)."""
    ladder = taxonomy.ladder(category)
    ranks = [
        rank
        for field in ((item.field,) if item.field else item.parts)
        if (rung := _of_field(category, field, ladder.name)) and (rank := ladder.rank(rung)) is not None
    ]
    return ladder.rungs[min(ranks)].name if ranks else None


def _of_field(category: str, field: Field, ladder: str) -> str | None:
    kind, said = kind_of(field.type, field.format), _words(field.name)
    rule = _LADDERS.get(ladder)
    return rule(kind, said, category) if rule else None


def _words(name: str) -> frozenset[str]:
    parts = [part.lower() for part in _SPLIT.split(name) if part]
    pairs = (f"{a} {b}" for a, b in pairwise(parts))
    return frozenset((*parts, *pairs))


_YEARS = frozenset(("year", "yob", "yr", "jahr", "annee", "ano", "jaar", "year2"))
_BANDS = frozenset(
    (
        "band",
        "range",
        "group",
        "bracket",
        "bucket",
        "cohort",
        "decade",
        "stage",
        "segment",
        "tier",
        "class",
        "level",
        "category",
    )
)
_OVER = frozenset(("over", "adult", "minor", "majority", "under", "above", "legal", "volljaehrig", "majeur"))


def _birth(kind: Kind, said: frozenset[str], category: str) -> str | None:
    if kind.name == "boolean" or (said & _OVER and kind.name in ("unknown", "integer")):
        return "over_n"
    if said & _BANDS or category.endswith("age_range"):
        return "band5" if said & {"5", "five"} else "band10"
    if "month" in said or "mm" in said:
        return "month"
    if said & _YEARS:
        return "year"
    if said & {"time", "hour"}:
        return "birth_time"
    if is_within(category, "user.demographic.age"):
        return "year"
    return "year" if kind.name == "integer" and kind.length is None and not said & {"date", "dob"} else "day"


_CELLS = ("country", "town", "neighbourhood", "street", "household", "building")
_GEOHASHES = {
    1: "country",
    2: "region",
    3: "region",
    4: "town",
    5: "town",
    6: "neighbourhood",
    7: "street",
    8: "household",
}


def _location(kind: Kind, said: frozenset[str], category: str) -> str | None:
    if kind.name == "boolean":
        return "inside_zone"
    if "country" in said:
        return "country"
    if said & {"region", "state", "province", "county"}:
        return "region"
    if said & {"city", "town", "district", "municipality", "timezone", "borough"}:
        return "town"
    if said & {"neighborhood", "neighbourhood", "suburb", "zone", "approximate", "coarse"}:
        return "neighbourhood"
    if "cell" in said:
        return "neighbourhood"
    if said & {"geohash", "geo hash"} and kind.length:
        return _GEOHASHES.get(kind.length, "building")
    if kind.name == "decimal" and kind.scale is not None:
        return "building" if kind.scale >= 5 else ("region" if kind.scale == 0 else _CELLS[kind.scale])
    if kind.name == "integer" and said & {"lat", "lon", "lng", "latitude", "longitude"} and kind.precision is None:
        return "building" if said & {"e7", "micro", "e6", "7", "6"} else None
    if kind.name in ("decimal", "geo", "json", "array"):
        return "building"
    if is_within(category, "user.location.precise") or is_within(category, "user.location.history"):
        return "building" if kind.name in ("text", "binary") else None
    return None


def _address(kind: Kind, said: frozenset[str], category: str) -> str | None:
    for part, rung in (("country", "country"), ("state", "region"), ("city", "city")):
        if category.endswith("." + part) or part in said:
            return rung
    if category.endswith("place_of_birth"):
        return "city"
    if category.endswith(".postal_code"):
        return _postcode(kind, said)
    if category.endswith(".street"):
        return "street" if said & {"street name"} or not said & {"line", "address", "1", "2", "number"} else "house"
    if said & {"unit", "apartment", "flat", "apt", "suite"} or said & {"line 2", "ln 2", "address 2"}:
        return "unit"
    if said & {"region", "province", "county", "state"}:
        return "region"
    return "house"


def _postcode(kind: Kind, said: frozenset[str]) -> str:
    if kind.length == 3 or said & {"zip 3", "prefix", "area"}:
        return "city"
    if said & {"outward", "district", "outcode"}:
        return "outward"
    if (kind.length is not None and kind.length <= 5) or said & {"zip 5"}:
        return "outward"
    return "postcode"


_SECONDS = {0: "second", 1: "millisecond", 2: "millisecond"}


def _time(kind: Kind, said: frozenset[str], _category: str) -> str | None:
    for words, rung in _TIMES:
        if said & words and kind.name not in ("datetime", "date"):
            return rung
    if kind.name == "date":
        return "day"
    if kind.name in ("datetime", "time"):
        return "second" if kind.precision in (None, 0) else "millisecond"
    if kind.name == "integer":
        return "millisecond" if said & {"ms", "millis", "ns", "us"} else "second"
    return None


_TIMES: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset(("year", "quarter")), "quarter"),
    (frozenset(("month",)), "month"),
    (frozenset(("week",)), "week"),
    (frozenset(("weekday", "day", "date")), "day"),
    (frozenset(("hour",)), "hour"),
    (frozenset(("minute",)), "minute"),
    (frozenset(("ms", "millis", "milliseconds")), "millisecond"),
)


def _ip(kind: Kind, said: frozenset[str], _category: str) -> str | None:
    if kind.name == "boolean":
        return "none"
    if said & {"truncated", "24", "48", "subnet", "cidr", "masked", "anonymized", "anonymised", "prefix"}:
        return "truncated"
    if said & {"16", "32", "network"}:
        return "network"
    if said & {"asn", "isp", "provider", "carrier"}:
        return "provider"
    if said & {"country", "region", "city"}:
        return "region"
    return "full"


def _money(kind: Kind, said: frozenset[str], _category: str) -> str | None:
    if kind.name == "boolean":
        return "threshold"
    if said & (_BANDS | {"quintile", "decile", "quartile"}) or kind.name == "enum":
        return "band"
    if "tercile" in said:
        return "tercile"
    if said & {"thousands", "k", "thousand"}:
        return "thousand"
    return "exact" if kind.name in ("decimal", "integer", "json") or kind.name == "text" else None


def _identity(kind: Kind, said: frozenset[str], category: str) -> str | None:
    if kind.name == "boolean" or said & {"verified", "type", "verification"}:
        return "verified"
    if (
        said & {"scan", "image", "photo", "copy", "picture", "file", "document copy"}
        or kind.name == "binary"
        or category.endswith("document_copy")
    ):
        return "scan"
    if said & {"last 4", "last4", "last four"} or (kind.name == "text" and kind.length == 4):
        return "last4"
    return "full"


def _phone(kind: Kind, said: frozenset[str], _category: str) -> str | None:
    if kind.name == "boolean":
        return "verified"
    if said & {"country code", "country", "dial code", "dialing"}:
        return "country"
    if said & {"area", "prefix", "area code"}:
        return "prefix"
    return "full"


def _image(kind: Kind, said: frozenset[str], category: str) -> str | None:
    if kind.name == "boolean":
        return "match"
    if said & {"score", "likeness", "similarity", "confidence", "quality"} or (
        kind.name in ("decimal", "integer") and category.endswith("score")
    ):
        return "score"
    if (
        kind.name == "vector"
        or category.endswith(".template")
        or said & {"template", "embedding", "vector", "minutiae", "encoding"}
    ):
        return "template"
    if said & {"thumbnail", "thumb", "blurred", "reduced", "small"}:
        return "reduced"
    if category.endswith((".image", ".recording")) or kind.name in ("binary", "text"):
        return "original"
    return None


def _audio(kind: Kind, said: frozenset[str], category: str) -> str | None:
    if kind.name == "boolean":
        return "verified"
    if said & {"voiceprint", "template", "embedding"} or kind.name == "vector" or category.endswith(".template"):
        return "voiceprint"
    if said & {"transcript", "transcription", "caption"}:
        return "transcript"
    return "recording"


def _value(kind: Kind, said: frozenset[str], category: str) -> str | None:
    if kind.name == "boolean" and said & {"verified", "has", "is", "validated"}:
        return "verified"
    if (
        kind.name == "text"
        and kind.length == 4
        and category.endswith(("number", "credit_card", "bank_account", "account_number"))
    ):
        return "last4"
    return "full"


_LADDERS: dict[str, Callable[[Kind, frozenset[str], str], str | None]] = {
    "birth": _birth,
    "location": _location,
    "address": _address,
    "time": _time,
    "ip": _ip,
    "money": _money,
    "identity": _identity,
    "phone": _phone,
    "image": _image,
    "audio": _audio,
    "value": _value,
}
