"""XLSForms as pyxform converts them to XForms."""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from minlint.read import Options, read
from minlint.read.input import Input

NAMES = st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), min_size=1, max_size=8, unique=True)
TYPES = st.sampled_from(["text", "integer", "decimal", "date", "geopoint", "image", "select_one sex", "barcode"])
SPACE = "{http://www.w3.org/2002/xforms}"


def rows(names: list[str], data: st.DataObject) -> list[list[Any]]:
    """Questions with these names, some of them in a group or a repeat of that name."""
    found: list[list[Any]] = []
    while names:
        name, *names = names
        if data.draw(st.booleans()) and names:
            kind, count = data.draw(st.sampled_from(["group", "repeat"])), data.draw(st.integers(1, len(names)))
            found += [[f"begin {kind}", name, "Who?"], *rows(names[:count], data), [f"end_{kind}"]]
            names = names[count:]
        else:
            found.append([data.draw(TYPES), name, "What?", data.draw(st.sampled_from(["yes", "no", None]))])
    return found


def workbook(survey: list[list[Any]]) -> bytes:
    """A form with these questions."""
    book = openpyxl.Workbook()
    sheets = {
        "survey": [["type", "name", "label", "required"], *survey],
        "choices": [["list_name", "name", "label"], ["sex", "f", "Female"], ["sex", "m", "Male"]],
        "settings": [["form_id"], ["people"]],
    }
    for title, cells in sheets.items():
        sheet = book.create_sheet(title)
        for row in cells:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@given(NAMES, st.data())
@settings(max_examples=30, deadline=None)
def test_a_form_is_read_as_pyxform_has_it(names: list[str], data: st.DataObject) -> None:
    content = workbook(rows(names, data))
    form = ElementTree.fromstring(convert(content, form_name="people").xform)
    binds = {bind.attrib["nodeset"]: bind.get("required") for bind in form.iter(f"{SPACE}bind")}
    source = read(Input("people.xlsx", data=content), Options())
    assert source and source.format == "xlsform" and not source.problems
    (record,) = source.records
    asked = [field for field in record.fields if not field.container]
    assert {"/people/" + field.path.replace("[]", "").replace(".", "/"): field.mandatory for field in asked} == {
        path: required == "true()" for path, required in binds.items() if "/meta" not in path
    }
    assert all(field.enum == ("f", "Female", "m", "Male") for field in asked if field.type == "select_one sex")
