"""A Python file as a reader sees it: its tree, what its names stand for, and its comments."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator
from functools import lru_cache

from minlint.errors import Unreadable
from minlint.located import Places
from minlint.model import Span
from minlint.once import cached_property
from minlint.read.input import Input
from minlint.read.margins import Comment, Margins

_LINE_END = re.compile(r"\r\n|\r|\n")


class Module:
    """One file: ``tree`` is its syntax; places are in code points, though Python's own count bytes."""

    def __init__(self, text: str, tree: ast.Module) -> None:
        self.text, self.tree = text, tree
        self.places = Places(text)
        self._lines = _LINE_END.split(text)

    @cached_property
    def names(self) -> dict[str, str]:
        """What an imported name stands for, with dots: ``models`` for ``django.db.models``."""
        found: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found.update(
                    (
                        alias.asname or alias.name.partition(".")[0],
                        alias.name if alias.asname else alias.name.partition(".")[0],
                    )
                    for alias in node.names
                )
            elif isinstance(node, ast.ImportFrom):
                start = "." * node.level + (node.module or "")
                found.update((alias.asname or alias.name, f"{start}.{alias.name}") for alias in node.names)
        return found

    @cached_property
    def packages(self) -> frozenset[str]:
        """The top-level packages that it imports."""
        return frozenset(name.partition(".")[0] for name in self.names.values())

    @cached_property
    def margins(self) -> Margins:
        """Its comments, by the line they are about."""
        return Margins(self.text, self._comments(), self.places)

    @cached_property
    def classes(self) -> dict[str, ast.ClassDef]:
        """Its classes by their bare names, however deep they stand."""
        return {node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef)}

    @cached_property
    def _within(self) -> dict[str, list[ast.expr]]:
        """What classes assign, by the bare name."""
        found: dict[str, list[ast.expr]] = {}
        for key, value in self.constants.items():
            found.setdefault(key.rpartition(".")[2], []).append(value)
        return found

    @cached_property
    def constants(self) -> dict[str, ast.expr]:
        """What is assigned to a name at the top level, or in a class to ``Class.name``."""
        found: dict[str, ast.expr] = {}
        for node in self.tree.body:
            found.update(_assigned(node, ""))
            if isinstance(node, ast.ClassDef):
                found.update(pair for inner in node.body for pair in _assigned(inner, f"{node.name}."))
        return found

    def constant(self, name: str) -> ast.expr | None:
        """What a name stands for: at the top level, else in the one class that assigns it."""
        if name in self.constants:
            return self.constants[name]
        within = self._within.get(name, [])
        return within[0] if len(within) == 1 else None

    def dotted(self, node: ast.expr | None) -> str:
        """The full name of what an expression names; of a call or a subscript that of what is called. Else empty."""
        while isinstance(node, (ast.Call, ast.Subscript)):
            node = node.func if isinstance(node, ast.Call) else node.value
        steps: list[str] = []
        while isinstance(node, ast.Attribute):
            steps.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return ""
        steps.append(self.names.get(node.id, node.id))
        return ".".join(reversed(steps))

    def source(self, node: ast.expr) -> str:
        """An expression as it is written, on one line."""
        if node.end_lineno is None:
            return ast.unparse(node)
        span = self.span(node)
        start, end = (self.places.offset(*place) for place in (span[:2], span[2:]))
        return " ".join(self.text[start:end].split())

    def span(self, node: ast.AST, length: int | None = None) -> Span:
        """The place of a node, or of as many characters from its start."""
        start = self.column(node.lineno, node.col_offset)  # type: ignore[attr-defined]
        line: int = node.lineno  # type: ignore[attr-defined]
        if length is not None:
            return Span(line, start, line, start + length)
        end: int = node.end_lineno  # type: ignore[attr-defined]
        return Span(line, start, end, self.column(end, node.end_col_offset))  # type: ignore[attr-defined]

    def column(self, line: int, offset: int) -> int:
        """The column, from 1, of an offset in bytes."""
        text = self._lines[line - 1] if line <= len(self._lines) else ""
        return (offset if text.isascii() else len(text.encode()[:offset].decode(errors="ignore"))) + 1

    def _comments(self) -> Iterator[Comment]:
        if "#" not in self.text:
            return
        try:
            for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
                if token.type == tokenize.COMMENT:
                    start = self.places.offset(token.start[0], token.start[1] + 1)
                    yield Comment(start, start + len(token.string))
        except (tokenize.TokenError, IndentationError):  # what parses may still not tokenize to its very end
            return


def _assigned(node: ast.stmt, prefix: str) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.Assign):
        yield from ((prefix + target.id, node.value) for target in node.targets if isinstance(target, ast.Name))
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
        yield prefix + node.target.id, node.value


@lru_cache(maxsize=1)
def module(source: Input) -> Module:
    """A file's module, kept for whichever reader of Python is asked next. Raises `Unreadable` with the place."""
    text = source.text
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a string's odd escape is not our concern
            return Module(text, ast.parse(text))
    except SyntaxError as error:
        raise Unreadable("not valid Python", error.lineno or 1, max(error.offset or 1, 1)) from None
    except (ValueError, RecursionError, MemoryError):
        raise Unreadable("not valid Python: nested too deep, or a character that Python doesn't allow", 1, 1) from None
