"""What is written as a property file is read back, whatever people call their columns and wherever tests stand."""

from __future__ import annotations

import string
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input

NAMES = st.text(string.ascii_letters + "_äß 日#:", min_size=1, max_size=12).filter(lambda name: name.strip() == name)
TESTS = st.lists(
    st.sampled_from(["not_null", "unique", {"accepted_values": {"values": ["a", "b"]}}, "dbt_utils.positive"]),
    unique_by=str,
)
COLUMNS = st.dictionaries(NAMES, st.tuples(st.sampled_from(["tests", "data_tests"]), TESTS), min_size=1, max_size=6)


@given(st.dictionaries(NAMES, COLUMNS, min_size=1, max_size=4), st.sampled_from(["models", "seeds", "snapshots"]))
@settings(max_examples=60, deadline=None)
def test_a_property_file_is_read_back(said: dict[str, dict[str, tuple[str, list[Any]]]], kind: str) -> None:
    resources = [
        {"name": name, "columns": [{"name": column, key: tests} for column, (key, tests) in columns.items()]}
        for name, columns in said.items()
    ]
    text = yaml.safe_dump({"version": 2, kind: resources}, allow_unicode=True, sort_keys=False)
    source = read(Input("schema.yml", data=text.encode()), Options())
    assert source and source.format == "dbt"
    found = {
        record.name: {field.path: (field.mandatory, field.unique, bool(field.enum)) for field in record.fields}
        for record in source.records
    }
    assert found == {
        name: {
            column: ("not_null" in tests or None, "unique" in tests, any(isinstance(test, dict) for test in tests))
            for column, (_, tests) in columns.items()
        }
        for name, columns in said.items()
    }
    lines = text.splitlines()
    for record in source.records:
        for field in record.fields:
            assert field.span
            written = lines[field.span.line - 1][field.span.column - 1 : field.span.end_column - 1]
            assert written == field.path
