"""Lines of a text of bounded length: a file may be one line of gigabytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

LONGEST = 64 << 20
"""Characters of a line that are kept; what follows them is passed over."""


def lines_of(text: TextIO) -> Iterator[str]:
    """The lines of a stream, their ends as they are; one that is too long is cut, and ends where it ended."""
    while line := text.readline(LONGEST):
        if len(line) == LONGEST and not line.endswith(("\n", "\r")):
            line += _end(text)
        yield line


def _end(text: TextIO) -> str:
    while piece := text.readline(LONGEST):
        if piece.endswith(("\n", "\r")):
            return "\n"
    return ""
