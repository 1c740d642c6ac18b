"""How long laws let data be kept at most: caps of the files of ``rules/laws/``, as data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from minlint import rulebook
from minlint.errors import RuleError
from minlint.manifest.periods import period
from minlint.taxonomy import Category, is_within
from minlint.tuples import NamedTuple


class Cap(NamedTuple):
    """A cap on the retention of categories, given by their branches or by a mark.

    ``days`` is its length, ``words`` how the law says it, ``since`` the event that it counts from, ``provision`` the
    id of the law's words and ``cite`` how they are cited. ``asked``: the law is about one trade or place, so that it
    counts only where a manifest names it.
    """

    law: str
    title: str
    categories: tuple[str, ...]
    mark: str
    days: float
    words: str
    since: str
    provision: str
    cite: str
    asked: bool

    def is_about(self, category: Category) -> bool:
        """Whether data of that category are under it."""
        if self.mark and self.mark in category.marks:
            return True
        return any(is_within(category.key, branch) for branch in self.categories)


@cache
def default() -> tuple[Cap, ...]:
    """The caps of the laws that ship with minlint."""
    return build(rulebook.part("laws"))


def build(files: Mapping[str, Any]) -> tuple[Cap, ...]:
    """The caps of law files. Raises `RuleError` for one without a period that ends, or without what it is about."""
    return tuple(
        _cap(item, content, file, number)
        for file, content in files.items()
        for number, item in enumerate(content.get("caps") or ())
    )


def _cap(item: Mapping[str, Any], law: Mapping[str, Any], file: str, number: int) -> Cap:
    found = period(str(item.get("period", "")))
    if found is None or found.days is None:
        raise RuleError("a cap's `period` is one that ends, such as `3 years`", file, at=("caps", number))
    if not (item.get("categories") or item.get("mark")):
        raise RuleError("a cap says what it is about: `categories` or a `mark`", file, at=("caps", number))
    named = {entry["id"]: entry["cite"] for entry in law["provisions"]}
    if item.get("provision") not in named:
        raise RuleError("a cap's `provision` is one of its law's", file, at=("caps", number))
    return Cap(
        law=law["law"],
        title=law["title"],
        categories=tuple(item.get("categories") or ()),
        mark=item.get("mark") or "",
        days=found.days,
        words=item["period"],
        since=item.get("from") or "",
        provision=item["provision"],
        cite=named[item["provision"]],
        asked=bool(item.get("asked")),
    )
