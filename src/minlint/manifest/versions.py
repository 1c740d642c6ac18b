"""Which versions of minlint a manifest may be read by."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

_HOLDS: dict[str, Callable[[list[int], list[int]], bool]] = {
    "==": operator.eq,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


def satisfies(version: str, wanted: str) -> bool:
    """Whether a version is among those wanted: ``>=0.1, <1``; a version alone means just that one."""
    return all(_one(_numbers(version), part.strip()) for part in wanted.split(","))


def _one(version: list[int], wanted: str) -> bool:
    sign = re.match(r"[<>=]*", wanted)
    return _HOLDS[(sign.group() if sign else "") or "=="](version, _numbers(wanted))


def _numbers(text: str) -> list[int]:
    """Four numbers, those that aren't said being 0."""
    found = [int(part) for part in re.findall(r"\d+", text)[:4]]
    return found + [0] * (4 - len(found))
