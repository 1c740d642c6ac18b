"""SQL of a change log: what stands in it, and what it names."""

from __future__ import annotations

import os
import re

from minlint.located import Places
from minlint.model import Span
from minlint.read.history import Statements
from minlint.read.input import Input, text_beside

_TAG = re.compile(r"<([^\s/>]+)")
_UP = 6
"""How many folders above a change log's own a path may start from: that of its resources is seldom farther."""


def embedded(said: str, span: Span, text: str, places: Places) -> Statements:
    """What a value says as SQL, with its places where it is written in the file as it is read, else at its beginning.

    ``span`` is where the value stands, with what is around it.
    """
    start = places.offset(*span[:2])
    written = text[start : places.offset(*span[2:])]
    if said and (found := written.find(said)) >= 0:
        line, column = places.at(start + found)
        return Statements(" " * (column - 1) + said, below=line - 1)
    lines, block = said.splitlines(), written.splitlines()[1:]  # a block of YAML begins on the line after its sign
    if lines and [each.strip() for each in lines] == [each.strip() for each in block[: len(lines)]]:
        return Statements("\n".join(block[: len(lines)]), below=span.line)
    tag = _TAG.match(written)
    first = places.span(start + tag.start(1), start + tag.end(1)) if tag else span
    end = first.end_column if first.end_line == first.line else first.column + 1
    return Statements(said, span=Span(first.line, first.column, first.line, end))


def referred(source: Input, path: str) -> str:
    """The SQL of a file that a change log names, from its own folder or one above; empty where it can't be had.

    Formatted SQL is a change log itself.
    """
    from minlint.read.formats.liquibase import is_formatted

    folder = os.path.dirname(os.path.abspath(source.place)) if source.place else ""
    for _ in range(_UP if folder and path and ":" not in path else 0):
        if text := text_beside(source, os.path.normpath(os.path.join(folder, path.lstrip("/")))):
            return "" if is_formatted(text.encode()) else text
        folder = os.path.dirname(folder)
    return ""
