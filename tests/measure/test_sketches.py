"""Records that can be joined by their values: sketches against brute force, and L501 and L505 by them."""

from __future__ import annotations

import json
import pathlib
import random
import subprocess
import sys
from collections.abc import Sequence

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.measure.rows import sketches
from minlint.measures import Sketch
from minlint.model import Field, Joint, Record, RecordReading, Values
from minlint.read.datasets import engine

NAMES = st.sets(st.integers(0, 400), min_size=30, max_size=200)


def sketch(values: Sequence[object], kind: str = "varchar") -> Sketch | None:
    """The sketch of a column of so many values."""
    counts = dict.fromkeys(values, 1)
    field = Field("ref", kind, values=Values(dict(list(counts.items())[:2_000]), len(values), 0, len(counts)))
    with engine() as connection:
        connection.con.register("rows_of_a_test", pyarrow.table({"ref": list(values)}))
        joint = Joint(connection.table("rows_of_a_test"), len(values))
        return next(sketches.sketches(joint, RecordReading(Record("a", (field,)), ())), None)


def words(numbers: Sequence[int]) -> list[str]:
    return [f"ref-{number:06}" for number in numbers]


@given(NAMES, NAMES)
@settings(max_examples=25, deadline=None)
def test_small_columns_are_compared_exactly(one: set[int], other: set[int]) -> None:
    first, second = sketch(words(sorted(one))), sketch(words(sorted(other)))
    assert first is not None and second is not None
    both = len(one & other)
    assert first.shares(second) == second.shares(first) == (both, both / min(len(one), len(other)))


@pytest.mark.parametrize("share", [0.0, 0.25, 0.9])
def test_large_columns_are_estimated(share: float) -> None:
    common = range(int(20_000 * share))
    first = sketch(words([*common, *range(100_000, 120_000 - len(common))]))
    second = sketch(words([*common, *range(500_000, 540_000 - len(common))]))
    assert first is not None and second is not None
    assert len(first.places) <= sketches.KEPT
    assert first.shares(second)[1] == pytest.approx(share, abs=0.08)


def test_case_and_margins_make_no_difference() -> None:
    first = sketch([f"AB-{n:06}" for n in range(50)])
    second = sketch([f" ab-{n:06} " for n in range(50)])
    assert first is not None and second is not None and first.shares(second) == (50, 1.0)


@pytest.mark.parametrize(
    "values",
    [
        list(range(100_000, 100_300)),  # a counter meets every other counter
        [str(number) for number in range(100_000, 100_300)],
        [f"{n:03}" for n in range(300)],  # short
        [f"Anna Berg {n}" for n in range(300)],  # words
        [f"ref-{n:06}" for n in range(19)],  # few
    ],
)
def test_what_joins_nothing_has_no_sketch(values: Sequence[object]) -> None:
    assert sketch(values, "bigint" if isinstance(values[0], int) else "varchar") is None


def test_numbers_that_lie_apart_join() -> None:
    numbers = random.Random(1).sample(range(10**9, 10**10), 300)
    assert sketch(numbers, "bigint") is not None


def test_a_sketch_shows_nothing() -> None:
    found = sketch(words(range(50)))
    assert repr(found) == "<a sketch of ref>" and found is not None
    assert not any(b"ref-" in mark for mark in found.places)


MANIFEST = """\
version: 1
purposes:
  orders:
    statement: Deliver what a customer ordered on the site, and take back what doesn't fit.
    necessary: [user.name, user.contact, user.unique_id]
    retention: 1 year
  advertising:
    statement: Show a customer what fits their interests while they visit the site.
    necessary: [user.behavior, user.unique_id]
    retention: 30 days
bindings:
  - {source: customers.csv, purposes: [orders]}
  - {source: "b*.csv", purposes: [advertising]}
"""


def findings(folder: pathlib.Path, code: str, paths: Sequence[str] = (".",)) -> list[dict[str, object]]:
    (folder / "minlint.yaml").write_text(MANIFEST)
    command = [sys.executable, "-m", "minlint", "check", *paths, "--format", "json", "--no-cache", "-j", "2"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True)
    assert done.returncode in (0, 1), done.stderr
    return [item for item in json.loads(done.stdout)["findings"] if item["code"] == code]


def write(folder: pathlib.Path, ids: Sequence[str], theirs: Sequence[str]) -> None:
    """Customers, and what was seen of whom under another name."""
    people = [f"{id_},Anna Berg,a{n}@mail.example" for n, id_ in enumerate(ids)]
    (folder / "customers.csv").write_text("\n".join(["customer_id,full_name,email", *people]) + "\n")
    seen = [f"{id_},{'abc'[n % 3]},shoes" for n, id_ in enumerate([*theirs, *theirs, *theirs])]
    (folder / "browsing.csv").write_text("\n".join(["k1,page,browsing_history", *seen]) + "\n")


def test_records_are_joined_whatever_the_field_is_called(tmp_path: pathlib.Path) -> None:
    ids = [f"{random.Random(n).getrandbits(48):012x}" for n in range(400)]
    write(tmp_path, ids, ids[:100])
    (found,) = findings(tmp_path, "L501")
    assert (found["field"], found["source"]) == ("customer_id", "customers.csv")
    assert str(found["message"]).endswith("to browsing (advertising): 100% of the values stand in browsing.k1 too")
    assert not any(id_ in json.dumps(found) for id_ in ids)


def test_records_that_share_few_values_are_not(tmp_path: pathlib.Path) -> None:
    ids = [f"{random.Random(n).getrandbits(48):012x}" for n in range(600)]
    write(tmp_path, ids[:400], ids[390:])
    assert not findings(tmp_path, "L501")
