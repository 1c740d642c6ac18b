"""Readings of single sources kept from one run to the next, so that a run reads only what has changed.

A source is found by a keyed hash of its content and of all that its reading depends on; the other files that were
opened, asked for or listed on the way (references) are noted as they were. `minlint.packed` says what is kept of it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from minlint import answers, cache, watching
from minlint.model import SourceReading
from minlint.read.discover import here
from minlint.read.input import Input
from minlint.tuples import NamedTuple

FOLDER = "sources"
LEAST = 2_000
"""Bytes from which a file is worth keeping: a smaller one is read as quickly."""


class Shelf(NamedTuple):
    """Where a run's sources are kept. ``told`` is all that their readings depend on besides their content; what was
    changed after ``since`` (nanoseconds) could be changing still."""

    told: str
    since: int

    def of(self, *told: object) -> Shelf:
        """A shelf for readings that depend on more."""
        return self._replace(told=answers.mac(repr((self.told, told)).encode()))

    def load(self, source: Input) -> SourceReading | None:
        """The reading of a file, where it was kept and all that it rests on is as it was."""
        from minlint.packed import unpack

        name = self._name(source)
        found = cache.load(name) if name else None
        if name is None or found is None:
            return None
        try:
            kept = json.loads(_squeezed(found, back=True))
            if not answers.as_it_was(kept["outside"], kept["listed"]):
                return None
            reading = unpack(kept["read"], lambda: source.text)
        except Exception:  # a damaged file costs time, whatever is damaged
            return None
        cache.touch(name)
        return reading

    @contextmanager
    def keeping(self, source: Input) -> Iterator[list[SourceReading | None]]:
        """Keep the reading that is put into the list, if it can be kept."""
        made: list[SourceReading | None] = []
        watch, name = watching.current(), self._name(source)
        if watch is None or name is None:
            yield made
            return
        with watch.apart() as seen:
            yield made
        if made and made[0] is not None and made[0].source.records and not source.shares:
            self._keep(name, source, made[0], seen[0])

    def _keep(self, name: str, source: Input, reading: SourceReading, seen: watching.Seen) -> None:
        from minlint.packed import Unkept, pack

        outside = sorted(seen.opened - {os.path.abspath(source.file or "")})
        if not seen.whole or any(answers.age(path) > self.since for path in (source.file or "", *outside)):
            return
        text = reading.source.text
        if text is not None and text != source.text:  # bytes that are no text have none to compare
            return
        try:
            content = {"read": pack(reading), **answers.as_it_is(outside, seen.listed)}
        except Unkept:
            return
        cache.store(name, _squeezed(json.dumps(content).encode()))

    def _name(self, source: Input) -> str | None:
        """The name that a file's reading is kept under; None for what is no single file, or a small one."""
        if source.file is None or source.barred or source.parts or source.url:
            return None
        try:
            if os.path.getsize(source.file) < LEAST:
                return None
        except OSError:
            return None
        content = answers.hash_of(source.file)
        return os.path.join(FOLDER, answers.mac(f"{self.told} {source.name} {content}".encode())) if content else None


def open_shelf(since: int) -> Shelf:
    """The shelf of this machine, working folder and version. Raises `UsageError` where that folder was removed."""
    return Shelf(repr((here(), *answers.told())), since)


def _squeezed(content: bytes, *, back: bool = False) -> Any:
    import zlib

    return zlib.decompress(content) if back else zlib.compress(content, 1)
