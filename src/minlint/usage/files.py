"""The files that `--usage` names, and the lines of each, whatever they are encoded or packed in."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

from minlint.errors import UsageError


def files_of(patterns: Sequence[str]) -> tuple[str, ...]:
    """The files behind paths and globs, in order; those below a folder. Raises `UsageError` where there is none."""
    found: dict[str, None] = {}
    for pattern in patterns:
        paths = [pattern] if os.path.exists(pattern) else sorted(glob.glob(pattern, recursive=True))
        files = [file for path in paths for file in _below(path)]
        if not files:
            raise UsageError(f"--usage {pattern}: no such file")
        found.update(dict.fromkeys(files))
    return tuple(found)


def _below(path: str) -> Iterator[str]:
    if os.path.isfile(path):
        yield path
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(folder, name) for name in sorted(names) if not name.startswith("."))


@contextmanager
def opened(path: str) -> Iterator[IO[str]]:
    """A file's text, unpacked; what isn't of its encoding is replaced. Raises `UsageError`."""
    import gzip
    import io

    try:
        with open(path, "rb") as raw:
            head = raw.read(4)
            raw.seek(0)
            binary: Any = gzip.GzipFile(fileobj=raw) if head[:2] == b"\x1f\x8b" else raw
            encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
            with io.TextIOWrapper(binary, encoding, errors="replace", newline=None) as text:
                yield text
    except (OSError, EOFError) as error:
        raise UsageError(f"--usage {path}: can't be read ({getattr(error, 'strerror', None) or 'broken'})") from None
