"""Reports: one module a format, loaded by its name.

A report is a module that satisfies `Report`: it turns findings, or the fields read, into text. The formats are listed
here so that a command's options don't need to look for them.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, cast

from minlint.model import Finding, Result, SourceReading
from minlint.places import ranks
from minlint.taxonomy import Taxonomy
from minlint.tuples import NamedTuple

FORMATS = ("text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "rdjson", "junit", "markdown", "csv")
INVENTORY_FORMATS = ("text", "concise", "json", "jsonl", "markdown", "csv")


class View(NamedTuple):
    """How to show it: what a terminal can do, and what was asked for.

    ``root`` is the repository's root, absolute; ``rules`` gives rules by code, ``taxonomy`` titles and sensitivity.
    """

    color: bool = False
    width: int = 100
    show_waived: bool = False
    root: str = ""
    rules: Mapping[str, Any] = {}
    taxonomy: Taxonomy | None = None

    def title(self, key: str) -> str:
        """A category's title; its key where it has none."""
        found = self.taxonomy.get(key) if self.taxonomy else None
        return found.title if found else key

    def sensitive(self, key: str) -> bool:
        """Whether a category is among the sensitive ones (CONTRACT, part 3)."""
        found = self.taxonomy.get(key) if self.taxonomy else None
        return bool(found and found.sensitive)

    def shown(self, result: Result) -> list[Finding]:
        """The findings to show, in stable order: with the waived ones in their places where they were asked for."""
        if not self.show_waived:
            return list(result.findings)
        shown = [*result.findings, *result.waived]
        rank = ranks(finding.source for finding in shown)
        return sorted(shown, key=lambda f: (rank[f.source], f.span[:2] if f.span else (0, 0), f.code))


class Report(Protocol):
    """What an output format's module offers."""

    def findings(self, result: Result, view: View) -> Iterator[str]:
        """The findings of a check, as pieces of text that end in a newline."""
        ...

    def inventory(self, readings: Sequence[SourceReading], view: View) -> Iterator[str]:
        """Every field read with its categories."""
        ...


def load(name: str) -> Report:
    """The module of a format."""
    return cast("Report", importlib.import_module(f"{__name__}.{name}"))
