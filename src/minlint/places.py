"""Where a file stands: in which repository, and below which manifest."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

MANIFESTS = ("minlint.yaml", "minlint.yml")


ASKED = "minlint.is_file"
"""The event of asking whether there is a file."""


def nearest_manifest(folder: str) -> str | None:
    """The manifest that judges the files of a folder, given as an absolute path; None where there is none.

    It is the folder's own, or the nearest one above it, up to the repository's root (the nearest folder that holds
    ``.git``), outside of a repository up to the file system's; from where minlint is run makes no difference.
    """
    for place in _above(folder):
        for name in MANIFESTS:
            if os.path.lexists(found := os.path.join(place, name)):  # a folder or a dead link: reading it says so
                return found
    return None


def repository_root(folder: str) -> str:
    """The nearest folder above that holds ``.git``; the folder itself where there is none."""
    *_, top = _above(os.path.abspath(folder))
    return top if os.path.exists(os.path.join(top, ".git")) else os.path.abspath(folder)


def is_address(source: str) -> bool:
    """Whether a source is no file but an address: ``postgresql://host/shop``."""
    return "://" in source


def relative(path: str, folder: str) -> str:
    """A path of the working folder as seen from another folder, with ``/``; an address is the same from everywhere."""
    return path if is_address(path) else os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")


def ranks(paths: Iterable[str]) -> dict[str, str]:
    """Each path with what it is sorted by: where it stands, so that every working folder gives the same order."""
    here = os.getcwd()
    return {path: path if is_address(path) else os.path.normpath(os.path.join(here, path)) for path in set(paths)}


def barrier(path: str) -> str:
    """The folder that keeps one from reaching a path, because it can't be searched; empty where none does."""
    try:
        os.lstat(path)
    except PermissionError:
        folder = os.path.dirname(path) or os.curdir
        return barrier(folder) or folder
    except OSError:
        pass  # it isn't there
    return ""


def is_file(path: str) -> bool:
    """Whether there is a file. The answer counts, so the question is audited, as opening one is (`minlint.answers`)."""
    sys.audit(ASKED, path)
    return os.path.isfile(path)


def _above(place: str) -> Iterator[str]:
    """A folder and those above it, up to the repository's root."""
    yield place
    while not os.path.exists(os.path.join(place, ".git")) and os.path.dirname(place) != place:
        place = os.path.dirname(place)
        yield place
