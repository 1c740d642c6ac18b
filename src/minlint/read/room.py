"""How many fields a text may come to: aliases and references to definitions make much of little."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from minlint.model import Field, Problem, Span

_LEAST = 20_000
_PER_FIELD = 4  # characters of text that pay for a field


class Room:
    """The fields that a source may still have, and what is told where there were more."""

    def __init__(self, text: str) -> None:
        self._left = max(_LEAST, len(text) // _PER_FIELD)
        self.problems: list[Problem] = []

    def some(self, fields: Iterable[Field]) -> Iterator[Field]:
        """Fields of which no more are made than there is room for, and one that shows that there are more."""
        return islice(fields, self._left + 1)

    def take(self, fields: Iterable[Field], place: Span | None) -> tuple[Field, ...]:
        """As many of a record's fields as there is room for, made one by one."""
        found = tuple(self.some(fields))
        if len(found) > self._left:
            found = found[: self._left]
            if not self.problems:
                reason = "its definitions refer to each other too often; some fields are left out"
                self.problems.append(Problem("E002", reason, *(place[:2] if place else (None, None))))
        self._left -= len(found)
        return found
