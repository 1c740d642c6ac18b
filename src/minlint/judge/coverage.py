"""Whether a category, at a precision, is within the purposes bound to it (CONTRACT, part 3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from minlint.manifest.model import Entry, Purpose
from minlint.taxonomy import Ladder, Taxonomy, is_within
from minlint.tuples import NamedTuple

State = Literal["covered", "too_fine", "beyond", "forbidden", "gap", "unstated"]


class Permit(NamedTuple):
    """An entry of a purpose that reaches a category, and the key in it that does."""

    purpose: Purpose
    entry: Entry
    key: str
    necessary: bool


class Coverage(NamedTuple):
    """How the purposes bound to a field stand to its category.

    ``permits`` are the entries that cover it; where none does, those whose rung alone is too coarse; where the field's
    category is only an ancestor of permitted ones (a gap), theirs. The most specific comes first.
    ``by`` are the purposes that cover it, ``beyond`` those that don't, ``without`` those that need it not at all or
    only as an option, ``forbidden_by`` those that forbid it. ``allowed`` is the finest rung the permits allow, None
    where they set no limit.
    """

    state: State
    permits: tuple[Permit, ...] = ()
    by: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    forbidden_by: tuple[str, ...] = ()
    allowed: str | None = None
    optional_only: bool = False

    @property
    def entry(self) -> Entry | None:
        """The most specific entry that reaches the category."""
        return self.permits[0].entry if self.permits else None


UNSTATED = Coverage("unstated")


def coverage(
    key: str, precision: str | None, purposes: Sequence[Purpose], taxonomy: Taxonomy, *, own: bool = False
) -> Coverage:
    """Hold one category against the purposes bound to its field.

    ``precision`` is a rung's name on the category's ladder; None, or a rung it lacks, counts as the finest. ``own``
    says that this is the record's own key or housekeeping time, which any bound purpose covers.
    """
    if not purposes:
        return UNSTATED
    key = taxonomy.canonical(key)
    ladder = taxonomy.ladder(key)
    reaching = [permit for permit in _permits(purposes) if covers(permit.key, key, taxonomy)]
    admitting = [permit for permit in reaching if admits(permit.entry.precision, precision, ladder)]
    forbidden_by = () if _named(key, purposes, taxonomy) else _forbidding(key, purposes, taxonomy)
    if forbidden_by:
        state: State = "forbidden"
    elif own or admitting:
        state = "covered"
    elif reaching:
        state = "too_fine"
    else:
        reaching = [permit for permit in _permits(purposes) if is_above(key, permit.key, taxonomy)]
        state = "gap" if reaching else "beyond"
    permits = () if forbidden_by else _ranked(admitting or reaching)
    ids = tuple(purpose.id for purpose in purposes)
    by = set(ids) if own else {permit.purpose.id for permit in admitting}
    needing = set(ids) if own else {permit.purpose.id for permit in admitting if permit.necessary}
    by, needing = (set(), set()) if forbidden_by else (by, needing)
    return Coverage(
        state,
        permits,
        by=tuple(id_ for id_ in ids if id_ in by),
        beyond=tuple(id_ for id_ in ids if id_ not in by),
        without=tuple(id_ for id_ in ids if id_ not in needing),
        forbidden_by=forbidden_by,
        allowed=_allowed(permits, ladder),
        optional_only=state in ("covered", "too_fine") and not own and not any(permit.necessary for permit in permits),
    )


def covers(entry: str, key: str, taxonomy: Taxonomy) -> bool:
    """Whether a permission for ``entry`` reaches ``key``: never from above the part of the tree that must be named."""
    if taxonomy[key].must_be_named and not taxonomy[entry].must_be_named:
        return False
    return _reaches(entry, key, taxonomy)


def admits(allowed: str | None, precision: str | None, ladder: Ladder) -> bool:
    """Whether a precision is no finer than the rung allowed. A rung of another ladder sets no limit."""
    limit = ladder.rank(allowed) if allowed else None
    return limit is None or rank(precision, ladder) >= limit


def rank(precision: str | None, ladder: Ladder) -> int:
    """How far a precision stands from the finest; unknown, or of no word the ladder knows, counts as the finest.

    The last digits alone are `last4` on one ladder and `masked` on another.
    """
    words = (precision, _TWINS.get(precision)) if precision else ()
    return next((found for word in words if word and (found := ladder.rank(word)) is not None), 0)


_TWINS = {"masked": "last4", "last4": "masked"}


def _permits(purposes: Sequence[Purpose]) -> Iterator[Permit]:
    for purpose in purposes:
        for entry in purpose.necessary:
            yield from (Permit(purpose, entry, key, True) for key in entry.categories)
        for entry in purpose.optional:
            yield from (Permit(purpose, entry, key, False) for key in entry.categories)


def _reaches(entry: str, key: str, taxonomy: Taxonomy) -> bool:
    """Whether either word for the one thing stands at or below either word for the other."""
    return any(taxonomy.covers(entry, word) for word in taxonomy.synonyms(key))


def is_above(key: str, entry: str, taxonomy: Taxonomy) -> bool:
    """Whether a category is an entry's own, or an ancestor of it: then it may be what the entry permits."""
    return any(is_within(below, above) for below in taxonomy.synonyms(entry) for above in taxonomy.synonyms(key))


def _named(key: str, purposes: Sequence[Purpose], taxonomy: Taxonomy) -> bool:
    """Whether a purpose names that very category as necessary, by either of its words."""
    words = taxonomy.synonyms(key)
    return any(
        taxonomy.canonical(named) in words
        for purpose in purposes
        for entry in purpose.necessary
        for named in entry.categories
    )


def _forbidding(key: str, purposes: Sequence[Purpose], taxonomy: Taxonomy) -> tuple[str, ...]:
    return tuple(
        purpose.id for purpose in purposes if any(_reaches(word, key, taxonomy) for word, _ in purpose.forbidden)
    )


def _ranked(permits: Sequence[Permit]) -> tuple[Permit, ...]:
    """The most specific first; of equals the necessary, then as written."""
    return tuple(sorted(permits, key=lambda permit: (-permit.key.count("."), not permit.necessary)))


def _allowed(permits: Sequence[Permit], ladder: Ladder) -> str | None:
    """The finest rung among the permits'; None where one of them, or all, set no limit."""
    ranks = [ladder.rank(permit.entry.precision) if permit.entry.precision else None for permit in permits]
    known = [found for found in ranks if found is not None]
    return ladder.rungs[min(known)].name if known and len(known) == len(ranks) else None
