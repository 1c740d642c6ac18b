"""What a tree of files held: its sources, each read and judged by the manifest that stood above it there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from minlint import pipeline, read
from minlint.errors import Unreadable
from minlint.manifest.files import Files
from minlint.manifest.model import Manifest
from minlint.model import SourceReading
from minlint.places import MANIFESTS
from minlint.read.input import LINKED, TREES, Input
from minlint.read.walk import SKIPPED_FOLDERS
from minlint.taxonomy import Taxonomy
from minlint.tuples import NamedTuple


class Tree(Files, Protocol):
    """A side with files. ``root`` is its own folder, ``base`` that of the side it is held against.

    In a revision the two are one, and a file's path says where it lies today.
    """

    name: str
    root: str
    base: str
    is_revision: bool

    def identity(self, name: str) -> str | None:
        """What stays the same for as long as a file's content and place do; None where nothing tells."""
        ...

    def names(self) -> Iterable[str]:
        """Every file, by its path from the root."""
        ...

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        ...

    def same(self, name: str, path: str) -> bool:
        """Whether a file on disk is what stands here under a name."""
        ...

    def gone(self) -> Iterable[str]:
        """What may have no counterpart on disk."""
        ...

    def moved(self) -> bool:
        """Whether anything differs that another file may refer to."""
        ...

    def input(self, name: str) -> Input:
        """A file to read. Raises `Unreadable`."""
        ...

    def close(self) -> None:
        """Let go of what is held open."""
        ...


class Side(NamedTuple):
    """What one manifest judged; None where there was none."""

    manifest: Manifest | None
    readings: tuple[SourceReading, ...]


_REFERS = re.compile(r"""\$ref["']?\s*:\s*["']?[^#"'\s]""")


def manifests(tree: Tree) -> dict[str, str]:
    """The manifests of a tree, by their folders."""
    found: dict[str, str] = {}
    for name in tree.names():
        folder, _, last = name.rpartition("/")
        if last in MANIFESTS and (folder not in found or last == MANIFESTS[0]):
            found[folder] = name
    return found


def above(name: str, known: Mapping[str, str]) -> str | None:
    """The folder of the nearest manifest above a file; None where there is none."""
    folder = name.rpartition("/")[0]
    while folder not in known:
        if not folder:
            return None
        folder = folder.rpartition("/")[0]
    return folder


def may_be_source(name: str) -> bool:
    """Whether a file's name could be a source's, and no walk passes over it."""
    *folders, last = name.lower().split("/")
    ends = tuple(end for item in read.listed() for end in item.suffixes)
    return last.endswith(ends) and last not in MANIFESTS and SKIPPED_FOLDERS.isdisjoint(folders)


def read_sources(
    tree: Tree, wanted: Mapping[str, SourceReading | None], asked: pipeline.Reading, book: Taxonomy
) -> Iterator[tuple[str, SourceReading]]:
    """The readings of sources by their names in the tree.

    ``wanted`` gives, for a file that is the same on both sides, the reading of today's, which then stands for both;
    one that refers to another file is read again where such a file may have changed.
    """
    moved = tree.moved()
    for name, today in wanted.items():
        if today is not None and not (moved and refers(today)):
            yield name, today
            continue
        try:
            yield from ((name, reading) for reading in pipeline.read_all([tree.input(name)], asked, book))
        except Unreadable:
            continue


def refers(reading: SourceReading) -> bool:
    """Whether a source may refer to another file, so that its own text doesn't tell all it holds."""
    source = reading.source
    if source.path.endswith(LINKED):
        return True
    if not source.path.endswith((*TREES, ".jsonschema")):
        return False
    return source.text is None or bool(_REFERS.search(source.text))
