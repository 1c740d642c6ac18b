"""What commands say to a person: in colour where it is wanted, in columns, and briefly."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from typing import Any

import click

from minlint.cli.options import Choice

PIPED_WIDTH = 100


def color_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--color``, shared by the commands that print for people."""
    return click.option(
        "--color",
        type=Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Colour the output. NO_COLOR and FORCE_COLOR are heeded by `auto`.",
    )(command)


def wants_color(choice: str) -> bool:
    """Whether to colour standard output."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def width() -> int:
    """Columns to fill: the terminal's, or a fixed number in a pipe, so that output doesn't depend on it."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else PIPED_WIDTH


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


def list_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--format`` of the commands that list things."""
    return click.option(
        "--format",
        "form",
        type=Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="Output format.",
    )(command)
