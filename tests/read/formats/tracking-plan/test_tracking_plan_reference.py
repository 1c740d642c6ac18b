"""The rules of a plan are JSON Schemas: what a validator demands of a message is what is mandatory in it."""

from __future__ import annotations

import json
import string
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from minlint.read import Options, read
from minlint.read.input import Input

NAMES = st.text(string.ascii_letters + " _", min_size=1, max_size=10).filter(lambda name: name == name.strip())
PROPERTIES = st.dictionaries(NAMES, st.booleans(), min_size=1, max_size=5)


def rules(properties: dict[str, bool]) -> dict[str, Any]:
    """An event's rules."""
    inner = {"type": "object", "properties": {name: {"type": "string"} for name in properties}}
    return {
        "type": "object",
        "properties": {
            "context": {},
            "traits": {},
            "properties": {**inner, "required": [name for name, must in properties.items() if must]},
        },
    }


@given(st.dictionaries(NAMES, PROPERTIES, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_what_an_event_must_tell_is_mandatory(events: dict[str, dict[str, bool]]) -> None:
    listed = [{"name": name, "rules": rules(properties)} for name, properties in events.items()]
    source = read(Input("plan.json", data=json.dumps({"rules": {"events": listed}}).encode()), Options())
    assert source and source.format == "tracking-plan" and not source.problems
    assert [record.name for record in source.records] == list(events)
    for record, properties in zip(source.records, events.values(), strict=True):
        validator = Draft7Validator(rules(properties))
        assert [field.path for field in record.fields] == list(properties)
        for field in record.fields:
            told = {name: "x" for name in properties if name != field.path}
            assert validator.is_valid({"properties": told}) is not field.mandatory
