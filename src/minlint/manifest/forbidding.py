"""What a policy forbids purposes to hold: no entry may permit it, and each purpose it is about forbids it itself."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.located import Node
from minlint.manifest.entries import category
from minlint.manifest.globs import compiled
from minlint.manifest.model import Entry, Policy, Purpose
from minlint.manifest.near import quoted
from minlint.manifest.scope import Scope, items
from minlint.taxonomy import Taxonomy

PROFILE = "profile:"
"""Before the id of a profile, in place of a glob on purposes' ids."""


def bans(node: Node, scope: Scope) -> tuple[tuple[str, str], ...]:
    """What a policy forbids to whom: a glob on purposes' ids, or a profile, with a category each."""
    found = ((glob.strip(), category(item, scope)) for glob in node.value for item in items(node, glob))
    return tuple((glob, key) for glob, key in found if key)


def forbid(purpose: Purpose, policy: Policy, scope: Scope) -> Purpose:
    """A purpose that forbids what the policy forbids to it. An entry of its own that permits it is an error; one of its
    profile's is left out."""
    banned = [(glob, key) for glob, key in policy.forbidden if _is_about(glob, purpose)]
    if not banned:
        return purpose
    book = scope.taxonomy
    for entry in purpose.entries:
        if not entry.from_profile:
            for glob, key in _against(entry, banned, book):
                scope.fail(
                    entry.span or purpose.span, f"the policy forbids {quoted(key)} to purposes like {quoted(glob)}"
                )
    own = {key for key, _ in purpose.forbidden}
    return purpose._replace(
        necessary=tuple(_left(purpose.necessary, banned, book)),
        optional=tuple(_left(purpose.optional, banned, book)),
        forbidden=(
            *purpose.forbidden,
            *((key, None) for key in dict.fromkeys(key for _, key in banned) if key not in own),
        ),
    )


def _is_about(glob: str, purpose: Purpose) -> bool:
    if glob.startswith(PROFILE):
        return purpose.profile == glob.removeprefix(PROFILE)
    return bool(compiled(glob).match(purpose.id))


def _against(entry: Entry, banned: list[tuple[str, str]], book: Taxonomy) -> Iterator[tuple[str, str]]:
    return ((glob, key) for glob, key in banned if any(_within(word, key, book) for word in entry.categories))


def _within(word: str, key: str, book: Taxonomy) -> bool:
    return any(book.covers(key, other) for other in book.synonyms(word))


def _left(entries: tuple[Entry, ...], banned: list[tuple[str, str]], book: Taxonomy) -> Iterator[Entry]:
    """The entries with what isn't banned of the profile's."""
    for entry in entries:
        kept = tuple(word for word in entry.categories if not any(_within(word, key, book) for _, key in banned))
        if kept or not entry.from_profile:
            yield entry._replace(categories=kept) if entry.from_profile else entry
