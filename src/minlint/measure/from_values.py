"""How precise a field's values are: the rung of a ladder, measured on the sampled values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from minlint.measure.rungs import marks, places, times
from minlint.model import Field, Values
from minlint.tuples import NamedTuple

_IGNORED = 0.1  # share of the finest rows that a few slips may make up
_TOLD = 0.8  # share of rows whose precision must be plain


class Scale(NamedTuple):
    """A ladder's rungs that values can show, finest first, and what tells one value's."""

    rungs: tuple[str, ...]
    rung: Callable[[str], str | None]


_SCALES = {
    "location": Scale(places.LOCATION, places.location),
    "address": Scale(places.ADDRESS, places.address),
    "ip": Scale(places.IP, places.ip),
    "birth": Scale(times.BIRTH, times.birth),
    "time": Scale(times.TIME, times.time),
    "money": Scale(marks.MONEY, marks.money),
    "phone": Scale(marks.PHONE, marks.phone),
    "identity": Scale(marks.IDENTITY, marks.identity),
    "image": Scale(marks.IMAGE, marks.image),
    "audio": Scale(marks.AUDIO, marks.audio),
    "value": Scale(marks.VALUE, marks.value),
}


def measured_precision(field: Field, ladder: str) -> str | None:
    """The rung, by its name, that at least nine rows in ten are no finer than; None where the values can't tell."""
    scale = _SCALES.get(ladder)
    if field.vector:
        return {"image": "template", "audio": "voiceprint"}.get(ladder)
    if scale is None or field.values is None or not len(field.values):
        return None
    items = [(str(value), count) for value, count in field.values.items()]
    if ladder == "birth" and times.placeholders(items):
        return "year"
    if ladder == "money" and (few := marks.bands(items)):
        return few
    return _at_share(scale, items)


def none_over(values: Values, most: int) -> bool:
    """Whether values are numbers, and none of them is larger; those beyond may stand together, as ``90+``."""
    group = re.compile(
        rf"(?:>=?\s*|over\s+)?(?:{most}|{most + 1})\s*(?:\+|(?:and|or) (?:over|older|above|more))?", re.IGNORECASE
    )
    texts = [text for value in values if (text := str(value).strip())]
    try:
        return all(float(text) <= most for text in texts if text.isdecimal() or not group.fullmatch(text))
    except ValueError:
        return False


def _at_share(scale: Scale, items: Sequence[tuple[str, int]]) -> str | None:
    counts = dict.fromkeys(scale.rungs, 0)
    for text, count in items:
        rung = scale.rung(text.strip())
        if rung is not None:
            counts[rung] += count
    told, rows = sum(counts.values()), sum(count for _, count in items)
    if told < _TOLD * rows:
        return None
    finer = 0
    for rung in scale.rungs:
        finer += counts[rung]
        if finer > _IGNORED * told:
            return rung
    return None
