"""The files below a folder, those that git ignores left out."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from minlint.places import barrier

if TYPE_CHECKING:
    import subprocess

    from pathspec import GitIgnoreSpec

SKIPPED_FOLDERS = frozenset(
    """.git .hg .svn .venv venv node_modules __pycache__ .tox .nox .mypy_cache .pytest_cache .ruff_cache
    .minlint_cache site-packages""".split()  # noqa: SIM905 - a list of words reads as one
)
"""Folders never walked into, whatever ``.gitignore`` says; a path given by name is read all the same."""

Test = Callable[[str], bool]

Barred = dict[str, str]
"""Folders that can't be looked into, with the reason."""


def walk(folder: str, barred: Barred | None = None) -> Iterator[str]:
    """The regular files below a folder that git doesn't ignore; all of them where git ignores the folder itself.

    ``barred`` gets the folders below it, itself among them, that can't be looked into.
    """
    barred = {} if barred is None else barred
    tracked = _from_git(folder, barred)
    found = iter(tracked) if tracked is not None else _from_disk(folder, barred)
    return (path for path in found if _is_file(path, barred))


def _is_file(path: str, barred: Barred) -> bool:
    if os.path.isfile(path):
        return True
    if place := barrier(path):
        barred.setdefault(place, os.strerror(errno.EACCES))
    elif os.path.islink(path) and _circles(path):
        barred.setdefault(path, "a symbolic link that leads in a circle")
    return False


def _circles(link: str) -> bool:
    try:
        os.stat(link)
    except OSError as error:
        return error.errno == errno.ELOOP
    return False


def _from_git(folder: str, barred: Barred) -> list[str] | None:
    """What git lists, tracked or not yet; None where there is no git, no work tree, or the folder is ignored."""
    listing = _git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listing is None or (not listing.stdout and _git(folder, "check-ignore", "-q", ".") is not None):
        return None
    if b"could not open directory" in listing.stderr:  # git says so, in words, and goes on
        all(_from_disk(folder, barred))
    names = dict.fromkeys(os.fsdecode(name) for name in listing.stdout.split(b"\0") if name)
    return [os.path.join(folder, name) for name in names if SKIPPED_FOLDERS.isdisjoint(name.split("/")[:-1])]


def _git(folder: str, *command: str) -> subprocess.CompletedProcess[bytes] | None:
    import subprocess

    plain = {**os.environ, "LC_ALL": "C"}
    try:
        return subprocess.run(["git", "-C", folder, *command], capture_output=True, check=True, env=plain)
    except (OSError, subprocess.CalledProcessError):
        return None


def _from_disk(folder: str, barred: Barred) -> Iterator[str]:
    def bar(error: OSError) -> None:
        barred[barrier(error.filename) or error.filename] = error.strerror or "can't be looked into"

    top = os.path.abspath(folder)
    specs = _specs_above(top)
    for place, folders, files in os.walk(top, onerror=bar):
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


def _survives(place: str, specs: dict[str, GitIgnoreSpec]) -> Test:
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
