"""Forms of any shape that the Create API describes: what is asked is found, in order, with what is demanded."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input
from tests.fuzzing import examples

REFS = st.lists(st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True), min_size=1, max_size=8, unique=True)
TYPES = st.sampled_from(["short_text", "email", "date", "yes_no", "phone_number", "statement"])


@given(REFS, st.data())
@examples(60)
def test_each_question_is_a_field(refs: list[str], data: st.DataObject) -> None:
    questions: list[dict[str, Any]] = []
    expected: list[tuple[str, str, bool]] = []
    prefix = ""
    for ref in refs:
        type_, required = data.draw(TYPES), data.draw(st.booleans())
        question = {"ref": ref, "title": "Who?", "type": type_, "validations": {"required": required}}
        if prefix:
            questions[-1]["properties"]["fields"].append(question)
        elif data.draw(st.booleans()):
            prefix, question["type"], question["properties"] = f"{ref}.", "group", {"fields": []}
            questions.append(question)
            expected.append((ref, "group", required))
            continue
        else:
            questions.append(question)
        if type_ != "statement":
            expected.append((prefix + ref, type_, required))
    document = {"title": "People", "fields": questions}
    source = read(Input("form.json", data=json.dumps(document).encode()), Options())
    assert source and source.format == "typeform" and not source.problems
    (record,) = source.records
    assert [(field.path, field.type, field.mandatory) for field in record.fields] == expected
