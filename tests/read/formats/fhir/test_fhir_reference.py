"""Questionnaires as the fhir.resources package reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fhir.resources.R4B.questionnaire import Questionnaire
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input

LINKS = st.lists(st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True), min_size=1, max_size=8, unique=True)
TYPES = st.sampled_from(["string", "text", "date", "dateTime", "boolean", "choice", "attachment", "display"])
SAID: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {}, optional={"required": st.booleans(), "repeats": st.booleans()}
)


def items(links: list[str], data: st.DataObject) -> list[dict[str, Any]]:
    """Items with these identifiers, some of them groups of what follows."""
    found = []
    while links:
        link, *links = links
        item: dict[str, Any] = {"linkId": link, "type": data.draw(TYPES)}
        if item["type"] != "display":
            item |= data.draw(SAID)
        if data.draw(st.booleans()) and links:
            count = data.draw(st.integers(1, len(links)))
            item |= {"type": "group", "item": items(links[:count], data)}
            links = links[count:]
        found.append(item)
    return found


def asked(above: Any, prefix: str = "") -> Iterator[tuple[str, str, bool]]:
    """What the package has of the items that are answered."""
    for item in above.item or ():
        if item.type != "display":
            path = prefix + item.linkId + ("[]" if item.repeats else "")
            yield path, item.type, bool(item.required)
            yield from asked(item, f"{path}.")


@given(LINKS, st.data())
@settings(max_examples=60, deadline=None)
def test_a_questionnaire_is_read_as_the_package_has_it(links: list[str], data: st.DataObject) -> None:
    document = {"resourceType": "Questionnaire", "status": "draft", "id": "intake", "item": items(links, data)}
    model = Questionnaire.model_validate(document)
    source = read(Input("form.json", data=json.dumps(document).encode()), Options())
    assert source and source.format == "fhir" and not source.problems
    (record,) = source.records
    assert record.name == "intake" and record.direction == "in"
    assert [(field.path, field.type, field.mandatory) for field in record.fields] == list(asked(model))
