"""Purposes: what the manifest says of one, on the ground that its profile lays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from minlint.located import Member, Node
from minlint.manifest.entries import category, entry
from minlint.manifest.model import Entry, Ground, Origin, Purpose, Retention
from minlint.manifest.near import hint, quoted
from minlint.manifest.periods import period
from minlint.manifest.scope import Scope, items, text, texts
from minlint.manifest.shapes import day_of
from minlint.model import Span
from minlint.taxonomy import Taxonomy

Item = TypeVar("Item")


def purpose(key: str, member: Member, scope: Scope) -> Purpose:
    """A purpose from its mapping, with its profile's entries, rungs and retention where it doesn't say its own.

    An entry that names a category again replaces the profile's entry for it (of an ``any_of``, the whole entry).
    """
    node = member.node
    necessary, optional = (_listed(node, name, entry, scope) for name in ("necessary", "optional"))
    found = Purpose(
        id=key,
        statement=text(node, "statement") or "",
        profile=text(node, "profile"),
        subjects=texts(node, "subjects"),
        authority=text(node, "authority"),
        necessary=necessary,
        optional=optional,
        forbidden=_listed(node, "forbidden", _forbidden, scope),
        retention=retention(node.get("retention"), scope),
        lawful_basis=text(node, "lawful_basis"),
        special_category_basis=text(node, "special_category_basis"),
        recipients=texts(node, "recipients"),
        sources=tuple(_origin(item) for item in items(node, "sources")),
        owner=text(node, "owner"),
        assessment=text(node, "assessment"),
        contest=text(node, "contest"),
        review_by=_day(node.get("review_by")),
        span=member.key,
        places={name: part.key for name, part in node.value.items()},
        file=scope.file,
    )
    return _on_profile(found, node, scope)


def _listed(node: Node, key: str, build: Callable[[Node, Scope], Item | None], scope: Scope) -> tuple[Item, ...]:
    return tuple(found for item in items(node, key) if (found := build(item, scope)) is not None)


def _forbidden(node: Node, scope: Scope) -> tuple[str, Span | None] | None:
    key = category(node, scope)
    return (key, node.span) if key else None


def _origin(node: Node) -> Origin:
    if not isinstance(node.value, dict):
        return Origin(str(node.value).strip(), None, node.span)
    name = node.get("name")
    return Origin(text(node, "name") or "", text(node, "original_purpose"), name.span if name else node.span)


def _day(node: Node | None) -> date | None:
    return day_of(node.value) if node else None


def retention(node: Node | None, scope: Scope) -> Retention | None:
    """What is said of keeping: one period in words, or a period with its trigger and field."""
    said = node.get("period") if node and isinstance(node.value, dict) else node
    if node is None or said is None:
        return None
    words = str(said.value).strip()
    found = period(words)
    if found is None:
        scope.fail(said.span, "`retention` must be a period such as `1 year`, `P18M` or `30 days after the visit`")
        return None
    trigger = text(node, "trigger") or found.trigger
    return Retention(words, found.days, trigger, text(node, "field"), said.span, text(node, "because"))


def _on_profile(purpose: Purpose, node: Node, scope: Scope) -> Purpose:
    said = node.get("profile")
    if said is None or purpose.profile is None:
        return purpose
    profile = scope.profiles.get(purpose.profile)
    if profile is None:
        scope.fail(said.span, f"unknown profile {quoted(purpose.profile)}{hint(purpose.profile, scope.profiles)}")
        return purpose
    own = {word for item in purpose.entries for word in _words(item, scope.taxonomy)}
    return purpose._replace(
        necessary=purpose.necessary + _inherited(profile.necessary, own, scope.taxonomy),
        optional=purpose.optional + _inherited(profile.optional, own, scope.taxonomy),
        retention=purpose.retention if node.get("retention") else profile.retention,
        strict=profile.strict,
        ground=Ground(profile.necessary + profile.optional, profile.beyond + profile.usually, profile.retention),
    )


def _inherited(entries: tuple[Entry, ...], own: set[str], book: Taxonomy) -> tuple[Entry, ...]:
    """A profile's entries for categories that the manifest doesn't name itself; their reasons don't count here."""
    kept = (item for item in entries if own.isdisjoint(_words(item, book)))
    return tuple(item._replace(from_profile=True, because=None, span=None) for item in kept)


def _words(item: Entry, book: Taxonomy) -> set[str]:
    return {word for key in item.categories for word in book.synonyms(key)}
