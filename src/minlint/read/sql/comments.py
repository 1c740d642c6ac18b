"""What comments say: to people, and to minlint."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minlint.located import Places
from minlint.model import Marker
from minlint.read.remarks import remarks, without
from minlint.read.sql.lexer import Comment
from minlint.read.sql.vocabulary import TYPES

_BANNERS = re.compile(
    r"Name: .*; Type: |Data for Name: |Table structure for table |Dumping data for table "
    r"|Temporary (?:view|table) structure|\+(?:goose|migrate) |migrate:"
    r"|rollback\b|liquibase |changeset |preconditions?\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"[\"`\[]?\w++[\"`\]]?\s++(\w++)\b(?:\(\d|.*,$)")
_BLANK = re.compile(r"(?:\r\n?+|\n)[ \t]*+[\r\n]")
_BREAK = re.compile(r"[\r\n]")


def markers(comment: Comment, places: Places) -> list[Marker]:
    """The words for minlint in a comment, each with its place."""
    start = comment.start
    return [
        Marker(said.kind, said.text, places.span(start + said.start, start + said.end))
        for said in remarks(comment.text)
    ]


def words(comment: Comment) -> str:
    """What a comment says to people: no signs, no words for minlint, no dump's banners, no code switched off."""
    lines = (line.strip().lstrip("-#/*!").rstrip("-=*#/").strip("= \t") for line in without(comment.text).splitlines())
    return " ".join(line for line in lines if line and not _is_noise(line))


def _is_noise(line: str) -> bool:
    code = _CODE.match(line)
    return bool(_BANNERS.match(line) or line.endswith(";") or (code and code.group(1).upper() in TYPES))


def directly_above(text: str, comments: Sequence[Comment], place: int) -> list[Comment]:
    """The last of these comments, as far as no empty line parts them from each other and from the place."""
    found: list[Comment] = []
    for comment in reversed(comments):
        if _BLANK.search(text, comment.end, found[-1].start if found else place):
            break
        found.append(comment)
    return found[::-1]


def same_line(text: str, start: int, end: int) -> bool:
    """Whether two places stand on one line."""
    return not _BREAK.search(text, start, end)
