"""Metadata as the csvw package reads it."""

from __future__ import annotations

import json
import pathlib
import string
import tempfile
from typing import Any

from csvw.metadata import TableGroup
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input

NAMES = st.text(string.ascii_letters + "_0", min_size=1, max_size=10).filter(lambda name: name[0] != "_")
DATATYPES = st.sampled_from([None, "string", "integer", "date", {"base": "string", "maxLength": 12}])
COLUMNS = st.lists(
    st.fixed_dictionaries(
        {"name": NAMES},
        optional={"datatype": DATATYPES.filter(bool), "required": st.booleans(), "separator": st.just(";")},
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda column: str(column["name"]),
)


@given(COLUMNS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_table_is_read_as_the_package_reads_it(columns: list[dict[str, Any]], keyed: bool) -> None:
    schema: dict[str, Any] = {"columns": columns}
    if keyed:
        schema["primaryKey"] = columns[0]["name"]
    document = {"@context": "http://www.w3.org/ns/csvw", "tables": [{"url": "people.csv", "tableSchema": schema}]}
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "people-metadata.json")
        path.write_text(json.dumps(document), encoding="utf-8")
        (table,) = TableGroup.from_file(path).tables
        source = read(Input("people-metadata.json", str(path)), Options())
    assert source and source.format == "csvw" and not source.problems
    (record,) = source.records
    assert record.name == "people"
    keys = table.tableSchema.primaryKey or []
    assert [
        (field.path.removesuffix("[]"), field.path.endswith("[]"), field.type, field.length, field.primary)
        for field in record.fields
    ] == [
        (
            column.name,
            bool(column.separator),
            column.datatype.base if column.datatype else "string",
            column.datatype.maxLength if column.datatype else None,
            column.name in keys,
        )
        for column in table.tableSchema.columns
    ]
    must = [bool(column.required) or column.name in keys for column in table.tableSchema.columns]
    assert [field.mandatory for field in record.fields] == must
