"""Fields that hold no special category and yet reveal one."""

from __future__ import annotations

from minlint.judge.named import items
from minlint.judge.words import words_of


def revealed(path: str, category: str) -> str:
    """The special category that a field of that path and category reveals, in words; empty where none."""
    words = words_of(path)
    return next(
        (str(item.said["reveals"]) for item in items("proxies.yaml", "proxies") if item.is_in(words, category)), ""
    )
