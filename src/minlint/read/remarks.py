"""Words meant for minlint in comments and in texts that stand for comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_ENDS = ("*/", "-->")  # of comments that end on their line
_MARK = re.compile(r"(?<![\w.])minlint:[ \t]*+(?:(purpose)[ \t]*+=|allow\b)([^\r\n]*+)", re.IGNORECASE)


class Remark(NamedTuple):
    """``minlint: purpose=…`` or ``minlint: allow …``: what follows that, and where all of it stands in its text."""

    kind: Literal["purpose", "allow"]
    text: str
    start: int
    end: int


def remarks(text: str, start: int = 0) -> Iterator[Remark]:
    """The remarks in a text, from an offset on; each goes to the end of its line."""
    for match in _MARK.finditer(text, start):
        said = match.group(2).rstrip()
        for end in _ENDS:
            said = said.removesuffix(end).rstrip()
        yield Remark("purpose" if match.group(1) else "allow", said.strip(), match.start(), match.start(2) + len(said))


def without(text: str) -> str:
    """A text as people read it: without what is meant for minlint."""
    return _MARK.sub("", text)
