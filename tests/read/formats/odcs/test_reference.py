"""Contracts as Bitol's own model writes them."""

from __future__ import annotations

import string

from hypothesis import given, settings
from hypothesis import strategies as st
from open_data_contract_standard.model import OpenDataContractStandard, SchemaObject, SchemaProperty

from minlint.read import Options, read
from minlint.read.input import Input

NAMES = st.text(string.ascii_letters + "_-é日", min_size=1, max_size=10)
LEAVES = st.builds(
    SchemaProperty,
    name=NAMES,
    logicalType=st.sampled_from(["string", "integer", "date", "number"]),
    physicalType=st.sampled_from([None, "VARCHAR(20)", "bigint"]),
    required=st.booleans(),
    unique=st.booleans(),
    classification=st.sampled_from([None, "restricted", "user.contact.email"]),
    tags=st.sampled_from([None, ["pii"]]),
)


def nested(inner: st.SearchStrategy[SchemaProperty]) -> st.SearchStrategy[SchemaProperty]:
    """Objects and lists of what there is."""
    parts = st.lists(inner, min_size=1, max_size=3, unique_by=lambda item: item.name)
    items = st.builds(SchemaProperty, logicalType=st.just("object"), properties=parts)
    return st.builds(SchemaProperty, name=NAMES, logicalType=st.just("object"), properties=parts) | st.builds(
        SchemaProperty, name=NAMES, logicalType=st.just("array"), items=items
    )


PROPERTIES = st.lists(
    st.recursive(LEAVES, nested, max_leaves=6), min_size=1, max_size=4, unique_by=lambda item: item.name
)


def expected(item: SchemaProperty, prefix: str = "") -> list[tuple[object, ...]]:
    """The fields of a property by the model: path, type, whether it is required and unique, labels."""
    inner, path = item, f"{prefix}{item.name}"
    if item.items:
        inner, path = item.items, f"{path}[]"
    labels = tuple(filter(None, (item.classification, *(item.tags or ()))))
    own = (path, item.physicalType or item.logicalType, bool(item.required), bool(item.unique), labels)
    return [own, *(each for part in inner.properties or () for each in expected(part, f"{path}."))]


@given(PROPERTIES)
@settings(max_examples=60, deadline=None)
def test_a_contract_is_read_as_its_model_has_it(properties: list[SchemaProperty]) -> None:
    table = SchemaObject(name="people", properties=properties)
    contract = OpenDataContractStandard(
        apiVersion="v3.1.0", kind="DataContract", id="x", version="1", status="draft", schema=[table]
    )
    for name, text in (("c.yaml", contract.to_yaml()), ("c.json", contract.model_dump_json(by_alias=True))):
        source = read(Input(name, data=text.encode()), Options())
        assert source and source.format == "odcs" and not source.problems
        (record,) = source.records
        found = [(each.path, each.type, each.mandatory, each.unique, each.labels) for each in record.fields]
        assert found == [each for part in properties for each in expected(part)]
