"""Comments of a YAML text that are meant for minlint: ``# minlint: purpose=…`` and ``# minlint: allow …``."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Iterator

from minlint.located import Node, Places, nodes
from minlint.model import Marker, Span
from minlint.once import pattern
from minlint.read.remarks import remarks

_COMMENT = pattern(r"(?:(?<=[\s\ufeff])|\A)#[ \t]*(?=minlint:)[^\r\n]*", re.IGNORECASE)
_LINE = pattern(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class Notes:
    """The remarks in a text's comments, by the line they are about.

    That is the comment's own where something stands before it; else the next line that holds anything, if no empty
    line parts them.
    """

    def __init__(self, text: str, root: Node, places: Places) -> None:
        self._by_line: dict[int, list[Marker]] = defaultdict(list)
        self._first = 0
        found = list(_COMMENT.finditer(text))
        if not found:
            return
        strings, known = _strings(root, places), dict[int, int]()
        self._first = root.span.line
        for match in found:
            before = bisect(strings, (match.start(), len(text)))
            if not before or strings[before - 1][1] <= match.start():
                line = _about(text, places.at(match.start())[0], places, known)
                for said in remarks(match.group()):
                    span = places.span(match.start() + said.start, match.start() + said.end)
                    self._by_line[line].append(Marker(said.kind, said.text, span))

    def __bool__(self) -> bool:
        return bool(self._by_line)

    def head(self) -> tuple[Marker, ...]:
        """Those above everything else."""
        return tuple(marker for line, found in self._by_line.items() if line <= self._first for marker in found)

    def at(self, lines: Collection[int]) -> tuple[Marker, ...]:
        """Those about some lines, save the first."""
        return tuple(marker for line in lines if line > self._first for marker in self._by_line.get(line, ()))


def _about(text: str, line: int, places: Places, known: dict[int, int]) -> int:
    """The line that a comment on a line is about; ``known`` keeps it for the comments between."""
    passed = []
    while line not in known and (match := _LINE.match(text, places.offset(line, 1))):
        if not match.group().lstrip("\ufeff \t").startswith("#") or match.end() == len(text):
            break
        passed.append(line)
        line += 1
    line = known.get(line, line)
    known.update(dict.fromkeys(passed, line))
    return line


def _strings(root: Node, places: Places) -> list[tuple[int, int]]:
    """Where scalars stand, in which a ``#`` is no comment's."""
    return sorted((places.offset(*span[:2]), places.offset(*span[2:])) for span in _spans(root))


def _spans(root: Node) -> Iterator[Span]:
    for node in nodes(root):
        if isinstance(node.value, dict):
            yield from (member.key for member in node.value.values())
        elif not isinstance(node.value, list):
            yield node.span
