"""Words meant for minlint in comments and in texts that stand for comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minlint.model import Said
from minlint.once import pattern
from minlint.tuples import NamedTuple

_ENDS = ("*/", "-->", "%>", "#}", "}}", "*}", "*@", "--")  # of comments that end on their line
_MARK = pattern(
    r"(?<![\w.])minlint:(?P<gap>[ \t]*+)(?:(?P<purpose>purpose)[ \t]*+=|allow\b|(?=(?P<word>[a-z][\w-]*+)))"
    r"(?P<said>[^\r\n]*+)",
    re.IGNORECASE,
)
_MEANT = frozenset(
    "disable enable exclude ignore noqa nolint nosec off ok pass purpose purposes skip suppress waive waiver".split()  # noqa: SIM905
)
"""Words that other tools know: whoever writes one behind `minlint:` wants something of it."""


class Remark(NamedTuple):
    """``minlint: purpose=…`` or ``minlint: allow …``: what follows that, and where all of it stands in its text.

    ``unknown`` is what is meant for minlint and is neither; its text begins with the word behind ``minlint:``.
    """

    kind: Said
    text: str
    start: int
    end: int


def remarks(text: str, start: int = 0) -> Iterator[Remark]:
    """The remarks in a text, from an offset on; each goes to the end of its line."""
    for match in _MARK.finditer(text, start):
        if (kind := _kind(match)) is None:
            continue
        said = match["said"].rstrip()
        for end in _ENDS:
            said = said.removesuffix(end).rstrip()
        yield Remark(kind, said.strip(), match.start(), match.start("said") + len(said))


def _kind(match: re.Match[str]) -> Said | None:
    """What a match is; None for a sentence in which minlint comes up, or a name such as an image's with its tag."""
    word = match["word"]
    if word is None:
        return "purpose" if match["purpose"] else "allow"
    return "unknown" if _is_meant(word.lower()) or (match["gap"] and _begins(match)) else None


def _is_meant(word: str) -> bool:
    from difflib import get_close_matches

    return not _MEANT.isdisjoint((word, *word.split("-"))) or bool(
        get_close_matches(word, ("allow", "purpose"), 1, 0.75)
    )


def _begins(match: re.Match[str]) -> bool:
    """Whether nothing but signs stands before it on its line."""
    line = max(match.string.rfind(end, 0, match.start()) for end in "\r\n") + 1
    return not re.search(r"\w", match.string[line : match.start()])


def without(text: str) -> str:
    """A text as people read it: without what is meant for minlint."""
    return _MARK.sub(lambda match: "" if _kind(match) else match[0], text)
