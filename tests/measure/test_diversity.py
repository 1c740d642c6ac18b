"""l-diversity and t-closeness against brute force, and as they are reported."""

from __future__ import annotations

import itertools
import json
import pathlib
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.measure.rows import diversity
from minlint.read.datasets import engine
from tests.measure.test_rows import Rows, table


def brute(rows: Rows, ordered: bool) -> tuple[int, float, int]:
    """The least number of values, the greatest distance and the number of groups; the last column is what is spread."""
    grouped: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row[:-1]].append(row[-1])
    values = sorted({row[-1] for row in rows}, key=lambda value: (value is not None, value))
    overall = _shares([row[-1] for row in rows], values)
    distances = [_distance(_shares(held, values), overall, ordered) for held in grouped.values()]
    return min(len(set(held)) for held in grouped.values()), max(distances), len(grouped)


def _shares(held: Sequence[Any], values: Sequence[Any]) -> list[float]:
    counts = Counter(held)
    return [counts[value] / len(held) for value in values]


def _distance(here: Sequence[float], overall: Sequence[float], ordered: bool) -> float:
    differences = [one - other for one, other in zip(here, overall, strict=True)]
    if not ordered:
        return sum(map(abs, differences)) / 2
    return sum(map(abs, itertools.accumulate(differences))) / (len(differences) - 1)


WORDS = st.sampled_from(["flu", "burn", "cold", None])
NUMBERS = st.sampled_from([0, 1, 5, 7, 20, 300, None])
GROUPS = (st.sampled_from(["a", "b", "c", None]), st.sampled_from(["x", "y"]))


@pytest.mark.parametrize(("values", "ordered"), [(WORDS, False), (NUMBERS, True)])
def test_both_are_those_of_brute_force(values: Any, ordered: bool) -> None:
    @given(st.lists(st.tuples(*GROUPS, values), min_size=2, max_size=40))
    @settings(max_examples=60, deadline=None)
    def held(rows: Rows) -> None:
        with engine() as connection:
            found = diversity.spread(table(connection, ("a", "b", "v"), rows), ("a", "b"), "v", ordered=ordered)
        if len({row[-1] for row in rows}) < 2:
            assert found is None
            return
        least, distance, groups = brute(rows, ordered)
        assert found is not None
        assert (found.kinds, found.groups) == (least, groups)
        assert found.distance == pytest.approx(distance, abs=1e-6)

    held()


def test_the_figures_of_the_paper() -> None:
    """Li et al. 2007, tables 3 to 5: salaries by ZIP code and age, 0.167-closeness; diseases 0.278 with a hierarchy."""
    salaries = {"a": (3, 5, 9), "b": (6, 11, 8), "c": (4, 7, 10)}
    rows = [(group, salary) for group, some in salaries.items() for salary in some]
    with engine() as connection:
        found = diversity.spread(table(connection, ("zip", "salary"), rows), ("zip",), "salary", ordered=True)
    assert found is not None and found.kinds == 3 and round(found.distance, 3) == 0.167


def test_many_groups_take_no_long_time() -> None:
    rows: Rows = [(str(n % 20_000), n % 977) for n in range(100_000)]
    with engine() as connection:
        found = diversity.spread(table(connection, ("a", "v"), rows), ("a",), "v", ordered=True)
    assert found is not None and found.groups == 20_000 and 0 < found.distance <= 1


def test_an_inventory_tells_what_rows_tell(tmp_path: pathlib.Path) -> None:
    lines = ["birth_year,zip_code,sex,diagnosis,annual_income"]
    for n in range(300):
        birth, ill = 1950 + n % 3, ("burn", "flu", "cold")[n % 3]
        lines.append(f"{birth},{10115 + n % 2},{'fm'[n % 2]},{ill},{1500 + n % 5 * 100}")
    (tmp_path / "study.csv").write_text("\n".join(lines) + "\n")

    def run(form: str) -> str:
        command = [sys.executable, "-m", "minlint", "inventory", "study.csv", "--format", form]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, text=True).stdout

    (record,) = json.loads(run("json"))["records"]
    assert record["record"] == "study" and record["rows"] == 300 and record["combinations"] == []
    columns = ["birth_year", "zip_code", "sex"]
    assert record["anonymity"] == {"columns": columns, "k": 5, "share": 0.0, "estimated": None, "smallest": 50}
    assert [(item["field"], item["l"], item["t"], item["groups"]) for item in record["diversity"]] == [
        ("diagnosis", 1, 0.667, 6),
        ("annual_income", 5, 0.0, 6),
    ]
    text = run("text")
    assert "at least 50 rows alike in birth_year, zip_code, sex" in text
    assert "diagnosis by birth_year, zip_code, sex: l = 1, t = 0.67" in text
    assert "burn" not in text
