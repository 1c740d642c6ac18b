"""Answers kept from one run to the next: what was said, and everything it rested on.

A run that is asked the same and finds every file as it was says the same again. What a run rested on isn't listed in
advance but observed: each file it opened and each folder it listed, beside the files that its paths lead to. Kept are
the words that were said, which never hold a value, and hashes with a key made per machine.
"""

from __future__ import annotations

import json
import math
import os
import stat
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache as once
from typing import Any

from minlint import __version__, cache, rulebook
from minlint.places import nearest_manifest, repository_root
from minlint.read.discover import discover
from minlint.tuples import NamedTuple
from minlint.watching import Seen, Watch, begin

Said = Sequence[tuple[str, str]]

LARGEST = 20_000_000
"""Characters of an answer that is kept."""

_RACE = 50_000_000
"""Nanoseconds that a file must be older than the run: what is changed while it is read can't be told from what was."""

_ENVIRONMENT = ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "MINLINT_TODAY")


class Paths(NamedTuple):
    """What the files of a run were found by: see the options of the same names."""

    paths: tuple[str, ...]
    exclude: tuple[str, ...]
    force_exclude: bool


class Answer(NamedTuple):
    """What was said, stream or file by text, and the exit status."""

    said: Said
    status: int


def watch() -> Watch:
    """See what this run rests on, from now on."""
    own = (os.path.dirname(os.__file__), os.path.dirname(__file__), rulebook.FOLDER, cache.folder(), sys.pycache_prefix)
    return begin(*filter(None, own), *(path for path, _ in _installed()))


def find(asked: Sequence[str]) -> Answer | None:
    """The answer to a command line, where it was given before and all it rests on is as it was."""
    try:
        kept = cache.load(name := _name(asked))
        found = json.loads(kept) if kept else None
        if not found or not _holds(found):
            return None
        cache.touch(name)
        return Answer([(where, text) for where, text in found["said"]], found["status"])
    except (OSError, ValueError, KeyError, TypeError):
        return None  # a damaged file, or no working folder; the run will say so


def keep(asked: Sequence[str], answer: Answer, paths: Paths, files: Sequence[str], started: int, seen: Seen) -> None:
    """Keep an answer, unless something it rests on can't be seen or was changed on the way.

    ``files`` are those that the paths led to, ``started`` the time in nanoseconds from which everything was seen.
    """
    if not seen.whole or sum(len(text) for _, text in answer.said) > LARGEST:
        return
    outside = sorted(seen.opened.difference(map(os.path.abspath, files)))
    if any(age(path) > steady(started) for path in (*files, *outside)):
        return
    content = {
        "paths": paths,
        "files": _hashes(files),
        "places": _places(files),
        **as_it_is(outside, seen.listed),
        "said": answer.said,
        "status": answer.status,
    }
    cache.store(_name(asked), json.dumps(content).encode())
    if os.urandom(1) < b"\x10":  # looking through the whole folder is for one run in sixteen
        cache.trim()


def steady(started: int) -> int:
    """From when on a file must not have been changed, for a run that began at a time in nanoseconds."""
    return started - _RACE


def _holds(kept: dict[str, Any]) -> bool:
    """Whether the same files are found, each with the same content, below the same manifests."""
    found = discover(*kept["paths"][:2], force_exclude=kept["paths"][2])
    files = found.files
    return (
        not found.barred
        and list(files) == list(kept["files"])
        and kept["places"] == _places(files)
        and as_it_was({**kept["outside"], **kept["files"]}, kept["listed"])
    )


def _name(asked: Sequence[str]) -> str:
    """The name of the file that an answer is kept in: a hash of the question and of who answers it."""
    from datetime import date

    shown = [os.environ.get(name) for name in _ENVIRONMENT]
    if sys.stdout.isatty():
        from shutil import get_terminal_size

        shown.append(str(get_terminal_size().columns))
    asked_here = (asked, os.getcwd(), shown, str(date.today()), *told())
    return os.path.join("answers", mac(repr(asked_here).encode("utf-8", "surrogatepass")))


def told() -> tuple[object, ...]:
    """What everything that is kept depends on: this version and its rules, the interpreter, what is installed."""
    return (__version__, rulebook.state(), sys.version, _installed())


def as_it_is(outside: Iterable[str], listed: Iterable[str]) -> dict[str, dict[str, str | None]]:
    """Files and folders that something rests on, as they are."""
    return {"outside": _hashes(outside), "listed": {path: _listing(path) for path in sorted(listed)}}


def as_it_was(outside: Mapping[str, str | None], listed: Mapping[str, str | None]) -> bool:
    """Whether files and folders are as they were."""
    return all(hash_of(path) == known for path, known in outside.items()) and all(
        _listing(path) == known for path, known in listed.items()
    )


def _installed() -> list[tuple[str, int]]:
    """The folders that packages are installed in, with the time of the last one: their versions count too."""
    folders = (path for path in sys.path if path.endswith(("site-packages", "dist-packages")))
    return [(path, os.stat(path).st_mtime_ns) for path in folders if os.path.isdir(path)]


def _places(files: Iterable[str]) -> dict[str, str | None]:
    """The manifest above each folder, and the repository's root."""
    here = os.getcwd()
    folders = sorted({os.path.dirname(os.path.join(here, path)) for path in files})
    return {**{folder: nearest_manifest(os.path.abspath(folder)) for folder in folders}, "": repository_root(here)}


def age(path: str) -> float:
    """When a file was changed, in nanoseconds; never of what isn't there, and always of what is no file: a pipe."""
    try:
        found = os.stat(path)
    except OSError:
        return 0
    if path == os.devnull:
        return 0
    return found.st_mtime_ns if stat.S_ISREG(found.st_mode) else math.inf


def _hashes(paths: Iterable[str]) -> dict[str, str | None]:
    return {path: hash_of(path) for path in paths}


def hash_of(path: str) -> str | None:
    """The keyed hash of a file's content; None where it can't be read."""
    try:
        with open(path, "rb") as file:
            content = file.read(1 << 20)
            mac = _new(content)
            while len(content) == 1 << 20:
                content = file.read(1 << 20)
                mac.update(content)
    except OSError:
        return None
    return str(mac.hexdigest())


def _listing(path: str) -> str | None:
    try:
        return mac("\0".join(sorted(os.listdir(path))).encode("utf-8", "surrogatepass"))
    except OSError:
        return None


def mac(content: bytes) -> str:
    """A keyed hash."""
    return str(_new(content).hexdigest())


def _new(content: bytes) -> Any:
    from minlint.hashing import blake2b

    return blake2b(content, key=_key(), digest_size=16)


@once
def _key() -> bytes:
    return cache.key()
