"""Paths as a repository's host knows its files."""

from __future__ import annotations

import os
from collections.abc import Iterable

from minlint.places import is_address


def in_repository(sources: Iterable[str], root: str) -> dict[str, str]:
    """Each source with its path relative to the repository's root, with ``/`` and without ``./``."""
    return {source: _path(source, root) for source in set(sources)}


def _path(source: str, root: str) -> str:
    """A link is followed where it stays in the repository."""
    if is_address(source):
        return source
    path = os.path.normpath(source)
    if root:
        root = os.path.realpath(root)
        path = os.path.relpath(os.path.realpath(source), root)
        if path.startswith(os.pardir):
            path = os.path.relpath(os.path.abspath(source), root)
    return path.replace(os.sep, "/")
