"""GTFS: the text files of a transit feed, and of GTFS-ride, told from other tables by their names and headers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "gtfs"
TITLE = "GTFS feeds: `stops.txt`, `trips.txt` and the others, GTFS-Flex, GTFS-Fares and GTFS-ride among them"
KIND: Kind = "data"
READS = """Each file of a feed as a table of its name, its columns with types and a sample of their values. Ridership
(`board_alight.txt`, `rider_trip.txt`) is what speaks of people."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """A feed in one ZIP file is read when it is unpacked. GTFS Realtime is Protocol Buffers: its `.proto` file is
read as such."""

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

SUFFIXES = tuple(REQUIRED)


def claims(source: Input) -> bool:
    """Whether its first line names the columns that a file of its name must have."""
    import csv

    from minlint.errors import Unreadable
    from minlint.read.delimited import beginning

    try:
        first = next(csv.reader(beginning(source)[0].splitlines()[:1]), [])
    except (Unreadable, csv.Error):  # not text: nobody's
        return False
    named = {name.strip().lower() for name in first}
    name = os.path.basename(source.name).lower()
    return any(name.endswith(file) and named.issuperset(columns.split()) for file, columns in REQUIRED.items())


def read(source: Input, options: Options) -> Source:
    """One record with the columns' names, types, counts and a sample of their values."""
    from minlint.read.formats import csv

    return csv.read(source, options)._replace(format=NAME)
