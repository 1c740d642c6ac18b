"""Precision read off a schema: the finest that a type, its digits and the field's own words can hold."""

from __future__ import annotations

import pytest

from minlint.measure import measure
from minlint.measure.from_schema import precision
from minlint.model import Detection, Field, Reading, Record, RecordReading, Source, SourceReading
from minlint.taxonomy import Taxonomy, default


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return default()


BIRTH, AGE, POINT = "user.demographic.date_of_birth", "user.demographic.age", "user.location.precise"
POSTCODE, ADDRESS = "user.contact.address.postal_code", "user.contact.address"


@pytest.mark.parametrize(
    ("category", "name", "declared", "rung"),
    [
        (BIRTH, "birth_date", "date", "day"),
        (BIRTH, "dob", "timestamp", "day"),
        (BIRTH, "dob", "", "day"),
        (BIRTH, "birth_year", "integer", "year"),
        (BIRTH, "yob", "smallint", "year"),
        (BIRTH, "birth_month", "integer", "month"),
        (AGE, "age", "integer", "year"),
        (AGE, "is_over_18", "boolean", "over_n"),
        (AGE, "adult", "bool", "over_n"),
        ("user.demographic.age_range", "age_band", "text", "band10"),
        (AGE, "ageGroup", "varchar(10)", "band10"),
        (POINT, "lat", "numeric(9,6)", "building"),
        (POINT, "lat", "NUMBER(5,2)", "neighbourhood"),
        (POINT, "lat", "decimal(6,3)", "street"),
        (POINT, "lat", "decimal(7,4)", "household"),
        (POINT, "lat", "decimal(4,1)", "town"),
        (POINT, "lat", "double precision", "building"),
        (POINT, "geohash", "varchar(5)", "town"),
        (POINT, "geohash", "char(7)", "street"),
        (POINT, "geom", "geography(Point,4326)", "building"),
        (POINT, "inside_office", "boolean", "inside_zone"),
        (POSTCODE, "postcode", "char(5)", "outward"),
        (POSTCODE, "zip3", "char(3)", "city"),
        (POSTCODE, "postcode", "varchar(10)", "postcode"),
        (ADDRESS, "address", "text", "house"),
        (ADDRESS, "address_line_2", "text", "unit"),
        ("user.contact.address.street", "street", "text", "street"),
        ("user.contact.address.street", "address_line1", "text", "house"),
        ("user.contact.address.city", "city", "text", "city"),
        ("user.contact.address.country", "country", "text", "country"),
        ("user.device.ip_address", "ip", "inet", "full"),
        ("user.device.ip_address", "ip_truncated", "text", "truncated"),
        ("user.contact.phone_number", "phone", "varchar(20)", "full"),
        ("user.contact.phone_number", "has_phone", "boolean", "verified"),
        ("user.government_id", "ssn", "char(9)", "full"),
        ("user.government_id", "ssn", "char(4)", "last4"),
        ("user.government_id.document_copy", "passport_scan", "bytea", "scan"),
        ("user.financial.income", "salary", "numeric(10,2)", "exact"),
        ("user.financial.income", "income_band", "text", "band"),
        ("user.biometric.face.template", "face_embedding", "vector(128)", "template"),
        ("user.biometric.face.image", "face", "bytea", "original"),
        ("user.account.activity", "created_at", "timestamp(3)", "millisecond"),
        ("user.account.activity", "created_at", "timestamptz", "second"),
        ("user.account.activity", "joined_on", "date", "day"),
        ("user.account.activity", "joined", "", None),
    ],
)
def test_rung(taxonomy: Taxonomy, category: str, name: str, declared: str, rung: str | None) -> None:
    assert precision(category, Reading(Field(name, declared), ()), taxonomy) == rung


def test_what_fields_make_together_is_as_fine_as_the_finest(taxonomy: Taxonomy) -> None:
    parts = (Field("lat", "numeric(5,2)"), Field("lon", "numeric(6,3)"), Field("at", "timestamp"))
    assert precision("user.location.history", Reading(None, (), parts), taxonomy) == "street"


def test_every_rung_given_stands_on_the_categorys_ladder(taxonomy: Taxonomy) -> None:
    types = ("", "text", "char(4)", "integer", "numeric(9,6)", "boolean", "date", "timestamp", "bytea", "vector(64)")
    for category in taxonomy:
        for declared in types:
            for name in ("x", "birth_year", "lat", "photo_score", "address_line_2", "income_band"):
                rung = precision(category.key, Reading(Field(name, declared), ()), taxonomy)
                assert rung is None or taxonomy.ladder(category.key).rung(rung) is not None


def test_a_rung_told_by_the_name_stays(taxonomy: Taxonomy) -> None:
    told = Reading(Field("ssn_hash", "text"), (Detection("user.government_id", 0.9, (), "token"),))
    plain = Reading(Field("ssn", "text"), (Detection("user.government_id", 0.9),))
    record = Record("people", (told.field, plain.field) if told.field and plain.field else ())
    reading = SourceReading(Source("s", "sql", "schema", (record,)), (RecordReading(record, (told, plain)),))
    measured = measure(reading, taxonomy).records[0].readings
    assert [item.detections[0].precision for item in measured] == ["token", "full"]
