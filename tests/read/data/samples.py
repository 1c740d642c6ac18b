"""The same people in files of every kind."""

from __future__ import annotations

import datetime
import gzip
import json
import sqlite3
import struct
import tempfile
import wave
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import fastavro
import openpyxl
import pyarrow as pa
from PIL import Image
from pyarrow import feather, orc

PEOPLE = [
    {"email": f"ada{n}@mail.example", "born": datetime.date(1950 + n % 40, 1, 1 + n % 28), "at": {"town": "Delft"}}
    for n in range(1_200)
]
TABLE = pa.Table.from_pylist(PEOPLE)
AVRO = {
    "type": "record",
    "name": "Person",
    "fields": [
        {"name": "email", "type": "string"},
        {"name": "born", "type": ["null", {"type": "int", "logicalType": "date"}]},
        {"name": "at", "type": {"type": "record", "name": "At", "fields": [{"name": "town", "type": "string"}]}},
    ],
}
Write = Callable[[Path], Any]


def stream(path: Path) -> None:
    with pa.ipc.new_stream(str(path), TABLE.schema) as writer:
        writer.write_table(TABLE, max_chunksize=100)


def avro(path: Path) -> None:
    with path.open("wb") as file:
        fastavro.writer(file, AVRO, PEOPLE, sync_interval=2_000)


WRITERS: dict[str, Write] = {
    "people.feather": lambda path: feather.write_feather(TABLE, str(path)),
    "people.arrow": lambda path: feather.write_feather(TABLE, str(path), compression="uncompressed"),
    "people.arrows": stream,
    "people.orc": lambda path: orc.write_table(TABLE, str(path)),
    "people.avro": avro,
    "people.json": lambda path: path.write_text(json.dumps(PEOPLE, default=str)),
    "people.jsonl.gz": lambda path: path.write_bytes(gzip.compress(lines())),
    "people.ndjson.zst": lambda path: path.write_bytes(pa.compress(lines(), codec="zstd", asbytes=True)),
}


def lines() -> bytes:
    return "".join(json.dumps(person, default=str) + "\n" for person in PEOPLE).encode()


DDL = """
CREATE TABLE doctors (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE patients ( -- minlint: purpose=care
  id INTEGER PRIMARY KEY,
  email VARCHAR(80) NOT NULL, -- where to write to
  visa TEXT CHECK (visa IN ('B1', 'F1')),
  doctor INTEGER REFERENCES doctors (id),
  odd BLOB
);
CREATE VIEW mails AS SELECT email FROM patients;
CREATE VIRTUAL TABLE notes USING fts5(body);
"""


def sqlite(path: Path, *, wal: bool = False) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    if wal:
        database.execute("PRAGMA journal_mode = wal")
    database.executescript(DDL)
    rows = [(person["email"], n % 3, b"\xff" if n % 2 else 7) for n, person in enumerate(PEOPLE)]
    database.executemany("INSERT INTO patients (email, visa, doctor, odd) VALUES (?, 'B1', ?, ?)", rows)
    database.execute("INSERT INTO notes VALUES ('call the patient')")
    database.commit()
    return database


def workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [list(PEOPLE[0]), *([*map(str, person.values())] for person in PEOPLE[:9])]:
        book.worksheets[0].append(row)
    book.save(path)


def duck(path: Path) -> None:
    with duckdb.connect(str(path)) as database:
        database.register("people_rows", TABLE.slice(0, 9))
        database.execute("CREATE TABLE people AS FROM people_rows")


def picture(path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Acme"
    Image.new("RGB", (8, 8)).save(path, exif=exif)


def sound(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(1_600))


GPX = '<gpx><metadata/><trk><name>x</name><trkseg><trkpt lat="52.0" lon="4.3"><time>2024-03-01T07:00:00Z</time></trkpt>'
KML = "<kml><Placemark><name>x</name><Point><coordinates>4.35,52.01,0</coordinates></Point></Placemark></kml>"
GEOJSON = '{"type": "Feature", "geometry": {"type": "Point", "coordinates": [4.35, 52]}, "properties": {"a": 1}}'
TCX = """<TrainingCenterDatabase><Activities><Activity Sport="Running"><Lap><Calories>90</Calories><Track><Trackpoint>
<Time>2024-03-01T07:00:00Z</Time><Position><LatitudeDegrees>52.01</LatitudeDegrees><LongitudeDegrees>4.35
</LongitudeDegrees></Position><HeartRateBpm><Value>121</Value></HeartRateBpm></Trackpoint></Track></Lap>
<Creator><Name>Watch</Name><UnitId>377712</UnitId></Creator></Activity></Activities></TrainingCenterDatabase>"""
NMEA = (
    "$GPGGA,070000,5200.6000,N,00421.0000,W,1,08,0.9,14.5,M,46.9,M,,*6B\r\n"
    "$GPRMC,070000,A,5200.6000,N,00421.0000,W,004.2,084.4,010324,003.1,W*7F\r\n"
)


def fit(name: bytes = b"", serial: int = 3_377_712_345) -> bytes:
    """An activity of three points, as a watch of one maker writes it: a head, definitions, messages, a checksum."""
    at = 1_078_000_000  # seconds since FIT's first day
    file_id = [(4, 1, 0x00), (1, 2, 0x84), (3, 4, 0x8C)]
    wearer = [(0, 16, 0x07), (4, 2, 0x84), (1, 1, 0x00)]
    place = [(253, 4, 0x86), (0, 4, 0x85), (1, 4, 0x85), (3, 1, 0x02)]
    body = _defined(0, 0, file_id) + struct.pack("<BBHI", 0, 4, 1, serial)
    body += _defined(1, 3, wearer) + struct.pack("<B16sHB", 1, name, 712, 0) + _defined(2, 20, place)
    for number in range(3):
        north, east = ((number / 1000 + degrees) * (1 << 31) / 180 for degrees in (52.01, 4.35))
        body += struct.pack("<BIiiB", 2, at + number, round(north), round(east), 120 + number)
    head = struct.pack("<BBHI4s", 14, 0x20, 2105, len(body), b".FIT")
    head += struct.pack("<H", _crc(head))
    return head + body + struct.pack("<H", _crc(head + body))


def _defined(local: int, message: int, fields: list[tuple[int, int, int]]) -> bytes:
    return struct.pack("<BBBHB", 0x40 | local, 0, 0, message, len(fields)) + b"".join(map(bytes, fields))


def _crc(data: bytes) -> int:
    """FIT's checksum: CRC-16 of the polynomial 0xA001."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 * (crc & 1)
    return crc


def kmz(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        archive.writestr("doc.kml", KML)
        archive.writestr("files/photo.jpg", b"-")


TEXTS = {
    "run.tcx": TCX,
    "run.nmea": NMEA,
    "run.gpx": f"{GPX}</trkseg></trk></gpx>",
    "map.kml": KML,
    "map.geojson": GEOJSON,
    "friends.vcf": "BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:J=C3=BC\n  x\nEMAIL:a\nEMAIL:b\nEND:VCARD\n",
    "work.ics": 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE;CN="A: b":mailto:a@x.org\nEND:VEVENT\nEND:VCALENDAR\n',
}

OTHERS: dict[str, Write] = {
    **{name: partial(lambda text, path: path.write_text(text), text) for name, text in TEXTS.items()},
    "map.kmz": kmz,
    "run.fit": lambda path: path.write_bytes(fit()),
    "photo.jpg": picture,
    "call.wav": sound,
    "people.xlsx": workbook,
    "people.duckdb": duck,
    "people.sqlite": lambda path: sqlite(path).close(),
}


def samples() -> dict[str, bytes]:
    """Each kind's file as bytes."""
    with tempfile.TemporaryDirectory() as folder:
        for name, write in {**WRITERS, **OTHERS}.items():
            write(Path(folder, name))
        return {name: Path(folder, name).read_bytes() for name in {**WRITERS, **OTHERS}}
