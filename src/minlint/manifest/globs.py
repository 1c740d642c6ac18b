"""Globs on paths, records and fields, matched in time linear in the name.

``*`` stands for any characters, ``?`` for one. In source globs both stop at ``/``, ``**`` spans folders, ``[…]`` is a
set of characters, and case counts. In globs on records and fields case doesn't count, and brackets stand for
themselves, as in ``tags[]``.
"""

from __future__ import annotations

import re
from functools import cache

_NEVER = r"(?!)"


def source_matches(glob: str, path: str) -> bool:
    """Whether a path relative to the manifest's folder matches; ``db/`` means everything below that folder."""
    return _steps_match(_steps(glob + "**" if glob.endswith("/") else glob), _steps(path))


def record_matches(glob: str, name: str) -> bool:
    """Whether a record's name, or any dotted suffix of it, matches: ``patients`` matches ``public.patients``."""
    return bool(compiled("*." + glob).match("." + name))


def field_matches(glob: str, record: str, field: str | None) -> bool:
    """Whether ``record.field``, or any dotted suffix of it, matches; ``tags`` also matches the elements ``tags[]``.

    Without a field the record itself is asked about: ``patients`` and ``patients.*`` match it.
    """
    if field is None:
        return record_matches(glob.removesuffix(".*"), record)
    name = f"{record}.{field}"
    return record_matches(glob, name) or ("[]" in name and record_matches(glob, name.replace("[]", "")))


@cache
def compiled(glob: str, *, sets: bool = False) -> re.Pattern[str]:
    """A pattern for the whole of a name; with ``sets``, ``[…]`` is a set and case counts.

    Each ``*`` but the last takes the first place where what follows it fits, and never tries another (an atomic
    group): that finds every match of a glob, and keeps the time linear.
    """
    pieces = [""]
    for token in re.findall(r"\*+|\[!?\]?[^\]]*\]|." if sets else r"\*+|.", glob, re.DOTALL):
        if token[0] == "*":
            pieces.append("")
        else:
            pieces[-1] += _one(token)
    first, *middle, last = pieces if len(pieces) > 1 else (pieces[0], None)
    inner = "".join(f"(?>.*?{piece})" for piece in middle)
    pattern = first if last is None else f"{first}{inner}.*{last}"
    return re.compile(pattern + r"\Z", re.DOTALL if sets else re.DOTALL | re.IGNORECASE)


def _one(token: str) -> str:
    """One character's pattern."""
    if len(token) > 1:
        return _set(token[1:-1])
    return "." if token == "?" else re.escape(token)


def _set(said: str) -> str:
    """A set of characters; a range that runs backwards holds nothing."""
    negated, said = said.startswith("!"), said.removeprefix("!")
    members, place = "", 0
    while place < len(said):
        low, high = said[place], said[place + 2 : place + 3] if said[place + 1 : place + 2] == "-" else ""
        if not high:
            members += re.escape(low)
        elif low <= high:
            members += f"{re.escape(low)}-{re.escape(high)}"
        place += 3 if high else 1
    if not members:
        return "." if negated else _NEVER
    return f"[{'^' if negated else ''}{members}]"


def _steps(path: str) -> tuple[str, ...]:
    return tuple(step for step in path.split("/") if step != ".")


def _steps_match(globs: tuple[str, ...], steps: tuple[str, ...]) -> bool:
    """Match folder by folder; where a step doesn't fit, go back to the last ``**`` and never further."""
    at = place = 0
    star, resume = -1, 0
    while place < len(steps):
        if at < len(globs) and globs[at] == "**":
            star, resume, at = at, place, at + 1
        elif at < len(globs) and compiled(globs[at], sets=True).match(steps[place]):
            at, place = at + 1, place + 1
        elif star >= 0:
            resume += 1
            at, place = star + 1, resume
        else:
            return False
    return all(glob == "**" for glob in globs[at:])
