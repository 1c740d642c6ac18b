"""The tags and the words of an HTML text, each with its place, in time linear in the text.

As browsers do it (HTML Living Standard, section 13.2.5), a tag that never ends takes the rest of the text with it; the
standard library's parser looks for its end again at every sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from minlint.tuples import NamedTuple

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"[\s/]*+(?P<name>[^\s/>=][^\s/>=]*+)(?P<is>\s*+=\s*+)?")
_BARE = re.compile(r"[^\s>]*+")
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))


class Attribute(NamedTuple):
    """An attribute's value, and where it stands without its quotes."""

    value: str
    start: int
    end: int


class Tag(NamedTuple):
    """A tag from ``start`` to ``end``; of an attribute said twice the first counts."""

    name: str
    closes: bool
    said: dict[str, Attribute]
    start: int
    end: int

    def get(self, name: str) -> str:
        """An attribute's value; empty where there is none."""
        found = self.said.get(name)
        return found.value if found else ""


def tags(text: str) -> Iterator[Tag | str]:
    """The tags of a text in their order, and the words between them."""
    last = 0
    while match := _TAG.search(text, last):
        if words := text[last : match.start()]:
            yield unescape(words)
        tag = _tag(text, match)
        if tag is None:
            return
        yield tag
        last = tag.end
        if tag.name in _RAW and not tag.closes:
            end = re.compile(rf"</{tag.name}\b", re.IGNORECASE).search(text, last)
            if end is None:
                return
            last = end.start()
    if words := text[last:]:
        yield unescape(words)


def _tag(text: str, match: re.Match[str]) -> Tag | None:
    """The tag that begins with a match; None where it never ends."""
    said: dict[str, Attribute] = {}
    place = match.end()
    while attribute := _ATTRIBUTE.match(text, place):
        place, found = attribute.end(), Attribute("", attribute.start("name"), attribute.end("name"))
        if attribute["is"]:
            value = _value(text, place)
            if value is None:
                return None
            found, place = value
        said.setdefault(attribute["name"].lower(), found)
    end = text.find(">", place)
    return Tag(match[2].lower(), bool(match[1]), said, match.start(), end + 1) if end >= 0 else None


def _value(text: str, start: int) -> tuple[Attribute, int] | None:
    """A value and where it ends with its quotes; None where they never close."""
    quote = text[start : start + 1]
    if quote in ('"', "'"):
        end = text.find(quote, start + 1)
        return None if end < 0 else (Attribute(unescape(text[start + 1 : end]), start + 1, end), end + 1)
    match = _BARE.match(text, start)
    end = match.end() if match else start
    return Attribute(unescape(text[start:end]), start, end), end
