"""Comments of a YAML text that are meant for minlint: ``# minlint: purpose=…`` and ``# minlint: allow …``."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from minlint.located import Node, Places, nodes
from minlint.model import Marker, Span
from minlint.once import pattern

if TYPE_CHECKING:
    from minlint.read.margins import Comment, Margins

_OURS = pattern(r"#[ \t]*minlint:", re.IGNORECASE)
_COMMENT = pattern(r"(?:(?<=[\s\ufeff])|\A)#[^\r\n]*")


class Notes:
    """The remarks in a text's comments, by the line they are about, as `Margins` tells it.

    What is about the first line of all is about the whole file.
    """

    def __init__(self, text: str, root: Node, places: Places) -> None:
        self._margins: Margins | None = None
        self._first = root.span.line
        if _OURS.search(text):
            from minlint.read.margins import Margins

            self._margins = Margins(text, _comments(text, root, places), places)

    def __bool__(self) -> bool:
        return bool(self._margins)

    def head(self) -> tuple[Marker, ...]:
        """Those above everything else."""
        return (*self._margins.head(), *self._margins.at(range(1, self._first + 1))) if self._margins else ()

    def at(self, lines: Collection[int]) -> tuple[Marker, ...]:
        """Those about some lines, save the first."""
        return self._margins.at([line for line in lines if line > self._first]) if self._margins else ()


def _comments(text: str, root: Node, places: Places) -> Iterator[Comment]:
    from minlint.read.margins import Comment

    strings = sorted((places.offset(*span[:2]), places.offset(*span[2:])) for span in _spans(root))
    for match in _COMMENT.finditer(text):
        before = bisect(strings, (match.start(), len(text)))
        if not before or strings[before - 1][1] <= match.start():
            yield Comment(*match.span())


def _spans(root: Node) -> Iterator[Span]:
    """Where scalars stand, in which a ``#`` is no comment's."""
    for node in nodes(root):
        if isinstance(node.value, dict):
            yield from (member.key for member in node.value.values())
        elif not isinstance(node.value, list):
            yield node.span
