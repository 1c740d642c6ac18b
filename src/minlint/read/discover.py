"""From the paths of a command line to the files behind them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from minlint.errors import UsageError
from minlint.places import ranks
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SKIPPED_FOLDERS = frozenset(
    """.git .hg .svn .venv venv node_modules __pycache__ .tox .nox .mypy_cache .pytest_cache .ruff_cache
    .minlint_cache site-packages""".split()  # noqa: SIM905 - a list of words reads as one
)
"""Folders never walked into, whatever ``.gitignore`` says; a path given by name is read all the same."""

_Test = Callable[[str], bool]


class Found(NamedTuple):
    """What the paths lead to: files (relative to the working folder, with ``/``), those of them that were named
    themselves, and the folders walked."""

    files: tuple[str, ...]
    named: frozenset[str]
    folders: tuple[str, ...]


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
    for path in dict.fromkeys(paths):
        if "://" in path:
            raise UsageError(
                f"{path.partition('://')[0]}:// sources can't be read by this version; see `minlint formats`"
            )
        if os.path.isdir(path):
            folders.append(relative(path))
            files |= {name for name in map(relative, walk(path)) if not excluded(name)}
        else:
            there = [path] if os.path.lexists(path) else _globbed(path)
            named |= {name for name in map(relative, there) if not (force_exclude and excluded(name))}
    rank = ranks(files | named)
    return Found(tuple(sorted(rank, key=rank.__getitem__)), frozenset(named), tuple(folders))


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


def _globbed(pattern: str) -> list[str]:
    import glob

    if not glob.has_magic(pattern):
        raise UsageError(f"no such file or folder: {pattern}")
    found = sorted(path for path in glob.iglob(pattern, recursive=True) if os.path.isfile(path))
    if not found:
        raise UsageError(f"no file matches {pattern}")
    return found


def walk(folder: str) -> Iterator[str]:
    """The regular files below a folder that git doesn't ignore; all of them where git ignores the folder itself."""
    tracked = _from_git(folder)
    found = iter(tracked) if tracked is not None else _from_disk(folder)
    return (path for path in found if os.path.isfile(path))


def _from_git(folder: str) -> list[str] | None:
    """What git lists, tracked or not yet; None where there is no git, no work tree, or the folder is ignored."""
    listing = _git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listing is None or (not listing and _git(folder, "check-ignore", "-q", ".") is not None):
        return None
    names = dict.fromkeys(os.fsdecode(name) for name in listing.split(b"\0") if name)
    return [os.path.join(folder, name) for name in names if SKIPPED_FOLDERS.isdisjoint(name.split("/")[:-1])]


def _git(folder: str, *command: str) -> bytes | None:
    import subprocess

    try:
        return subprocess.run(["git", "-C", folder, *command], capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


def _from_disk(folder: str) -> Iterator[str]:
    top = os.path.abspath(folder)
    specs = _specs_above(top)
    for place, folders, files in os.walk(top):
        if ".gitignore" in files:
            specs[place] = _spec(place)
        kept = _survives(place, specs)
        folders[:] = sorted(name for name in folders if name not in SKIPPED_FOLDERS and kept(name + "/"))
        yield from (os.path.join(place, name) for name in sorted(files) if kept(name))


def _specs_above(folder: str) -> dict[str, GitIgnoreSpec]:
    """What the ``.gitignore`` files above a folder say, up to its repository's root; nothing where they ignore it."""
    places = [folder]
    while not os.path.exists(os.path.join(places[-1], ".git")):
        if os.path.dirname(places[-1]) == places[-1]:
            return {}
        places.append(os.path.dirname(places[-1]))
    found = [place for place in places[:0:-1] if os.path.isfile(os.path.join(place, ".gitignore"))]
    specs = {place: _spec(place) for place in found}
    return specs if _survives(os.path.dirname(folder), specs)(os.path.basename(folder) + "/") else {}


def _spec(folder: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    try:
        with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="replace") as file:
            return GitIgnoreSpec.from_lines(file.read().splitlines())
    except OSError:
        return GitIgnoreSpec.from_lines([])


def _survives(place: str, specs: dict[str, GitIgnoreSpec]) -> _Test:
    """Whether a name in a folder survives the ``.gitignore`` files from the top down to it."""
    above = [upper for upper in specs if place == upper or place.startswith(os.path.join(upper, ""))]

    def kept(name: str) -> bool:
        verdict = True
        for upper in above:
            path = os.path.relpath(os.path.join(place, name), upper).replace(os.sep, "/")
            found = specs[upper].check_file(path + "/" if name.endswith("/") else path)
            verdict = verdict if found.include is None else not found.include
        return verdict

    return kept


def matcher(patterns: tuple[str, ...]) -> _Test:
    """Whether a path matches one of the globs, written as in ``.gitignore``."""
    if not patterns:
        return lambda _: False
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns).match_file
