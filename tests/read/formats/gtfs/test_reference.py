"""Feeds as a transit agency's export writes them: every file of the specifications by its name, and no other table."""

from __future__ import annotations

import csv
import io
import string
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.read import Options, read, reader_for
from minlint.read.formats import gtfs
from minlint.read.input import Input

VALUES = st.text(string.ascii_letters + string.digits + ' ,"é', min_size=1, max_size=8)


def written(header: list[str], rows: list[list[str]]) -> bytes:
    """A file of a feed."""
    file = io.StringIO()
    csv.writer(file).writerows([header, *rows])
    return file.getvalue().encode("utf-8-sig")


@pytest.mark.parametrize("name", gtfs.REQUIRED)
def test_every_file_of_a_feed_is_known_by_its_name_and_header(name: str) -> None:
    header = gtfs.REQUIRED[name].split()
    reader = reader_for(Input(f"feed/{name}", data=written([*header, "extra"], [["1"] * (len(header) + 1)])))
    assert reader and reader.NAME == "gtfs"
    assert reader_for(Input(f"feed/{name}", data=written(["note", "author"], [["a", "b"]]))) is None


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1", b"", b"\n", b'"' + b"a" * 200_000])
def test_what_is_no_table_is_nobodys(data: bytes) -> None:
    assert reader_for(Input("feed/stops.txt", data=data)) is None


@given(st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=5))
@settings(max_examples=20, deadline=None)
def test_columns_are_those_that_the_csv_module_reads(rows: list[tuple[str, str, str]]) -> None:
    data = written(["stop_id", "stop_name", "stop_desc"], [list(row) for row in rows])
    source = read(Input("stops.txt", data=data), Options())
    assert source and source.format == "gtfs"
    (record,) = source.records
    assert record.name == "stops"
    assert [field.path for field in record.fields] == next(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def packed(files: dict[str, bytes]) -> bytes:
    """A feed in one file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


STOPS = written(["stop_id", "stop_name"], [["A", "Market"], ["B", "Hall"]])
RIDES = written(["rider_id", "trip_id"], [["r1", "t1"]])


@pytest.mark.parametrize("folder", ["", "feed/", "a/b/"])
def test_a_feed_in_one_file_has_what_its_files_have(folder: str) -> None:
    files = {"stops.txt": STOPS, "rider_trip.txt": RIDES}
    feed = packed({folder + name: data for name, data in files.items()} | {f"{folder}secret.txt": b"canary-7f3a"})
    together = read(Input("any.zip", data=feed), Options())
    assert together and together.format == "gtfs" and not together.problems
    apart = [read(Input(name, data=data), Options()) for name, data in files.items()]
    expected = {
        (r.name, f.path, f.type, r.rows) for source in apart if source for r in source.records for f in r.fields
    }
    assert {(r.name, f.path, f.type, r.rows) for r in together.records for f in r.fields} == expected


def test_a_broken_feed_is_told_and_another_archive_is_nobodys() -> None:
    feed = packed({"stops.txt": STOPS, "rider_trip.txt": RIDES})
    broken = read(Input("metro-gtfs.zip", data=feed[:-30]), Options())
    assert broken and [problem.code for problem in broken.problems] == ["E001"]
    assert read(Input("photos.zip", data=feed[:-30]), Options()) is None
    assert read(Input("photos.zip", data=packed({"readme.txt": b"hello"})), Options()) is None


def test_a_table_that_is_cut_off_costs_itself_alone() -> None:
    feed = bytearray(packed({"stops.txt": STOPS, "rider_trip.txt": RIDES}))
    place = feed.index(b"rider_trip.txt") + len("rider_trip.txt") + 4
    feed[place : place + 4] = b"\xff\xff\xff\xff"
    source = read(Input("feed.zip", data=bytes(feed)), Options())
    assert source and source.problems


def test_an_archive_is_unpacked_no_further_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gtfs, "_LARGEST", len(STOPS) + 5)
    source = read(Input("feed.zip", data=packed({"stops.txt": STOPS, "rider_trip.txt": RIDES * 10})), Options())
    assert source and [record.name for record in source.records] == ["stops"]
    assert [problem.code for problem in source.problems] == ["E002"]
