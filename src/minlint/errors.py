"""The errors minlint expects, each with the place it stands and the way out."""

from __future__ import annotations

from collections.abc import Sequence


class MinlintError(Exception):
    """Something outside minlint is wrong; the message is for a person and holds no data values."""


class UsageError(MinlintError):
    """The command line asks for something that can't be."""


class PlacedError(MinlintError):
    """An error at a place in a file; prints as ``file:line:column: message``."""

    def __init__(self, message: str, file: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message, self.file, self.line, self.column = message, file, line, column

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return f"{place}: {self.message}"


class SyntaxProblem(PlacedError):
    """A YAML or JSON text that doesn't parse."""


class ManifestError(PlacedError):
    """One thing wrong with a manifest."""


class ManifestErrors(MinlintError):
    """Everything wrong with a manifest, in the order of the file."""

    def __init__(self, errors: list[ManifestError]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors


class RuleError(PlacedError):
    """A rule, category, profile or law file that says something it can't.

    ``at`` are the keys and indexes that lead to it, for whoever knows the file's places.
    """

    def __init__(
        self,
        message: str,
        file: str,
        line: int | None = None,
        column: int | None = None,
        at: tuple[str | int, ...] = (),
    ) -> None:
        super().__init__(message, file, line, column)
        self.at = at


class RuleErrors(MinlintError):
    """Everything wrong with packs, in these folders, after what is wrong with the manifest that names them."""

    def __init__(self, errors: Sequence[PlacedError], folders: tuple[str, ...] = ()) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors, self.folders = tuple(errors), folders


class TimeUp(BaseException):
    """A file takes longer than it may; no `Exception`, so that nobody takes it for a mistake that they expect."""


class Unreadable(MinlintError):
    """A recognised source that can't be read at all (E001)."""

    def __init__(self, reason: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.line, self.column = reason, line, column


class Stuck(MinlintError):
    """Something isn't understood, at an offset in a text; whoever walks over its statements goes on behind it."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.reason, self.offset = reason, offset
