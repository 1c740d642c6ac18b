"""Paths of XForms: absolute ones, and those that go on from where they stand."""

from __future__ import annotations

import re

Steps = tuple[str, ...]
"""A node of the first instance, its root left out."""

_PREDICATE = re.compile(r"\[[^\[\]]*\]")
_INSTANCE = re.compile(r"instance\([^()]*\)")


def steps(said: str, above: Steps = ()) -> Steps:
    """Where a path leads from some node; prefixes of namespaces and predicates are left out."""
    said = _PREDICATE.sub("", said.strip())
    parts = [part.strip().rpartition(":")[2] for part in said.split("/")]
    if said.startswith("/"):
        return tuple(parts[2:])
    if _INSTANCE.match(said):
        return tuple(parts[1:])
    found = list(above)
    for part in parts:
        if part == ".." and found:
            found.pop()
        elif part not in ("", ".", ".."):
            found.append(part)
    return tuple(found)
