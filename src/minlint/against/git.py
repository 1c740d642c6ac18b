"""What git says of a repository: a revision's files, what differs from them on disk, and their bytes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from functools import cached_property

from minlint.errors import Unreadable, UsageError
from minlint.tuples import NamedTuple

REGULAR = ("100644", "100755")
ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
POINTER = b"version https://git-lfs.github.com/spec/"


class Failed(Exception):
    """Git said no; the message is its reason."""


class Git:
    """Runs git in a folder; ``foreign`` says that the environment's repository is another one."""

    def __init__(self, folder: str, *, foreign: bool = False) -> None:
        self.folder = folder
        left = ELSEWHERE if foreign else ()
        self.environment = {name: value for name, value in os.environ.items() if name not in left}
        self.environment |= {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}

    def out(self, *command: str) -> bytes:
        """What a command prints. Raises `Failed`, and `UsageError` where there is no git."""
        try:
            done = subprocess.run(
                ["git", *command], cwd=self.folder, env=self.environment, capture_output=True, check=False
            )
        except OSError as error:
            raise UsageError(f"git can't be run ({error.strerror}); give a folder or an inventory instead") from None
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
            raise Failed(said.removeprefix("fatal: ") or f"git ended with {done.returncode}")
        return done.stdout

    def line(self, *command: str) -> str:
        """The one line that a command prints."""
        return os.fsdecode(self.out(*command)).rstrip("\n")

    def names(self, *command: str) -> list[str]:
        """The names that a command prints with a null character after each."""
        return [os.fsdecode(name) for name in self.out(*command).split(b"\0") if name]


class Blob(NamedTuple):
    """A file of a revision. ``regular`` is false for links and submodules."""

    id: str
    regular: bool


def files_of(git: Git, commit: str) -> Mapping[str, Blob]:
    """Every file of a revision by its path from the repository's root."""
    found = {}
    for entry in git.names("ls-tree", "-r", "-z", "--full-tree", commit):
        told, _, name = entry.partition("\t")
        mode, _, id_ = told.split(" ")
        found[name] = Blob(id_, mode in REGULAR)
    return found


def changed_since(git: Git, commit: str) -> frozenset[str]:
    """The paths, from the root, of tracked files that differ on disk from a revision, and of those gone since."""
    told = ("--name-only", "--no-renames", "--no-ext-diff", "--no-relative", "--ignore-submodules=all")
    return frozenset(git.names("diff", "-z", *told, commit, "--"))


def untracked(git: Git) -> tuple[str, ...]:
    """The paths, from the root, of files that git neither tracks nor ignores."""
    return tuple(git.names("ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/"))


class Blobs:
    """The bytes of a repository's files, through one process."""

    def __init__(self, git: Git) -> None:
        self._git = git

    @cached_property
    def _process(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            ["git", "cat-file", "--batch"],
            cwd=self._git.folder,
            env=self._git.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def read(self, id_: str) -> bytes:
        """A blob's bytes. Raises `Unreadable` where this clone lacks it, or holds a pointer to it alone."""
        asked, told = self._process.stdin, self._process.stdout
        assert asked and told
        try:
            asked.write(id_.encode() + b"\n")
            asked.flush()
            head = told.readline().split()
        except BrokenPipeError:
            head = []
        if len(head) != 3 or head[1] != b"blob":
            raise Unreadable("this clone has no copy of it")
        data = told.read(int(head[2]))
        told.read(1)
        if data.startswith(POINTER):
            raise Unreadable("kept in Git LFS, and not in this repository")
        return data

    def close(self) -> None:
        """End the process, where one was started."""
        if "_process" in self.__dict__:
            for stream in (self._process.stdin, self._process.stdout):
                if stream:
                    stream.close()
            self._process.wait()
