"""What is made once, and not before somebody asks for it.

`cached_property` is functools' without the lock that it takes in Python 3.11: a run has one thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

K = TypeVar("K")
V = TypeVar("V")

if TYPE_CHECKING:
    from functools import cached_property
    from re import Pattern
else:

    class cached_property:  # noqa: N801 - it stands in for functools'
        """A property that is computed once for each object."""

        def __init__(self, compute):
            self.compute, self.__doc__ = compute, compute.__doc__

        def __set_name__(self, _owner, name):
            self.name = name

        def __get__(self, item, _owner=None):
            if item is None:
                return self
            found = item.__dict__[self.name] = self.compute(item)
            return found


class Later(Mapping[K, V]):
    """A mapping that is made when somebody looks into it."""

    def __init__(self, make: Callable[[], Mapping[K, V]]) -> None:
        self._make = make

    def __reduce__(self) -> Any:
        return dict, (dict(self),)

    @cached_property
    def _made(self) -> Mapping[K, V]:
        return self._make()

    def __getitem__(self, key: K) -> V:
        return self._made[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


class _Pattern:
    def __init__(self, text: str, flags: int) -> None:
        self._said = text, flags

    def __getattr__(self, name: str) -> Any:
        import re

        found = getattr(re.compile(*self._said), name)
        setattr(self, name, found)
        return found


def pattern(text: str, flags: int = 0) -> Pattern[str]:
    """A regular expression that is compiled when it is first used: a run uses few of those that there are."""
    return cast("Pattern[str]", _Pattern(text, flags))


__all__ = ["Later", "cached_property", "pattern"]
