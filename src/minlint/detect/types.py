"""Whether a field's declared type can hold a category."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.detect.combine import Signal, signal
from minlint.detect.heads import literal
from minlint.kinds import kind_of
from minlint.model import Evidence, Field
from minlint.taxonomy import Category

_OPEN = frozenset(("unknown", "json", "text", "enum"))  # kinds that can hold anything
_MOMENTS = frozenset(("date", "datetime", "time", "duration"))
_TELLING = frozenset(("date", "vector", "geo", "ip", "binary"))
_SHUT = frozenset(("boolean", *_MOMENTS))  # what a contact, name or number can't be unless its category says so
_KEYS = frozenset(("integer", "uuid"))  # what a key to a list of values is, whatever they are
_NEVER = 1.5  # a yes or no is no contact, name or number


def type_signal(field: Field, category: Category, transformed: bool, keyed: bool = False) -> Iterator[Signal]:
    """For a kind the category names and few others have, against one it can't have; nothing for an open one."""
    kind = kind_of(field.type, field.format)
    name = kind.inner or "unknown" if kind.name == "array" else kind.name
    if field.container or transformed or name == "unknown" or (keyed and name in _KEYS):
        return
    if name in category.kinds:
        if name in _TELLING:
            yield signal("signals/type_fits", Evidence("type", f"{name} fits"))
    elif name not in _OPEN and (category.kinds or (literal(category.key) and name in _SHUT)):
        times = _NEVER if name == "boolean" and literal(category.key) else 1.0
        yield signal("signals/type_misfits", Evidence("type", f"{name} doesn't fit"), times)
