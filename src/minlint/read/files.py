"""Files for engines that read from disk alone: where they lie, and which parts of a dataset can be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from minlint import scratch
from minlint.errors import Unreadable
from minlint.model import Problem
from minlint.read.input import Input


@contextmanager
def on_disk(source: Input) -> Iterator[tuple[str, ...]]:
    """The files of a source; of one that was given as bytes, a private copy that is gone afterwards."""
    if source.files and not source.packing:
        yield source.files
        return

    with scratch.folder() as folder:
        path = os.path.join(folder, os.path.basename(source.plain))
        with open(path, "wb") as copy:
            copy.write(source.data)
        yield (path,)


def readable(files: Sequence[str], check: Callable[[str], None]) -> tuple[list[str], tuple[Problem, ...]]:
    """The files that a check lets pass, and a problem for each other one. Raises `Unreadable` where none passes."""
    kept: list[str] = []
    problems: list[Problem] = []
    for path in files:
        try:
            check(path)
            kept.append(path)
        except (Unreadable, OSError) as error:
            reason = error.reason if isinstance(error, Unreadable) else error.strerror or "can't be opened"
            if len(files) == 1:
                raise Unreadable(reason) from None
            problems.append(Problem("E002", f"the part {os.path.basename(path)} isn't read: {reason}"))
    if not kept:
        raise Unreadable(f"none of its {len(files)} parts can be read: {problems[0].reason.rpartition(': ')[2]}")
    from minlint.read.datasets import shortened

    return kept, shortened(problems)
