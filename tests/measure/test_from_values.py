"""How precise sampled values are."""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Mapping
from typing import Any

import pytest

from minlint import taxonomy
from minlint.measure.from_values import measured_precision
from minlint.measure.rungs import marks, places, times
from minlint.model import Field, Values, Vector


def measured(ladder: str, *values: Any) -> str | None:
    return of_counts(ladder, dict.fromkeys(values, 1))


def of_counts(ladder: str, counts: Mapping[Any, int]) -> str | None:
    return measured_precision(Field("f", "varchar", values=Values(counts, sum(counts.values()))), ladder)


CASES: dict[str, tuple[str, tuple[Any, ...], str | None]] = {
    "five decimals": ("location", ("52.51631", "13.37770", "48.85837"), "building"),
    "four decimals": ("location", ("52.5163", "13.3777", "48.8583"), "household"),
    "three decimals": ("location", (52.516, 13.377, -48.858), "street"),
    "two decimals": ("location", ("52.51", "13.38", "-0.12"), "neighbourhood"),
    "one decimal": ("location", ("52.5", "13.4", "48.9"), "town"),
    "two decimals written as six": ("location", ("52.510000", "13.380000"), "neighbourhood"),
    "whole degrees": ("location", (52, 13, 48), "region"),
    "pairs": ("location", ("52.51631,13.37770", "48.85837, 2.29448"), "building"),
    "a WKT point": ("location", ("POINT(13.377 52.516)", "POINT (2.294 48.858)"), "street"),
    "geohash 9": ("location", ("u33db2m8e", "u09tunqu5"), "building"),
    "geohash 6": ("location", ("u33db2", "u09tun"), "neighbourhood"),
    "geohash 5": ("location", ("u33d1", "u09t9"), "town"),
    "countries": ("location", ("DE", "FR", "GB"), "country"),
    "inside a zone": ("location", (True, False), "inside_zone"),
    "no place": ("location", ("desk 4b, by the window", "hall"), None),
    "a unit": ("address", ("12 High Street, Flat 3", "Apt 4, 9 Elm Road", "7 Oak Lane #2"), "unit"),
    "a house": ("address", ("12 High Street", "9 Elm Road", "Hauptstraße 7"), "house"),
    "a street": ("address", ("High Street", "Elm Road", "Hauptstraße"), "street"),
    "full UK postcodes": ("address", ("SW1A 1AA", "M1 1AE", "EC1A 1BB"), "postcode"),
    "ZIP+4": ("address", ("12345-6789", "02139-4307"), "postcode"),
    "Dutch postcodes": ("address", ("1012 AB", "3511 LX"), "postcode"),
    "ZIP codes": ("address", ("02139", "10115"), "outward"),
    "outward parts": ("address", ("SW1A", "M1", "EC1A"), "outward"),
    "ZIP3": ("address", ("021", "101"), "city"),
    "IPv4": ("ip", ("203.0.113.9", "198.51.100.7", "192.0.2.0"), "full"),
    "IPv4 without its last part": ("ip", ("203.0.113.0", "198.51.100.0"), "truncated"),
    "IPv4 as networks": ("ip", ("203.0.0.0", "198.51.0.0"), "network"),
    "IPv4 in CIDR": ("ip", ("203.0.113.0/24", "198.51.100.0/24"), "truncated"),
    "IPv6": ("ip", ("2001:db8::1", "2001:db8:1::2"), "full"),
    "IPv6 /48": ("ip", ("2001:db8:7::", "2001:db8:9::"), "truncated"),
    "no address": ("ip", ("a1b2c3", "d4e5f6"), None),
    "days of birth": ("birth", ("1984-02-29", "1951-11-03"), "day"),
    "days of birth, typed": ("birth", (datetime.date(1984, 2, 29), datetime.date(1951, 11, 3)), "day"),
    "days of birth, the other way": ("birth", ("29.02.1984", "03.11.1951"), "day"),
    "hours of birth": ("birth", ("1984-02-29 04:12:00", "1951-11-03 23:05:00"), "birth_time"),
    "days at midnight": ("birth", (datetime.datetime(1984, 2, 29), datetime.datetime(1951, 11, 3)), "day"),
    "months of birth": ("birth", ("1984-02", "1951-11"), "month"),
    "firsts of months": ("birth", ("1984-02-01", "1951-11-01"), "month"),
    "years of birth": ("birth", (1984, 1951, 2001), "year"),
    "ages": ("birth", ("36", "41", "7"), "year"),
    "five-year bands": ("birth", ("20-24", "25-29", "65+"), "band5"),
    "ten-year bands": ("birth", ("20-29", "30-39", "60+"), "band10"),
    "over 18": ("birth", (True, False), "over_n"),
    "milliseconds": ("time", ("2024-01-02T10:00:00.123Z", "2024-01-02T10:00:01.456Z"), "millisecond"),
    "seconds": ("time", ("2024-01-02 10:00:05", "2024-01-02 10:07:00"), "second"),
    "minutes": ("time", ("2024-01-02 10:05:00", "2024-01-02 10:07:00+01:00"), "minute"),
    "hours": ("time", (datetime.datetime(2024, 1, 2, 10), datetime.datetime(2024, 1, 3, 14)), "hour"),
    "days": ("time", ("2024-01-02", "2024-03-17"), "day"),
    "months": ("time", ("2024-02", "2024-03"), "month"),
    "quarters": ("time", ("2024-01-01", "2024-04-01", "2024-07-01"), "quarter"),
    "years": ("time", (2023, 2024), "quarter"),
    "epoch seconds": ("time", (1700000001, 1700000077), "second"),
    "epoch seconds of whole hours": ("time", (1700002800, 1700006400), "hour"),
    "epoch milliseconds": ("time", (1700000001123, 1700000077456), "millisecond"),
    "parts of the day": ("time", ("morning", "evening"), "daypart"),
    "exact amounts": ("money", ("41250.50", "38,120", "$52,017.00"), "exact"),
    "hundreds": ("money", (41300, 38100, 52000), "hundred"),
    "thousands": ("money", (decimal.Decimal("41000.00"), decimal.Decimal("38000.00")), "thousand"),
    "bands of income": ("money", ("20000-30000", "30000-40000", ">60000"), "band"),
    "low, middle, high": ("money", ("low", "middle", "high"), "tercile"),
    "named bands": ("money", ("band a", "band b", "band c", "band d"), "band"),
    "meets a threshold": ("money", ("yes", "no"), "threshold"),
    "phone numbers": ("phone", ("+1 202 555 0143", "020 7946 0958"), "full"),
    "masked phone numbers": ("phone", ("***-***-0143", "•••• ••• 958"), "masked"),
    "area codes": ("phone", ("0207", "0161"), "prefix"),
    "country codes": ("phone", ("+44", "+1"), "country"),
    "phone tokens": ("phone", ("a" * 64, "b" * 64), "token"),
    "has a phone": ("phone", (True, False), "verified"),
    "passport numbers": ("identity", ("X12345678", "Y87654321"), "full"),
    "last four": ("identity", ("1234", "0042"), "last4"),
    "last four behind a mask": ("identity", ("***-**-1234", "XXX-XX-0042"), "last4"),
    "identity tokens": ("identity", ("tok_8f14e45f", "tok_c9f0f895"), "token"),
    "scans": ("identity", ("scans/7.pdf", "scans/8.jpg"), "scan"),
    "checked": ("identity", ("true", "false"), "verified"),
    "pictures": ("image", ("faces/ada.jpg", "faces/ben.png"), "original"),
    "likeness": ("image", ("0.93", "0.41"), "score"),
    "recordings": ("audio", ("calls/1.wav", "calls/2.mp3"), "recording"),
    "transcripts": ("audio", ("hello I am calling about my visit", "yes that is right thank you"), "transcript"),
    "other values": ("value", ("Ada", "Ben"), "full"),
    "other tokens": ("value", ("0" * 31 + "a", "f" * 32), "token"),
    "other masked values": ("value", ("A•••", "B•••"), "masked"),
}


@pytest.mark.parametrize(("ladder", "values", "rung"), CASES.values(), ids=CASES)
def test_rungs(ladder: str, values: tuple[Any, ...], rung: str | None) -> None:
    assert measured(ladder, *values) == rung


def test_a_few_finer_rows_decide_nothing() -> None:
    assert of_counts("location", {"52.51": 95, "52.516312": 5}) == "neighbourhood"
    assert of_counts("location", {"52.51": 85, "52.516312": 15}) == "building"
    assert of_counts("time", {"2024-01-02": 19, "2024-01-02T10:11:12": 1}) == "day"


def test_the_first_of_january_stands_for_an_unknown_day() -> None:
    days = {f"19{year}-{month:02}-17": 1 for year in range(50, 57) for month in range(1, 11)}
    assert of_counts("birth", {**days, "1960-01-01": 8}) == "day"
    assert of_counts("birth", {**days, "1960-01-01": 30}) == "year"


def test_what_cant_be_told() -> None:
    assert measured("birth", "unknown", "see file", "1984-02-29") is None
    assert measured("height", "180") is None
    assert measured_precision(Field("f", "varchar"), "birth") is None
    assert measured_precision(Field("f", "varchar", values=Values({}, 3, 3)), "birth") is None


def test_vectors_are_templates() -> None:
    field = Field("f", "double[128]", vector=Vector(128, 9, 1.4, 0.1, -0.5, 0.5))
    assert measured_precision(field, "image") == "template"
    assert measured_precision(field, "audio") == "voiceprint"
    assert measured_precision(field, "birth") is None


def test_rungs_are_those_of_the_ladders() -> None:
    ladders = taxonomy.default().ladders
    measures = {
        "location": places.LOCATION,
        "address": places.ADDRESS,
        "ip": places.IP,
        "birth": times.BIRTH,
        "time": times.TIME,
        "money": marks.MONEY,
        "phone": marks.PHONE,
        "identity": marks.IDENTITY,
        "image": marks.IMAGE,
        "audio": marks.AUDIO,
        "value": marks.VALUE,
    }
    assert set(measures) == set(ladders)
    for name, rungs in measures.items():
        ranks = [ladders[name].rank(rung) for rung in rungs]
        assert None not in ranks, name
        assert ranks == sorted(ranks, key=lambda rank: rank or 0), name
