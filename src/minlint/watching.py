"""What a run opens, lists and asks for, seen as it happens; `minlint.answers` keeps it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from minlint.places import ASKED
from minlint.tuples import NamedTuple

_UNSEEN = ("subprocess.Popen", "os.posix_spawn", "os.exec", "socket.connect", "sqlite3.connect")
"""What leads to things whose changes can't be seen. But git's list of files is made again for each run."""


class Seen(NamedTuple):
    """The files that were opened or asked for and the folders that were listed, as absolute paths.

    ``whole``: nothing was used whose changes can't be seen.
    """

    opened: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    whole: bool = True


class Watch:
    """Sees from now on; there is no end to it but the process's. ``own`` are folders that it doesn't look at."""

    def __init__(self, own: tuple[str, ...]) -> None:
        self.own = tuple(os.path.join(os.path.abspath(place), "") for place in own)
        self._opened: set[str] = set()
        self._listed: set[str] = set()
        self._whole = True
        sys.addaudithook(self._see)

    def seen(self) -> Seen:
        """What was seen so far."""
        return Seen(frozenset(self._opened), frozenset(self._listed), self._whole)

    @contextmanager
    def apart(self) -> Iterator[list[Seen]]:
        """See what is used within, which stands in the list at the end, apart from what was before."""
        before, told = self.seen(), list[Seen]()
        self._opened, self._listed, self._whole = set(), set(), True
        try:
            yield told
        finally:
            told.append(self.seen())
            self.add(before)

    def add(self, seen: Seen) -> None:
        """Add what another process saw."""
        self._opened |= seen.opened
        self._listed |= seen.listed
        self._whole = self._whole and seen.whole

    def _see(self, event: str, details: tuple[Any, ...]) -> None:
        if event == "open":
            if not details[2] & (os.O_WRONLY | os.O_RDWR):
                self._add(self._opened, details[0])
        elif event == ASKED:
            self._add(self._opened, details[0])
        elif event in ("os.listdir", "os.scandir"):
            self._add(self._listed, details[0])
        elif event in _UNSEEN and not (event == "subprocess.Popen" and _lists_files(details[1])):
            self._whole = False

    def _add(self, seen: set[str], path: Any) -> None:
        if isinstance(path, int):
            return
        found = os.path.abspath(os.fsdecode(path if path is not None else os.curdir))
        if not found.startswith(self.own):
            seen.add(found)


def _lists_files(command: Any) -> bool:
    return "ls-files" in command or "check-ignore" in command


_current: Watch | None = None


def begin(*own: str) -> Watch:
    """Watch this process from now on."""
    global _current
    _current = Watch(own)
    return _current


def current() -> Watch | None:
    """The watch over this process, where there is one."""
    return _current
