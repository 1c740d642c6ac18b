"""Adding entries to the lists of a manifest's file, with everything that stands there left as it is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from minlint.errors import ManifestError, SyntaxProblem, UsageError
from minlint.located import parse_yaml
from minlint.manifest import grammar
from minlint.manifest.shapes import read
from minlint.model import Span

HEAD = "# What was decided in review; a manifest takes it up with `include: [{}]`.\n"


def added(path: str, entries: Mapping[str, Sequence[Mapping[str, Any]]]) -> tuple[str, int]:
    """A file's text with entries at the beginning of its lists (``waivers``, ``bindings``), and how many were new.

    A file that isn't there is begun. Raises `UsageError` where what stands there can't be added to.
    """
    text = _text(path)
    there = _plain(text, path)
    count = 0
    for key, wanted in entries.items():
        listed = there.get(key) or []
        new = _unlike(wanted, listed if isinstance(listed, list) else [listed])
        if new:
            text = _with(text, key, new, path)
        count += len(new)
    made = _plain(text, path)
    if any(item not in (made.get(key) or []) for key, wanted in entries.items() for item in wanted):
        raise UsageError(f"nothing can be added to {path}; name a new file with --into")
    return text, count


def _text(path: str) -> str:
    if not os.path.exists(path):
        return HEAD.format(os.path.basename(path))
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{path} can't be read as a text in UTF-8") from None


def _plain(text: str, path: str) -> dict[str, Any]:
    """What a file says. Raises `UsageError` with what is wrong with it."""
    errors: list[ManifestError] = []

    def fail(span: Span, message: str) -> None:
        errors.append(ManifestError(message, path, span.line, span.column))

    try:
        node = parse_yaml(text, path)
    except SyntaxProblem as problem:
        raise UsageError(str(problem)) from None
    if node is None or node.value is None:
        return {}
    read(grammar.INCLUDED, node, "the file", fail)
    if errors:
        raise UsageError("\n".join(map(str, errors)))
    return dict(node.plain)


def _unlike(wanted: Iterable[Mapping[str, Any]], there: Sequence[Any]) -> list[Mapping[str, Any]]:
    """Each entry once, without those that stand there already."""
    new: list[Mapping[str, Any]] = []
    for item in wanted:
        if item not in there and item not in new:
            new.append(item)
    return new


def _with(text: str, key: str, items: Sequence[Mapping[str, Any]], path: str) -> str:
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if re.match(rf"{key}:\s*(\[\s*\]\s*)?(#.*)?$", line):
            lines[number] = re.sub(r"\[\s*\]", "", line).rstrip() + "\n"
            indent = _indent(lines[number + 1 :])
            return "".join([*lines[: number + 1], *_written(items, indent), *lines[number + 1 :]])
    if re.search(rf"^{key}:", text, re.MULTILINE):
        raise UsageError(
            f"`{key}` of {path} stands on one line; write its entries on lines of their own, behind dashes"
        )
    return "".join([text, "\n" * (not text.endswith("\n")), f"{key}:\n", *_written(items, "  ")])


def _indent(lines: Iterable[str]) -> str:
    """How far the entries of a list that is there are indented."""
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    return first[: len(first) - len(first.lstrip())] if first.lstrip().startswith("- ") else "  "


def _written(items: Iterable[Mapping[str, Any]], indent: str) -> Iterable[str]:
    import yaml

    for item in items:
        said = yaml.safe_dump(
            dict(item), default_flow_style=True, allow_unicode=True, sort_keys=False, width=float("inf")
        )
        yield f"{indent}- {said.strip()}\n"
