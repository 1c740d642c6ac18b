"""What is known while one file is read, and where its errors go."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from minlint.errors import ManifestError
from minlint.located import Node
from minlint.model import Span
from minlint.taxonomy import Taxonomy
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.profiles import Profile


class Knowledge(NamedTuple):
    """What a manifest's words are held against: None for the profiles that ship, and for codes and laws unknown."""

    taxonomy: Taxonomy
    profiles: Mapping[str, Profile] | None = None
    codes: Collection[str] | None = None
    laws: Collection[str] | None = None


class Scope(NamedTuple):
    """The file being read, the knowledge its words are held against, and the errors found so far.

    ``codes`` and ``laws`` are None where they aren't known: then they aren't checked.
    ``own_profiles`` stand in for those that ship with minlint.
    """

    file: str
    errors: list[ManifestError]
    taxonomy: Taxonomy
    own_profiles: Mapping[str, Profile] | None = None
    codes: Collection[str] | None = None
    laws: Collection[str] | None = None
    today: datetime.date | None = None

    @property
    def profiles(self) -> Mapping[str, Profile]:
        """The profiles that a purpose may name; those that ship with minlint are read when one is named."""
        if self.own_profiles is not None:
            return self.own_profiles
        from minlint import profiles

        return profiles.all()

    def knowing(self, known: Knowledge) -> Scope:
        """This file, read with other knowledge."""
        return self._replace(taxonomy=known.taxonomy, own_profiles=known.profiles, codes=known.codes, laws=known.laws)

    def fail(self, span: Span | None, message: str) -> None:
        """Note one error at a place in this file."""
        self.errors.append(ManifestError(message, self.file, *(span[:2] if span else ())))


def text(node: Node, key: str) -> str | None:
    """The words under a key that was held against its shape; None where there are none."""
    found = node.get(key)
    return None if found is None else str(found.value).strip()


def texts(node: Node, key: str) -> tuple[str, ...]:
    """The words listed under a key."""
    return tuple(str(item.value).strip() for item in items(node, key))


def items(node: Node, key: str) -> list[Node]:
    """The items listed under a key."""
    found = node.get(key)
    return list(found.value) if found else []
