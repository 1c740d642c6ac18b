"""How often something is measured, as far as a schema says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minlint.judge.records import FieldContext


def spacing(at: FieldContext) -> float:
    """How many seconds lie between two values: measured on rows, else as names and comments of it or its record say.

    0 where neither tells.
    """
    record, measures = at.record.reading.record, at.record.reading.measures
    if measures and measures.trace and measures.trace.spacing and at.field is None:
        return measures.trace.spacing
    fields = [part for part in (at.field, *at.reading.parts) if part]
    texts = (*(part.comment for part in fields), *(part.name for part in fields), record.comment, record.name)
    found = [seconds for text in texts if (seconds := _seconds(text))]
    return min(found, default=0.0)


def _seconds(text: str) -> float:
    """The spacing that a text names, in seconds; 0 where it names none."""
    words = re.sub(r"[_\W]+", " ", text.lower())
    if hertz := _HERTZ.search(words):
        return 1 / float(hertz[1]) if float(hertz[1]) else 0.0
    match = _EVERY.search(words) or _SUFFIX.search(words)
    return float(match[1] or 1) * _UNITS[match[2][0] if match[2] != "ms" else "ms"] if match else 0.0


_HERTZ = re.compile(r"\b(\d{1,4}) ?hz\b")
_EVERY = re.compile(
    r"\b(?:every|each|per|interval|once a|once every) (\d{1,4})? ?(ms|s|sec|secs|seconds?|m|mins?|minutes?|h|hours?)\b"
)
_SUFFIX = re.compile(r"\b(\d{1,4}) ?(s|sec|seconds?|min|minutes?)$")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
