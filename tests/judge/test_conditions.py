"""Conditions: parts joined by `&&` are asked one by one, and together give what the whole expression gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pytest

from minlint.judge.conditions import Condition, conjuncts

TYPES = {"a.one": "bool", "a.two": "str", "b.many": "list[str]"}


class Counted(Mapping[str, Any]):
    """Facts that note which of them were asked for."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values_, self.asked = values, set[str]()

    def __getitem__(self, name: str) -> Any:
        self.asked.add(name)
        return self.values_[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_)

    def __len__(self) -> int:
        return len(self.values_)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a.one", ["a.one"]),
        ("a.one && !b", ["a.one", "!b"]),
        ("(a || b) && c", ["(a || b)", "c"]),
        ("a || b && c", ["a || b && c"]),
        ("a && b ? c : d", ["a && b ? c : d"]),
        ("a == 'x && y' && b in [\"&&\", '||']", ["a == 'x && y'", "b in [\"&&\", '||']"]),
        ("size(a.filter(x, x && y)) > 0 && b", ["size(a.filter(x, x && y)) > 0", "b"]),
        ("a == 'it\\'s && so' && b", ["a == 'it\\'s && so'", "b"]),
    ],
)
def test_parts(text: str, parts: list[str]) -> None:
    assert conjuncts(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "a.one && a.two == 'x' && size(b.many) > 0",
        "b.many[0] == 'x' && a.one",
        "a.one && b.many[0] == 'x'",
        "a.one && (a.two == 'x' || size(b.many) > 1)",
        "a.two in ['x'] || a.one && size(b.many) == 0",
    ],
)
def test_the_parts_say_what_the_whole_says(text: str) -> None:
    condition = Condition(text, TYPES)
    whole = Condition(f"({text})", TYPES)
    for one, two, many in product((True, False), ("x", "y"), ([], ["x"], ["y", "x"])):
        values = {"a.one": one, "a.two": two, "b.many": many}
        assert _said(condition, values) == _said(whole, values)


def _said(condition: Condition, values: dict[str, Any]) -> bool | None:
    try:
        return condition.holds(values)
    except ValueError:
        return None


def test_what_no_longer_counts_is_not_computed() -> None:
    values = Counted({"a.one": False, "a.two": "x", "b.many": []})
    assert not Condition("a.one && a.two == 'x' && size(b.many) == 0", TYPES).holds(values)
    assert values.asked == {"a.one"}
