"""From the paths of a command line to the files behind them."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping

from minlint.errors import UsageError
from minlint.places import barrier, is_address, ranks
from minlint.tuples import NamedTuple


class Found(NamedTuple):
    """What the paths lead to: files (relative to the working folder, with ``/``), those of them that were named
    themselves, and the folders walked.

    ``barred`` are the folders that can't be looked into, and what was named and can't be reached, with the reason;
    ``addresses`` what is no file, as it was given: a password may stand in it.
    """

    files: tuple[str, ...]
    named: frozenset[str]
    folders: tuple[str, ...]
    barred: Mapping[str, str] = {}
    addresses: tuple[str, ...] = ()


def discover(paths: Iterable[str], exclude: Iterable[str] = (), *, force_exclude: bool = False) -> Found:
    """Every file the paths name, in a stable order and each once.

    A folder is walked with ``.gitignore`` respected; a file that is named is kept even if ``exclude`` matches it,
    unless ``force_exclude``. Raises `UsageError` for a path that isn't there and a glob without a match.
    """
    here()
    excluded = matcher(tuple(exclude))
    files: set[str] = set()
    named: set[str] = set()
    folders: list[str] = []
    barred: dict[str, str] = {}
    addresses: list[str] = []
    for path in dict.fromkeys(paths):
        if is_address(path):
            addresses.append(path)
        elif os.path.isdir(path):
            from minlint.read.walk import walk

            folders.append(relative(path))
            files |= {name for name in map(relative, walk(path, barred)) if not excluded(name)}
        else:
            there = _there(path, barred)
            named |= {name for name in map(relative, there) if not (force_exclude and excluded(name))}
    rank = ranks(files | named)
    kept = {relative(path): why for path, why in barred.items()}
    kept = {name: why for name, why in kept.items() if not excluded(name) and not excluded(name + "/")}
    return Found(tuple(sorted(rank, key=rank.__getitem__)), frozenset(named), tuple(folders), kept, tuple(addresses))


def here() -> str:
    """The working folder. Raises `UsageError` where it was removed."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        raise UsageError("the working folder is gone") from None


def relative(path: str) -> str:
    """A path as findings show it: relative to the working folder, with ``/``."""
    plain = os.path.normpath(path)
    if os.path.isabs(plain) or plain.startswith(os.pardir):
        plain = os.path.relpath(plain, here())
    return plain.replace(os.sep, "/")


def _there(path: str, barred: dict[str, str]) -> list[str]:
    """The files behind a path that is no folder; what can't be reached on the way is ``barred``."""
    if os.path.lexists(path):
        return [path]
    import glob

    closed = {path} if barrier(path) else set(_closed(path))
    found = [] if path in closed else [name for name in glob.iglob(path, recursive=True) if os.path.isfile(name)]
    if not found and not closed:
        raise UsageError(f"{'no file matches' if glob.has_magic(path) else 'no such file or folder:'} {path}")
    barred.update(dict.fromkeys(closed, os.strerror(errno.EACCES)))
    return found


def _closed(pattern: str) -> Iterator[str]:
    """The folders that a glob would look into and can't; the glob itself where one of them is named in it."""
    import glob

    parts = pattern.replace(os.altsep or os.sep, os.sep).split(os.sep)
    for index, part in enumerate(parts):
        before = os.sep.join(parts[:index]) or (os.sep if index else os.curdir)
        listed = glob.has_magic(part) or parts[max(index - 1, 0)] == "**"
        several = glob.has_magic(before)
        for folder in glob.iglob(before, recursive=True) if several else [before]:
            if os.path.isdir(folder) and not os.access(folder, os.X_OK | (os.R_OK if listed else 0)):
                yield folder if several else pattern


def matcher(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether a path matches one of the globs, written as in ``.gitignore``."""
    if not patterns:
        return lambda _: False
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns).match_file
