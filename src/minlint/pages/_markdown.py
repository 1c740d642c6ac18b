"""Pieces of Markdown: tables, code, and plain data as YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

_TICKS = re.compile("`{3,}")


def row(*cells: str) -> str:
    """A line of a table."""
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with a head."""
    return "\n".join([row(*head), "|" + "---|" * len(head), *(row(*cells) for cells in rows)])


def fence(language: str, text: str) -> str:
    """A text as code."""
    ticks = max((len(found) + 1 for found in _TICKS.findall(text)), default=3) * "`"
    return f"{ticks}{language}\n{text}\n{ticks}"


def yaml(value: Any) -> str:
    """Plain data as YAML, in its own order."""
    import yaml

    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100, default_flow_style=None)).strip()
