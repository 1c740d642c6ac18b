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
        (BIRTH, "birth_year", "year", "year"),
        (BIRTH, "dob", "year(4)", "year"),
        (BIRTH, "dob", "char(7)", "month"),
        (BIRTH, "dob", "char(10)", "day"),
        (BIRTH, "geburtsjahr", "integer", "year"),
        (BIRTH, "ano_nascimento", "smallint", "year"),
        (BIRTH, "rok_urodzenia", "int", "year"),
        (BIRTH, "waktu_lahir", "varchar(5)", "birth_time"),
        (BIRTH, "birth_date", "integer", "day"),
        (AGE, "age_in_months", "integer", "month"),
        (AGE, "over18", "char(1)", "over_n"),
        (AGE, "age_5yr", "text", "year"),
        (AGE, "age_group_5", "text", "band5"),
        (AGE, "age_range", "enum('0-4','5-9','10-14')", "band5"),
        (AGE, "age_range", "enum('18-24','25-34','35-44')", "band10"),
        (AGE, "generation", "text", "band10"),
        (POINT, "geohash5", "text", "town"),
        (POINT, "geohash", "text", "building"),
        (POINT, "geo_hash_7", "varchar(12)", "street"),
        (POINT, "h3_res7", "text", "neighbourhood"),
        (POINT, "h3_index_9", "bigint", "street"),
        (POINT, "h3_r5", "text", "town"),
        (POINT, "h3_12", "text", "building"),
        (POINT, "h3_cell", "text", "building"),
        (POINT, "s2_level_13", "text", "neighbourhood"),
        (POINT, "s2_cell_20", "bigint", "building"),
        (POINT, "lat_2dp", "float", "neighbourhood"),
        (POINT, "grid_1km", "text", "neighbourhood"),
        (POINT, "cell_100m", "text", "street"),
        (POINT, "latitude_e7", "bigint", "building"),
        (POINT, "lat", "varchar(24)", "building"),
        (POINT, "approx_lat", "double", "neighbourhood"),
        (POINT, "position", "json", "building"),
        (POINT, "lat", "numeric(3,0)", "region"),
        ("user.location.imprecise", "ip_city", "text", "town"),
        ("user.location.imprecise", "metro_code", "text", "region"),
        ("user.location.imprecise", "census_tract", "text", "neighbourhood"),
        ("user.location.imprecise", "country_code", "char(2)", "country"),
        (POSTCODE, "plz", "varchar(255)", "outward"),
        (POSTCODE, "zip5", "text", "outward"),
        (POSTCODE, "zip", "integer", "outward"),
        (POSTCODE, "zip4", "text", "postcode"),
        (POSTCODE, "cep", "text", "postcode"),
        (POSTCODE, "postcode_district", "text", "outward"),
        (POSTCODE, "postcode_area", "text", "city"),
        (POSTCODE, "postcode", "char(6)", "postcode"),
        (ADDRESS, "apt_no", "text", "unit"),
        (ADDRESS, "region", "text", "region"),
        ("user.contact.address.street", "hausnummer", "text", "house"),
        ("user.contact.address.street", "street_name", "text", "street"),
        ("user.demographic.place_of_birth", "birth_country", "text", "country"),
        ("user.demographic.place_of_birth", "birth_place", "text", "city"),
        ("user.device.ip_address", "client_cidr", "cidr", "truncated"),
        ("user.device.ip_address", "ip_24", "text", "truncated"),
        ("user.device.ip_address", "ip_asn", "integer", "provider"),
        ("user.device.ip_address", "ip_country", "char(2)", "region"),
        ("user.device.ip_address", "ip_daily_hash", "text", "rotating"),
        ("user.contact.phone_number", "phone_last4", "char(4)", "masked"),
        ("user.contact.phone_number", "masked_phone", "text", "masked"),
        ("user.contact.phone_number", "phone_country_code", "text", "country"),
        ("user.contact.phone_number", "area_code", "char(3)", "prefix"),
        ("user.government_id", "ssn_last_4", "text", "last4"),
        ("user.government_id", "passport_expiry", "date", "verified"),
        ("user.government_id", "id_type", "text", "verified"),
        ("user.government_id", "id_front_url", "text", "scan"),
        ("user.financial.income", "salary", "numeric(10,-3)", "thousand"),
        ("user.financial.income", "income_k", "integer", "thousand"),
        ("user.financial.income", "income_rounded", "integer", "hundred"),
        ("user.financial.income", "income", "enum('low','medium','high')", "tercile"),
        ("user.financial.income", "income", "enum('0-19999','20000-39999','40000-59999')", "band"),
        ("user.financial.income", "meets_income_test", "boolean", "threshold"),
        ("user.content.self_image", "photo_thumbnail", "text", "reduced"),
        ("user.content.self_image", "avatar_small_url", "text", "reduced"),
        ("user.biometric.face", "liveness_score", "float", "score"),
        ("user.biometric.face", "face_matched", "boolean", "match"),
        ("user.biometric.face", "face_descriptor", "float[]", "template"),
        ("user.content.voice", "call_transcript", "text", "transcript"),
        ("user.content.voice", "recording_url", "text", "recording"),
        ("user.content.voice", "voiceprint", "bytea", "voiceprint"),
        ("user.content.voice", "speaker_verified", "boolean", "verified"),
        ("user.account.activity", "created_month", "timestamp", "month"),
        ("user.account.activity", "login_hour", "timestamptz", "hour"),
        ("user.account.activity", "week_start", "date", "week"),
        ("user.account.activity", "day_of_month_date", "date", "day"),
        ("user.account.activity", "last_login_day", "timestamp", "day"),
        ("user.account.activity", "created_ms", "bigint", "millisecond"),
        ("user.account.activity", "created_at", "char(10)", "day"),
        ("user.account.activity", "created_at", "varchar(24)", "millisecond"),
        ("user.account.activity", "days_since_signup", "integer", "sequence"),
        ("user.behavior.routine", "shift", "enum('morning','evening','night')", "daypart"),
    ],
)
def test_rung(taxonomy: Taxonomy, category: str, name: str, declared: str, rung: str | None) -> None:
    assert precision(category, Reading(Field(name, declared), ()), taxonomy) == rung


@pytest.mark.parametrize(
    ("category", "name", "declared", "comment", "rung"),
    [
        (POSTCODE, "zip", "text", "First three digits of the ZIP code", "city"),
        (POSTCODE, "zip", "text", "Outward part only", "outward"),
        (BIRTH, "birth", "text", "Year only", "year"),
        (AGE, "age", "text", "Age band of the respondent", "band10"),
        ("user.financial.income", "income", "integer", "Rounded to the nearest thousand euros", "thousand"),
        ("user.device.ip_address", "ip", "inet", "Client address, last octet removed", "truncated"),
        ("user.government_id", "ssn", "text", "Only the last four digits are kept", "last4"),
        ("user.account.activity", "seen", "timestamp", "Truncated to the hour", "hour"),
        ("user.account.activity", "seen", "timestamp", "When they were seen last", "second"),
    ],
)
def test_what_a_comment_says(
    taxonomy: Taxonomy, category: str, name: str, declared: str, comment: str, rung: str
) -> None:
    assert precision(category, Reading(Field(name, declared, comment=comment), ()), taxonomy) == rung


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
