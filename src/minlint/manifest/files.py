"""Where a manifest and what it includes are read from: the disk, or another revision of it."""

from __future__ import annotations

import glob
import os
from typing import Protocol

from minlint.places import is_file


class Files(Protocol):
    """Files by their absolute paths."""

    def read(self, path: str) -> bytes:
        """A file's bytes. Raises `OSError`, and `ValueError` for what is no path."""
        ...

    def is_file(self, path: str) -> bool:
        """Whether there is such a file."""
        ...

    def matching(self, pattern: str, folder: str) -> list[str]:
        """The files below a folder that a glob leads to, relative to the folder and sorted."""
        ...


class Disk:
    """What lies on disk."""

    def read(self, path: str) -> bytes:
        with open(path, "rb") as file:
            return file.read()

    def is_file(self, path: str) -> bool:
        return is_file(path)

    def matching(self, pattern: str, folder: str) -> list[str]:
        return sorted(glob.glob(pattern, root_dir=folder, recursive=True))


class Seen(Disk):
    """The disk, with the real paths of what was read from it, in order."""

    def __init__(self) -> None:
        self.read_files: list[str] = []

    def read(self, path: str) -> bytes:
        self.read_files.append(os.path.realpath(path))
        return super().read(path)
