"""JSON and YAML files as trees, read once however many formats ask."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache

from minlint.errors import SyntaxProblem, Unreadable
from minlint.located import Doubts, Node, parse_json, parse_yaml
from minlint.model import Problem
from minlint.read.input import Input
from minlint.tuples import NamedTuple


class Tree(NamedTuple):
    """A JSON or YAML text as a tree: ``root`` is None where it is empty, ``problems`` are what was read past."""

    root: Node | None
    problems: tuple[Problem, ...] = ()


def parse(source: Input) -> Tree:
    """A JSON or YAML text as a tree, by its suffix. Raises `SyntaxProblem` and `Unreadable`."""
    doubts: Doubts = []
    parser = parse_yaml if source.suffix in (".yaml", ".yml") else parse_json
    root = parser(source.text, source.name, doubts)
    return Tree(root, tuple(Problem("E002", doubt.message, doubt.line, doubt.column) for doubt in doubts))


@lru_cache(maxsize=1)
def tree(source: Input) -> Tree:
    """`parse`, kept for whoever is asked about the same source next."""
    return parse(source)


def opened(source: Input) -> Node:
    """The tree to read. Raises `Unreadable` with the place where it isn't valid JSON or YAML, or is empty."""
    try:
        root = tree(source).root
    except SyntaxProblem as error:
        raise Unreadable(error.message, error.line, error.column) from None
    if root is None:
        raise Unreadable("empty", 1, 1)
    return root


def beside(source: Input, path: str) -> Node | None:
    """The tree of a file that a source refers to by a relative path; None where that can't be had or read."""
    if "://" in path or not source.place:
        return None
    found = source.beside(os.path.join(os.path.dirname(os.path.abspath(source.place)), path))
    try:
        return parse(found).root if found else None
    except (SyntaxProblem, Unreadable):
        return None


def claimed(source: Input, declares: Callable[[Input], bool], is_one: Callable[[Node], bool]) -> bool:
    """Whether a source is of a format, by its tree; where it has none, by what its head declares."""
    try:
        root = tree(source).root
    except SyntaxProblem:
        return declares(source)
    return root is not None and is_one(root)
