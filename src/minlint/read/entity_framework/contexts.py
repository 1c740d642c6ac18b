"""Where a class is said to be kept: contexts beside it, and whether its project knows references that may be null."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from minlint.read.input import Input, text_beside

_SET = re.compile(r"\b(?:DbSet|IDbSet)<\s*(?:\w+\.)*(\w+)\s*>")
_CLASS = re.compile(rb"\b(?:class|record)\s+(\w+)")
_NULLABLE = re.compile(r"<Nullable>\s*(?:enable|annotations)\s*</Nullable>", re.IGNORECASE)
_CONTEXT = re.compile(r"Context\w*\.cs\Z", re.IGNORECASE)
_FOLDERS = """. Data Context Contexts Persistence Infrastructure Infrastructure/Data Models DAL Database EntityFramework
    Entities""".split()  # noqa: SIM905
_ABOVE = 4  # folders above a class in which its project may lie


def kept(text: str) -> frozenset[str]:
    """The classes that a text has sets of."""
    return frozenset(_SET.findall(text))


def known(source: Input) -> frozenset[str]:
    """The classes that the contexts near a file have sets of; looked for once a folder and run."""
    folder = _folder(source)
    key = ("entity framework", folder)
    if folder and key not in source.kept:
        found = (text_beside(source, path) for path in dict.fromkeys(_contexts(source, folder)))
        source.kept[key] = frozenset(name for text in found for name in kept(text))
    return source.kept[key] if folder else frozenset()


def named(head: bytes) -> frozenset[str]:
    """The classes that a file's head declares."""
    return frozenset(name.decode() for name in _CLASS.findall(head))


def knows_null(source: Input) -> bool:
    """Whether a type of a file's project says by itself that it may be null."""
    folder = _folder(source)
    key = ("entity framework", "project", folder)
    if folder and key not in source.kept:
        source.kept[key] = any(_NULLABLE.search(text_beside(source, path)) for path in _projects(source, folder))
    return bool(source.kept[key]) if folder else False


def _folder(source: Input) -> str:
    return os.path.dirname(os.path.abspath(source.place)) if source.place else ""


def _contexts(source: Input, folder: str) -> Iterator[str]:
    for above in (folder, os.path.dirname(folder), os.path.dirname(os.path.dirname(folder))):
        for within in _FOLDERS:
            place = os.path.normpath(os.path.join(above, within))
            yield from (os.path.join(place, name) for name in sorted(source.listed(place)) if _CONTEXT.search(name))


def _projects(source: Input, folder: str) -> Iterator[str]:
    for _ in range(_ABOVE):
        yield from (
            os.path.join(folder, name) for name in sorted(source.listed(folder)) if name.endswith((".csproj", ".props"))
        )
        folder = os.path.dirname(folder)
