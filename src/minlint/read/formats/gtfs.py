"""GTFS: the text files of a transit feed, and of GTFS-ride, told from other tables by their names and headers.

They lie in a folder, or in a ZIP file as feeds are published.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from minlint.errors import Unreadable
from minlint.model import Kind, Problem, Record, Source
from minlint.read.input import HEAD, Input

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

    from minlint.read import Options

NAME = "gtfs"
TITLE = "GTFS feeds: `stops.txt`, `trips.txt` and the others, GTFS-Flex, GTFS-Fares and GTFS-ride among them"
KIND: Kind = "data"
READS = """Each file of a feed as a table of its name, its columns with types and a sample of their values. Ridership
(`board_alight.txt`, `rider_trip.txt`) is what speaks of people. A feed in one ZIP file has a table of each."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """What a ZIP file holds has no lines, and none is unpacked beyond 4 GB. GTFS Realtime is Protocol Buffers: its
`.proto` file is read as such."""

REQUIRED = {
    "agency.txt": "agency_name agency_url agency_timezone",
    "stops.txt": "stop_id",
    "routes.txt": "route_id route_type",
    "trips.txt": "route_id service_id trip_id",
    "stop_times.txt": "trip_id stop_sequence",
    "calendar.txt": "service_id monday sunday start_date end_date",
    "calendar_dates.txt": "service_id date exception_type",
    "fare_attributes.txt": "fare_id price currency_type",
    "fare_rules.txt": "fare_id",
    "timeframes.txt": "timeframe_group_id service_id",
    "rider_categories.txt": "rider_category_id rider_category_name",
    "fare_media.txt": "fare_media_id fare_media_type",
    "fare_products.txt": "fare_product_id amount currency",
    "fare_leg_rules.txt": "fare_product_id",
    "fare_leg_join_rules.txt": "from_network_id to_network_id",
    "fare_transfer_rules.txt": "fare_transfer_type",
    "areas.txt": "area_id",
    "stop_areas.txt": "area_id stop_id",
    "networks.txt": "network_id",
    "route_networks.txt": "network_id route_id",
    "shapes.txt": "shape_id shape_pt_lat shape_pt_lon shape_pt_sequence",
    "frequencies.txt": "trip_id start_time end_time headway_secs",
    "transfers.txt": "transfer_type",
    "pathways.txt": "pathway_id from_stop_id to_stop_id pathway_mode",
    "levels.txt": "level_id level_index",
    "location_groups.txt": "location_group_id",
    "location_group_stops.txt": "location_group_id stop_id",
    "booking_rules.txt": "booking_rule_id booking_type",
    "translations.txt": "table_name field_name language translation",
    "feed_info.txt": "feed_publisher_name feed_publisher_url feed_lang",
    "attributions.txt": "organization_name",
    "board_alight.txt": "trip_id stop_id stop_sequence",
    "trip_capacity.txt": "seated_capacity",
    "rider_trip.txt": "rider_id",
    "ridership.txt": "total_boardings total_alightings",
    "ride_feed_info.txt": "ride_files",
}
"""The files of the specifications, each with the columns that none of its name is without."""

SUFFIXES = (*REQUIRED, ".zip")
_LARGEST = 4 << 30  # bytes that an archive may come to
_PIECE = 1 << 20


def claims(source: Input) -> bool:
    """Whether its first line names the columns that a file of its name must have; of an archive, those of one in it."""
    if source.suffix != ".zip":
        return _is_table(source)
    try:
        with _archive(source) as parts:
            return any(_is_table(Input(name, data=head)) for name, head in parts.heads())
    except Unreadable:
        return source.name.lower().endswith("gtfs.zip")


def read(source: Input, options: Options) -> Source:
    """One record a table with the columns' names, types, counts and a sample of their values."""
    from minlint.read.formats import csv

    if source.suffix != ".zip":
        return csv.read(source, options)._replace(format=NAME)
    records, problems = list[Record](), list[Problem]()
    with _archive(source) as parts:
        for part in parts.files():
            try:
                found = csv.read(part, options)
            except Unreadable as error:
                problems.append(Problem("E002", f"{part.name} isn't read: {error.reason}"))
                continue
            records += map(_without_places, found.records)
            problems += (Problem("E002", f"in {part.name}: {each.reason}") for each in found.problems)
    return Source(source.name, NAME, KIND, tuple(records), (*problems, *parts.problems))


def _is_table(source: Input) -> bool:
    import csv

    from minlint.read.delimited import beginning

    try:
        first = next(csv.reader(beginning(source)[0].splitlines()[:1]), [])
    except (Unreadable, csv.Error):  # not text: nobody's
        return False
    named = {name.strip().lower() for name in first}
    name = os.path.basename(source.name).lower()
    return any(name.endswith(file) and named.issuperset(columns.split()) for file, columns in REQUIRED.items())


def _without_places(record: Record) -> Record:
    return record._replace(span=None, fields=tuple(field._replace(span=None) for field in record.fields))


class _Parts:
    """The tables of an archive that is open."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.problems: list[Problem] = []
        found = {os.path.basename(entry.filename).lower(): entry for entry in archive.infolist()}
        self.entries = [(name, found[name]) for name in REQUIRED if name in found and not found[name].is_dir()]
        if any(entry.flag_bits & 1 for _, entry in self.entries):
            raise Unreadable("an archive that is locked")

    def heads(self) -> Iterator[tuple[str, bytes]]:
        """How each of them begins."""
        for name, entry in self.entries:
            with _unpacking(), self.archive.open(entry) as packed:
                head = packed.read(HEAD)
            yield name, head

    def files(self) -> Iterator[Input]:
        """Each of them on disk, one after the other; gone when the next is asked for."""
        import tempfile

        left = _LARGEST
        with tempfile.TemporaryDirectory(prefix="minlint-") as folder:
            for name, entry in self.entries:
                path = os.path.join(folder, name)
                try:
                    left -= self._unpacked(entry, path, left)
                except Unreadable as error:
                    self.problems.append(Problem("E002", f"{name} isn't read: {error.reason}"))
                    continue
                if left < 0:
                    self.problems.append(Problem("E002", f"it unpacks to more than 4 GB: {name} and more isn't read"))
                    return
                if _is_table(part := Input(name, path)):
                    yield part
                os.remove(path)

    def _unpacked(self, entry: ZipInfo, path: str, most: int) -> int:
        """Write a table to disk, and at most a piece more than it may have. Returns how many bytes it has."""
        size = 0
        with _unpacking(), self.archive.open(entry) as packed, open(path, "wb") as copy:
            while size <= most and (piece := packed.read(_PIECE)):
                size += copy.write(piece)
        return size


@contextmanager
def _archive(source: Input) -> Iterator[_Parts]:
    """Its tables. Raises `Unreadable` for an archive that is broken, or locked."""
    from zipfile import ZipFile

    with source.stream() as file:
        with _unpacking():
            archive = ZipFile(file)
        with archive:
            yield _Parts(archive)


@contextmanager
def _unpacking() -> Iterator[None]:
    """What can't be unpacked is `Unreadable`: of an archive that was damaged, the library says that in many ways."""
    import zlib
    from zipfile import BadZipFile

    try:
        yield
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError):
        raise Unreadable("an archive that is broken or cut off, or packed in an unusual way") from None
