"""Named tuples whose classes are made quickly.

`NamedTuple` is typing's without the checks and the generated source that take it a fifth of a millisecond a class: a
run makes a hundred of them before it has read a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import _tuplegetter
    from functools import cache
    from types import FunctionType

    @cache
    def _constructor(number):
        """The code of a constructor with so many fields, whatever they are called."""
        names = "".join(f", _{n}" for n in range(number))
        return eval(f"lambda _cls{names}: _new(_cls, ({names[2:]}{',' * bool(number)}))").__code__

    def _make(cls, values):
        """An instance from the values of all fields, in their order."""
        made = tuple.__new__(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self, /, **said):
        """The same with other values in some fields."""
        made = self._make(map(said.pop, self._fields, self))
        if said:
            raise ValueError(f"Got unexpected field names: {list(said)!r}")
        return made

    def _asdict(self):
        """The values by the names of their fields."""
        return dict(zip(self._fields, self, strict=True))

    def _values(self):
        """What makes an equal one: for pickle."""
        return tuple(self)

    def _repr(self):
        said = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
        return f"{type(self).__name__}({said})"

    class _Meta(type):
        def __new__(cls, name, bases, space):
            if not bases:
                return super().__new__(cls, name, bases, space)
            fields = tuple(space.get("__annotations__", ()))
            defaults = {field: space.pop(field) for field in fields if field in space}
            code = _constructor(len(fields)).replace(co_varnames=("_cls", *fields))
            new = FunctionType(code, {"_new": tuple.__new__}, "__new__", tuple(defaults.values()))
            own = {
                "__slots__": (),
                "__match_args__": fields,
                "_fields": fields,
                "_field_defaults": defaults,
                "__new__": new,
                "_make": classmethod(_make),
                "_replace": _replace,
                "__replace__": _replace,
                "_asdict": _asdict,
                "__repr__": _repr,
                "__getnewargs__": _values,
            }
            getters = {field: _tuplegetter(at, None) for at, field in enumerate(fields)}
            return type.__new__(type, name, (tuple,), {**own, **getters, **space})

    class NamedTuple(metaclass=_Meta):
        """A tuple whose fields have names: see `typing.NamedTuple`."""


__all__ = ["NamedTuple"]
