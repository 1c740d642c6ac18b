"""From paths to readings, and from readings to findings: the stages, joined."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from minlint import read
from minlint.model import Kind, Source, SourceReading
from minlint.places import MANIFESTS
from minlint.read.discover import Found, discover, relative
from minlint.read.input import Input
from minlint.taxonomy import Taxonomy


class Reading(NamedTuple):
    """What to read: see the options of the same names in CONTRACT, part 1. ``stdin`` is a name with its bytes."""

    paths: tuple[str, ...] = ()
    kind: Kind | None = None
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    sample: int | None = None
    full: bool = False
    stdin: tuple[str, bytes] | None = None


class Files(NamedTuple):
    """What the paths lead to: what may be a source, the manifests among it, the files that were named themselves,
    the folders walked as a whole, and all files on disk among them, in order."""

    inputs: tuple[Input, ...]
    manifests: tuple[str, ...]
    named: frozenset[str]
    folders: tuple[str, ...]
    all: tuple[str, ...]


def find(asked: Reading) -> Files:
    """The files behind the paths. Raises `UsageError` for paths that lead nowhere."""
    found = _found(asked)
    manifests = tuple(path for path in found.files if os.path.basename(path) in MANIFESTS)
    inputs = [Input(path, path) for path in found.files if path not in manifests]
    if asked.stdin:
        name, data = asked.stdin
        inputs.append(Input(relative(name), data=data))
    return Files(tuple(inputs), manifests, found.named, found.folders, found.files)


def _found(asked: Reading) -> Found:
    paths = tuple(path for path in asked.paths if path != "-")
    if not paths and asked.stdin:
        return Found((), frozenset(), ())
    return discover(paths or (".",), asked.exclude, force_exclude=asked.force_exclude)


def read_all(inputs: Iterable[Input], asked: Reading, book: Taxonomy) -> tuple[SourceReading, ...]:
    """Read what is a schema or a dataset, classify its fields and measure them; pass the rest over."""
    options = read.Options(asked.sample, asked.full)
    found = (read.read(source, options, asked.kind) for source in inputs)
    return tuple(classify(source, book) for source in found if source and (source.records or source.problems))


def classify(source: Source, book: Taxonomy) -> SourceReading:
    """Detect what a source's fields hold, and how finely."""
    from minlint.detect import detect
    from minlint.measure import measure

    return measure(detect(source, book), book)


def unreadable(readings: Sequence[SourceReading]) -> int:
    """How many sources could not be read at all."""
    return sum(any(problem.code == "E001" for problem in item.source.problems) for item in readings)
