"""A folder as the side that is compared with."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from minlint.manifest.files import Disk
from minlint.pipeline import Files
from minlint.read.input import Input, within
from minlint.read.walk import walk


class Folder(Disk):
    """The files below a folder, by paths from it. ``base`` is the folder that is held against it."""

    is_revision = False

    def __init__(self, said: str, files: Files) -> None:
        self.name, self.root = said, os.path.abspath(said)
        self.base = os.path.abspath(files.folders[0] if len(files.folders) == 1 else os.curdir)
        self._kept: dict[Any, Any] = {}

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(os.path.relpath(path, self.root).replace(os.sep, "/") for path in walk(self.root))

    def identity(self, name: str) -> str | None:  # noqa: ARG002
        """Nothing tells a file's content but reading it."""
        return None

    def names(self) -> Iterable[str]:
        """Every file."""
        return self._names

    def has(self, name: str) -> bool:
        return name in self._names

    def same(self, name: str, path: str) -> bool:
        """Whether a file on disk is what lies here under this name."""
        try:
            return self.has(name) and filecmp.cmp(os.path.join(self.root, name), path, shallow=False)
        except OSError:
            return False

    def gone(self) -> Iterable[str]:
        """Every file; those that have a counterpart are told apart by it."""
        return sorted(self._names)

    def moved(self) -> bool:
        """Whether a file may differ that another refers to."""
        return True

    def input(self, name: str) -> Input:
        """A file to read."""
        path = os.path.join(self.root, name)
        shown = os.path.relpath(path).replace(os.sep, "/")
        return Input(shown, path, beside=lambda other: within(self.root, other), kept=self._kept)

    def close(self) -> None:
        """Nothing is held open."""
