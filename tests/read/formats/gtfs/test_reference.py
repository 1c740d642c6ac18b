"""Feeds as a transit agency's export writes them: every file of the specifications by its name, and no other table."""

from __future__ import annotations

import csv
import io
import string

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


@pytest.mark.parametrize("name", gtfs.SUFFIXES)
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
