"""Fields that are empty, always the same, or filled for those whom they don't concern (X105, X110), on rows."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
from collections.abc import Sequence

import pytest

MANIFEST = """\
version: 1
purposes:
  clinic:
    statement: Treat patients of the clinic who ask for it, and remind them of their next visit, for a year.
    necessary:
      - user
      - {category: user.health_and_medical, because: It is treated.}
      - {category: user.government_id, because: The insurer asks.}
      - {category: user.immigration, because: The insurer asks.}
      - {category: user.demographic.nationality, because: The insurer asks.}
    special_category_basis: 9(2)(h)
    retention: 1 year
bindings: [{source: "*", purposes: [clinic]}]
"""


def found(folder: pathlib.Path, code: str) -> dict[str, dict[str, object]]:
    """The findings of a rule by field."""
    (folder / "minlint.yaml").write_text(MANIFEST)
    command = [sys.executable, "-m", "minlint", "check", "--format", "json", "--no-cache", "--persona", "audit"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True)
    assert done.returncode in (0, 1), done.stderr
    return {item["field"]: item for item in json.loads(done.stdout)["findings"] if item["code"] == code}


def table(folder: pathlib.Path, columns: dict[str, Sequence[object]], rows: int = 60) -> None:
    """A file whose columns go through their values again and again."""
    lines = [",".join(columns)]
    lines += [",".join(str(values[i % len(values)]) for values in columns.values()) for i in range(rows)]
    (folder / "visitors.csv").write_text("\n".join(lines) + "\n")


def test_empty_and_constant_columns(tmp_path: pathlib.Path) -> None:
    columns: dict[str, Sequence[object]] = {
        "full_name": [f"Anna Berg{n}" for n in range(60)],
        "middle_name": [""],
        "phone_number": ["n/a", "-", ""],
        "nationality": ["German"],
        "gender": ["f", "m"],
        "religion": ["none", ""],
    }
    table(tmp_path, columns)
    said = found(tmp_path, "X105")
    assert {field: item["message"] for field, item in said.items()} == {
        "middle_name": "visitors.middle_name is empty in all of 60 rows",
        "phone_number": "visitors.phone_number is empty in all of 60 rows",
        "nationality": "visitors.nationality holds the same in all of 60 rows: it tells nothing of anybody",
        "religion": "visitors.religion is empty in all of 60 rows",
    }
    assert said["nationality"]["facts"] == {"rows": 60, "filled": 60, "readers": 0, "read_for": []}
    assert "German" not in json.dumps(said)


def test_a_few_rows_tell_nothing(tmp_path: pathlib.Path) -> None:
    table(tmp_path, {"full_name": [f"Anna Berg{n}" for n in range(60)], "nationality": ["German"]}, rows=19)
    assert not found(tmp_path, "X105")


def test_one_value_or_none_tells_something(tmp_path: pathlib.Path) -> None:
    table(tmp_path, {"full_name": [f"Anna Berg{n}" for n in range(60)], "nationality": ["German", ""]})
    assert not found(tmp_path, "X105")


@pytest.mark.parametrize(
    ("numbers", "fires"),
    [
        ([f"B{n:07}" for n in range(60)], True),  # for everybody
        ([*(f"B{n:07}" for n in range(30)), *[""] * 30], False),
    ],
)
def test_filled_for_everybody(tmp_path: pathlib.Path, numbers: Sequence[object], fires: bool) -> None:
    columns: dict[str, Sequence[object]] = {"full_name": [f"Anna Berg{n}" for n in range(60)]}
    table(tmp_path, {**columns, "drivers_license_number": numbers})
    said = found(tmp_path, "X110")
    assert list(said) == (["drivers_license_number"] if fires else [])
    if fires:
        assert said["drivers_license_number"]["facts"] == {
            "subgroup": "people who drive",
            "reach": "100% of the rows have it",
        }


@pytest.mark.parametrize(
    ("others", "fires"),
    [("B1234567", True), ("", False)],
)
def test_filled_for_those_whom_it_does_not_concern(tmp_path: pathlib.Path, others: str, fires: bool) -> None:
    numbers = [f"B{n:07}" if n % 4 else others for n in range(60)]  # who doesn't drive is each fourth
    if not fires:
        numbers[0] = "B7777777"  # one slip
    columns: dict[str, Sequence[object]] = {"full_name": [f"Anna Berg{n}" for n in range(120)]}
    drives = ["false", "true", "true", "true"]
    table(tmp_path, {**columns, "is_driver": drives, "drivers_license_number": numbers}, rows=120)
    said = found(tmp_path, "X110")
    assert list(said) == (["drivers_license_number"] if fires else [])
    if fires:
        facts = said["drivers_license_number"]["facts"]
        assert facts == {"subgroup": "people who drive", "reach": "100% of the others have it too, as is_driver tells"}
