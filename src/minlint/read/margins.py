"""Comments of a source text, by the line they are about: what they say to people, and to minlint."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from minlint.located import Places
from minlint.model import Marker
from minlint.read.remarks import remarks, without
from minlint.tuples import NamedTuple

_SIGNS = "/*#!-;=<> \t\"'"
_BLOCK_LINE = re.compile(r"[ \t]*(?:/\*+!?|\*+/|\*(?!\w)|//[/!]?|#+|--+)?[ \t]?")
_NOISE = re.compile(
    r"eslint-|prettier-|noqa\b|type:|pylint:|mypy:|ruff:|rubocop:|nolint\b|@ts-|tslint:|istanbul |fmt:|isort:|"
    r"TODO\b|FIXME\b",
    re.IGNORECASE,
)


class Comment(NamedTuple):
    """Where a comment stands in its text, its signs included."""

    start: int
    end: int


class Margins:
    """The comments of a text, by the line they are about.

    That is a comment's own line where something stands before it; else the next line that holds anything but comments,
    if no empty line parts them. What stands above everything and is parted from it is about the whole file. A remark
    about a line is found once, however many things stand there. What stands before ``begins``, an XML declaration and
    a document type, isn't counted as anything.
    """

    def __init__(
        self, text: str, comments: Iterable[Comment], places: Places | None = None, *, begins: int | None = None
    ) -> None:
        self.places = places or Places(text)
        self._text = text
        self._said: dict[int, list[str]] = defaultdict(list)
        self._markers: dict[int, list[Marker]] = defaultdict(list)
        self._head: list[Marker] = []
        found = sorted(comments)
        if found:
            self._sort(found, begins)

    def head(self) -> tuple[Marker, ...]:
        """What is said to minlint about the whole file."""
        return tuple(self._head)

    def at(self, lines: Collection[int]) -> tuple[Marker, ...]:
        """What is said to minlint about some lines."""
        if not self._markers:
            return ()
        return tuple(marker for line in dict.fromkeys(lines) for marker in self._markers.get(line, ()))

    def words(self, line: int) -> str:
        """What is said to people about a line, without signs and words for tools; empty where nothing is."""
        return " ".join(self._said.get(line, ()))

    def _sort(self, comments: list[Comment], begins: int | None) -> None:
        lines = _Lines(self._text, comments)
        first = lines.first() if begins is None else self.places.at(begins)[0]
        for comment in comments:
            line = self.places.at(comment.start)[0]
            said = self._text[comment.start : comment.end]
            before = lines.code[line - 1][: self.places.at(comment.start)[1] - 1]
            about = line if before.strip() else lines.below(self.places.at(comment.end)[0]) or line
            if words := plain(said):
                self._said[about].append(words)
            for remark in remarks(said):
                span = self.places.span(comment.start + remark.start, comment.start + remark.end)
                marker = Marker(remark.kind, remark.text, span)
                (self._head if about < first else self._markers[about]).append(marker)


class _Lines:
    """The lines of a text with comments blanked out: what is code on each, and which holds a comment alone."""

    def __init__(self, text: str, comments: list[Comment]) -> None:
        parts, last = [], 0
        for comment in comments:
            covered = text[comment.start : comment.end]
            parts += [text[last : comment.start], re.sub(r"[^\r\n]", " ", covered)]
            last = max(last, comment.end)
        self.code = re.split(r"\r\n|\r|\n", "".join(parts) + text[last:])
        self._below: list[int | None] = [None]
        for line, raw in enumerate(reversed(re.split(r"\r\n|\r|\n", text))):
            at = len(self.code) - line
            self._below.append(at if self.code[at - 1].strip() else self._below[-1] if raw.strip() else None)
        self._below.reverse()

    def first(self) -> int:
        """The first line that holds anything but comments; the last where none does."""
        return next((line for line, code in enumerate(self.code, 1) if code.strip()), len(self.code))

    def below(self, line: int) -> int | None:
        """The line that a comment which ends on this one, with nothing before it, is about; None where it is none."""
        return line if self.code[line - 1].strip() else self._below[line]


def plain(comment: str) -> str:
    """What a comment says to people: no signs, no words for minlint or for other tools."""
    lines = (_BLOCK_LINE.sub("", line, count=1).strip(_SIGNS) for line in without(comment).splitlines())
    return " ".join(line for line in lines if line and not _NOISE.match(line))
