"""Our named tuples are typing's, but for what making a class costs."""

from __future__ import annotations

import pathlib
import pickle
import typing
from typing import Any

import pytest

from minlint import tuples
from minlint.model import Span

SOURCE = pathlib.Path(__file__).parent.parent / "src" / "minlint"


class Ours(tuples.NamedTuple):
    """A pair."""

    left: int
    right: str = "r"

    @property
    def both(self) -> str:
        """The two in one text."""
        return f"{self.left}{self.right}"


class Theirs(typing.NamedTuple):
    """A pair."""

    left: int
    right: str = "r"

    @property
    def both(self) -> str:
        """The two in one text."""
        return f"{self.left}{self.right}"


def told(pair: Any) -> list[Any]:
    """What can be asked of a named tuple."""
    one, two = pair(1), pair(right="x", left=2)
    return [
        *(pair._fields, pair._field_defaults, pair.__match_args__, pair.__doc__, pair._make((3, "y"))),
        *(one, two, one.left, two.right, one.both, one == (1, "r"), hash(one), one._asdict(), [*two]),
        *(one._replace(left=5), repr(one).partition("(")[2], hasattr(one, "__dict__"), isinstance(one, tuple)),
    ]


def test_all_that_can_be_asked_is_answered_alike() -> None:
    assert told(Ours) == told(Theirs)
    assert repr(Ours(1)) == "Ours(left=1, right='r')"
    match Ours(1):
        case Ours(left, right):
            assert (left, right) == (1, "r")


WRONG: list[Any] = [
    lambda pair: pair(),
    lambda pair: pair(1, "a", 2),
    lambda pair: pair(1, other=2),
    lambda pair: pair._make((1,)),
    lambda pair: pair(1)._replace(other=2),
    lambda pair: setattr(pair(1), "left", 2),
    lambda pair: setattr(pair(1), "other", 2),
]


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("pair", [Ours, Theirs])
def test_what_is_wrong_is_an_error(pair: Any, wrong: Any) -> None:
    with pytest.raises((TypeError, ValueError, AttributeError)):
        wrong(pair)


def test_they_go_to_another_process_and_back() -> None:
    span = Span(1, 2, 3, 4)
    assert pickle.loads(pickle.dumps(span)) == span


def test_no_module_makes_them_the_slow_way() -> None:
    for path in SOURCE.rglob("*.py"):
        slow = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("from typing import")]
        assert path.name == "tuples.py" or not any("NamedTuple" in line for line in slow), path
