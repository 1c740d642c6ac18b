"""Permissions: from what a purpose's lists say to entries."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.located import Node
from minlint.manifest.model import DETAILS, Entry
from minlint.manifest.near import category_hint, quoted
from minlint.manifest.periods import interval, period
from minlint.manifest.scope import Scope, text
from minlint.taxonomy import Ladder, Taxonomy


def category(node: Node, scope: Scope) -> str | None:
    """A category in the taxonomy's own spelling; None, with an error, where there is none of that key."""
    key = str(node.value).strip()
    if key in scope.taxonomy:
        return scope.taxonomy.canonical(key)
    scope.fail(node.span, f"unknown category {quoted(key)}{category_hint(key, scope.taxonomy)}")
    return None


def entry(node: Node, scope: Scope) -> Entry | None:
    """One item of ``necessary`` or ``optional``; None, with errors, where it names no category."""
    if not isinstance(node.value, dict):
        key = category(node, scope)
        return Entry((key,), node.span) if key else None
    listed, single = node.get("any_of"), node.get("category")
    if (listed is None) == (single is None):
        scope.fail(node.span, "an entry names either a `category` or, with `any_of`, several")
        return None
    named: list[Node] = listed.value if listed else [single] if single else []
    keys = tuple(key for item in named if (key := category(item, scope)))
    if len(keys) < len(named) or not keys:
        return None
    return Entry(
        categories=keys,
        span=(node.value["any_of"].key if listed else named[0].span),
        any_of=listed is not None,
        precision=_precision(node, keys, scope),
        interval=_interval(node, scope),
        because=text(node, "because"),
        details=_details(node, scope),
    )


def _precision(node: Node, keys: tuple[str, ...], scope: Scope) -> str | None:
    """The name of the rung that is asked for."""
    said = node.get("precision")
    if said is None:
        return None
    wanted = str(said.value).strip()
    for ladder in (ladder for key in keys for ladder in _ladders(key, scope.taxonomy)):
        if found := ladder.rung(wanted):
            return found.name
    rungs = ", ".join(f"{rung.name} ({rung.code})" for rung in scope.taxonomy.ladder(keys[0]).rungs)
    scope.fail(said.span, f"unknown rung {quoted(wanted)} for {keys[0]}; its rungs are {rungs}")
    return None


def _ladders(key: str, book: Taxonomy) -> Iterator[Ladder]:
    """A category's own ladder, then those of the categories below it."""
    yield book.ladder(key)
    for other in book:
        if book.covers(key, other.key):
            yield book.ladder(other.key)


def _interval(node: Node, scope: Scope) -> float | None:
    said = node.get("interval")
    if said is None:
        return None
    seconds = interval(str(said.value))
    if seconds is None:
        scope.fail(said.span, "`interval` must be a length of time such as `60 s`, `5 min` or `PT1M`")
    return seconds


def _details(node: Node, scope: Scope) -> dict[str, object]:
    expires = node.get("expires")
    if expires is not None and period(str(expires.value)) is None:
        scope.fail(expires.span, "`expires` must be a period such as `90 days` or `P90D`")
    return {key: found.value for key in DETAILS if (found := node.get(key)) is not None}
