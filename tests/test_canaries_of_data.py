"""Planted values of every kind of data appear in no output, no file that is left, and no error (CONTRACT, part 6).

The kinds are those that the readers name: one that is new fails here until something is planted in it.
"""

from __future__ import annotations

import gzip
import importlib
import io
import json
import pathlib
import sqlite3
import struct
import wave
import zipfile
from collections.abc import Callable
from contextlib import closing
from functools import reduce
from typing import Any

import duckdb
import fastavro
import openpyxl
import pyarrow as pa
import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational
from pyarrow import feather, orc, parquet

from minlint.read import listed
from tests.read.data.samples import fit
from tests.sinks import everything, formats_read, shown, with_fields
from tests.test_canaries import CANARIES, HEADER, ROWS

PEOPLE = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
AVRO = {"type": "record", "name": "people", "fields": [{"name": name, "type": "string"} for name in HEADER]}
TABLE = pa.Table.from_pylist(PEOPLE)
LINES = "\n".join(map(",".join, [HEADER, *ROWS]))
PLACES = [("52.991177", f"4.35{n:04}") for n in range(40)]


def avro(path: pathlib.Path) -> None:
    with path.open("wb") as file:
        fastavro.writer(file, AVRO, PEOPLE)


def workbook(path: pathlib.Path) -> None:
    book = openpyxl.Workbook()
    for row in (HEADER, *ROWS):
        book.worksheets[0].append(list(row))
    book.save(path)


def sqlite(path: pathlib.Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        columns = ", ".join(f"{name} DEFAULT 'zqcanary' -- zqcanary\n" for name in HEADER)
        database.execute(f"CREATE TABLE people ({columns})")
        database.executemany(f"INSERT INTO people VALUES ({','.join('?' * len(HEADER))})", ROWS)
        database.commit()


def duck(path: pathlib.Path) -> None:
    with duckdb.connect(str(path)) as database:
        database.register("rows", TABLE)
        database.execute("CREATE TABLE people AS FROM rows; COMMENT ON COLUMN people.card IS 'zqcanary'")


def picture(path: pathlib.Path) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x010E], exif[0x013B] = "Acme", "zqcanary in the garden", "Zqcanary ZQCANARY"
    exif.get_ifd(0x8769).update({0x9003: "1951-03-17 07:00:00", 0xA431: "SN-zqcanary"})
    degrees = tuple(IFDRational(part) for part in (52, 59, 28.2372))
    exif.get_ifd(0x8825).update({1: "N", 2: degrees, 3: "E", 4: degrees})
    Image.new("RGB", (8, 8)).save(path, exif=exif)


def sound(path: pathlib.Path) -> None:
    """A recording with the name of who speaks in its tags."""
    file = io.BytesIO()
    with wave.open(file, "wb") as made:
        made.setparams((1, 2, 8000, 0, "NONE", ""))
        made.writeframes(bytes(1_600))
    tag = b"INFOIART" + struct.pack("<I", 8) + b"zqcanary" + b"INAM" + struct.pack("<I", 8) + b"ZQCANARY"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(file.getvalue() + b"LIST" + struct.pack("<I", len(tag)) + tag)


def features() -> str:
    made = [
        {"type": "Feature", "properties": PEOPLE[n], "geometry": {"type": "Point", "coordinates": [4.35, 52.991177]}}
        for n in range(40)
    ]
    return json.dumps({"type": "FeatureCollection", "features": made}, indent=1)


def track() -> str:
    points = (f'<trkpt lat="{at[0]}" lon="{at[1]}"><time>1951-03-17T07:00:00Z</time></trkpt>' for at in PLACES)
    return f"<gpx><trk><name>Zqcanary zqcanary</name><trkseg>{''.join(points)}</trkseg></trk></gpx>"


def places() -> str:
    made = (
        f"<Placemark><name>zqcanary{n}@mail.example</name><Point><coordinates>{at[1]},{at[0]}</coordinates></Point>"
        "</Placemark>"
        for n, at in enumerate(PLACES)
    )
    return f"<kml><Document>{''.join(made)}</Document></kml>"


def training() -> str:
    points = (
        f"<Trackpoint><Time>1951-03-17T07:00:00Z</Time><Position><LatitudeDegrees>{at[0]}</LatitudeDegrees>"
        f"<LongitudeDegrees>{at[1]}</LongitudeDegrees></Position></Trackpoint>"
        for at in PLACES
    )
    creator = "<Creator><Name>zqcanary</Name><UnitId>353328110006986</UnitId></Creator>"
    return f"<TrainingCenterDatabase><Track>{''.join(points)}</Track>{creator}</TrainingCenterDatabase>"


def sentences() -> str:
    said = [f"GPRMC,0700{n:02},A,5259.4706,N,00421.00{n:02},E,004.2,084.4,170351,,A" for n in range(40)]
    return "".join(f"${text}*{reduce(lambda a, b: a ^ ord(b), text, 0):02X}\r\n" for text in said)


def map_of(path: pathlib.Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("doc.kml", places())


def feed(path: pathlib.Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("stop_id,stop_name,stop_lat,stop_lon,zone_id\n" + "".join(
        f"zqcanary{n},Zqcanary,{at[0]},{at[1]},zqcanary\n" for n, at in enumerate(PLACES)))  # fmt: skip
    (path.parent / "agency.txt").write_text("agency_id,agency_name,agency_url,agency_timezone,agency_email\n"
                                            "zqcanary,ZQCANARY,x,y,zqcanary@mail.example\n")  # fmt: skip


CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Zqcanary {0}\nEMAIL:zqcanary{0}@mail.example\nNOTE:zqcanary\nEND:VCARD\n"
EVENT = "BEGIN:VEVENT\nUID:zqcanary{0}\nSUMMARY:ZQCANARY\nATTENDEE:mailto:zqcanary@mail.example\nEND:VEVENT\n"
TEXTS = {
    "jsonl": ("people.jsonl", "\n".join(map(json.dumps, PEOPLE))),
    "json": ("people.json", json.dumps(PEOPLE, indent=1)),
    "geojson": ("homes.geojson", features()),
    "gpx": ("run.gpx", track()),
    "tcx": ("run.tcx", training()),
    "nmea": ("run.nmea", sentences()),
    "vcard": ("friends.vcf", "".join(map(CARD.format, range(40)))),
    "icalendar": ("work.ics", f"BEGIN:VCALENDAR\n{''.join(map(EVENT.format, range(40)))}END:VCALENDAR\n"),
}
PLANTED: dict[str, tuple[str, Callable[[pathlib.Path], Any]]] = {
    **{
        name: (file, lambda path, text=text: path.write_text(text))  # type: ignore[misc]
        for name, (file, text) in TEXTS.items()
    },
    "csv": ("people.csv.gz", lambda path: path.write_bytes(gzip.compress(LINES.encode()))),
    "arrow": ("people.arrow", lambda path: feather.write_feather(TABLE, str(path))),
    "orc": ("people.orc", lambda path: orc.write_table(TABLE, str(path))),
    "parquet": ("people.parquet", lambda path: parquet.write_table(TABLE, path)),
    "avro-file": ("people.avro", avro),
    "excel": ("people.xlsx", workbook),
    "sqlite": ("people.db", sqlite),
    "duckdb": ("people.duckdb", duck),
    "images": ("photo.jpg", picture),
    "audio": ("calls/zq.wav", sound),
    "fit": ("run.fit", lambda path: path.write_bytes(fit(name=b"zqcanary", serial=353_328_110))),
    "kml": ("map.kmz", map_of),
    "gtfs": ("feed/stops.txt", feed),
}
"""For each format of files a file of its own, full of canaries."""

ELSEWHERE = {
    "postgresql": "databases.test_postgresql:test_neither_values_nor_the_password_are_seen_anywhere",
    "mysql": "databases.test_mysql:test_neither_values_nor_the_password_are_seen_anywhere",
    "ibis": "databases.test_elsewhere:test_values_behind_ibis_are_seen_nowhere",
    "remote": "databases.test_elsewhere:test_values_of_files_elsewhere_are_seen_nowhere",
    "spark": "databases.test_elsewhere:test_files_read_by_spark",
}
"""The tests that look for canaries in what has an address."""


def test_canaries_are_planted_in_every_kind_of_data() -> None:
    assert {item.name for item in listed() if item.kind == "data"} == {*PLANTED, *ELSEWHERE}
    for place in ELSEWHERE.values():
        module, _, name = place.partition(":")
        assert callable(getattr(importlib.import_module(f"tests.read.{module}"), name))


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A folder whose every value is a canary; every file is also there cut off, and as a part of a dataset."""
    folder = tmp_path_factory.mktemp("planted")
    for name, write in PLANTED.values():
        write(folder / name)
        content, (place, _, file) = (folder / name).read_bytes(), name.rpartition("/")
        (folder / place / f"cut_{file}").write_bytes(content[: len(content) // 2])
    for town in ("zqcanary", "ZQCANARY"):
        part = folder / "visits" / f"town={town}"
        part.mkdir(parents=True)
        parquet.write_table(TABLE, part / "part-0.parquet")
    (part / "part-1.parquet").write_text("zqcanary")
    return folder


@pytest.fixture(scope="module")
def told(planted: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """All that is said of it and left behind."""
    left = tmp_path_factory.mktemp("left")
    return everything(planted, left, ".", explained=["people.email", "run.geometry"])


@pytest.mark.slow
def test_no_value_is_seen_anywhere(told: dict[str, str]) -> None:
    assert shown(told, CANARIES) == []


@pytest.mark.slow
def test_the_canaries_were_really_read(told: dict[str, str]) -> None:
    assert formats_read(told) >= set(PLANTED)
    alone = {name for name, _ in PLANTED.values() if not name.startswith(("calls", "photo", "feed"))}
    assert with_fields(told) >= {*alone, "visits/town=*/*.parquet", "*.jpg", "calls/*.wav"}
    assert "cut_people.parquet" in told["out.concise"] and "cut_run.fit" in told["out.concise"]
    assert {"baseline.txt", "out.sarif"} <= set(told) and any(where.startswith("cache/") for where in told)
