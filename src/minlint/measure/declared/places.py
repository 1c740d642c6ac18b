"""How fine a declared position, address, postcode or network address can be."""

from __future__ import annotations

from minlint.measure.declared import Declared

_DECIMALS = ("region", "town", "neighbourhood", "street", "household", "building")
_GEOHASH = {
    1: "country",
    2: "region",
    3: "region",
    4: "town",
    5: "town",
    6: "neighbourhood",
    7: "street",
    8: "household",
}
_SIZES = ((60_000, "region"), (4_000, "town"), (400, "neighbourhood"), (40, "street"), (15, "household"))
"""Metres from which a cell is nearer to a rung than to the next finer one."""
_H3_EDGE = 1_107_712.0  # metres of a hexagon's edge at resolution 0; each finer one is the 7th root of a seventh of it
_S2_EDGE = 7_842_000.0  # metres of a cell's edge at level 0; each finer one is half of it


def location(said: Declared) -> str | None:
    """By words, decimals of degrees, the length of a geohash, or a grid's resolution."""
    if said.is_a("boolean"):
        return "inside_zone"
    if cell := _cell(said):
        return cell
    is_point = said.says("location", "degree") or said.is_a("geo")
    for rung in ("building", "country", "region", "town", "neighbourhood", "street", "household"):
        if said.says("location", rung) and not (is_point and rung in ("street", "household")):
            return rung
    if said.is_a("decimal") and said.kind.scale is not None:
        return _DECIMALS[max(0, min(5, said.kind.scale))]
    if said.is_a("integer") and said.says("location", "degree"):
        return "building" if said.says("location", "scaled") else "region" if said.kind.precision else None
    if said.is_a("decimal", "geo", "json", "array", "vector"):
        return "building"
    if said.within("user.location.precise") or said.within("user.location.history"):
        return "building" if said.is_a("text", "binary") else None
    return None


def _cell(said: Declared) -> str | None:
    """The rung of a grid's cell: a geohash, an H3 or S2 cell, decimals (``lat_2dp``) or metres that a name tells."""
    number = said.numbers[-1] if said.numbers else None
    if not said.said.isdisjoint(("geohash", "geo hash")):
        length = number or said.kind.length
        return _GEOHASH.get(length, "building") if length else "building"
    if not said.said.isdisjoint(("h 3", "h3")):
        level = next((n for n in said.numbers[1:]), None)
        return "building" if level is None else _of_size(_H3_EDGE * 7 ** (-level / 2))
    if not said.said.isdisjoint(("s 2", "s2")):
        level = next((n for n in said.numbers[1:]), None)
        return "building" if level is None else _of_size(_S2_EDGE / 2**level)
    if number is not None and not said.said.isdisjoint(("dp", "decimals", "decimal", "digits")):
        return _DECIMALS[min(5, number)]
    if number and not said.said.isdisjoint(("grid", "cell", "square")):
        return _of_size(number * (1000 if "km" in said.said else 1))
    return None


def _of_size(metres: float) -> str:
    return next((rung for least, rung in _SIZES if metres >= least), "building")


def address(said: Declared) -> str | None:
    """By the part of an address that it is."""
    for part, rung in (("country", "country"), ("state", "region"), ("city", "city")):
        if said.category.endswith("." + part):
            return rung
    if said.category.endswith(".postal_code"):
        return _postcode(said)
    if said.category.endswith("place_of_birth"):
        return "country" if said.says("address", "country") else "region" if said.says("address", "region") else "city"
    if said.category.endswith(".street"):
        if said.says("address", "unit"):
            return "unit"
        return "street" if said.says("address", "street") or not said.says("address", "house") else "house"
    return next((rung for rung in ("unit", "country", "region", "city") if said.says("address", rung)), "house")


_SHORT, _PLAIN = 3, 5  # characters of a ZIP code's first part, and of a code without an addition


def _postcode(said: Declared) -> str:
    if said.kind.length is not None and said.kind.length <= _SHORT:
        return "city"
    for rung in ("city", "postcode", "outward"):
        if said.says("postcode", rung):
            return rung
    short = said.kind.length is not None and said.kind.length <= _PLAIN
    return "outward" if short or said.is_a("integer") else "postcode"


def ip(said: Declared) -> str | None:
    """By words for what was cut off or derived, and the type of a network."""
    if said.is_a("boolean"):
        return "none"
    if said.field.type.strip().lower().startswith("cidr"):
        return "truncated"
    return next((r for r in ("rotating", "truncated", "network", "provider", "region") if said.says("ip", r)), "full")
