"""What a form collects is what a script over its JSON finds, however its components are laid out."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input
from tests.fuzzing import examples

KEYS = st.from_regex(r"[a-z][A-Za-z]{0,7}", fullmatch=True)
Component = dict[str, Any]


def plain(key: str, kind: str, required: bool) -> Component:
    return {"type": kind, "key": key, "label": key.title(), "input": True, "validate": {"required": required}}


LEAVES = st.builds(plain, KEYS, st.sampled_from(["textfield", "email", "number", "day", "file"]), st.booleans())
SHOWN = st.sampled_from([{"type": "button", "key": "send", "input": True}, {"type": "content", "html": "<b>Hello</b>"}])


def layouts(inner: st.SearchStrategy[Component]) -> st.SearchStrategy[Component]:
    some = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda parts: {"type": "panel", "key": "p", "input": False, "components": parts}, some),
        st.builds(lambda a, b: {"type": "columns", "columns": [{"components": a}, {"components": b}]}, some, some),
        st.builds(lambda parts: {"type": "table", "rows": [[{"components": [each]}] for each in parts]}, some),
        st.builds(lambda parts: {"type": "tabs", "components": [{"key": "t", "components": parts}]}, some),
        st.builds(lambda key, parts: {"type": "container", "key": key, "input": True, "components": parts}, KEYS, some),
        st.builds(lambda key, parts: {"type": "datagrid", "key": key, "input": True, "components": parts}, KEYS, some),
    )


FORMS = st.lists(st.recursive(LEAVES | SHOWN, layouts, max_leaves=12), min_size=1, max_size=4)


def collected(components: list[Component], prefix: str = "") -> list[tuple[str, bool]]:
    found = []
    for each in components:
        kind, inner = each["type"], list(each.get("components", []))
        if kind == "tabs":
            inner = [part for tab in inner for part in tab["components"]]
        inner += [part for column in each.get("columns", []) for part in column["components"]]
        inner += [part for row in each.get("rows", []) for cell in row for part in cell["components"]]
        if kind in ("container", "datagrid"):
            path = prefix + each["key"] + ("[]" if kind == "datagrid" else "")
            found += [(path, False), *collected(inner, path + ".")]
        elif "validate" in each:
            found.append((prefix + each["key"], each["validate"]["required"]))
        else:
            found += collected(inner, prefix)
    return found


@given(FORMS)
@examples(150)
def test_every_input_is_a_field(components: list[Component]) -> None:
    source = read(Input("form.json", data=json.dumps({"components": components}, indent=1).encode()), Options())
    records = source.records if source and source.format == "form-io" else ()
    found = [(field.path, field.mandatory) for record in records for field in record.fields]
    assert found == collected(components)
