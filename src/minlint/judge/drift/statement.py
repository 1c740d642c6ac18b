"""Whether a purpose's new statement can only cover less than the old one did, and whether two speak of the same.

Nobody can tell that from words in general. What can be told: the words are the same, or a clause was added that sets
a limit and joins nothing on. Everything else is for a person to read.
"""

from __future__ import annotations

import re

LIMITS = frozenset(
    """only until unless except excluding without within solely never before no not who which if once nur bis außer
    ohne wenn sauf uniquement seulement jusqu sans si solo hasta salvo sin""".split()  # noqa: SIM905
)
"""Words that a clause begins with that sets a limit (English, German, French, Spanish)."""

JOINS = frozenset(
    """and or also plus including as well other any all every und oder auch sowie alle et ou aussi tout tous y o
    también todo todos""".split()  # noqa: SIM905
)
"""Words by which a clause covers more."""


_LONG, _STEM = 4, 5


def narrows(was: str, now: str) -> bool:
    """Whether a statement covers no more than it did: the same words, or only limits added."""
    old, new = _words(was), _words(now)
    if old == new or not old:
        return True
    from difflib import SequenceMatcher

    for kind, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        added = new[start:end]
        if kind != "insert" or added[0] not in LIMITS or not JOINS.isdisjoint(added):
            return False
    return True


def alike(one: str, other: str) -> bool:
    """Whether two statements speak of the same: half of all their longer words, by how these begin."""
    here, there = ({word[:_STEM] for word in _words(text) if len(word) >= _LONG} for text in (one, other))
    return len(here & there) >= max(1, len(here | there)) / 2


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())
