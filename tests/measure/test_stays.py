"""Stays of traces, and those at sensitive places that another file lists (S211); how many points single a trace out."""

from __future__ import annotations

import datetime
import json
import pathlib
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest

from minlint.measure.rows import stays
from minlint.read.datasets import engine
from tests.measure.test_rows import Rows, table

START = datetime.datetime(2026, 11, 2, 8)
Stop = tuple[float, float, int]
"""Latitude, longitude, minutes."""


def trace(who: str, stops: Sequence[Stop], every: int = 2) -> Rows:
    """A point each few minutes, somewhere else between two stops."""
    rows: Rows = []
    at = START
    for lat, lon, minutes in stops:
        for minute in range(0, minutes + 1, every):
            jitter = 0.0004 if minute % 4 else 0.0  # about 45 m
            rows.append((who, at + datetime.timedelta(minutes=minute), lat + jitter, lon))
        at += datetime.timedelta(minutes=minutes + every)
        rows.append((who, at, lat + 0.02, lon + 0.02))
        at += datetime.timedelta(minutes=every)
    return rows


def found(rows: Rows) -> Any:
    with engine() as connection:
        return stays.stays(table(connection, ("who", "at", "lat", "lon"), rows), "who", "at", ("lat", "lon"))


@pytest.mark.parametrize(
    ("stops", "number"),
    [
        ([(52.5, 13.4, 30)], 1),
        ([(52.5, 13.4, 18)], 0),  # too short
        ([(52.5, 13.4, 30), (52.6, 13.4, 40), (52.7, 13.4, 10)], 2),
        ([(-33.9, 151.2, 600)], 1),
    ],
)
def test_a_stay_is_twenty_minutes_within_200_metres(stops: Sequence[Stop], number: int) -> None:
    told = found(trace("a", stops) + trace("b", [(10.0, 10.0, 4)]))
    assert (told.number, told.staying, told.traces) == (number, int(number > 0), 2)
    assert sum(told.cells.values()) == number


def test_who_moves_on_stays_nowhere() -> None:
    rows: Rows = [("a", START + datetime.timedelta(minutes=n), 52.5 + n * 0.003, 13.4) for n in range(200)]
    assert found(rows).number == 0


def test_stays_show_no_position() -> None:
    assert repr(found(trace("a", [(52.5, 13.4, 30)]))) == "<1 stays, not shown>"


def test_cells_around_a_place_reach_200_metres() -> None:
    cells = set(stays._around(52.5163, 13.3777))
    for north, east, within in ((0, 0, True), (150, 0, True), (0, -150, True), (120, 120, True), (330, 0, False)):
        lat, lon = 52.5163 + north / 111_200, 13.3777 + east / 67_700
        assert (stays._cell(lat, lon) in cells) is within, (north, east)


MANIFEST = """\
version: 1
purposes:
  fleet:
    statement: Count the devices in each part of the town in each hour of the last week.
    necessary: [{category: user.location.history, because: x, precision: building}, user.device]
    retention: {period: 3 months, field: recorded_at}
bindings: [{source: pings.csv, purposes: [fleet]}]
"""


def checked(folder: pathlib.Path, *said: str) -> Any:
    command = [sys.executable, "-m", "minlint", *said, "--format", "json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def test_stays_at_places_that_another_file_lists(tmp_path: pathlib.Path) -> None:
    rows = [row for n in range(40) for row in trace(f"dev-{n:04}", [(52.51, 13.41, 30), (52.6 + n / 100, 13.2, 40)])]
    lines = [f"{who},{lat:.6f},{lon:.6f},{at.isoformat()}" for who, at, lat, lon in rows]
    (tmp_path / "pings.csv").write_text("\n".join(["device_id,latitude,longitude,recorded_at", *lines]) + "\n")
    places = ["Corner shop,52.6,13.2", "Fertility clinic Mitte,52.5105,13.4101", "Town hall,52.61,13.2"]
    (tmp_path / "places.csv").write_text("\n".join(["name,lat,lng", *places]) + "\n")
    (tmp_path / "minlint.yaml").write_text(MANIFEST)
    said = [item for item in checked(tmp_path, "check", "--no-cache")["findings"] if item["code"] == "S211"]
    (finding,) = [item for item in said if item["field"] is None]
    assert finding["facts"]["stays"] == 80
    assert finding["facts"]["at"] == ["40 at a clinic"]
    assert "40 at a clinic" in finding["message"] and "Mitte" not in json.dumps(said)


def test_an_inventory_tells_of_traces(tmp_path: pathlib.Path) -> None:
    rows = [row for n in range(12) for row in trace(f"dev-{n:04}", [(52.51 + n / 100, 13.41, 400)], every=20)]
    lines = [f"{who},{lat:.6f},{lon:.6f},{at.isoformat()}" for who, at, lat, lon in rows]
    (tmp_path / "pings.csv").write_text("\n".join(["device_id,latitude,longitude,recorded_at", *lines]) + "\n")
    (record,) = checked(tmp_path, "inventory")["records"]
    assert record["stays"] == {"stays": 12, "traces": 12}
    assert [(item["p"], item["unicity"]) for item in record["trace"]["curve"]] == [(p, 1.0) for p in range(2, 7)]
    assert record["trace"]["spacing"] == 1200.0
    assert record["oldest"] == {"recorded_at": "2026-11"}
