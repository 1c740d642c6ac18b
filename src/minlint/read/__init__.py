"""Readers: one module a format, found by file name suffix and content.

A reader is a module in `minlint.read.formats` that satisfies `Reader`. Its top level imports nothing heavy: every
reader is imported to ask whether a file is its own, engines only when it reads.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import NamedTuple, Protocol, cast

from minlint.errors import Unreadable
from minlint.model import Kind, Problem, Source
from minlint.read.input import Input


class Options(NamedTuple):
    """How datasets are sampled: ``rows`` None means the default, ``full`` every row."""

    rows: int | None = None
    full: bool = False


class Reader(Protocol):
    """What a format's module offers."""

    NAME: str
    TITLE: str
    KIND: Kind
    SUFFIXES: tuple[str, ...]

    def claims(self, source: Input) -> bool:
        """Whether a file with one of the suffixes is this format, judged from its name and its head."""
        ...

    def read(self, source: Input, options: Options) -> Source:
        """Read it. Raises `Unreadable` where nothing of it can be read; a part that can't is a `Problem` in it."""
        ...


@cache
def readers() -> tuple[Reader, ...]:
    """Every reader: schemas before data, the longest suffix first."""
    from minlint.read import formats

    found = [
        cast("Reader", importlib.import_module(f"{formats.__name__}.{module.name}"))
        for module in pkgutil.iter_modules(formats.__path__)
        if not module.name.startswith("_")
    ]
    return tuple(
        sorted(found, key=lambda reader: (reader.KIND != "schema", -max(map(len, reader.SUFFIXES)), reader.NAME))
    )


def reader_for(source: Input, kind: Kind | None = None) -> Reader | None:
    """The reader whose format this is, or None where it is no schema and no dataset.

    With ``kind`` given, a file of the other kind is nobody's: a dictionary is never read as the data it lists.
    """
    name = source.name.lower()
    for reader in readers():
        if name.endswith(reader.SUFFIXES) and reader.claims(source):
            return reader if kind in (None, reader.KIND) else None
    return None


def read(source: Input, options: Options, kind: Kind | None = None) -> Source | None:
    """Read a file, or None where it is passed over. What can't be read becomes a source with its problem (E001)."""
    try:
        reader = reader_for(source, kind)
    except Unreadable as error:
        reader = _by_suffix(source)
        return _unreadable(source, error, reader) if kind in (None, reader.KIND) else None
    if reader is None:
        return None
    try:
        return reader.read(source, options)
    except Unreadable as error:
        return _unreadable(source, error, reader)


def _by_suffix(source: Input) -> Reader:
    """The reader whose suffix is the longest that the name ends in; of equals the last, as most CSV is data."""
    name = source.name.lower()
    return max(
        reversed(readers()),
        key=lambda reader: max((len(end) for end in reader.SUFFIXES if name.endswith(end)), default=0),
    )


def _unreadable(source: Input, error: Unreadable, reader: Reader) -> Source:
    return Source(
        source.name, reader.NAME, reader.KIND, problems=(Problem("E001", error.reason, error.line, error.column),)
    )
