"""Forms of any shape that the Forms API describes: what is asked is found, in order, with what is demanded."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input
from tests.fuzzing import examples

KINDS = ["textQuestion", "dateQuestion", "timeQuestion", "fileUploadQuestion", "scaleQuestion", "ratingQuestion"]
QUESTIONS = st.tuples(st.sampled_from(KINDS), st.booleans(), st.integers(0, 2))


@given(st.lists(QUESTIONS, min_size=1, max_size=8))
@examples(60)
def test_each_question_is_a_field(questions: list[tuple[str, bool, int]]) -> None:
    items: list[dict[str, Any]] = []
    for index, (kind, required, pages) in enumerate(questions):
        items += [{"itemId": f"p{index}", "title": "Next", "pageBreakItem": {}}] * pages
        question = {"questionId": f"q{index}", "required": required, kind: {}}
        items.append({"itemId": f"i{index}", "title": "Who?", "questionItem": {"question": question}})
    document = {"formId": "people", "info": {"title": "People"}, "items": items}
    source = read(Input("form.json", data=json.dumps(document).encode()), Options())
    assert source and source.format == "google-forms" and not source.problems
    (record,) = source.records
    assert [(field.path, field.type, field.mandatory) for field in record.fields] == [
        (f"q{index}", kind, required) for index, (kind, required, _) in enumerate(questions)
    ]
