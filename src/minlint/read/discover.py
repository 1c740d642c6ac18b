"""From the paths of a command line to the files behind them."""

from __future__ import annotations

import glob
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from minlint.errors import UsageError

SKIPPED_FOLDERS = frozenset(
    """.git .hg .svn .venv venv node_modules __pycache__ .tox .nox .mypy_cache .pytest_cache .ruff_cache
    .minlint_cache site-packages""".split()  # noqa: SIM905 - a list of words reads as one
)
"""Folders never walked into, whatever ``.gitignore`` says; a path given by name is read all the same."""

_Test = Callable[[str], bool]


class Found(NamedTuple):
    """What the paths lead to: files (relative to the working folder, with ``/``) and the folders walked."""

    files: tuple[str, ...]
    folders: tuple[str, ...]


def discover(paths: Iterable[str], exclude: Iterable[str] = (), *, force_exclude: bool = False) -> Found:
    """Every file the paths name, in a stable order and each once.

    A folder is walked with ``.gitignore`` respected; a file that is named is kept even if ``exclude`` matches it,
    unless ``force_exclude``. Raises `UsageError` for a path that isn't there and a glob without a match.
    """
    excluded = _matcher(tuple(exclude))
    files: dict[str, None] = {}
    folders: list[str] = []
    for path in dict.fromkeys(paths):
        if "://" in path:
            raise UsageError(
                f"{path.partition('://')[0]}:// sources can't be read by this version; see `minlint formats`"
            )
        if os.path.isdir(path):
            folders.append(relative(path))
            files |= dict.fromkeys(name for name in map(relative, walk(path)) if not excluded(name))
        else:
            named = [path] if os.path.lexists(path) else _globbed(path)
            files |= dict.fromkeys(name for name in map(relative, named) if not (force_exclude and excluded(name)))
    return Found(tuple(sorted(files)), tuple(folders))


def relative(path: str) -> str:
    """A path as findings show it: relative to the working folder, with ``/``."""
    return os.path.relpath(path).replace(os.sep, "/")


def _globbed(pattern: str) -> list[str]:
    if not glob.has_magic(pattern):
        raise UsageError(f"no such file or folder: {pattern}")
    found = sorted(path for path in glob.iglob(pattern, recursive=True) if os.path.isfile(path))
    if not found:
        raise UsageError(f"no file matches {pattern}")
    return found


def walk(folder: str) -> Iterator[str]:
    """The files below a folder that git doesn't ignore."""
    tracked = _from_git(folder)
    return iter(tracked) if tracked is not None else _from_disk(folder)


def _from_git(folder: str) -> list[str] | None:
    """What git lists, tracked or not yet; None where this is no work tree or there is no git."""
    command = ["git", "-C", folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(command, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    names = [os.fsdecode(name) for name in listing.split(b"\0") if name]
    kept = [name for name in dict.fromkeys(names) if SKIPPED_FOLDERS.isdisjoint(name.split("/")[:-1])]
    return [path for path in (os.path.join(folder, name) for name in kept) if os.path.isfile(path)]


def _from_disk(folder: str) -> Iterator[str]:
    ignored: dict[str, list[str]] = {}
    for place, folders, files in os.walk(folder):
        if ".gitignore" in files:
            with open(os.path.join(place, ".gitignore"), encoding="utf-8", errors="replace") as file:
                ignored[place] = file.read().splitlines()
        kept = _without_ignored(place, ignored)
        folders[:] = sorted(name for name in folders if name not in SKIPPED_FOLDERS and kept(name + "/"))
        yield from (os.path.join(place, name) for name in sorted(files) if kept(name))


def _without_ignored(place: str, ignored: dict[str, list[str]]) -> _Test:
    """Whether a name in a folder survives the ``.gitignore`` files from the top down to it."""
    above = [upper for upper in ignored if place == upper or place.startswith(os.path.join(upper, ""))]
    if not above:
        return lambda _: True
    from pathspec import GitIgnoreSpec

    specs = [(upper, GitIgnoreSpec.from_lines(ignored[upper])) for upper in above]

    def kept(name: str) -> bool:
        verdict = True
        for upper, spec in specs:
            path = os.path.relpath(os.path.join(place, name), upper).replace(os.sep, "/")
            found = spec.check_file(path + "/" if name.endswith("/") else path)
            verdict = verdict if found.include is None else not found.include
        return verdict

    return kept


def _matcher(patterns: tuple[str, ...]) -> _Test:
    """Whether a path matches one of the globs, written as in ``.gitignore``."""
    if not patterns:
        return lambda _: False
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns).match_file
