"""Events as OpenLineage's own client writes them."""

from __future__ import annotations

import string
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from openlineage.client.event_v2 import DatasetEvent, StaticDataset
from openlineage.client.facet_v2 import DatasetFacet, schema_dataset
from openlineage.client.serde import Serde

from minlint.read import Options, read
from minlint.read.input import Input

Told = schema_dataset.SchemaDatasetFacetFields

NAMES = st.text(string.ascii_letters + "_-é", min_size=1, max_size=10)
LEAVES = st.builds(Told, name=NAMES, type=st.sampled_from(["VARCHAR", "BIGINT", "DATE"]))


def structs(inner: st.SearchStrategy[Told]) -> st.SearchStrategy[Told]:
    """Structs of what there is."""
    fields = st.lists(inner, min_size=1, max_size=3, unique_by=lambda field: field.name)
    return st.builds(Told, name=NAMES, type=st.just("STRUCT"), fields=fields)


FIELDS = st.lists(
    st.recursive(LEAVES, structs, max_leaves=6), min_size=1, max_size=4, unique_by=lambda field: field.name
)


def expected(fields: list[Told] | None, prefix: str = "") -> Iterator[tuple[str, str | None, bool]]:
    """The fields by the client: path, type, whether it holds others."""
    for field in fields or ():
        yield prefix + field.name, field.type, bool(field.fields)
        yield from expected(field.fields, f"{prefix}{field.name}.")


@given(FIELDS)
@settings(max_examples=60, deadline=None)
def test_an_event_is_read_as_the_client_wrote_it(fields: list[Told]) -> None:
    facets: dict[str, DatasetFacet] = {"schema": schema_dataset.SchemaDatasetFacet(fields=fields)}
    dataset = StaticDataset(namespace="lake", name="people", facets=facets)
    event = DatasetEvent(eventTime="2026-05-04T09:00:00.000Z", dataset=dataset)
    source = read(Input("event.json", data=Serde.to_json(event).encode()), Options())
    assert source and source.format == "openlineage" and not source.problems
    (record,) = source.records
    assert record.name == "people"
    assert [(field.path, field.type, field.container) for field in record.fields] == list(expected(fields))
