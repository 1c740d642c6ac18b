"""Whether manifests, what they include, policies, packs and baselines are as they have to be; no source is read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date

from minlint import book
from minlint import lock as locks
from minlint.book import Book
from minlint.checking import BASELINE
from minlint.errors import ManifestError, ManifestErrors, PlacedError, RuleErrors, UsageError
from minlint.judge import baseline
from minlint.lock import Lock
from minlint.manifest.files import Seen
from minlint.manifest.model import Manifest, Policy
from minlint.packs.grammar import SHAPES
from minlint.places import MANIFESTS, nearest_manifest
from minlint.read.discover import discover
from minlint.tuples import NamedTuple


class Looked(NamedTuple):
    """A file, or a pack's folder, that was looked at. ``kind`` is manifest, included, policy, pack or baseline."""

    kind: str
    path: str


class Validation(NamedTuple):
    """What was looked at, in order, and everything wrong with it.

    ``waiting`` are manifests whose words are held against their packs once these are right.
    """

    looked: tuple[Looked, ...]
    errors: tuple[PlacedError, ...]
    waiting: tuple[str, ...]


def validate(names: Sequence[str], policy: str | None, today: date) -> Validation:
    """Look at manifests, at packs' folders and at baselines; without a name, at all manifests below and the one above.

    Whatever a manifest includes or names, and the baseline beside it, is looked at with it. Raises `UsageError` where
    there is nothing to look at.
    """
    run = _Run(today)
    if policy:
        run.policy(policy)
    for name in names or _near():
        run.look(name)
    return Validation(
        tuple(dict.fromkeys(run.looked)),
        tuple({str(error): error for error in run.errors}.values()),
        tuple(dict.fromkeys(run.waiting)),
    )


def _near() -> list[str]:
    """The manifests below the working folder, and the one that judges it."""
    below = [path for path in discover(["."]).files if os.path.basename(path) in MANIFESTS]
    above = nearest_manifest(os.getcwd())
    found = dict.fromkeys(([_shown(above)] if above else []) + below)
    if not found:
        raise UsageError(f"no {MANIFESTS[0]} here, below or above; `minlint init` drafts one")
    return list(found)


def _shown(path: str) -> str:
    return os.path.relpath(path).replace(os.sep, "/")


class _Run:
    """What was looked at so far, and what is wrong with it."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.lock = Lock(Policy(), {}, None, book.shipped())
        self.looked: list[Looked] = []
        self.errors: list[PlacedError] = []
        self.waiting: list[str] = []

    def policy(self, path: str) -> None:
        """A policy from outside; what follows is held against it where it is right."""
        self.looked.append(Looked("policy", _shown(path)))
        try:
            self.lock = locks.load(path, self.today)
            self._packs(self.lock.book.folders)
        except ManifestErrors as wrong:
            self.errors += wrong.errors
        except RuleErrors as wrong:
            self._packs(wrong.folders)
            self.waiting.append(_shown(path))
            self.errors += wrong.errors

    def look(self, name: str) -> None:
        """Whatever a name stands for. Raises `UsageError` where there is nothing of that name."""
        if os.path.isdir(name):
            self._folder(name)
        elif not os.path.isfile(name):
            raise UsageError(f"no such file or folder: {name}")
        elif os.path.splitext(name)[1] not in (".yaml", ".yml"):
            self._baseline(name, self.lock.book)
        elif os.path.basename(name) in MANIFESTS or not self._included(name):
            self._manifest(name)

    def _folder(self, name: str) -> None:
        if not set(os.listdir(name)).isdisjoint(SHAPES):
            self._pack(name)
            return
        found = [path for path in discover([name]).files if os.path.basename(path) in MANIFESTS]
        if not found:
            raise UsageError(f"{name} holds no manifest, and no folder of a pack ({', '.join(SHAPES)})")
        for path in found:
            self._manifest(path)

    def _pack(self, folder: str) -> None:
        self._packs((folder,))
        try:
            self.lock.book.widened((os.path.abspath(folder),))
        except RuleErrors as wrong:
            self.errors += wrong.errors

    def _packs(self, folders: Sequence[str]) -> None:
        self.looked += [Looked("pack", _shown(folder)) for folder in folders]

    def _included(self, name: str) -> bool:
        """Look at a file together with the manifest above it, where that includes it."""
        above = nearest_manifest(os.path.dirname(os.path.abspath(name)))
        return above is not None and os.path.realpath(name) in self._manifest(_shown(above), wanted=name)

    def _manifest(self, path: str, wanted: str | None = None) -> list[str]:
        """Look at a manifest; with ``wanted``, only if it includes that. The files that were read."""
        seen = Seen()
        said, known, errors, waiting = self._read(path, seen)
        if wanted is None or os.path.realpath(wanted) in seen.read_files:
            kinds = ["manifest"] + ["included"] * (len(seen.read_files) - 1)
            self.looked += map(Looked, kinds, map(_shown, seen.read_files))
            self._packs(waiting or known.folders)
            self.errors += errors
            self.waiting += [_shown(path)] * bool(waiting)
            name = said.lint.get("baseline", BASELINE) if said else BASELINE
            place = os.path.join(os.path.dirname(os.path.abspath(path)), name)
            if os.path.isfile(place):
                self._baseline(place, known)
        return seen.read_files

    def _read(self, path: str, seen: Seen) -> tuple[Manifest | None, Book, Sequence[PlacedError], tuple[str, ...]]:
        """A manifest and its book; what is wrong; and the folders of packs that have to be right before it is read."""
        try:
            said, known = locks.read(path, self.today, self.lock.book, seen, lock=self.lock.policy)
        except ManifestErrors as wrong:
            return None, self.lock.book, wrong.errors, ()
        except RuleErrors as wrong:
            return None, self.lock.book, wrong.errors, wrong.folders
        return said, known, (), ()

    def _baseline(self, path: str, known: Book) -> None:
        self.looked.append(Looked("baseline", _shown(path)))
        self.errors += _wrong_lines(path, known)


def _wrong_lines(path: str, known: Book) -> Iterator[PlacedError]:
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError):
        yield ManifestError("can't be read as a text in UTF-8", _shown(path))
        return
    for line, column, message in baseline.wrong(text, known.rules):
        yield ManifestError(message, _shown(path), line, column)
