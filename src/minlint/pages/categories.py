"""The categories and the ladders of precision as a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from minlint.pages import _markdown as md
from minlint.taxonomy import Category, Ladder, Taxonomy

ABOUT = (
    "What a field may hold; made by `minlint docs`. `minlint explain KEY` prints one with its rungs. A sensitive "
    "category, and one marked as to be named, is permitted only by an entry for its own part of the tree."
)


def page(tree: Taxonomy) -> str:
    """Every category below its branch, then the ladders."""
    parts = ["# Categories", ABOUT]
    for branch, found in groupby(sorted(tree, key=lambda item: item.key.split(".")), key=_branch):
        parts += _branches(branch, list(found))
    parts += ["## Ladders", "Rungs of precision, the finest first; an entry names one by its name or its code."]
    for ladder in tree.ladders.values():
        parts += _ladder(ladder)
    return "\n\n".join(parts) + "\n"


def _branch(category: Category) -> str:
    return ".".join(category.key.split(".")[:2])


def _branches(branch: str, found: list[Category]) -> Iterator[str]:
    yield f"## {branch}"
    rows = [(f"`{item.key}`", item.title, item.description, _marks(item), item.ladder) for item in found]
    yield md.table(("key", "title", "what it is", "marks", "ladder"), rows)


def _marks(item: Category) -> str:
    named = "sensitive" if item.sensitive else "to be named" if item.must_be_named else ""
    same = f"also `{'`, `'.join(item.same_as)}`" if item.same_as else ""
    beyond = f"fideslang `{item.fallback}`" if item.fallback != item.key else ""
    return "; ".join(filter(None, (named, ", ".join(item.marks), same, beyond)))


def _ladder(ladder: Ladder) -> Iterator[str]:
    yield f"### {ladder.name}: {ladder.title}"
    yield md.table(("code", "name", "what it is"), [(rung.code, f"`{rung.name}`", rung.title) for rung in ladder.rungs])
