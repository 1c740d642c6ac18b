"""The shapes that values in a manifest have, and how a value is held against one.

A shape is data: the parser reads values by it, and `schema` turns it into JSON Schema, so that the two agree.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from minlint.located import Member, Node
from minlint.manifest.near import hint, key_hint, quoted
from minlint.model import Span
from minlint.tuples import NamedTuple

DAY_PATTERN = r"^\d{4}-\d{2}-\d{2}$"


class Text(NamedTuple):
    """Words that a pattern is found in; ``says`` tells what they are."""

    says: str = "words"
    pattern: str = r"\S"


class Choice(NamedTuple):
    """One of a few words."""

    values: tuple[str, ...]


class Number(NamedTuple):
    """A number within bounds, both included."""

    low: float
    high: float | None = None
    whole: bool = False


class Flag(NamedTuple):
    """True or false."""


class Day(NamedTuple):
    """A date, ``2027-06-30``."""

    says: str = "a date such as 2027-06-30"


class Free(NamedTuple):
    """A mapping that is taken as it is."""


class Many(NamedTuple):
    """A list; a single item stands for a list of one."""

    item: Shape
    least: int = 0


class Keys(NamedTuple):
    """A mapping with known keys."""

    keys: Mapping[str, Key]


class Named(NamedTuple):
    """A mapping whose keys are names that the author chooses."""

    item: Shape
    name: Text


class Either(NamedTuple):
    """Shapes that differ in the kind of value they take."""

    shapes: tuple[Shape, ...]


Shape: TypeAlias = "Text | Choice | Number | Flag | Day | Free | Many | Keys | Named | Either"


class Key(NamedTuple):
    """A key of a mapping: its value's shape and what it is for. A key that isn't required may also be left empty."""

    shape: Shape
    description: str
    required: bool = False


Fail: TypeAlias = "Callable[[Span, str], None]"


def read(shape: Shape, node: Node, name: str, fail: Fail) -> Node | None:
    """Hold a value against a shape: what of it fits, every mismatch told to ``fail``; None where nothing fits.

    In what comes back a list is a list, a date a `datetime.date`, and keys without a value are left out.
    """
    kind = kind_of(node.value)
    if kind not in kinds(shape):
        fail(node.span, f"{name} must be {' or '.join(kinds(shape))}, not {kind}")
        return None
    match shape:
        case Either():
            return read(next(item for item in shape.shapes if kind in kinds(item)), node, name, fail)
        case Keys():
            return _read_keys(shape, node, name, fail)
        case Named():
            return _read_named(shape, node, name, fail)
        case Many():
            return _read_many(shape, node, name, fail)
        case Free():
            return node
        case _:
            return _read_scalar(shape, node, name, fail)


def kind_of(value: Any) -> str:
    """What kind of value this is, in words."""
    named = ((bool, "true or false"), (int | float, "a number"), (str | datetime.date, "words"))
    more = ((dict, "a mapping"), (list, "a list"), (type(None), "nothing"))
    return next((words for kind, words in (*named, *more) if isinstance(value, kind)), "another kind of value")


def kinds(shape: Shape) -> tuple[str, ...]:
    """The kinds of value that a shape takes."""
    match shape:
        case Number():
            return ("a number",)
        case Flag():
            return ("true or false",)
        case Keys() | Named() | Free():
            return ("a mapping",)
        case Many():
            return ("a list", *kinds(shape.item))
        case Either():
            return tuple(kind for item in shape.shapes for kind in kinds(item))
        case _:
            return ("words",)


def _read_keys(shape: Keys, node: Node, name: str, fail: Fail) -> Node:
    found: dict[str, Member] = {}
    for key, member in node.value.items():
        known = shape.keys.get(key)
        if known is None:
            fail(member.key, f"unknown key {quoted(key)} in {name}{key_hint(key, shape.keys)}")
        elif member.node.value is None and not known.required:
            continue
        elif (value := read(known.shape, member.node, f"`{key}`", fail)) is not None:
            found[key] = Member(member.key, value)
    for key, known in shape.keys.items():
        if known.required and key not in node.value:
            fail(node.span, f"{name} needs `{key}`: {known.description}")
    return Node(found, node.span)


def _read_named(shape: Named, node: Node, name: str, fail: Fail) -> Node:
    found: dict[str, Member] = {}
    for key, member in node.value.items():
        value = read(shape.item, member.node, quoted(key), fail)
        if not re.search(shape.name.pattern, key):
            fail(member.key, f"a key of {name} must be {shape.name.says}: {quoted(key)} is not")
        elif value is not None:
            found[key] = Member(member.key, value)
    return Node(found, node.span)


def _read_many(shape: Many, node: Node, name: str, fail: Fail) -> Node:
    items = node.value if isinstance(node.value, list) else [node]
    if len(items) < shape.least:
        fail(node.span, f"{name} must not be empty")
    one = name if items != node.value else f"an item of {name}"
    found = [value for item in items if (value := read(shape.item, item, one, fail)) is not None]
    return Node(found, node.span)


def _read_scalar(shape: Text | Choice | Number | Flag | Day, node: Node, name: str, fail: Fail) -> Node | None:
    value = node.value
    if isinstance(value, datetime.date) and not isinstance(shape, Day):
        value = value.isoformat()
    wrong = _mismatch(shape, value)
    if wrong:
        fail(node.span, f"{name} must be {wrong}")
        return None
    return Node(value, node.span)


def _mismatch(shape: Text | Choice | Number | Flag | Day, value: Any) -> str | None:
    """What the value must be, where it isn't."""
    match shape:
        case Text():
            return None if re.search(shape.pattern, value) else shape.says
        case Choice():
            said = f"{', '.join(shape.values[:-1])} or {shape.values[-1]}"
            return None if value in shape.values else f"{said}{hint(value, shape.values)}"
        case Number():
            return None if _within(shape, value) else _bounds(shape)
        case Day():
            return None if day_of(value) else shape.says
        case _:
            return None


def _within(shape: Number, value: float) -> bool:
    whole = not shape.whole or isinstance(value, int) or value.is_integer()
    return whole and shape.low <= value <= (shape.high if shape.high is not None else float("inf"))


def _bounds(shape: Number) -> str:
    kind = "a whole number" if shape.whole else "a number"
    if shape.high == shape.low:
        return f"{shape.low:g}"
    return f"{kind}, {shape.low:g} or more" if shape.high is None else f"{kind} from {shape.low:g} to {shape.high:g}"


def day_of(value: str | datetime.date) -> datetime.date | None:
    """The date that a scalar says; None where it says none, or a time of the day with it."""
    if isinstance(value, datetime.date):
        return None if isinstance(value, datetime.datetime) else value
    try:
        return datetime.date.fromisoformat(value) if re.search(DAY_PATTERN, value) else None
    except ValueError:
        return None
