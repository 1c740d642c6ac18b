"""One thing that a purpose permits: an entry of `necessary` or `optional`, or how long data are kept."""

from __future__ import annotations

from minlint.judge import permissions
from minlint.judge.ownership import is_housekeeping
from minlint.judge.permissions import EntryContext
from minlint.judge.words import listed

_GRADED = ("birth", "location", "address", "time", "ip", "money")
_ONE_RUNG = (".city", ".state", ".country")


def name(at: EntryContext) -> str:
    """Its category, or its categories with an or between; `retention` for how long data are kept."""
    return at.name


def kind(at: EntryContext) -> str:
    """Where it stands: necessary, optional or retention."""
    return at.kind


def from_profile(at: EntryContext) -> bool:
    """Whether the purpose's profile says it, and not the manifest."""
    return at.from_profile


def because(at: EntryContext) -> bool:
    """Whether it gives a reason."""
    return bool(at.because)


def precision(at: EntryContext) -> str:
    """The finest rung it allows; empty where it sets no limit."""
    return (at.entry.precision if at.entry else None) or ""


def graded(at: EntryContext) -> list[str]:
    """Its categories of which more or less detail is kept: births, places, addresses, IP addresses, money and times."""
    ladders = ((key, at.run.taxonomy[key].ladder) for key in at.keys if not is_housekeeping(key))
    return [key for key, ladder in ladders if ladder in _GRADED and not key.endswith(_ONE_RUNG)]


def rungs(at: EntryContext) -> list[str]:
    """The rungs that its first graded category can be kept at, the finest first."""
    first = graded(at)[:1]
    return [rung.name for key in first for rung in at.run.taxonomy.ladder(key).rungs]


def level(at: EntryContext) -> int:
    """How far its broadest category stands from the root: 1 is `user` itself; 0 where it has none."""
    return min((key.count(".") + 1 for key in at.keys), default=0)


def breadth(at: EntryContext) -> int:
    """How many of the most specific categories it covers."""
    return len({leaf for key in at.keys for leaf in permissions.leaves(key, at.run.taxonomy)})


def branches(at: EntryContext) -> int:
    """How many categories one step below its own it covers."""
    return sum(len(at.branches(own)) for own in at.keys)


def collected(at: EntryContext) -> list[str]:
    """The categories it covers that fields bound to the purpose hold."""
    return at.collected


def reached(at: EntryContext) -> int:
    """How many of the categories one step below its own those fields hold; all below one that they hold itself."""
    return sum(_reached(own, branch, at) for own in at.keys for branch in at.branches(own))


def _reached(own: str, branch: str, at: EntryContext) -> bool:
    return own in at.collected or any(at.run.taxonomy.covers(branch, key) for key in at.collected)


def narrower(at: EntryContext) -> list[str]:
    """The categories of the purpose's other entries that stand below one of its own."""
    return at.narrower


def shown(at: EntryContext) -> str:
    """What shows that less is needed, in words that follow a sentence; empty where nothing does."""
    if at.collected:
        return f"; its fields hold {listed(at.collected)}"
    return f"; its other entries name {listed(at.narrower)}" if at.narrower else ""


def unused(at: EntryContext) -> bool:
    """Whether no field bound to the purpose can hold any of it; always false for a part of the tree."""
    return at.unused


def loosens(at: EntryContext) -> str:
    """How it goes beyond the purpose's profile, in words that its name follows; empty where it doesn't."""
    purpose = at.purpose.purpose
    if purpose.ground is None or at.from_profile:
        return ""
    from minlint.judge.loosening import lengthened, loosened  # few manifests name profiles

    if at.entry:
        return loosened(at.entry, purpose.ground, at.run.taxonomy)
    return lengthened(purpose.retention, purpose.ground) if purpose.retention else ""
