"""Tracks of watches and receivers, and maps in archives: a row a point, whatever else they tell, and what is broken."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest

from minlint import taxonomy
from minlint.model import Problem, Source
from minlint.pipeline import classify
from tests.read.data.samples import GPX, KML, NMEA, TCX, fit
from tests.read.data.test_places_and_cards import load, paths, values


def test_fit() -> None:
    source = load("run.fit", fit())
    (record,) = source.records
    assert (source.format, record.name, record.rows, source.problems) == ("fit", "run", 5, ())
    assert {"geometry", "time", "heart_rate", "watch.serial_number", "user_profile.weight"} <= set(paths(source))
    assert "POINT (4.350000 52.010000)" in values(record, "geometry")
    assert values(record, "watch.serial_number") == {3_377_712_345}
    assert values(record, "heart_rate") == {120, 121, 122}


def known(source: Source) -> dict[str, str]:
    """The best category of each field that has one."""
    (record,) = classify(source, taxonomy.default()).records
    return {item.field.path: item.detections[0].category for item in record.readings if item.field and item.detections}


def test_what_a_watch_tells_is_known() -> None:
    found = known(load("run.fit", fit()))
    assert found["watch.serial_number"].startswith("user.device")
    assert found["heart_rate"] == "user.health_and_medical.measurement"
    assert found["user_profile.weight"] == "user.health_and_medical.measurement"
    assert found["geometry"].startswith("user.location")


@pytest.mark.parametrize("cut", range(14, len(fit()), 7))
def test_fit_that_is_cut_off(cut: int) -> None:
    source = load("run.fit", fit()[:cut])
    assert [problem.code for problem in source.problems] in (["E001"], ["E002"])
    assert source.problems[0].code == "E001" or source.records


def test_fit_is_no_picture_of_stars() -> None:
    from minlint.read import reader_for
    from minlint.read.input import Input

    assert reader_for(Input("m31.fit", data=b"SIMPLE  =                    T")) is None


def test_fit_without_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fitdecode", None)
    (problem,) = load("run.fit", fit()).problems
    assert problem.reason == "that takes fitdecode, which isn't installed: pip install 'minlint[tracks]'"


def test_tcx() -> None:
    source = load("run.tcx", TCX)
    (record,) = source.records
    wanted = {"geometry", "time", "HeartRateBpm", "watch.model", "watch.serial_number", "lap.Calories"}
    assert wanted == set(paths(source))
    assert values(record, "geometry") == {"POINT (4.35 52.01)"}
    assert [problem.code for problem in load("run.tcx", TCX[: TCX.index("<Creator>")]).problems] == ["E002"]


def test_nmea() -> None:
    source = load("run.nmea", NMEA + NMEA.replace(",070000,", ",070001,").replace("*6B", "*6A").replace("*7F", "*7E"))
    (record,) = source.records
    assert (record.rows, source.problems) == (2, ())
    assert values(record, "geometry") == {"POINT (-4.350000 52.010000)"}
    assert set(paths(source)) == {"geometry", "time", "speed", "course", "altitude"}
    assert len(values(record, "time")) == 2 and {field.type for field in record.fields if field.path == "time"} < {
        "timestamp", "timestamp with time zone"
    }  # fmt: skip
    broken = load("run.nmea", NMEA + NMEA.replace("*7F", "*70") + "$GPRMC,,V,,,,,,,,,,N*53\r\n")
    assert broken.problems == (Problem("E002", "a sentence whose checksum doesn't hold is left out", 4, 1),)


def archive(entries: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return file.getvalue()


def test_maps_in_archives(monkeypatch: pytest.MonkeyPatch) -> None:
    content = archive({"doc.kml": KML, "files/photo.jpg": b"\xff\xd8", "more/second.kml": KML.replace("4.35", "4.99")})
    source = load("map.kmz", content)
    (record,) = source.records
    assert (source.format, record.name) == ("kml", "map")
    assert values(record, "geometry") == {"POINT (4.35 52.01)", "POINT (4.99 52.01)"}
    assert load("map.kmz", content[:-40]).problems[0].reason == "an archive that is broken, cut off or locked"
    monkeypatch.setattr("minlint.read.formats.kml._LARGEST", 150)
    (problem,) = load("map.kmz", content).problems
    assert (problem.code, problem.reason) == ("E002", "it unpacks to more than 500 MB")


TRACKS = {"run.tcx": TCX, "run.nmea": NMEA, "run.gpx": f"{GPX}</trkseg></trk></gpx>"}


@pytest.mark.parametrize("name", TRACKS)
def test_a_track_is_somebodys_whatever_it_is_called(name: str) -> None:
    source = load(name, TRACKS[name])
    assert known(source)["geometry"].startswith("user.location")
    (record,) = classify(source, taxonomy.default()).records
    whole = [item.detections[0].category for item in record.readings if item.field is None]
    assert whole == ["user.location.history"]
    assert record.subject == "person"


def test_places_of_a_map_are_nobodys() -> None:
    assert "geometry" not in known(load("map.kml", KML.replace("<name>x</name>", "<ele>7</ele>")))
    places = "".join(f'<wpt lat="52.{n}" lon="4.{n}"><ele>{n}</ele></wpt>' for n in range(100, 130))
    assert "geometry" not in known(load("map.gpx", f"<gpx>{places}</gpx>"))
