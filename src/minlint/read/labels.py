"""What people label fields with in catalogues and contracts: tags, classes, and keys that say "personal"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.read.members import words

if TYPE_CHECKING:
    from minlint.located import Node

TELLING = re.compile(r"pii|personal|sensitiv|classif|categor|privacy|gdpr|fides|phi\b", re.IGNORECASE)
_NOTHING = frozenset(("", "false", "no", "none", "n", "0", "n/a", "null"))
_ANY = frozenset(("true", "yes", "y", "1"))


def labels(*parts: Node | None) -> tuple[str, ...]:
    """Those in some lists, strings and mappings, each once; in a mapping only what telling keys hold."""
    return tuple(dict.fromkeys(label for part in parts if part for label in _labels(part)))


def _labels(part: Node) -> Iterator[str]:
    if not isinstance(part.value, dict):
        yield from words(part)
        return
    for key, member in part.value.items():
        if TELLING.search(key):
            yield from said_under(key, member.node)


def said_under(key: str, node: Node) -> Iterator[str]:
    """What a telling key says: its own name where it only says yes, `pii.email` where the key is part of the word."""
    if node.value is True:
        yield key
    for word in words(node):
        if word.lower() in _ANY:
            yield key
        elif word.lower() not in _NOTHING:
            yield f"{key}.{word}" if re.search(r"pii|personal|phi\b", key, re.IGNORECASE) and "." not in word else word
    if isinstance(node.value, dict):
        yield from labels(node)
