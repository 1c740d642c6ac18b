"""`cached_property` without the lock that functools' own takes in Python 3.11: a run has one thread."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from functools import cached_property
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


__all__ = ["cached_property"]
