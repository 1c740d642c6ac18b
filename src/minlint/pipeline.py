"""From paths to readings, and from readings to findings: the stages, joined."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from minlint import read, taxonomy
from minlint.manifest import NAMES
from minlint.model import Kind, Source, SourceReading
from minlint.read.discover import Found, discover, relative
from minlint.read.input import Input


class Reading(NamedTuple):
    """What to read: see the options of the same names in CONTRACT, part 1. ``stdin`` is a name with its bytes."""

    paths: tuple[str, ...] = ()
    kind: Kind | None = None
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    sample: int | None = None
    full: bool = False
    stdin: tuple[str, bytes] | None = None


class Sources(NamedTuple):
    """What was read, which manifests were among the paths, and which folders were walked as a whole."""

    readings: tuple[SourceReading, ...]
    manifests: tuple[str, ...]
    folders: tuple[str, ...]
    looked_at: int


def read_sources(asked: Reading) -> Sources:
    """Find, read, classify and measure. Raises `UsageError` for paths that lead nowhere."""
    found = _found(asked)
    manifests = tuple(path for path in found.files if os.path.basename(path) in NAMES)
    inputs = [Input(path) for path in found.files if path not in manifests]
    if asked.stdin:
        name, data = asked.stdin
        inputs.append(Input(relative(name), data=data))
    readings = tuple(classify(source) for source in _read(inputs, asked))
    return Sources(readings, manifests, found.folders, len(inputs))


def _found(asked: Reading) -> Found:
    paths = tuple(path for path in asked.paths if path != "-")
    if not paths and asked.stdin:
        return Found((), ())
    return discover(paths or (".",), asked.exclude, force_exclude=asked.force_exclude)


def _read(inputs: Iterable[Input], asked: Reading) -> Iterator[Source]:
    options = read.Options(asked.sample, asked.full)
    for source in inputs:
        found = read.read(source, options, asked.kind)
        if found is not None and (found.records or found.problems):
            yield found


def classify(source: Source) -> SourceReading:
    """Detect what a source's fields hold, and how finely."""
    from minlint.detect import detect
    from minlint.measure import measure

    book = taxonomy.default()
    return measure(detect(source, book), book)


def repository_root(folder: str) -> str:
    """The nearest folder above that holds ``.git``; the folder itself where there is none."""
    place = os.path.abspath(folder)
    while not os.path.exists(os.path.join(place, ".git")):
        above = os.path.dirname(place)
        if above == place:
            return os.path.abspath(folder)
        place = above
    return place


def unreadable(readings: Sequence[SourceReading]) -> int:
    """How many sources could not be read at all."""
    return sum(any(problem.code == "E001" for problem in item.source.problems) for item in readings)
