"""Two sides held against each other as wholes: what is collected and permitted there that isn't here."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Mapping

from minlint import against
from minlint import book as books
from minlint.against.gathering import NOWHERE
from minlint.against.inventory import readings_of
from minlint.against.sides import Side, Tree, above, manifests, may_be_source, read_sources, refers
from minlint.book import Book
from minlint.errors import ManifestErrors, UsageError
from minlint.judge.drift.before import Before
from minlint.judge.drift.pairing import pair
from minlint.judge.engine import in_order, judge
from minlint.manifest import empty
from minlint.manifest.files import Files as Origin
from minlint.manifest.model import Manifest
from minlint.model import Finding, SourceReading
from minlint.pipeline import Files, Reading
from minlint.taxonomy import Taxonomy
from minlint.tuples import NamedTuple

SURE = 0.6
"""The confidence from which a category counts, that of a review."""

DOUBLES = ("D806", "D807")
"""What tells of another change's circumstances, and isn't a change that can be taken back."""

Place = tuple[str, str]
"""A manifest's folder (NOWHERE where there is none), and a path from it."""


Load = Callable[[str, Origin], tuple[Manifest, Book]]
"""Reads a manifest, by its absolute path, with the book that it is read by. Raises `ManifestErrors`."""


class Whole(NamedTuple):
    """All of one side: by the folders of its manifests what these judge, where each source stands, and the book."""

    sides: Mapping[str, Side]
    places: Mapping[Place, str]
    book: Book

    @property
    def readings(self) -> list[SourceReading]:
        """Every source."""
        return [reading for side in self.sides.values() for reading in side.readings]


class Comparison(NamedTuple):
    """What grew from one side to the other, and, found the other way round, what became less."""

    more: list[Finding]
    less: list[Finding]
    taxonomy: Taxonomy


def compare(old: str, new: str, today: datetime.date, load: Load) -> Comparison:
    """Hold two sides against each other. Raises `UsageError` for words that name nothing, and for a wrong manifest."""
    read: dict[str, SourceReading] = {}
    then, now = _whole(old, load, read), _whole(new, load, read)
    known = books.joined((then.book, now.book))
    more, less = _changes(then, now, today, known), _changes(now, then, today, known)
    told = {finding.fingerprint for finding in more}
    shown = [finding for finding in less if finding.fingerprint not in told and finding.code not in DOUBLES]
    return Comparison(more, shown, known.taxonomy)


def _whole(said: str, load: Load, known: dict[str, SourceReading]) -> Whole:
    files = Files((), (), frozenset(), (), ())
    if against.is_inventory(said, files):
        readings = readings_of(said, books.shipped().taxonomy)
        places = {("*", item.source.path): item.source.path for item in readings}
        return Whole({NOWHERE: Side(None, readings)}, places, books.shipped())
    tree = against.opened(said, files)
    try:
        return _of_tree(tree, load, known)
    finally:
        tree.close()


def _of_tree(tree: Tree, load: Load, known: dict[str, SourceReading]) -> Whole:
    """Everything that a tree holds; what was read for the other side already isn't read again."""
    stated = manifests(tree)
    groups: dict[str, dict[str, SourceReading | None]] = {folder: {} for folder in stated}
    for name in sorted(tree.names()):
        if may_be_source(name):
            folder = above(name, stated)
            group = NOWHERE if folder is None else folder
            groups.setdefault(group, {})[name] = known.get(tree.identity(name) or "")
    sides: dict[str, Side] = {}
    places: dict[Place, str] = {}
    found: list[Book] = []
    for folder, wanted in groups.items():
        manifest, book = _loaded(tree, stated[folder], load) if folder in stated else (None, books.shipped())
        found.append(book)
        read = list(read_sources(tree, wanted, Reading(), book.taxonomy))
        sides[folder] = Side(manifest, tuple(reading for _, reading in read))
        for name, reading in read:
            within = name.removeprefix(f"{folder}/") if folder in stated else name
            places["*" if len(stated) < 2 else folder, within] = reading.source.path
        known |= dict(_identified(tree, read))
    return Whole(sides, places, books.joined(found))


def _loaded(tree: Tree, name: str, load: Load) -> tuple[Manifest, Book]:
    try:
        return load(os.path.join(tree.root, name), tree)
    except ManifestErrors as error:
        raise UsageError(f"at {tree.name}: {error}") from None


def _identified(tree: Tree, read: Iterable[tuple[str, SourceReading]]) -> Iterator[tuple[str, SourceReading]]:
    """What needn't be read again where it is the same on the other side."""
    for name, reading in read:
        identity = tree.identity(name)
        if identity and not refers(reading):
            yield identity, reading


def _changes(then: Whole, now: Whole, today: datetime.date, book: Book) -> list[Finding]:
    twins = {path: then.places[place] for place, path in now.places.items() if place in then.places}
    pairs = pair(now.readings, then.readings, twins)
    pack = {code: rule for code, rule in book.rules.items() if rule.scope == "change"}
    found: list[Finding] = []
    for folder, side in now.sides.items():
        manifest = side.manifest or empty(os.curdir)
        before = Before(_side(folder, then).manifest, pairs.was, pairs.left)
        verdict = judge(
            side.readings,
            manifest,
            persona="audit",
            min_confidence=SURE,
            today=today,
            book=book.taxonomy,
            pack=pack,
            before=before,
        )
        found += verdict.findings
    return in_order(found)


def _side(folder: str, then: Whole) -> Side:
    """What stood for a manifest's folder: the same, or the only one there."""
    stated = [side for side in then.sides.values() if side.manifest]
    return then.sides.get(folder) or (stated[0] if len(stated) == 1 else Side(None, ()))
