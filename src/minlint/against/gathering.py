"""From a tree of files to the side it makes: what stood for what, read and put below its manifest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from minlint.against.past import Past
from minlint.against.sides import Side, Tree, above, manifests, may_be_source, read_sources
from minlint.errors import ManifestErrors
from minlint.manifest.files import Files
from minlint.manifest.globs import source_matches
from minlint.manifest.model import Manifest
from minlint.model import SourceReading
from minlint.pipeline import Files as Found
from minlint.places import ranks
from minlint.read.discover import matcher

if TYPE_CHECKING:
    from minlint.checking import Judging, Scope

Load = Callable[[str, Files], Manifest]
"""Reads a manifest, by its absolute path, from where the files are. Raises `ManifestErrors`."""

NOWHERE = ""
"""The group of the sources that no manifest stands above."""


class Gathering:
    """One tree, held against the scopes of today.

    Sources are grouped by the manifest that stood above them, by its path in the tree.
    """

    def __init__(self, tree: Tree, scopes: Sequence[Scope], files: Found, judging: Judging, load: Load) -> None:
        self.tree, self.scopes, self.files, self.judging, self.load = tree, scopes, files, judging, load
        self.known = {} if judging.isolated else manifests(tree)
        self.places = {id(scope): self._place(scope) for scope in scopes}
        self.twins: dict[str, str] = {}
        self.groups: dict[str, dict[str, SourceReading | None]] = {}
        self.gone: set[str] = set()
        self.notes: list[str] = []

    def past(self) -> Past:
        """The side, read and judged by what stood there."""
        missing = [path for scope in self.scopes for path in self._given(scope)]
        homes = {id(scope): self._home(scope) for scope in self.scopes}
        for home in homes.values():
            self.groups.setdefault(home, {})
        self._add_gone(everywhere=bool(missing))
        owners = {homes[id(scope)]: scope for scope in reversed(self.scopes)}
        sides = {group: self._side(group, owners.get(group, self.scopes[0])) for group in self.groups}
        return Past(
            self.tree.name,
            {id(scope): sides[homes[id(scope)]] for scope in self.scopes},
            [(owners.get(group, self.scopes[0]), side) for group, side in sides.items()],
            self.twins,
            self.judging.today,
            self.notes,
        )

    def _given(self, scope: Scope) -> Iterator[str]:
        """Note what stood for each file of a scope; the sources for which there was nothing."""
        today = {item.source.path: item for item in scope.readings}
        on_disk = {source.name for source in self.files.inputs if source.file is not None}
        rank = ranks(scope.given - {*self.files.manifests, scope.manifest.path})
        for path in sorted(rank, key=rank.__getitem__):
            name = self._name(scope, path)
            if name and path in on_disk and self.tree.same(name, path):
                if path in today:
                    self._add(name, self._moved(today[path], name))
                    self.twins[path] = self._shown(name)
            elif name and self.tree.has(name):
                self._add(name, None)
                self.twins[path] = self._shown(name)
            elif path in today:
                yield path

    def _moved(self, reading: SourceReading, name: str) -> SourceReading:
        """A reading of today as that of the same file in the tree."""
        if self.tree.is_revision:
            return reading
        return reading._replace(source=reading.source._replace(path=self._shown(name)))

    def _add(self, name: str, reading: SourceReading | None) -> None:
        self.groups.setdefault(self._group(name), {})[name] = reading

    def _group(self, name: str) -> str:
        if self.judging.manifest and self.tree.is_revision:
            return self._named()
        return self.known.get(above(name, self.known) or "", NOWHERE)

    def _named(self) -> str:
        """The manifest that the command line names, as it was; NOWHERE where it isn't among the files."""
        path = _relative(os.path.abspath(self.judging.manifest or ""), self.tree.root)
        return path if path and self.tree.has(path) else NOWHERE

    def _place(self, scope: Scope) -> tuple[str, str]:
        """A folder of today, absolute, and the one in the tree that stands for it: the two manifests' own.

        In a revision that is the root itself; elsewhere manifests are paired by their folders, or as the only ones.
        """
        folder, stated = scope.manifest.folder, [item for item in self.scopes if item.manifest.path]
        within = _relative(folder, self.tree.base)
        if self.tree.is_revision or not scope.manifest.path:
            return self.tree.base, ""
        if within in self.known:
            return folder, within
        if len(self.known) == len(stated) == 1:
            return folder, next(iter(self.known))
        return self.tree.base, ""

    def _name(self, scope: Scope, path: str) -> str | None:
        """What a file of today is called in the tree."""
        folder, within = self.places[id(scope)]
        found = _relative(os.path.abspath(path), folder)
        return os.path.join(within, found).replace(os.sep, "/") if found is not None else None

    def _home(self, scope: Scope) -> str:
        """The group of the manifest that stood where a scope's does now, else above it, else of the only one."""
        name = self._name(scope, os.path.join(scope.manifest.folder, "any"))
        found = self._group(name or "any")
        stated = [item for item in self.scopes if item.manifest.path]
        if found == NOWHERE and scope.manifest.path and len(self.known) == len(stated) == 1:
            return next(iter(self.known.values()))
        return found

    def _shown(self, name: str) -> str:
        return os.path.relpath(os.path.join(self.tree.root, name)).replace(os.sep, "/")

    def _add_gone(self, *, everywhere: bool) -> None:
        """Add what has no counterpart any more, where it lay below what is checked; anywhere, where something has to
        have come from somewhere."""
        excluded = matcher(self.scopes[0].asked.exclude) if self.scopes else matcher(())
        there = {name for group in self.groups.values() for name in group}
        for name in self.tree.gone() if everywhere or self.files.folders else ():
            if name in there or not may_be_source(name) or excluded(name):
                continue
            place = self._today(name)
            if not os.path.exists(place) and (everywhere or self._is_below(place)):
                self._add(name, None)
                self.gone.add(name)

    def _today(self, name: str) -> str:
        """Where a file of the tree would lie today."""
        for folder, within in self.places.values():
            if not within or name.startswith(within + "/"):
                return os.path.join(folder, name.removeprefix(within + "/") if within else name)
        return os.path.join(self.tree.base, name)

    def _is_below(self, place: str) -> bool:
        return any(_relative(place, os.path.abspath(folder)) is not None for folder in self.files.folders)

    def _side(self, group: str, scope: Scope) -> Side:
        manifest = self._manifest(group, scope)
        wanted = {
            name: reading
            for name, reading in self.groups[group].items()
            if not (manifest and name in self.gone and self._is_left_out(name, manifest))
        }
        return Side(
            manifest, tuple(reading for _, reading in read_sources(self.tree, wanted, scope.asked, scope.taxonomy))
        )

    def _is_left_out(self, name: str, manifest: Manifest) -> bool:
        path = _relative(os.path.join(self.tree.root, name), manifest.folder) or name
        return any(source_matches(glob, path) for glob in manifest.lint.get("exclude", ()))

    def _manifest(self, group: str, scope: Scope) -> Manifest | None:
        """The manifest of a group; None where there is none, or it is wrong."""
        outside = self.judging.manifest and self.tree.is_revision and not self._is_inside()
        if self.judging.isolated or outside:
            return scope.manifest
        if group == NOWHERE:
            return None
        try:
            return self.load(os.path.join(self.tree.root, group), self.tree)
        except ManifestErrors as error:
            self.notes.append(f"At {self.tree.name} the manifest is wrong ({error.errors[0]}); it is left aside.")
            return None

    def _is_inside(self) -> bool:
        return _relative(os.path.abspath(self.judging.manifest or ""), self.tree.root) is not None


def _relative(path: str, folder: str) -> str | None:
    """A path below a folder, with ``/``; empty for the folder itself, None outside of it."""
    found = os.path.relpath(path, folder).replace(os.sep, "/")
    return None if found == ".." or found.startswith("../") else "" if found == "." else found
