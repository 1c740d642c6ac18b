"""Message templates: ``{place} holds {category.words}``, filled in from a finding's place and the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from minlint.judge import facts
from minlint.judge.contexts import Context
from minlint.judge.words import listed, name_of

WORDS = ("place", "source", "record", "field", "purposes")
"""What a template can show besides facts."""

_HOLE = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)\}")


def unknown(template: str, scope: str) -> Iterator[str]:
    """The placeholders of a template that no context of the scope can fill."""
    known = facts.of_scope(scope)
    return (hole for hole in _HOLE.findall(template) if hole not in WORDS and hole not in known)


def render(template: str, context: Context) -> str:
    """The template with its placeholders filled; a line break within a name becomes a space."""

    def fill(match: re.Match[str]) -> str:
        return _text(_value(match[1], context))

    return _HOLE.sub(fill, template.strip())


def _value(hole: str, context: Context) -> Any:
    place = context.place
    if hole == "place":
        return name_of(place)
    if hole == "field":
        return place.field or listed(place.parts)
    if hole == "purposes":
        return context.about.purposes
    return getattr(place, hole) if hole in WORDS else facts.value(hole, context)


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return listed(map(_text, value))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "" if value is None else str(value)
    return text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)
