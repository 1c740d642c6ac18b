"""Contracts as the specification's own model writes them."""

from __future__ import annotations

import string
from typing import Any

from datacontract_specification.model import DataContractSpecification
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.model import Field
from minlint.read import Options, read
from minlint.read.input import Input

NAMES = st.text(string.ascii_letters + "_-é日", min_size=1, max_size=10)
LEAVES = st.fixed_dictionaries(
    {"type": st.sampled_from(["text", "bigint", "date"])},
    optional={
        "required": st.booleans(),
        "unique": st.booleans(),
        "pii": st.booleans(),
        "classification": st.sampled_from(["sensitive", "user.contact.email"]),
        "maxLength": st.integers(1, 99),
    },
)


def nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Records and lists of what there is."""
    fields = st.dictionaries(NAMES, inner, min_size=1, max_size=3)
    record = fields.map(lambda parts: {"type": "record", "fields": parts})
    return record | record.map(lambda items: {"type": "array", "items": items})


FIELDS = st.dictionaries(NAMES, st.recursive(LEAVES, nested, max_leaves=6), min_size=1, max_size=4)


def expected(name: str, said: dict[str, Any], prefix: str = "") -> list[tuple[object, ...]]:
    """The fields of a field by the model: path, type, what is demanded, labels."""
    inner, path = said, prefix + name
    if "items" in said:
        inner, path = said["items"], f"{path}[]"
    labels = (*(["pii"] if said.get("pii") else []), *filter(None, [said.get("classification")]))
    own = (path, said["type"], bool(said.get("required")), bool(said.get("unique")), said.get("maxLength"), labels)
    fields = inner.get("fields", {}).items()
    return [own, *(each for key, part in fields for each in expected(key, part, f"{path}."))]


def shown(field: Field) -> tuple[object, ...]:
    """A field as it is compared."""
    return field.path, field.type, field.mandatory, field.unique, field.length, field.labels


@given(FIELDS)
@settings(max_examples=60, deadline=None)
def test_a_contract_is_read_as_its_model_has_it(fields: dict[str, dict[str, Any]]) -> None:
    said = {"dataContractSpecification": "1.2.1", "id": "x", "models": {"people": {"fields": fields}}}
    contract = DataContractSpecification.model_validate(said)
    source = read(Input("datacontract.yaml", data=contract.to_yaml().encode()), Options())
    assert source and source.format == "data-contract" and not source.problems
    (record,) = source.records
    assert [shown(field) for field in record.fields] == [each for part in fields.items() for each in expected(*part)]


def test_aliases_and_definitions_make_no_more_fields_than_a_text_pays_for() -> None:
    lines = ["dataContractSpecification: 1.2.1", "definitions:", "  d0: {type: text}"]
    for level in range(1, 30):
        below = f"{{$ref: '#/definitions/d{level - 1}'}}"
        lines.append(f"  d{level}: {{type: record, fields: {{a: {below}, b: {below}}}}}")
    lines += ["models:", "  people:", "    fields:", "      all: {$ref: '#/definitions/d29'}"]
    source = read(Input("datacontract.yaml", data="\n".join(lines).encode()), Options())
    assert source and len(source.records[0].fields) == 20_000
    assert [(problem.code, problem.line) for problem in source.problems] == [("E002", 34)]
