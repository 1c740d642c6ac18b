"""What rows tell together, against brute force, and in findings."""

from __future__ import annotations

import datetime
import itertools
import json
import pathlib
import pickle
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint import shares
from minlint.measure.rows import groups, traces
from minlint.model import Joint
from minlint.read.datasets import engine

Rows = list[tuple[Any, ...]]
NAMES = ("a", "b", "c", "d")
CELLS = st.tuples(*(st.sampled_from(["0", "1", None]) for _ in NAMES))


def table(connection: Any, columns: Sequence[str], rows: Rows) -> Any:
    data = {name: _column([row[i] for row in rows]) for i, name in enumerate(columns)}
    connection.con.register("rows_of_a_test", pyarrow.table(data))
    return connection.table("rows_of_a_test")


def _column(values: list[Any]) -> Any:
    """A column of texts even where all of them are null."""
    return pyarrow.array(values, pyarrow.string() if all(value is None for value in values) else None)


def small(rows: Rows, columns: Sequence[int], k: int) -> float:
    sizes = Counter(tuple(row[i] for i in columns) for row in rows)
    return sum(size for size in sizes.values() if size < k) / len(rows)


@given(rows=st.lists(CELLS, min_size=2, max_size=25), k=st.integers(2, 5))
@settings(max_examples=40, deadline=None)
def test_minimal_combinations_are_those_of_brute_force(rows: Rows, k: int) -> None:
    told = [i for i in range(4) if len({row[i] for row in rows}) > 1]
    breaks = {
        tuple(NAMES[i] for i in some)
        for size in range(1, 5)
        for some in itertools.combinations(told, size)
        if small(rows, some, k) > groups.LIMIT
    }
    minimal = {some for some in breaks if not any(set(other) < set(some) for other in breaks)}
    with engine() as connection:
        joint = Joint(table(connection, NAMES, rows), len(rows))
        found = groups.telling(joint, groups.candidates(joint.table, NAMES), k)
    assert {item.columns for item in found} <= minimal
    assert len(found) == min(3, len(minimal))
    for item in found:
        places = [NAMES.index(name) for name in item.columns]
        assert item.share == pytest.approx(small(rows, places, k))
        assert item.smallest == min(Counter(tuple(row[i] for i in places) for row in rows).values())


def test_of_a_sample_the_share_among_all_is_estimated() -> None:
    alone = groups.Groups((10, 0, 0, 0), 1, 100)
    assert alone.share == alone.estimated(1.0) == 0.1
    assert 0 < alone.estimated(0.5) < alone.share
    assert alone.estimated(0.01) < 0.01  # of a row that was drawn from a hundred, others are there


def points_of(rows: Rows) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for who, hour, cell in rows:
        found[who].add((cell, hour))
    return found


@given(
    st.dictionaries(
        st.sampled_from("abcdef"),
        st.sets(st.tuples(st.integers(0, 2), st.sampled_from("xy")), min_size=2, max_size=2),
        min_size=2,
    )
)
@settings(max_examples=40, deadline=None)
def test_unicity_is_that_of_brute_force(drawn: dict[str, set[tuple[int, str]]]) -> None:
    rows: Rows = [
        (who, datetime.datetime(2026, 1, 5, hour, 30), cell) for who, some in drawn.items() for hour, cell in some
    ]
    alone = sum(not any(some <= other for who, other in drawn.items() if who != own) for own, some in drawn.items())
    with engine() as connection:
        held = table(connection, ("subject", "time", "cell"), rows)
        assert traces.unicity(held, 2) == (alone, len(drawn))


def test_homes_and_spacing() -> None:
    start = datetime.datetime(2026, 1, 5)
    rows: Rows = [
        (who, start + datetime.timedelta(days=day, hours=hour), f"{who}{'home' if hour < 8 else place}")
        for who, place in (("a", "work"), ("b", "home"))
        for day in range(4)
        for hour in (2, 10)
    ]
    with engine() as connection:
        held = table(connection, ("subject", "time", "cell"), rows)
        assert traces.homes(held) == 0.5
        assert traces.spacing(held) == 8 * 3600  # of 8 and 16 hours, seven gaps: 8 is in the middle


def test_an_interval_holds_its_share() -> None:
    low, high = shares.interval(9, 10)
    assert 0.59 < low < 0.9 < high < 0.99
    assert shares.interval(0, 10)[0] == 0.0 and shares.interval(10, 10)[1] == pytest.approx(1.0)


MANIFEST = """\
version: 1
purposes:
  study:
    statement: Study how often patients were admitted to the clinic with a burn, by year and region.
    necessary: [user.demographic, user.contact.address, {category: user.health_and_medical, because: It is studied.}]
    retention: {period: 5 years, field: admitted_at}
  fleet:
    statement: Count the devices in each part of the town in each hour of the last week.
    necessary: [{category: user.location.history, because: x, interval: 2 hours}, user.device]
    retention: {period: 3 months, field: recorded_at}
bindings:
  - {source: study.csv, purposes: [study]}
  - {source: pings.csv, purposes: [fleet]}
"""


def study(days: int) -> str:
    born = datetime.date(1950, 1, 1)
    lines = ["birth_date,zip,sex,diagnosis,admitted_at"]
    for i in range(300):
        birth = born + datetime.timedelta(days=i % days)
        lines.append(f"{birth},{10115 + i % 2},{'fm'[i % 2]},burn,{2018 + i % 3}-05-0{1 + i % 9}")
    return "\n".join(lines) + "\n"


def pings() -> str:
    lines = ["device_id,latitude,longitude,recorded_at"]
    for device in range(30):
        for hour in range(96):
            at = datetime.datetime(2026, 11, 2) + datetime.timedelta(hours=hour)
            place = 52.5 + device / 100 + (0.005 if 9 <= at.hour < 17 else 0)
            lines.append(f"dev-{device:04d},{place:.6f},{13.4 + device / 100:.6f},{at.isoformat()}")
    return "\n".join(lines) + "\n"


def found(folder: pathlib.Path) -> dict[str, Any]:
    (folder / "minlint.yaml").write_text(MANIFEST)
    command = [sys.executable, "-m", "minlint", "check", "--format", "json", "--no-cache", "--today", "2026-11-28"]
    said = json.loads(subprocess.run(command, cwd=folder, capture_output=True, check=False).stdout)
    return {finding["code"]: finding for finding in said["findings"]}


def test_findings_on_rows(tmp_path: pathlib.Path) -> None:
    (tmp_path / "study.csv").write_text(study(300))
    (tmp_path / "pings.csv").write_text(pings())
    said = found(tmp_path)
    assert said["L502"]["facts"] == {
        "columns": ["birth_date"],
        "extent": "birth_date alone puts 100% of the rows into groups smaller than 5",
        "k": 5,
        "share": 1.0,
        "of_all": 1.0,
        "smallest": 1,
        "l": 0,
        "t": 0.0,
    }
    assert said["R404"]["facts"] == {"purposes": ["study"], "oldest": "2018-05"}
    assert said["L503"]["facts"] == {"p": 4, "unicity": 1.0, "least": 0.886}
    assert said["L504"]["facts"] == {"share": 1.0}
    assert said["G303"]["facts"] == {"spacing": 3600.0, "allowed": 7200.0}


def test_what_rows_refute_is_not_said(tmp_path: pathlib.Path) -> None:
    (tmp_path / "study.csv").write_text(study(2))  # two birth dates, one with each postcode and sex
    said = found(tmp_path)
    assert "L502" not in said
    assert said["R404"]["severity"] == "error"


def test_rows_never_leave_the_process() -> None:
    with engine() as connection:
        joint = Joint(table(connection, ("a",), [("secret",)]), 1)
        assert "secret" not in repr(joint)
        with pytest.raises(TypeError):
            pickle.dumps(joint)


@pytest.mark.parametrize(("lint", "fires"), [("small-group: 200", True), ("small-group: 200, small-share: 1", False)])
def test_the_thresholds_are_settable(tmp_path: pathlib.Path, lint: str, fires: bool) -> None:
    (tmp_path / "study.csv").write_text(study(2))  # groups of 150
    (tmp_path / "minlint.yaml").write_text(MANIFEST + f"lint: {{{lint}}}\n")
    command = [sys.executable, "-m", "minlint", "check", "--format", "json", "--no-cache"]
    said = json.loads(subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).stdout)
    facts = [item["facts"] for item in said["findings"] if item["code"] == "L502"]
    assert [item["k"] for item in facts] == ([200] if fires else [])
