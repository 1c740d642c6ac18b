"""Finding a manifest, and reading it with everything it includes."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from minlint import taxonomy as categories
from minlint.errors import ManifestError, ManifestErrors, RuleErrors, SyntaxProblem
from minlint.located import Node, parse_yaml, size
from minlint.manifest import grammar
from minlint.manifest.build import UNLOCKED, Part, build
from minlint.manifest.files import Disk, Files
from minlint.manifest.model import Manifest, Policy
from minlint.manifest.near import quoted
from minlint.manifest.scope import Knowledge, Scope, items
from minlint.manifest.shapes import Keys, read
from minlint.model import Span
from minlint.places import MANIFESTS
from minlint.taxonomy import Taxonomy

if TYPE_CHECKING:
    from minlint.profiles import Profile

Widen: TypeAlias = "Callable[[tuple[str, ...]], Knowledge]"

LARGEST = 200_000  # values, each alias written out
EMPTY = "the manifest is empty; write at least `version: 1`, or draft one with `minlint init`"


def load(
    path: str,
    *,
    cwd: str | None = None,
    taxonomy: Taxonomy | None = None,
    profiles: Mapping[str, Profile] | None = None,
    known_codes: Collection[str] | None = None,
    known_laws: Collection[str] | None = None,
    today: date | None = None,
    files: Files | None = None,
    packs: Widen | None = None,
    lock: Policy = UNLOCKED,
    shape: Keys = grammar.MANIFEST,
) -> Manifest:
    """Read a manifest. ``path`` and the files of errors are relative to ``cwd``, by default the working folder.

    ``known_codes`` are the rules' codes and slugs and ``known_laws`` the laws' ids; where they aren't given, what
    names them isn't checked. ``today`` is what ``policy.max_waiver_days`` counts from; it isn't checked without.
    ``files`` is where it and its includes are read from, by default the disk.
    ``packs`` is told the folders of packs that the manifest names, and says what is known with them.
    ``lock`` is a policy from outside, above the manifest's own. ``shape`` is `grammar.LOCK` to read such a policy.
    Raises `ManifestErrors` with everything that is wrong.
    """
    cwd = os.path.abspath(cwd or os.curdir)
    absolute = os.path.join(cwd, path)
    scope = _scope(_shown(absolute, cwd), taxonomy, profiles, known_codes, known_laws, today)
    files = files or Disk()
    content = _content(absolute, scope, files)
    if content is None:
        raise ManifestErrors(scope.errors)
    return _Loading(scope, cwd, files, packs).manifest(content, absolute, shape, lock)


def parse(
    text: str,
    file: str = MANIFESTS[0],
    *,
    cwd: str | None = None,
    taxonomy: Taxonomy | None = None,
    profiles: Mapping[str, Profile] | None = None,
    known_codes: Collection[str] | None = None,
    known_laws: Collection[str] | None = None,
    today: date | None = None,
) -> Manifest:
    """Read a manifest's text as if it stood in ``file``; otherwise as `load`."""
    cwd = os.path.abspath(cwd or os.curdir)
    absolute = os.path.join(cwd, file)
    scope = _scope(_shown(absolute, cwd), taxonomy, profiles, known_codes, known_laws, today)
    return _Loading(scope, cwd, Disk()).manifest(text, absolute)


def _scope(
    file: str,
    taxonomy: Taxonomy | None,
    profiles: Mapping[str, Profile] | None,
    codes: Collection[str] | None,
    laws: Collection[str] | None,
    today: date | None,
) -> Scope:
    return Scope(file, [], taxonomy or categories.default(), profiles, codes, laws, today)


def _shown(path: str, cwd: str) -> str:
    return os.path.relpath(path, cwd).replace(os.sep, "/")


def _content(path: str, scope: Scope, files: Files) -> str | None:
    """A file's text; None, with an error, where there is none."""
    try:
        return files.read(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        scope.fail(None, "not a text in UTF-8")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        scope.fail(None, f"can't be read: {(reason or 'no such file').lower()}")
    return None


class _Loading:
    """One run over a manifest and its includes: the parts found, and the files open on the way to each."""

    def __init__(self, scope: Scope, cwd: str, files: Files, packs: Widen | None = None) -> None:
        self.scope, self.cwd, self.files, self.packs = scope, cwd, files, packs
        self.parts: list[Part] = []
        self.done: set[str] = set()

    def manifest(self, text: str, path: str, shape: Keys = grammar.MANIFEST, lock: Policy = UNLOCKED) -> Manifest:
        self.add(text, path, self.scope, shape, ())
        built = None
        if self.parts:
            try:
                self.widen()
            except RuleErrors as wrong:
                raise RuleErrors([*self.in_order(), *wrong.errors], wrong.folders) from None
            built = build(self.parts, self.scope.file, os.path.dirname(path), lock)
        if self.scope.errors or built is None:
            raise ManifestErrors(self.in_order())
        return built

    def widen(self) -> None:
        """Read the packs that the files name, and hold the files' words against what they add."""
        if self.packs is None:
            return
        folders: list[str] = []
        for scope, node in self.parts:
            for item in items(node, "packs"):
                folder = os.path.join(self.cwd, os.path.dirname(scope.file), str(item.value).strip())
                if "\0" not in folder and os.path.isdir(folder):
                    folders.append(os.path.normpath(folder))
                else:
                    scope.fail(item.span, f"there is no folder {quoted(str(item.value).strip())} of rules")
        if folders:
            known = self.packs(tuple(dict.fromkeys(folders)))
            self.parts = [part._replace(scope=part.scope.knowing(known)) for part in self.parts]

    def in_order(self) -> list[ManifestError]:
        """Errors in the order of the files as they were read, then of their places; each once."""
        files = list(dict.fromkeys((self.scope.file, *(part.scope.file for part in self.parts))))
        files += [error.file for error in self.scope.errors]
        return sorted(
            {str(error): error for error in self.scope.errors}.values(),
            key=lambda error: (files.index(error.file), error.line or 0, error.column or 0),
        )

    def add(self, text: str, path: str, scope: Scope, shape: Keys, within: tuple[str, ...]) -> None:
        """Read one file and then what it includes; ``within`` are the files that include it."""
        real = os.path.realpath(path)
        self.done.add(real)
        node = _parsed(text, scope, may_be_empty=bool(within))
        checked = read(shape, node, "the manifest", scope.fail) if node else None
        if checked is None:
            return
        self.parts.append(Part(scope, checked))
        for item in items(checked, "include"):
            for found in self.included(item, path, scope, (*within, real)):
                inner = scope._replace(file=_shown(found, self.cwd))
                content = _content(found, inner, self.files)
                if content is not None:
                    self.add(content, found, inner, grammar.INCLUDED, (*within, real))

    def included(self, item: Node, path: str, scope: Scope, within: tuple[str, ...]) -> Iterator[str]:
        """The files that one item of ``include`` leads to and that weren't read before."""
        import glob

        folder, pattern = os.path.dirname(path), str(item.value).strip()
        magic = glob.has_magic(pattern) and "\0" not in pattern
        names = self.files.matching(pattern, folder) if magic else [pattern]
        for found in (os.path.join(folder, name) for name in names):
            if "\0" in found:
                scope.fail(item.span, "no path holds a null character")
                continue
            real = os.path.realpath(found)
            if real == within[-1] and glob.has_magic(pattern):
                continue  # `*.yaml` also matches the file it stands in
            if real in within:
                scope.fail(item.span, f"{quoted(pattern)} includes a file that includes this one")
            elif not self.files.is_file(found):
                if not glob.has_magic(pattern):
                    scope.fail(item.span, f"there is no file {quoted(pattern)} to include")
            elif real not in self.done:
                yield found


def _parsed(text: str, scope: Scope, *, may_be_empty: bool) -> Node | None:
    """The text as a tree; None, with an error, where it is no YAML, or says nothing and has to say something."""
    start = Span(1, 1, 1, 1)
    try:
        node = parse_yaml(text, scope.file)
    except SyntaxProblem as problem:
        scope.errors.append(ManifestError(problem.message, scope.file, problem.line, problem.column))
        return None
    if node is not None and size(node, {}) > LARGEST:
        scope.fail(start, "aliases make the manifest too large")
        return None
    if node is not None and node.value is not None:
        return node
    if not may_be_empty:
        scope.fail(start, EMPTY)
    return Node({}, start) if may_be_empty else None
