"""The lines of the sources that were read, split as spans count them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from minlint.model import SourceReading

_BREAK = re.compile(r"\r\n|\r|\n")


class Lines:
    """Lines by source and number; each text is split once."""

    def __init__(self, readings: Iterable[SourceReading]) -> None:
        self._texts = {reading.source.path: reading.source.text for reading in readings}
        self._lines: dict[str, list[str]] = {}

    def at(self, source: str, line: int) -> str | None:
        """A line, counted from 1; None where the source or the line isn't known."""
        text = self._texts.get(source)
        if text is None:
            return None
        if source not in self._lines:
            self._lines[source] = _BREAK.split(text)
        lines = self._lines[source]
        return lines[line - 1] if line <= len(lines) else None
