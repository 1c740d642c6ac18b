"""A UI schema has what the schema beside it says; whatever layout its controls stand in, each is a field."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input
from tests.fuzzing import examples

NAMES = st.from_regex(r"[a-z][A-Za-z]{0,7}", fullmatch=True)
TYPES = st.sampled_from(["string", "integer", "boolean"])
SCHEMAS = st.dictionaries(NAMES, TYPES, min_size=1, max_size=5)


def offered(files: dict[str, str], name: str) -> Input:
    def beside(path: str) -> Input | None:
        return offered(files, path.rpartition("/")[2]) if path.rpartition("/")[2] in files else None

    return Input(name, data=files[name].encode(), place=f"/forms/{name}", beside=beside)


def schema(properties: dict[str, str], required: list[str]) -> dict[str, Any]:
    said = {name: {"type": kind} for name, kind in properties.items()}
    return {"type": "object", "properties": said, "required": required}


@given(SCHEMAS, st.data())
@examples(100)
def test_controls_have_types_wherever_they_stand(properties: dict[str, str], data: st.DataObject) -> None:
    asked = data.draw(st.lists(st.sampled_from(sorted(properties)), min_size=1, unique=True))
    needed = data.draw(st.lists(st.sampled_from(sorted(properties)), unique=True))
    elements: list[dict[str, Any]] = [{"type": "Control", "scope": f"#/properties/{name}"} for name in asked]
    for _ in range(data.draw(st.integers(0, 3))):
        end = data.draw(st.integers(1, len(elements)))
        kind = data.draw(st.sampled_from(["VerticalLayout", "HorizontalLayout", "Group", "Category"]))
        elements = [{"type": kind, "elements": elements[:end]}, *elements[end:]]
    ui = {"type": "VerticalLayout", "elements": elements}
    files = {"uischema.json": json.dumps(ui), "schema.json": json.dumps(schema(properties, needed))}
    apart = read(offered(files, "uischema.json"), Options())
    assert apart and apart.format == "json-forms"
    assert [(f.path, f.type, f.mandatory, f.direction) for f in apart.records[0].fields] == [
        (name, properties[name], name in needed, "in") for name in asked
    ]
    both = json.dumps({"schema": schema(properties, needed), "uischema": ui})
    together = read(Input("form.json", data=both.encode()), Options())
    assert together and [(f.path, f.type, f.mandatory, f.direction) for f in together.records[0].fields] == [
        (name, kind, name in needed, "in" if name in asked else "") for name, kind in properties.items()
    ]


@pytest.mark.parametrize(
    ("ui", "beside"),
    [
        ("uischema.json", "schema.json"),
        ("person.uischema.json", "person.schema.json"),
        ("person.uischema.json", "person.json"),
        ("personUiSchema.json", "personschema.json"),
        ("person.ui.json", "person.json"),
    ],
)
def test_the_schema_is_found_by_the_names(ui: str, beside: str) -> None:
    files = {ui: '{"email": {"ui:widget": "email"}}', beside: json.dumps(schema({"email": "string"}, ["email"]))}
    source = read(offered(files, ui), Options())
    assert source
    (field,) = source.records[0].fields
    assert (field.type, field.mandatory, field.span) == ("string", True, (1, 3, 1, 8))
