"""What a purpose permits, one thing at a time: an entry, or how long data are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from minlint.judge.contexts import About, Place, Run
from minlint.judge.coverage import covers, is_above
from minlint.judge.statements import PurposeContext
from minlint.manifest.model import Entry
from minlint.once import cached_property
from minlint.taxonomy import Taxonomy

Kind = Literal["necessary", "optional", "retention"]


class EntryContext:
    """An entry of a purpose's ``necessary`` or ``optional``; or, without one, its retention.

    ``number`` counts the entries of the purpose for the same categories.
    """

    def __init__(self, purpose: PurposeContext, kind: Kind, entry: Entry | None = None, number: int = 1) -> None:
        self.purpose, self.kind, self.entry, self.number = purpose, kind, entry, number

    def part(self, namespace: str) -> object:
        return {"purpose": self.purpose, "manifest": self.run}.get(namespace, self)

    @property
    def run(self) -> Run:
        return self.purpose.run

    @property
    def keys(self) -> tuple[str, ...]:
        """The categories that it names."""
        return self.entry.categories if self.entry else ()

    @property
    def from_profile(self) -> bool:
        """Whether the purpose's profile says it, and not the manifest."""
        return self.entry.from_profile if self.entry else "retention" not in self.purpose.purpose.places

    @property
    def name(self) -> str:
        """Its categories, or what else it is."""
        return " or ".join(self.keys) or self.kind

    @property
    def because(self) -> str | None:
        """The reason given for it."""
        retention = self.purpose.purpose.retention
        return self.entry.because if self.entry else retention.because if retention else None

    @cached_property
    def narrower(self) -> list[str]:
        """The categories of the purpose's other entries that stand below one of its own."""
        below = {key for own in self.keys for key in self.run.taxonomy.below(own)}
        others = (key for entry in self.purpose.purpose.entries if entry is not self.entry for key in entry.categories)
        return [key for key in dict.fromkeys(others) if key in below]

    @cached_property
    def collected(self) -> list[str]:
        """The categories that it covers of those which fields bound to the purpose hold."""
        held = sorted({item.category.key for item in self.purpose.fields})
        return [key for key in held if any(covers(own, key, self.run.taxonomy) for own in self.keys)]

    def branches(self, own: str) -> list[str]:
        """The categories one step below one of its own that it covers."""
        book, step = self.run.taxonomy, own.count(".") + 1
        return [key for key in book.below(own) if key.count(".") == step and covers(own, key, book)]

    @property
    def unused(self) -> bool:
        """Whether no field bound to the purpose can hold any of it, among all that the manifest binds."""
        world, id_ = self.purpose.world, self.purpose.purpose.id
        if not self.run.whole or self.entry is None or id_ not in world.held or id_ in world.unsure:
            return False
        return not any(self._may_be(own, key) for own in self.keys for key in world.held[id_])

    def _may_be(self, own: str, key: str) -> bool:
        return covers(own, key, self.run.taxonomy) or is_above(key, own, self.run.taxonomy)

    @property
    def place(self) -> Place:
        purpose = self.purpose.purpose
        said = self.entry or purpose.retention
        span = purpose.places.get("profile") if self.from_profile or said is None else said.span
        name = "|".join(sorted(self.keys)) or self.kind
        name += f"#{self.number}" if self.number > 1 else ""
        return Place(self.purpose.place.source, span, f"purposes.{purpose.id}:{name}")

    @property
    def about(self) -> About:
        return About(self.keys[0] if len(self.keys) == 1 else None, (self.purpose.purpose.id,))


def permissions(purpose: PurposeContext) -> Iterator[EntryContext]:
    """Everything that a purpose permits, its profile's entries among it."""
    numbers: Counter[frozenset[str]] = Counter()
    lists: tuple[tuple[Kind, tuple[Entry, ...]], ...] = (
        ("necessary", purpose.purpose.necessary),
        ("optional", purpose.purpose.optional),
    )
    for kind, entries in lists:
        for entry in entries:
            named = frozenset(entry.categories)
            numbers[named] += 1
            yield EntryContext(purpose, kind, entry, numbers[named])
    if purpose.purpose.retention:
        yield EntryContext(purpose, "retention")


def leaves(key: str, book: Taxonomy) -> list[str]:
    """The most specific categories that a permission for a key covers."""
    below = [other for other in book.below(key) if covers(key, other, book)]
    return [other for other in below if not book.below(other)] or [key]
