"""Declared types of many dialects as kinds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.kinds import Kind, kind_of


@pytest.mark.parametrize(
    ("declared", "kind"),
    [
        ("varchar(255)", Kind("text", 255)),
        ("CHARACTER VARYING(40)", Kind("text", 40)),
        ("[NVARCHAR](75)", Kind("text", 75)),
        ("VARCHAR2(512 CHAR)", Kind("text", 512)),
        ("char(5)", Kind("text", 5)),
        ("citext", Kind("text")),
        ("open-choice", Kind("enum")),
        ("HumanName", Kind("json")),
        ("Attachment", Kind("binary")),
        ("Quantity", Kind("decimal")),
        ("geotrace", Kind("geo")),
        ("short_text", Kind("text")),
        ("multiple_choice", Kind("enum")),
        ("yes_no", Kind("boolean")),
        ("dateQuestion", Kind("date")),
        ("fileUploadQuestion", Kind("binary")),
        ("int(11) unsigned", Kind("integer")),
        ("bigserial", Kind("integer")),
        ("NUMBER(10)", Kind("integer", precision=10)),
        ("NUMBER(9,6)", Kind("decimal", precision=9, scale=6)),
        ("numeric(5, 2)", Kind("decimal", precision=5, scale=2)),
        ("numeric", Kind("decimal")),
        ("double precision", Kind("decimal")),
        ("tinyint(1)", Kind("boolean")),
        ("ENUM('yes','no')", Kind("boolean")),
        ("ENUM('male','female','other')", Kind("enum")),
        ("mysqlEnum", Kind("enum")),
        ("bit", Kind("boolean")),
        ("timestamp(3) without time zone", Kind("datetime", precision=3)),
        ("TIMESTAMP_NS", Kind("datetime", precision=9)),
        ("timestamptz", Kind("datetime")),
        ("dateTimeStamp", Kind("datetime")),
        ("int96", Kind("datetime")),
        ("dayTimeDuration", Kind("duration")),
        ("unsignedShort", Kind("integer")),
        ("[DATETIME2]", Kind("datetime")),
        ("DATE", Kind("date")),
        ("LocalDate?", Kind("date")),
        ("DateOnly", Kind("date")),
        ("TimeOnly?", Kind("time")),
        ("byte[]", Kind("binary")),
        ("[]byte", Kind("binary")),
        ("byte[]?", Kind("binary")),
        ("sql.NullString", Kind("text")),
        ("sql.NullTime", Kind("datetime")),
        ("utc_datetime_usec", Kind("datetime", precision=6)),
        ("binary_id", Kind("uuid")),
        ("unsignedBigInteger", Kind("integer")),
        ("foreignId", Kind("integer")),
        ("dateTimeTz", Kind("datetime")),
        ("time(6)", Kind("time", precision=6)),
        ("interval", Kind("duration")),
        ("bytea", Kind("binary")),
        ("varbinary(32)", Kind("binary", 32)),
        ("vector(512)", Kind("vector", 512)),
        ("FLOAT[128]", Kind("vector", 128, inner="decimal")),
        ("geography(Point,4326)", Kind("geo")),
        ("GEOMETRY", Kind("geo")),
        ("jsonb", Kind("json")),
        ("inet", Kind("ip")),
        ("uniqueidentifier", Kind("uuid")),
        ("text[]", Kind("array", inner="text")),
        ("repeated string", Kind("array", inner="text")),
        ("list<double>", Kind("array", inner="decimal")),
        ("google.protobuf.Timestamp", Kind("datetime")),
        ("null|double", Kind("decimal")),
        ("DateTime?", Kind("datetime")),
        ("bool | None", Kind("boolean")),
        ("EmailField", Kind("text")),
        ("EmailStr", Kind("text")),
        ("DecimalField(9, 6)", Kind("decimal", precision=9, scale=6)),
        ("conint(gt=0)", Kind("integer")),
        ("PastDate | None", Kind("date")),
        ('Literal["a", "b"]', Kind("enum")),
        ("sa.String(80)", Kind("text", 80)),
        ("ARRAY(String)", Kind("array", inner="text")),
        ("BooleanField", Kind("boolean")),
        ("UUIDField", Kind("uuid")),
        ("HUGEINT", Kind("integer")),
        ("[String!]!", Kind("text")),
        ("dense_vector(512)", Kind("vector", 512)),
        ("half_float", Kind("decimal")),
        ("constant_keyword", Kind("text")),
        ("date_nanos", Kind("datetime")),
        ("flattened", Kind("json")),
        ("binData", Kind("binary")),
        ("xs:NMTOKEN", Kind("text")),
        ("xs:unsignedShort", Kind("integer")),
        ("ID!", Kind("text")),
        ("", Kind("unknown")),
        ("nc:PersonNameType", Kind("unknown")),
    ],
)
def test_declared_types(declared: str, kind: Kind) -> None:
    assert kind_of(declared) == kind


@pytest.mark.parametrize(
    ("declared", "form", "kind"),
    [
        ("string", "date", Kind("date")),
        ("string", "date-time", Kind("datetime")),
        ("string:date-time", "", Kind("datetime")),
        ("string", "uuid", Kind("uuid")),
        ("string", "email", Kind("text")),
        ("long", "timestamp-millis", Kind("datetime", precision=3)),
        ("long", "timestamp-micros", Kind("datetime", precision=6)),
        ("int", "date", Kind("date")),
        ("phoneNumber", "text", Kind("text")),
        ("selectboxes", "enum", Kind("enum")),
    ],
)
def test_a_format_says_more_than_its_type(declared: str, form: str, kind: Kind) -> None:
    assert kind_of(declared, form) == kind


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_has_a_kind(declared: str, form: str) -> None:
    assert isinstance(kind_of(declared, form), Kind)
