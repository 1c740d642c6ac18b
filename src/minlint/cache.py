"""The cache folder: what can be made again. Whatever goes wrong with it costs time, never an answer."""

from __future__ import annotations

import os
from contextlib import suppress

ROOM = 200_000_000
"""Bytes that the cache may take up; what was used longest ago goes first."""

_KEY = "key"


def folder() -> str:
    """Where minlint keeps what it can make again."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.environ.get("MINLINT_CACHE_DIR") or os.path.join(home, "minlint")


def load(name: str) -> bytes | None:
    """What is kept under a name; None where there is nothing, or it can't be read."""
    try:
        with open(os.path.join(folder(), name), "rb") as file:
            return file.read()
    except OSError:
        return None


def store(name: str, content: bytes) -> None:
    """Keep something, whole or not at all, for this user's eyes; a cache that can't be written is no error."""
    path = os.path.join(folder(), name)
    aside = f"{path}.{os.getpid()}.new"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        os.replace(aside, path)
    except OSError:
        _remove(aside)


def touch(name: str) -> None:
    """Note that something was used."""
    with suppress(OSError):
        os.utime(os.path.join(folder(), name))


def clean() -> int:
    """Remove all that is kept; how many files that were."""
    return sum(_remove(path) for path, _ in _kept())


def trim(room: int = ROOM) -> None:
    """Remove what was used longest ago until the rest fits."""
    kept = [item for item in _kept() if os.path.basename(item[0]) != _KEY]
    newest_first = sorted(kept, key=lambda item: -item[1].st_mtime)
    for path, found in newest_first:
        room -= found.st_size
        if room < 0:
            _remove(path)


def key() -> bytes:
    """This machine's secret: without it no hash in the cache can be compared with a value."""
    found = load(_KEY)
    if found is None or len(found) != 32:
        found = os.urandom(32)
        store(_KEY, found)
        found = load(_KEY) or found  # another run's, where it was quicker
    return found


def _kept() -> list[tuple[str, os.stat_result]]:
    """The files of the cache, at most one folder deep."""
    found = []
    for place, folders, names in os.walk(folder()):
        if os.path.dirname(place) == folder():
            folders.clear()
        for name in names:
            path = os.path.join(place, name)
            try:
                found.append((path, os.stat(path)))
            except OSError:
                continue  # another run removed it
    return found


def _remove(path: str) -> bool:
    try:
        os.remove(path)
    except OSError:
        return False
    return True
