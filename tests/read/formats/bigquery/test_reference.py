"""Schemas as Google's client writes and reads them."""

from __future__ import annotations

import json
import string
from collections.abc import Iterator

from google.cloud.bigquery import SchemaField
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input

NAMES = st.text(string.ascii_letters + "_0é", min_size=1, max_size=10)
MODES = st.sampled_from(["NULLABLE", "REQUIRED", "REPEATED"])
LEAVES = st.builds(SchemaField, NAMES, st.sampled_from(["STRING", "INTEGER", "DATE", "GEOGRAPHY"]), MODES)


def records(inner: st.SearchStrategy[SchemaField]) -> st.SearchStrategy[SchemaField]:
    """Records of what there is."""
    fields = st.lists(inner, min_size=1, max_size=3, unique_by=lambda field: field.name)
    return st.builds(SchemaField, NAMES, st.just("RECORD"), MODES, fields=fields)


SCHEMAS = st.lists(
    st.recursive(LEAVES, records, max_leaves=6), min_size=1, max_size=4, unique_by=lambda field: field.name
)


def expected(schema: tuple[SchemaField, ...], prefix: str = "") -> Iterator[tuple[object, ...]]:
    """The fields by the client: path, type, whether it must be given, whether it holds others."""
    for field in schema:
        path = prefix + field.name + ("[]" if field.mode == "REPEATED" else "")
        yield path, field.field_type, field.mode == "REQUIRED", bool(field.fields)
        yield from expected(field.fields, f"{path}.")


@given(SCHEMAS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_schema_is_read_as_the_client_reads_it(schema: list[SchemaField], whole: bool) -> None:
    listed = [field.to_api_repr() for field in schema]
    again = tuple(SchemaField.from_api_repr(field) for field in listed)
    text = json.dumps({"schema": {"fields": listed}} if whole else listed)
    source = read(Input("people.json", data=text.encode()), Options())
    assert source and source.format == "bigquery" and not source.problems
    (record,) = source.records
    assert record.name == "people"
    found = [(each.path, each.type, bool(each.mandatory), each.container) for each in record.fields]
    assert found == list(expected(again))
