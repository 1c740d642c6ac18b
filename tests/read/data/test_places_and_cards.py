"""Tracks, places, address books, calendars, pictures and recordings as rows."""

from __future__ import annotations

import io
import json
import os
import wave
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from minlint.measure.from_values import measured_precision
from minlint.model import Problem, Record, Source
from minlint.pipeline import Reading, find
from minlint.read import Options, read
from minlint.read.input import Input


def load(name: str, text: str | bytes) -> Source:
    source = read(Input(name, data=text.encode() if isinstance(text, str) else text), Options())
    assert source is not None
    return source


def values(record: Record, path: str) -> set[object]:
    return next(set(field.values or ()) for field in record.fields if field.path == path)


def paths(source: Source) -> list[str]:
    return [field.path for record in source.records for field in record.fields]


POINT = '<trkpt lat="52.0{0:02d}" lon="4.3"><ele>{0}.5</ele><time>2024-03-01T07:{0:02d}:00Z</time>{1}</trkpt>'
HEART = "<extensions><x:TrackPointExtension><x:hr>12{0}</x:hr></x:TrackPointExtension></extensions>"
GPX = (
    '<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1" xmlns:x="urn:x"><metadata><author>'
    '<name>Ada</name><email id="ada" domain="mail.example"/></author></metadata><trk><name>Morning</name><trkseg>'
    + "".join(POINT.format(n, HEART.format(n)) for n in range(9))
    + "</trkseg></trk></gpx>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_track(encoding: str) -> None:
    source = load("run.gpx", GPX.replace('"1.0"', f'"1.0" encoding="{encoding}"').encode(encoding))
    (record,) = source.records
    assert set(paths(source)) == {"author.name", "author.email", "geometry", "ele", "time", "hr", "trk.name"}
    assert "POINT (4.3 52.003)" in values(record, "geometry")
    assert values(record, "author.email") == {"ada@mail.example"}
    assert {field.path: field.type for field in record.fields}["hr"] == "bigint"


def test_a_track_that_is_cut_off_or_would_have_entities() -> None:
    source = load("run.gpx", GPX[: GPX.index("</trkseg>") - 30])
    assert [problem.code for problem in source.problems] == ["E002"]
    assert len(values(source.records[0], "geometry")) == 8
    bomb = '<!DOCTYPE gpx [<!ENTITY a "aaaa">]><gpx>&a;</gpx>'
    assert load("run.gpx", bomb).problems == (
        Problem("E001", "it declares a document type of its own, which isn't read"),
    )


def test_placemarks() -> None:
    text = """<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="urn:gx"><Document>
      <Placemark><name>Home</name><Point><coordinates>4.35,52.01,0</coordinates></Point>
        <ExtendedData><Data name="phone"><value>+31 6 55519988</value></Data></ExtendedData></Placemark>
      <Placemark><LineString><coordinates>1,2 3,4</coordinates></LineString></Placemark>
      <Placemark><gx:Track><when>2024-01-01T00:00:00Z</when><when>2024-01-01T00:01:00Z</when>
        <gx:coord>4 52 0</gx:coord><gx:coord>5 53 0</gx:coord></gx:Track></Placemark></Document></kml>"""
    (record,) = load("map.kml", text).records
    assert values(record, "geometry") == {"POINT (4.35 52.01)", "LINESTRING (1 2, 3 4)", "POINT (4 52)", "POINT (5 53)"}
    assert values(record, "phone") == {"+31 6 55519988"}
    assert record.rows == 4


@pytest.mark.parametrize("name", ["map.geojson", "map.json"])
def test_features(name: str) -> None:
    shapes = [("Point", [4.5, 52.1, 7]), ("Polygon", [[[1, 2], [3, 4], [1, 2]]]), ("MultiPoint", [[1, 2], [3, 4]])]
    features = [
        {
            "type": "Feature",
            "geometry": {"type": kind, "coordinates": at},
            "properties": {"email": "a@x.org", "at": {"n": 1}},
        }
        for kind, at in shapes
    ]
    source = load(name, json.dumps({"type": "FeatureCollection", "features": features}, indent=1))
    (record,) = source.records
    assert (source.format, record.name, paths(source)) == ("geojson", "map", ["geometry", "email", "at.n"])
    assert values(record, "geometry") == {"POINT (4.5 52.1)", "POLYGON ((1 2, 3 4, 1 2))", "MULTIPOINT (1 2, 3 4)"}
    assert record.fields[1].span and record.fields[1].span[:2] == (15, 6)
    assert load(name, '{"type": "FeatureCollection", "features": [{]}').problems[0].line == 1


CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada {0}\r\nitem1.EMAIL;TYPE=home:ada{0}@mail.example\r\nEMAIL:b@x.org\r\n\
NOTE:a long\\n\r\n  note\r\nBDAY:1970-01-0{0}\r\nEND:VCARD\r\n"


def test_cards() -> None:
    source = load("friends.vcf", "".join(CARD.format(n) for n in range(1, 9)))
    (record,) = source.records
    assert paths(source) == ["fn", "email[]", "note", "bday"]
    assert values(record, "note") == {"a long\n note"}
    assert [field.span and field.span[:2] for field in record.fields] == [(3, 1), (4, 7), (6, 1), (8, 1)]
    assert record.fields[3].type == "date"
    old = "BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen\nEND:VCARD\n"
    assert values(load("x.vcf", old).records[0], "fn") == {"Jürgen"}


def test_events() -> None:
    event = 'BEGIN:VEVENT\nUID:{0}\nSUMMARY:Dentist\nATTENDEE;CN="A: b":mailto:a@x.org\nATTENDEE:mailto:b@x.org\n\
BEGIN:VALARM\nTRIGGER:-PT1H\nEND:VALARM\nEND:VEVENT\n'
    text = "BEGIN:VCALENDAR\nVERSION:2.0\n" + "".join(event.format(n) for n in range(3)) + "END:VCALENDAR\n"
    source = load("work.ics", text)
    assert paths(source) == ["uid", "summary", "attendee[]"]
    assert values(source.records[0], "attendee[]") == {"mailto:a@x.org", "mailto:b@x.org"}


def picture(*, camera: bool = True) -> bytes:
    """A picture of a few points, with what a telephone writes into one."""
    image, file = Image.new("RGB", (8, 8)), io.BytesIO()
    exif = Image.Exif()
    if camera:
        exif[0x010F], exif[0x0110], exif[0x013B] = "Acme", "Phone 7", "zqcanary"
        exif.get_ifd(0x8769).update({0x9003: "2024:03:01 07:00:00", 0xA431: "SN-zqcanary"})
        third = tuple(IFDRational(part) for part in (52, 0, 36))
        exif.get_ifd(0x8825).update({1: "N", 2: third, 3: "W", 4: tuple(IFDRational(part) for part in (4, 21, 0))})
    image.save(file, "JPEG", exif=exif)
    return file.getvalue()


def sources(folder: Path, files: dict[str, bytes]) -> dict[str, Source]:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    os.chdir(folder)
    found: Sequence[Source | None] = [read(item, Options()) for item in find(Reading((".",))).inputs]
    return {source.path: source for source in found if source and (source.records or source.problems)}


@pytest.fixture(autouse=True)
def back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_folder_of_pictures(tmp_path: Path) -> None:
    files = {f"upload/{n}.jpg": picture(camera=n % 2 == 0) for n in range(4)}
    files |= {"docs/logo.jpg": picture(camera=False), "docs/other.jpg": picture(camera=False)}
    files |= {"faces/a.png": b"\x89PNG zqcanary", "faces/b.jpg": picture(camera=False)}
    found = sources(tmp_path, files)
    assert set(found) == {"upload/*.jpg", "faces/*.jpg,*.png"}
    (record,) = found["upload/*.jpg"].records
    assert (record.name, record.rows) == ("upload", 4)
    assert [field.path for field in record.fields] == [
        "image", "exif.position", "exif.time", "exif.device", "exif.serial", "exif.owner"
    ]  # fmt: skip
    assert values(record, "exif.position") == {"52.010000, -4.350000"}
    assert values(record, "exif.device") == {"Acme Phone 7"}
    assert [problem.reason for problem in found["faces/*.jpg,*.png"].problems] == [
        "the picture a.png can't be read (UnidentifiedImageError)"
    ]
    assert "zqcanary" not in repr(found)


def test_a_picture_is_what_its_marks_say_and_large_or_small(tmp_path: Path) -> None:
    large = io.BytesIO()
    Image.new("RGB", (640, 480)).save(large, "PNG")
    found = sources(tmp_path, {"faces/a.JPG": large.getvalue(), "faces/b.png": large.getvalue(), "faces/c.txt": b"-"})
    (record,) = found["faces/*.JPG,*.png"].records
    assert (record.name, record.rows, values(record, "image")) == ("faces", 2, {"PNG 640x480"})
    rungs = {}
    for name, size in {"faces": (640, 480), "avatars": (96, 96)}.items():
        small = io.BytesIO()
        Image.new("RGB", size).save(small, "PNG")
        (record,) = sources(tmp_path, {f"{name}/{n}.png": small.getvalue() for n in range(3)})[
            "faces/*.JPG,*.png" if name == "faces" else "avatars/*.png"
        ].records
        rungs[name] = measured_precision(record.fields[0], "image")
    assert rungs == {"faces": "original", "avatars": "reduced"}


def test_recordings(tmp_path: Path) -> None:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(1_600))
    wanted = ("calls/1.wav", "calls/2.wav", "game/jump.wav")
    found = sources(tmp_path, {**{name: file.getvalue() for name in wanted}, "calls/3.mp3": b"ID3\x04" + bytes(60)})
    assert {name: [field.path for field in source.records[0].fields] for name, source in found.items()} == {
        "calls/*.mp3,*.wav": ["voice_recording"]
    }
    assert found["calls/*.mp3,*.wav"].records[0].rows == 3
