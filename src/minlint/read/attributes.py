"""Words for minlint in attributes of JSON and YAML: ``x-purpose``, ``minlint: allow …``, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minlint.located import Node, Places
from minlint.model import Marker, Span
from minlint.once import pattern
from minlint.read.remarks import remarks

_ALLOWS = pattern(r"\A(?:minlint:[ \t]*)?allow\b[ \t]*", re.IGNORECASE)
_PURPOSE = pattern(r"\s*(?:minlint:[ \t]*)?purpose[ \t]*=(.*)\Z", re.IGNORECASE | re.DOTALL)
_NEXT = pattern(r"\n(?=[ \t]*(?:minlint:[ \t]*)?allow\b)", re.IGNORECASE)


def markers(node: Node, places: Places | None, purpose: str, waiver: str) -> Iterator[Marker]:
    """What a mapping says under two of its keys: the purposes it names, and the waivers.

    ``places`` is None where it stands in another file.
    """
    yield from purposes(node.get(purpose), places)
    yield from waivers(node.get(waiver), places)


def purposes(said: Node | None, places: Places | None) -> Iterator[Marker]:
    """The purposes that a string names or a list lists, as one marker."""
    if said and (named := ",".join(words(said))):
        yield Marker("purpose", named, places.bare(said.span) if places else None)


def waivers(said: Node | None, places: Places | None) -> Iterator[Marker]:
    """Each waiver of a string or a list; what is no text is one that says nothing, so that somebody is told."""
    for item in (said.value if isinstance(said.value, list) else [said]) if said else ():
        if not isinstance(item.value, str):
            yield Marker("allow", "", places.bare(item.span) if places else None)
            continue
        for part in filter(None, map(str.strip, _NEXT.split(item.value))):
            yield Marker("allow", _ALLOWS.sub("", " ".join(part.split())), _place(item, part, places))


def remarked(said: Node | None, places: Places | None) -> Iterator[Marker]:
    """The remarks (``minlint: purpose=…``, ``minlint: allow …``) in a string that stands for a comment."""
    for remark in remarks(said.value) if said and isinstance(said.value, str) else ():
        place = _place(said, said.value[remark.start : remark.end], places) if said else None
        yield Marker(remark.kind, remark.text, place)


def _place(said: Node, part: str, places: Places | None) -> Span | None:
    """Where a part of a string stands; of several lines the first, and where escapes hide it, the string."""
    return places.within(said.span, part.partition("\n")[0].rstrip()) if places else None


def words(said: Node | None) -> list[str]:
    """The string that a node is, or those that it lists; empty ones left out."""
    items = said.value if said and isinstance(said.value, list) else [said]
    return [item.value.strip() for item in items if item and isinstance(item.value, str) and item.value.strip()]


def either(said: Node | None, places: Places | None) -> Iterator[Marker]:
    """What one attribute, a string or a list, says: ``purpose=ID`` or ``allow …``, with or without ``minlint:``."""
    for item in (said.value if isinstance(said.value, list) else [said]) if said else ():
        named = _PURPOSE.match(item.value) if isinstance(item.value, str) else None
        if named:
            place = places.within(item.span, item.value.strip()) if places else None
            yield Marker("purpose", named.group(1).strip(), place)
        else:
            yield from waivers(item, places)
