"""Table Schemas as the frictionless framework reads them."""

from __future__ import annotations

import json
import string
from typing import Any

from frictionless import Schema
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input

NAMES = st.text(string.ascii_letters + "_ é", min_size=1, max_size=10).filter(lambda name: name == name.strip())
CONSTRAINTS = st.fixed_dictionaries({}, optional={"required": st.booleans(), "unique": st.booleans()})
FIELDS = st.dictionaries(
    NAMES,
    st.tuples(st.sampled_from(["string", "integer", "date", "boolean", "geopoint", "any"]), CONSTRAINTS),
    min_size=1,
    max_size=5,
)


@given(FIELDS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_schema_is_read_as_the_framework_has_it(fields: dict[str, tuple[str, dict[str, bool]]], keyed: bool) -> None:
    listed = [{"name": name, "type": type_, "constraints": said} for name, (type_, said) in fields.items()]
    document: dict[str, Any] = {"fields": listed}
    if keyed:
        document["primaryKey"] = [listed[0]["name"]]
    schema = Schema.from_descriptor(document)
    source = read(Input("people.json", data=json.dumps(document).encode()), Options())
    assert source and source.format == "frictionless" and not source.problems
    (record,) = source.records
    assert [(field.path, field.type, bool(field.mandatory), field.primary) for field in record.fields] == [
        (field.name, field.type, bool(field.constraints.get("required")), field.name in schema.primary_key)
        for field in schema.fields
    ]
