"""Reading a pack's files, each value with its place, and saying where one is wrong."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from minlint.errors import RuleError, RuleErrors, SyntaxProblem
from minlint.located import Node, parse_yaml, size
from minlint.manifest.near import hint
from minlint.manifest.shapes import read
from minlint.model import Span
from minlint.packs.grammar import SHAPES
from minlint.tuples import NamedTuple

LARGEST = 200_000  # values in a file, each alias written out

Key = str | int


class File(NamedTuple):
    """A file of a pack: its path as messages show it, its text, and what it says."""

    path: str
    text: str
    node: Node

    def span(self, trail: Sequence[Key]) -> Span:
        """The place of what a trail of keys and indexes leads to, as far as it goes."""
        node = self.node
        for key in trail:
            inner = node.value
            if isinstance(inner, dict) and key in inner:
                node = inner[key].node
            elif isinstance(inner, list) and isinstance(key, int) and key < len(inner):
                node = inner[key]
            else:
                break
        return node.span


class Pack(NamedTuple):
    """A folder's files, by the folder they stand in and their path."""

    folder: str
    parts: Mapping[str, Mapping[str, File]]

    def plain(self, part: str) -> dict[str, Any]:
        """The files of one folder as plain data."""
        return {path: file.node.plain for path, file in self.parts[part].items()}

    def nodes(self, part: str) -> dict[str, Node]:
        """The files of one folder with their places."""
        return {path: file.node for path, file in self.parts[part].items()}

    def place(self, error: RuleError) -> RuleError:
        """An error with its line and column, where it is about a file of this pack and names none."""
        file = next((files[error.file] for files in self.parts.values() if error.file in files), None)
        if file is None or error.line is not None:
            return error
        return RuleError(error.message, file.path, *file.span(error.at)[:2])


_OWN = ("languages", "recognisers", "standards", "words")
OURS = (
    "a pack can't bring words of its own; the names that a category goes by stand with it, in taxonomy/*.yaml (`names`)"
)


def load(folder: str) -> tuple[Pack, list[RuleError]]:
    """Read a pack: its files that are as they have to be, and everything wrong in the others.

    Raises `RuleErrors` for a folder that is none, and where categories or laws are wrong, which others rest on.
    """
    errors: list[RuleError] = []
    shown = os.path.relpath(folder).replace(os.sep, "/")
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise RuleErrors([RuleError(_reason(error), shown)]) from None
    if not set(names) & set(SHAPES):
        near = next((hint(name, SHAPES) for name in names if hint(name, SHAPES)), "")
        errors.append(RuleError(f"no pack: it has no folder {', '.join(SHAPES)}{near}", shown))
    errors += [RuleError(OURS, f"{shown}/{name}") for name in names if name in _OWN]
    parts = {part: dict(_files(os.path.join(folder, part), part, errors)) for part in SHAPES if part in names}
    rest = tuple(os.path.join(shown, part, "").replace(os.sep, "/") for part in ("checks", "profiles"))
    if any(not error.file.startswith(rest) for error in errors):
        raise RuleErrors(errors)
    return Pack(folder, {part: parts.get(part, {}) for part in SHAPES}), errors


def _files(folder: str, part: str, errors: list[RuleError]) -> Iterator[tuple[str, File]]:
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith((".yaml", ".yml")))
    except OSError as error:
        errors.append(RuleError(_reason(error), os.path.relpath(folder).replace(os.sep, "/")))
        return
    for name in names:
        path = os.path.relpath(os.path.join(folder, name)).replace(os.sep, "/")
        try:
            file = _file(os.path.join(folder, name), path)
        except RuleError as error:
            errors.append(error)
        else:
            node = _checked(file, part, errors)
            if node is not None:
                yield path, file._replace(node=node)


def _file(real: str, path: str) -> File:
    try:
        with open(real, "rb") as opened:
            text = opened.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleError("not a text in UTF-8", path) from None
    except OSError as error:
        raise RuleError(_reason(error), path) from None
    try:
        node = parse_yaml(text, path)
    except SyntaxProblem as problem:
        raise RuleError(problem.message, path, problem.line, problem.column) from None
    if node is None:
        raise RuleError("the file is empty", path, 1, 1)
    if size(node, {}) > LARGEST:
        raise RuleError("aliases make the file too large", path, 1, 1)
    return File(path, text, node)


def _checked(file: File, part: str, errors: list[RuleError]) -> Node | None:
    """The file's content as its shape has it; None, with errors, where it isn't that."""
    shape, name = SHAPES[part]
    found: list[RuleError] = []

    def fail(span: Span, message: str) -> None:
        found.append(RuleError(message, file.path, span.line, span.column))

    node = read(shape, file.node, name, fail)
    errors += found
    return None if found else node


def _reason(error: OSError) -> str:
    return f"can't be read: {(error.strerror or 'no such file').lower()}"


def within(file: File, trail: Sequence[Key], offset: int) -> tuple[int, int]:
    """The place in a file of a letter of a text that stands there, however YAML folds it: spaces aside, they agree."""
    from minlint.located import Places

    span, places = file.span(trail), Places(file.text)
    start, end = places.offset(*span[:2]), places.offset(*span[2:])
    if file.text[start : start + 1] in ("|", ">"):
        start = file.text.find("\n", start) + 1
    elif file.text[start : start + 1] in ("'", '"'):
        start += 1
    for at in range(start, end):
        if not file.text[at].isspace():
            if offset == 0:
                return places.at(at)
            offset -= 1
    return span[:2]
