"""Tables as the AWS command shows them, whatever their columns are called and made of."""

from __future__ import annotations

import json
import string

from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input

NAMES = st.text(string.ascii_lowercase + "_0", min_size=1, max_size=10)
Made = tuple[str, list[tuple[str, str]]]
"""A type as Hive writes it, with the steps to its leaves and what these are."""

LEAVES = st.sampled_from(["string", "bigint", "decimal(10,2)", "timestamp"]).map(lambda name: (name, [("", name)]))


def nested(inner: st.SearchStrategy[Made]) -> st.SearchStrategy[Made]:
    """Structs and arrays of what there is."""

    def struct(parts: dict[str, Made]) -> Made:
        declared = ",".join(f"{name}:{made[0]}" for name, made in parts.items())
        leaves = [(f".{name}{step}", leaf) for name, made in parts.items() for step, leaf in made[1]]
        return f"struct<{declared}>", leaves

    structs = st.dictionaries(NAMES, inner, min_size=1, max_size=3).map(struct)
    return structs | structs.map(lambda made: (f"array<{made[0]}>", [(f"[]{step}", leaf) for step, leaf in made[1]]))


COLUMNS = st.dictionaries(NAMES, st.recursive(LEAVES, nested, max_leaves=6), min_size=1, max_size=4)


@given(COLUMNS)
@settings(max_examples=60, deadline=None)
def test_a_table_is_read_down_to_its_leaves(columns: dict[str, Made]) -> None:
    listed = [{"Name": name, "Type": made[0]} for name, made in columns.items()]
    table = {"Table": {"Name": "people", "DatabaseName": "crm", "StorageDescriptor": {"Columns": listed}}}
    source = read(Input("table.json", data=json.dumps(table).encode()), Options())
    assert source and source.format == "glue" and not source.problems
    (record,) = source.records
    assert record.name == "crm.people"
    leaves = [(name + step, leaf) for name, made in columns.items() for step, leaf in made[1]]
    assert [(field.path, field.type) for field in record.fields if not field.container] == leaves
