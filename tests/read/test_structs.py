"""Types that hold others, as catalogues write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.model import Field, Span
from minlint.read.structs import taken_apart


def paths(declared: str) -> list[str]:
    return [field.path for field in taken_apart([Field("home", declared)])]


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("string", ["home"]),
        ("decimal(10,2)", ["home"]),
        ("array<string>", ["home[]"]),
        ("map<string,int>", ["home", "home.{key}"]),
        (
            "struct<street:string,geo:struct<lat:double,lon:double>>",
            ["home", "home.street", "home.geo", "home.geo.lat", "home.geo.lon"],
        ),
        ("array<struct<city:string COMMENT 'x'>>", ["home", "home[].city"]),
        ("STRUCT<street STRING NOT NULL, tags ARRAY<STRING>>", ["home", "home.street", "home.tags[]"]),
        ("ROW(street VARCHAR, no INTEGER)", ["home", "home.street", "home.no"]),
        ("struct<$oid:string,user-id:bigint>", ["home", "home.$oid", "home.user-id"]),
        ("struct<street:string", ["home"]),
        ("int); DROP TABLE t; CREATE TABLE u (email array<int>", ["home"]),
    ],
)
def test_what_a_type_is_made_of(declared: str, expected: list[str]) -> None:
    assert paths(declared) == expected


def test_parts_stand_where_their_column_does_and_have_its_labels() -> None:
    place = Span(3, 5, 3, 9)
    column = Field("home", "struct<street:string>", place, mandatory=True, labels=("pii",), comment="Where they live")
    whole, street = taken_apart([column])
    assert whole.container and whole.mandatory and whole.comment == "Where they live"
    assert (street.span, street.labels, street.mandatory, street.type) == (place, ("pii",), False, "string")


@given(st.text("abc<>,:()[] `'\"$-struct", max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_some_type(declared: str) -> None:
    assert all(path == "home" or path.startswith(("home.", "home[")) for path in paths(declared))
