"""A git revision as the side that is compared with: its blobs are read, nothing is checked out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import Any

from minlint import places
from minlint.against.git import Blobs, Failed, Git, changed_since, files_of, untracked
from minlint.errors import Unreadable, UsageError
from minlint.manifest.globs import source_matches
from minlint.pipeline import Files
from minlint.read.input import LINKED, TREES, Input

_SEVERAL = "the paths lie in several repositories; compare one at a time"


class Revision:
    """The files of a revision, by paths from the repository's root; each stands where it would lie on disk."""

    is_revision = True

    def __init__(self, git: Git, root: str, said: str) -> None:
        self.root, self.name = root, said
        self.base = root
        self._git, self._commit = git, _commit(git, said)
        self._blobs, self._files = Blobs(git), files_of(git, self._commit)
        self._kept: dict[Any, Any] = {}

    @cached_property
    def _changed(self) -> frozenset[str]:
        try:
            return changed_since(self._git, self._commit)
        except Failed as error:
            raise UsageError(f"{self.name}: {error}; give a folder or an inventory to compare with") from None

    def identity(self, name: str) -> str | None:
        """What stays the same for as long as a file's content and place do."""
        return f"{name}\0{self._files[name].id}"

    def names(self) -> Iterable[str]:
        """Every regular file."""
        return (name for name, blob in self._files.items() if blob.regular)

    def has(self, name: str) -> bool:
        return name in self._files and self._files[name].regular

    def same(self, name: str, path: str) -> bool:  # noqa: ARG002
        """Whether what lies on disk under this name is what the revision holds."""
        return name in self._files and name not in self._changed

    def gone(self) -> Iterable[str]:
        """The files that are on disk no more."""
        return (
            name
            for name in sorted(self._changed)
            if self.has(name) and not os.path.exists(os.path.join(self.root, name))
        )

    def moved(self) -> bool:
        """Whether anything differs that another file may refer to."""
        ends = (*TREES, *LINKED)
        return any(name.endswith(ends) for name in chain(self._changed, self._untracked))

    @property
    def _untracked(self) -> Iterator[str]:
        yield from untracked(self._git)

    def input(self, name: str) -> Input:
        """A file to read, under the name it has on disk. Raises `Unreadable` where this clone lacks it."""
        place = os.path.join(self.root, name)
        shown = os.path.relpath(place).replace(os.sep, "/")
        data = self._blobs.read(self._files[name].id)
        return Input(shown, data=data, place=place, beside=self._beside, listed=self._listed, kept=self._kept)

    def _beside(self, path: str) -> Input | None:
        name = self._named(path)
        try:
            return self.input(name) if self.has(name) else None
        except Unreadable:
            return None

    def _listed(self, folder: str) -> list[str]:
        return self._folders.get(self._named(folder), [])

    @cached_property
    def _folders(self) -> dict[str, list[str]]:
        """The names of the files in each folder."""
        found: dict[str, list[str]] = {}
        for name in self.names():
            folder, _, last = name.rpartition("/")
            found.setdefault(folder or ".", []).append(last)
        return found

    def _named(self, path: str) -> str:
        return os.path.relpath(path, self.root).replace(os.sep, "/")

    def read(self, path: str) -> bytes:
        """A file's bytes, for the manifest."""
        name = self._named(path)
        if not self.has(name):
            raise FileNotFoundError(2, "no such file")
        try:
            return self._blobs.read(self._files[name].id)
        except Unreadable as error:
            raise OSError(5, error.reason) from None

    def is_file(self, path: str) -> bool:
        """Whether the revision holds a file at this path."""
        return self.has(self._named(path))

    def matching(self, pattern: str, folder: str) -> list[str]:
        """The files below a folder that a manifest's include leads to."""
        within = self._named(folder)
        head = "" if within == "." else within + "/"
        below = (name.removeprefix(head) for name in self._files if name.startswith(head))
        return sorted(name for name in below if source_matches(os.path.normpath(pattern).replace(os.sep, "/"), name))

    def close(self) -> None:
        """Let go of git."""
        self._blobs.close()


def revision(said: str, files: Files) -> Revision:
    """The revision that words name. Raises `UsageError` with git's reason, and what may have been meant."""
    git = _repository(files)
    try:
        return Revision(git, os.path.abspath(os.path.join(git.folder, git.line("rev-parse", "--show-cdup"))), said)
    except Failed as error:
        raise UsageError(f"{said}: {error}; give a folder or an inventory to compare with") from None


def is_revision(said: str, files: Files) -> bool:
    """Whether words name a commit, too."""
    return bool(_answers(_repository(files), "rev-parse", "--verify", "-q", "--end-of-options", said + "^{commit}"))


def _repository(files: Files) -> Git:
    """Git, in the repository that the paths lie in."""
    folders = {*files.folders, *(os.path.dirname(name) or "." for name in files.named)} or {"."}
    roots = {places.repository_root(place) for place in folders}
    inside = {root for root in roots if os.path.exists(os.path.join(root, ".git"))}
    if len(inside) > 1:
        raise UsageError(_SEVERAL)
    here = places.repository_root(os.curdir)
    if not inside or here in inside:
        return Git(os.getcwd())
    return Git(inside.pop(), foreign=True)


def _commit(git: Git, said: str) -> str:
    if said.endswith("..."):
        return _fork(git, said.removesuffix("..."))
    if ".." in said:
        raise UsageError(f"{said}: name one revision; `{said.partition('..')[0]}...` is where HEAD left it")
    try:
        return git.line("rev-parse", "--verify", "--end-of-options", said + "^{commit}")
    except Failed:
        if said in ("HEAD", "@") and not _answers(git, "rev-parse", "--verify", "-q", "HEAD"):
            return git.line("hash-object", "-t", "tree", os.devnull)  # before the first commit everything is new
        raise UsageError(f"{said}: {_reason(git, said)}") from None


def _reason(git: Git, said: str) -> str:
    """Why words name no commit."""
    try:
        return f"it names a {git.line('cat-file', '-t', said)}, not a commit"
    except Failed:
        return f"no revision, folder or inventory of that name{_hint(git, said)}"


def _fork(git: Git, said: str) -> str:
    """Where HEAD left a branch."""
    other = _commit(git, said)
    try:
        return git.line("merge-base", other, "HEAD")
    except Failed:
        raise UsageError(f"{said} and HEAD have no common commit here{_shallow(git)}") from None


def _answers(git: Git, *command: str) -> str:
    try:
        return git.line(*command)
    except Failed:
        return ""


def _hint(git: Git, said: str) -> str:
    from minlint.manifest.near import hint

    form = "--format=%(refname:short)"
    known = _answers(git, "for-each-ref", form, "refs/heads", "refs/remotes", "refs/tags").split()
    return hint(said, ["HEAD", *known]) + _shallow(git)


def _shallow(git: Git) -> str:
    if _answers(git, "rev-parse", "--is-shallow-repository") != "true":
        return ""
    return "; this clone is shallow, and `git fetch --unshallow` brings the rest"
