"""Readers: one module a format, found by file name suffix and content.

A reader is a module in `minlint.read.formats` that satisfies `Reader`. Its top level imports nothing heavy: it is
imported to ask whether a file with one of its suffixes is its own, engines only when it reads.
"""

from __future__ import annotations

import gc
import importlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any, Protocol, cast

from minlint import rulebook
from minlint.errors import Unreadable
from minlint.model import Kind, Problem, Source
from minlint.read.input import PROGRAMS, Input
from minlint.tuples import NamedTuple


class Options(NamedTuple):
    """How datasets are sampled: ``rows`` None means the default, ``full`` every row.

    ``largest`` is how many bytes a file may have, ``seconds`` how long it may take; None is no limit. ``engine`` reads
    files of rows: DuckDB here, or Spark.
    """

    rows: int | None = None
    full: bool = False
    largest: int | None = None
    seconds: float | None = None
    engine: str = "duckdb"


class Reader(Protocol):
    """What a format's module offers. One that reads addresses has ``SCHEMES`` besides: ``("postgresql", "postgres")``.

    ``READS``, ``IDIOM`` and ``LIMITS`` are its documentation: what is read, how a purpose and a waiver stand beside the
    data, and what isn't read.

    A module whose suffixes are everybody's (``.json``, ``.py``) also has ``MARKS``: words of which one stands in the
    head of each file of its format, so that it needn't be imported for others. ``LAST = True`` says that its files are
    told by their shape alone; it is asked after all who know theirs by a name. ``NAMED = True``: names alone tell
    its files from another format's.
    """

    NAME: str
    TITLE: str
    KIND: Kind
    SUFFIXES: tuple[str, ...]
    READS: str
    IDIOM: str
    LIMITS: str

    def claims(self, source: Input) -> bool:
        """Whether a file with one of the suffixes is this format, judged from its name and its head."""
        ...

    def read(self, source: Input, options: Options) -> Source:
        """Read it. Raises `Unreadable` where nothing of it can be read; a part that can't is a `Problem` in it."""
        ...


class Listed(NamedTuple):
    """What can be told of a format without importing its module."""

    module: str
    kind: Kind
    suffixes: tuple[str, ...]
    name: str
    marks: tuple[bytes, ...] = ()
    schemes: tuple[str, ...] = ()

    def may_claim(self, source: Input) -> bool:
        """Whether a file goes by one of its suffixes and shows one of its marks, as far as that can be told."""
        return source.name.lower().endswith(self.suffixes) and self.is_marked(source)

    def is_marked(self, source: Input) -> bool:
        """Whether one of its marks stands in a file's head; so it may in a file without any, or in one of UTF-16."""
        head = source.head if self.marks else b""
        return not head or b"\0" in head or any(mark in head for mark in self.marks)

    def reader(self) -> Reader:
        """Its module."""
        return cast("Reader", importlib.import_module(f"{_FORMATS}.{self.module}"))


_FORMATS = f"{__name__}.formats"


@cache
def listed() -> tuple[Listed, ...]:
    """Every format: schemas before data, the longest suffix first."""
    found = rulebook.compiled("formats", list_formats, ("read/__init__.py", "read/formats"))
    return tuple(map(Listed._make, found))


def list_formats() -> list[tuple[object, ...]]:
    """The formats as their modules describe themselves, in order."""
    import pkgutil

    place = os.path.join(os.path.dirname(__file__), "formats")
    modules = (module.name for module in pkgutil.iter_modules([place]) if not module.name.startswith("_"))
    loaded = ((name, cast("Reader", importlib.import_module(f"{_FORMATS}.{name}"))) for name in modules)
    found = [
        (getattr(reader, "LAST", False), Listed(name, reader.KIND, reader.SUFFIXES, reader.NAME, *_more(reader)))
        for name, reader in loaded
    ]
    found.sort(
        key=lambda each: (each[1].kind != "schema", each[0], -max(map(len, each[1].suffixes), default=0), each[1].name)
    )
    return [tuple(item) for _, item in found]


def _more(reader: Reader) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    return tuple(mark.encode() for mark in getattr(reader, "MARKS", ())), getattr(reader, "SCHEMES", ())


def may_read(name: str) -> bool:
    """Whether a file's name is one that some format goes by."""
    return name.lower().endswith(_suffixes())


@cache
def _suffixes() -> tuple[str, ...]:
    return tuple({end for item in listed() for end in item.suffixes})


def readers() -> tuple[Reader, ...]:
    """Every reader, in the order in which they are asked."""
    return tuple(item.reader() for item in listed())


def by_scheme(scheme: str) -> Reader | None:
    """The reader of addresses that begin so, None where there is none."""
    return next((item.reader() for item in listed() if scheme in item.schemes), None)


def reader_for(source: Input, kind: Kind | None = None) -> Reader | None:
    """The reader whose format this is, or None where it is no schema and no dataset.

    With ``kind`` given, a file of the other kind is nobody's: a dictionary is never read as the data it lists.
    """
    if source.url:
        return by_scheme(source.url.partition("://")[0]) if kind in (None, "data") else None
    for item in _going_by(source.name.lower()):
        if item.is_marked(source) and (reader := item.reader()).claims(source):
            return reader if kind in (None, item.kind) else None
    return None


def _going_by(name: str) -> list[Listed]:
    """The formats that a file of a name, in small letters, may be of, in the order in which they are asked."""
    return [item for item in _ending(name.rpartition(".")[2]) if name.endswith(item.suffixes)]


@lru_cache(maxsize=256)
def _ending(last: str) -> tuple[Listed, ...]:
    """The formats with a suffix whose part behind its last dot is a name's, or that has no dot: few of many."""

    def may_end(suffix: str) -> bool:
        return "." not in suffix or suffix.rpartition(".")[2] == last

    return tuple(item for item in listed() if any(map(may_end, item.suffixes)))


def read(source: Input, options: Options, kind: Kind | None = None) -> Source | None:
    """Read a file, or None where it is passed over. What can't be read becomes a source with its problem (E001)."""
    source.largest = options.largest
    with _uncollected():
        return _read(source, options, kind)


def unread(source: Input, reason: str, kind: Kind | None = None) -> Source | None:
    """A file that could not be read for a reason that isn't its own (E001); None where it is of the other kind."""
    reader = _by_suffix(source)
    return _unreadable(source, Unreadable(reason), reader) if kind in (None, reader.KIND) else None


Look = Callable[[Iterable[str]], Mapping[str, int]]
"""How many of some texts hold an identifier of each kind, by the kinds' names."""

_HELD: list[tuple[list[Any], Look | None]] = []


@contextmanager
def held(look: Look | None = None) -> Iterator[None]:
    """Until its end, engines that readers are done with stay open, to be asked what rows tell together.

    ``look`` is what readers ask about the texts of every row, where they are to look at every one.
    """
    _HELD.append(([], look))
    try:
        yield
    finally:
        for connection in _HELD.pop()[0]:
            connection.disconnect()


def looker() -> Look | None:
    """Whom to ask about the texts of every row, None where nobody is there."""
    return _HELD[-1][1] if _HELD else None


def holding() -> bool:
    """Whether somebody holds engines open."""
    return bool(_HELD)


def release(connection: Any) -> None:
    """Close an engine's connection, or leave that to whoever holds it open."""
    if holding():
        _HELD[-1][0].append(connection)
    else:
        connection.disconnect()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold off the collector of cycles: a large tree has none, and looking for them takes most of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _read(source: Input, options: Options, kind: Kind | None) -> Source | None:
    if source.barred:
        form = _by_suffix(source).NAME if may_read(source.name) else "folder"
        return Source(source.name, form, kind or "schema", problems=(Problem("E001", source.barred),))
    try:
        reader = reader_for(source, kind)
    except Unreadable as error:
        if source.name.lower().endswith(PROGRAMS):  # few of them declare anything, and only their text says which
            return None
        return unread(source, error.reason, kind)
    if reader is None:
        return None
    try:
        source.fit()
        if options.engine == "spark" and source.files and reader.KIND == "data":
            from minlint.read import spark_tables

            if reader.NAME in spark_tables.READS:
                return spark_tables.read_files(source, reader.NAME, options)
        return reader.read(source, options)
    except Unreadable as error:
        return _unreadable(source, error, reader)
    except RecursionError:
        return _unreadable(source, Unreadable("nested too deeply to be read"), reader)
    except OSError as error:  # the disk is full, or what was there is gone
        return _unreadable(source, Unreadable(f"the disk refuses: {error.strerror or type(error).__name__}"), reader)


def _by_suffix(source: Input) -> Reader:
    """The reader whose suffix is the longest that the name ends in; of equals the last, as most CSV is data."""
    if source.url and (reader := by_scheme(source.url.partition("://")[0])):
        return reader
    name = source.name.lower()
    longest = max(
        reversed(listed()), key=lambda item: max((len(end) for end in item.suffixes if name.endswith(end)), default=0)
    )
    return longest.reader()


def _unreadable(source: Input, error: Unreadable, reader: Reader) -> Source:
    return Source(
        source.name, reader.NAME, reader.KIND, problems=(Problem("E001", error.reason, error.line, error.column),)
    )
