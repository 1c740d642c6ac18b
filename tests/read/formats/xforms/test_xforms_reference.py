"""XForms as pyxform writes them."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from minlint.read import Options, read
from minlint.read.input import Input

NAMES = st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), min_size=1, max_size=8, unique=True)
TYPES = {
    "text": "string",
    "integer": "int",
    "decimal": "decimal",
    "date": "date",
    "geopoint": "geopoint",
    "image": "binary",
    "select_one sex": "string",
}
CHOICES = "\n| choices |\n| | list_name | name | label |\n| | sex | f | Female |\n| | sex | m | Male |\n"


class Row(NamedTuple):
    """A question or the edge of a group, and its path in a form."""

    type: str
    name: str = ""
    required: str = ""
    path: str = ""


def rows(names: list[str], data: st.DataObject, prefix: str = "") -> list[Row]:
    """Questions with these names, some of them in a group or a repeat of that name."""
    found: list[Row] = []
    while names:
        name, *names = names
        if data.draw(st.booleans()) and names:
            kind, count = data.draw(st.sampled_from(["group", "repeat"])), data.draw(st.integers(1, len(names)))
            path = f"{prefix}{name}{'[]' if kind == 'repeat' else ''}."
            found += [Row(f"begin {kind}", name), *rows(names[:count], data, path), Row(f"end {kind}")]
            names = names[count:]
        else:
            type_, required = data.draw(st.sampled_from(sorted(TYPES))), data.draw(st.sampled_from(["yes", ""]))
            found.append(Row(type_, name, required, prefix + name))
    return found


@given(NAMES, st.data())
@settings(max_examples=40, deadline=None)
def test_a_form_is_read_as_pyxform_was_told(names: list[str], data: st.DataObject) -> None:
    survey = rows(names, data)
    lines = (f"| | {row.type} | {row.name} | {'Who?' * bool(row.name)} | {row.required} |" for row in survey)
    text = "| survey |\n| | type | name | label | required |\n" + "\n".join(lines) + CHOICES
    xform = convert(text, form_name="people", file_type=".md").xform
    source = read(Input("people.xml", data=xform.encode()), Options())
    assert source and source.format == "xforms" and not source.problems
    (record,) = source.records
    asked = [field for field in record.fields if not field.container]
    assert [(field.path, field.type, field.mandatory, bool(field.comment)) for field in asked] == [
        (row.path, TYPES[row.type], row.required == "yes", True) for row in survey if row.path
    ]
    chosen = {row.path for row in survey if row.type == "select_one sex"}
    assert all((field.enum == ("f", "Female", "m", "Male")) is (field.path in chosen) for field in asked)
