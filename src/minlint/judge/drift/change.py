"""One change between two sides, as rules of scope `change` look at it."""

from __future__ import annotations

from minlint.judge.contexts import About, Place, Run
from minlint.tuples import NamedTuple


class Change(NamedTuple):
    """What changed, and where it stands now. ``kind`` is one of those that `docs/facts.md` lists.

    ``told`` is the change as a sentence without its end; ``before`` and ``after`` are what was and is said, where
    words of the manifest changed. ``permitted`` and ``followed`` are told of a new category alone: whether a purpose
    covers it, and whether that permission came with it.
    """

    kind: str
    told: str
    place: Place
    about: About
    before: str = ""
    after: str = ""
    permitted: bool = False
    followed: bool = False


class ChangeContext:
    """A change within a run."""

    def __init__(self, run: Run, change: Change) -> None:
        self.run, self.change = run, change

    def part(self, namespace: str) -> object:
        return self.run if namespace == "manifest" else self

    @property
    def place(self) -> Place:
        return self.change.place

    @property
    def about(self) -> About:
        return self.change.about
