"""What commands say to a person: in colour where it is wanted, in columns, and briefly."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any

PIPED_WIDTH = 100


def wants_color(choice: str) -> bool:
    """Whether to colour standard output."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def width() -> int:
    """Columns to fill: the terminal's, or a fixed number in a pipe, so that output doesn't depend on it."""
    if not sys.stdout.isatty():
        return PIPED_WIDTH
    from shutil import get_terminal_size

    return get_terminal_size().columns


def count(number: int, word: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def table(rows: Iterable[tuple[str, ...]]) -> Iterable[str]:
    """Rows with their columns aligned."""
    lines = list(rows)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        yield "  ".join(cell.ljust(size) for cell, size in zip(line, widths, strict=True)).rstrip() + "\n"


def as_json(value: Any) -> str:
    """A value as indented JSON with a newline."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
