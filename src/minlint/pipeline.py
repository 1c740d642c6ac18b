"""From paths to readings, and from readings to findings: the stages, joined."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, Protocol

from minlint import read, workers
from minlint.errors import TimeUp
from minlint.model import SMALL, Kind, Small, Source, SourceReading
from minlint.places import MANIFESTS
from minlint.read.discover import Found, discover, relative
from minlint.read.input import Input
from minlint.taxonomy import Taxonomy, default
from minlint.tuples import NamedTuple


class Shelf(Protocol):
    """Where readings of single sources are kept (`minlint.shelf`)."""

    def of(self, *told: object) -> Shelf: ...

    def load(self, source: Input) -> SourceReading | None: ...

    def keeping(self, source: Input) -> AbstractContextManager[list[SourceReading | None]]: ...


class Reading(NamedTuple):
    """What to read: see the options of the same names in CONTRACT, part 1. ``stdin`` is a name with its bytes.

    ``jobs`` is the number of processes that read, 0 for as many as pay. A size is in bytes, a time in seconds.
    ``locales`` are the countries where the people live, by their codes; none where nobody says.
    ``small`` says which groups of rows are small.
    ``own`` are files that the run writes, which aren't read unless they are named. ``shelf`` keeps what was read.
    ``progress`` is told how many sources are read, of how many, and which comes next.
    """

    paths: tuple[str, ...] = ()
    kind: Kind | None = None
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    sample: int | None = None
    full: bool = False
    stdin: tuple[str, bytes] | None = None
    jobs: int = 0
    max_file_size: int | None = None
    timeout_per_file: float | None = None
    engine: str = "duckdb"
    locales: frozenset[str] = frozenset()
    small: Small = SMALL
    own: tuple[str, ...] = ()
    shelf: Shelf | None = None
    progress: Callable[[int, int, str], None] | None = None

    def settled(self, lint: Mapping[str, Any]) -> Reading:
        """It with what a manifest's ``lint`` block says where the command line doesn't."""
        largest = None
        if "max-file-size" in lint:
            from minlint.limits import size

            largest = size(str(lint["max-file-size"]))
        return self._replace(
            kind=self.kind or lint.get("kind"),
            sample=self.sample or lint.get("sample"),
            max_file_size=self.max_file_size or largest,
            timeout_per_file=self.timeout_per_file or lint.get("timeout-per-file"),
            small=Small(int(lint.get("small-group", self.small.k)), float(lint.get("small-share", self.small.share))),
        )


Look = Callable[[Source], SourceReading]
"""How a source's fields are looked at."""


class Files(NamedTuple):
    """What the paths lead to: what may be a source, the manifests among it, the files that were named themselves,
    the folders walked, and all files on disk among them, in order. ``whole``: nothing below the folders is barred."""

    inputs: tuple[Input, ...]
    manifests: tuple[str, ...]
    named: frozenset[str]
    folders: tuple[str, ...]
    all: tuple[str, ...]
    whole: bool = True

    def walked(self, inner: str) -> bool:
        """Whether a folder was walked that is, or holds, a folder given as an absolute path."""
        outer = (os.path.abspath(folder) for folder in self.folders)
        return any(inner == folder or inner.startswith(os.path.join(folder, "")) for folder in outer)


def find(asked: Reading) -> Files:
    """The files behind the paths. Raises `UsageError` for paths that lead nowhere."""
    found = _found(asked)
    manifests = tuple(path for path in found.files if os.path.basename(path) in MANIFESTS)
    aside = {*manifests, *(name for name in map(relative, asked.own) if name not in found.named)}
    inputs = _inputs([path for path in found.files if path not in aside])
    inputs += [Input(path, barred=why) for path, why in found.barred.items()]
    if found.addresses:
        from minlint.read.addresses import inputs_of

        inputs += inputs_of(found.addresses)
    if asked.stdin:
        name, data = relative(asked.stdin[0]), asked.stdin[1]
        inputs = [*(source for source in inputs if source.name != name), Input(name, data=data)]
    return Files(tuple(inputs), manifests, found.named, found.folders, found.files, not found.barred)


def _inputs(paths: Sequence[str]) -> list[Input]:
    """Each file, those of a dataset that lies in several together."""
    kept: dict[Any, Any] = {}
    if len(paths) < 2 and not any("=" in path for path in paths):
        return [Input(path, path, kept=kept) for path in paths]
    from minlint.read.parts import datasets

    return [
        Input(name, name, kept=kept) if files == (name,) else Input(name, parts=files)
        for name, files in datasets(paths)
    ]


def _found(asked: Reading) -> Found:
    paths = tuple(path for path in asked.paths if path != "-")
    if not paths and asked.stdin:
        return Found((), frozenset(), ())
    return discover(paths or (".",), asked.exclude, force_exclude=asked.force_exclude)


def read_all(inputs: Iterable[Input], asked: Reading, book: Taxonomy) -> tuple[SourceReading, ...]:
    """Read what is a schema or a dataset, classify its fields and measure them; pass the rest over."""
    candidates = [source for source in inputs if source.barred or source.url or read.may_read(source.name)]
    here = asked.locales
    shelf = asked.shelf.of(_options(asked), asked.kind, _told(book), sorted(here), asked.small) if asked.shelf else None
    known = {source.name: found for source in candidates if shelf and (found := shelf.load(source))}
    changed = [source for source in candidates if source.name not in known] if known else candidates
    look = partial(classify, book=book, locales=here, small=asked.small)
    work = partial(_read, _options(asked), asked.kind, look, shelf)
    jobs = 1 if asked.engine == "spark" else asked.jobs or _worth(changed)  # one session
    if jobs > 1:
        classify(Source("none", "none", "schema"), book)  # what is loaded by now is there for every process
    made = _watched(work, changed, jobs, asked.progress)
    if not known:
        return tuple(made)
    known |= {reading.source.path: reading for reading in made}
    return tuple(known[source.name] for source in candidates if source.name in known)


def _watched(
    work: Callable[[Sequence[Input]], list[SourceReading]],
    inputs: Sequence[Input],
    jobs: int,
    progress: Callable[[int, int, str], None] | None,
) -> Iterator[SourceReading]:
    """What comes of the inputs; somebody may be told how far that is."""
    if progress is None:
        yield from workers.each(work, inputs, jobs)
        return
    total, done = len(inputs), 0
    shares = [[source] for source in inputs] if jobs < 2 else [inputs]
    for share in shares:
        progress(done, total, share[0].name)
        for reading in workers.each(work, share, jobs):
            if jobs > 1:
                done += 1
                progress(done, total, reading.source.path)
            yield reading
        done += jobs < 2
    progress(total, total, "")


def _told(book: Taxonomy) -> str:
    """What tells a pack's categories from others; those that ship go with minlint's version."""
    return "" if book is default() else repr(list(book))


def _read(
    options: read.Options, kind: Kind | None, look: Look, shelf: Shelf | None, inputs: Sequence[Input]
) -> list[SourceReading]:
    found = (_kept(source, options, kind, look, shelf) for source in inputs)
    return [reading for reading in found if reading]


def _kept(
    source: Input, options: read.Options, kind: Kind | None, look: Look, shelf: Shelf | None
) -> SourceReading | None:
    if shelf is None:
        return _in_time(source, options, kind, look)
    with shelf.keeping(source) as made:
        made.append(_in_time(source, options, kind, look))
    return made[0]


def _options(asked: Reading) -> read.Options:
    return read.Options(asked.sample, asked.full, asked.max_file_size, asked.timeout_per_file, asked.engine)


def _one(source: Input, options: read.Options, kind: Kind | None, look: Look) -> SourceReading | None:
    with read.held(_looked_at if options.full else None):
        found = read.read(source, options, kind)
        return look(found).bare() if found and (found.records or found.problems) else None


def _looked_at(texts: Iterable[str]) -> Mapping[str, int]:
    from minlint.detect.values.texts import rows_of

    return rows_of(texts)


def _in_time(source: Input, options: read.Options, kind: Kind | None, look: Look) -> SourceReading | None:
    """One file read and looked at, as long as it may take."""
    if options.seconds is None:
        return _one(source, options, kind, look)
    from minlint.limits import within

    try:
        with within(options.seconds):
            return _one(source, options, kind, look)
    except TimeUp:
        cut = read.unread(source, f"it took longer than --timeout-per-file, {options.seconds:g} s", kind)
        return look(cut) if cut else None


def _worth(inputs: Sequence[Input]) -> int:
    """How many processes are worth starting for some files."""
    jobs = workers.processors()
    size = sum(map(_size, inputs)) if jobs > 1 else 0
    return jobs if size >= workers.LEAST else 1


def _size(source: Input) -> int:
    try:
        return sum(map(os.path.getsize, source.files))
    except OSError:
        return 0


def classify(
    source: Source, book: Taxonomy, locales: frozenset[str] = frozenset(), small: Small = SMALL
) -> SourceReading:
    """Detect what a source's fields hold, and how finely; ``locales`` are the countries where people live, if said."""
    from minlint.detect import detect
    from minlint.measure import measure

    return measure(detect(source, book, locales), book, small)


def advice(readings: Sequence[SourceReading]) -> tuple[str, ...]:
    """What would tell more of the data, where there are any."""
    if not any(reading.source.kind == "data" for reading in readings):
        return ()
    from minlint.detect.values import pipelines

    return tuple(filter(None, (pipelines.advice(readings),)))


def unreadable(readings: Sequence[SourceReading]) -> int:
    """How many sources could not be read at all."""
    return sum(any(problem.code == "E001" for problem in item.source.problems) for item in readings)
