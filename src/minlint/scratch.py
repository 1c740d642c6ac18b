"""Private folders for copies of what is read: gone afterwards, also where a process is stopped amid its work."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def folder() -> Iterator[str]:
    """A new folder that only this user may look into, and that is gone at the end."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix=_prefix()) as path:
        yield path


def clear() -> None:
    """Remove what the processes of this run have left that were stopped."""
    import shutil
    from tempfile import gettempdir

    top = gettempdir()
    for name in os.listdir(top):
        if name.startswith(_prefix()):
            shutil.rmtree(os.path.join(top, name), ignore_errors=True)


def _prefix() -> str:
    """What the folders of a run begin with: the number of the process that began it."""
    if "multiprocessing" in sys.modules:
        from multiprocessing import parent_process

        if parent := parent_process():
            return f"minlint-{parent.pid}-"
    return f"minlint-{os.getpid()}-"
