"""A self-describing schema is a JSON Schema: it is read as one, under its own name and without any suffix."""

from __future__ import annotations

import json
import string
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from minlint.read import Options, read
from minlint.read.input import Input

NAMES = st.text(string.ascii_letters + "_", min_size=1, max_size=10)
SELF = {"vendor": "com.example", "name": "signup", "format": "jsonschema", "version": "1-0-0"}
DIALECT = "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#"


@given(st.dictionaries(NAMES, st.booleans(), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_an_event_without_a_mandatory_property_is_invalid(properties: dict[str, bool]) -> None:
    required = [name for name, must in properties.items() if must]
    schema: dict[str, Any] = {"$schema": DIALECT, "self": SELF, "type": "object"}
    schema["properties"] = {name: {"type": "string"} for name in properties}
    schema |= {"required": required} if required else {}
    source = read(Input("signup/jsonschema/1-0-0", data=json.dumps(schema).encode()), Options())
    assert source and source.format == "iglu" and source.records[0].name == "com.example.signup"
    fields = source.records[0].fields
    assert [field.path for field in fields] == list(properties)
    validator = Draft4Validator(schema)
    event = dict.fromkeys(properties, "x")
    for field in fields:
        without = {name: value for name, value in event.items() if name != field.path}
        assert validator.is_valid(without) is not field.mandatory
        assert field.direction == "in"
