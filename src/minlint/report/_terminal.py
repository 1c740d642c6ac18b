"""Text on a terminal: how wide it is, where it breaks, and nothing in it that could steer the terminal."""

from __future__ import annotations

_JOINERS = "\u200c\u200d"  # invisible, but letters in some scripts and emoji need them
_STYLES = {"error": "31;1", "warning": "33;1", "info": "36", "bold": "1", "dim": "2", "green": "32"}


def paint(text: str, style: str, color: bool) -> str:
    """The text in a style, where colour is wanted."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if color else text


def clean(text: str) -> str:
    """One line with control and direction characters spelt out: a column's name may hold an escape sequence."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char in _JOINERS else char.encode("unicode_escape").decode() for char in text
    )


def one_line(text: str) -> str:
    """A text of several lines as one, cleaned."""
    return clean(" ".join(text.split()))


def columns(text: str) -> int:
    """How many columns a terminal gives a text: wide characters have two, combining ones none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    from unicodedata import category, east_asian_width

    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def shorten(text: str, room: int) -> str:
    """The text, cut with an ellipsis where it has more columns than there is room for."""
    if columns(text) <= room:
        return text
    kept, taken = "", 1
    for char in text:
        taken += _columns(char)
        if taken > room:
            break
        kept += char
    return kept + "…"


def wrap(text: str, first: int, width: int) -> list[str]:
    """Break a line at its spaces: its first part has ``first`` columns, the others ``width``; no word is broken."""
    lines: list[str] = []
    line: list[str] = []
    taken, room = 0, first
    for word in clean(text).split():
        wide = columns(word)
        if line and taken + 1 + wide > room:
            lines.append(" ".join(line))
            line, room = [], width
        taken = taken + 1 + wide if line else wide
        line.append(word)
    return [*lines, " ".join(line)]
