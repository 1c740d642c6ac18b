"""Whatever a text holds, reading it ends in a manifest or in errors with their places."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from minlint.errors import ManifestErrors
from minlint.manifest.grammar import MANIFEST
from minlint.manifest.model import Manifest
from minlint.manifest.shapes import Either, Keys, Many, Named, Shape

Read = Callable[..., Manifest]
Complaints = Callable[..., list[str]]


def keys(shape: Shape) -> set[str]:
    """Every key that a manifest may hold, at any depth."""
    match shape:
        case Keys():
            return set(shape.keys).union(*(keys(key.shape) for key in shape.keys.values()))
        case Named() | Many():
            return keys(shape.item)
        case Either():
            return set().union(*map(keys, shape.shapes))
        case _:
            return set()


KEYS = sorted(keys(MANIFEST))
WORDS = [
    "user.name",
    "user.dob",
    "news",
    "x101",
    "X101",
    "@user.*",
    "@[",
    "1 year",
    "P1Y",
    "2027-01-01",
    "*",
    "**/[",
    "L3",
]


def survives(said: Read, text: str) -> None:
    try:
        said(text)
    except ManifestErrors as errors:
        assert errors.errors
        assert all(error.file == "minlint.yaml" for error in errors.errors)


@given(st.text())
@example("version: !!int ''")
@example("version: !!timestamp x")
@example("version: !!bool x")
@example("version: !!set x")
@example("version: 0001-01-01T00:00:00+23:00")
@example("version: " + "9" * 5000)
@example("version: .nan\nlint: {min-confidence: .nan, sample: .inf}")
@example("version: 1\nlint: {sample: 1e400}\npolicy: {max_waiver_days: .inf}")
@example("version: 1\npurposes: &a {x: *a}")
@example("? [a]\n: b")
@example("version: 1\n<<: 3")
def test_any_text(said: Read, text: str) -> None:
    survives(said, text)


@given(st.lists(st.sampled_from(["version: 1\n", "  ", "- ", "{", "}", "[", "]", ": ", "&a ", "*a ", *KEYS, *WORDS])))
def test_any_yaml(said: Read, pieces: list[str]) -> None:
    survives(said, "".join(pieces))


scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from(WORDS) | st.text()
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*KEYS, *WORDS]), inner, max_size=4),
)


@given(st.dictionaries(st.sampled_from(list(MANIFEST.keys)), trees))
def test_any_structure(said: Read, tree: dict[str, Any]) -> None:
    survives(said, json.dumps({"version": 1, **tree}))


def test_aliases_make_no_work(wrong: Complaints) -> None:
    many = ", ".join(["*a"] * 1000)
    text = f"version: 1\nlaws: [&a user.name]\npurposes:\n  p: &p\n    necessary: &n [{many}]\n    optional: *n\n"
    start = time.perf_counter()
    assert wrong(text + "".join(f"  p{i}: *p\n" for i in range(1000))) == ["1:1 aliases make the manifest too large"]
    assert time.perf_counter() - start < 2
