"""Catalogues that make much of little: read in a time that their length pays for."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from minlint.pipeline import classify
from minlint.read import Options, read
from minlint.read.input import Input
from minlint.taxonomy import default

MANY = 4_000
NAMES = [f"c{number}" for number in range(MANY)]
COLUMNS = [{"name": name} for name in NAMES]


def versions() -> dict[str, Any]:
    """A model whose version includes all its columns again and again."""
    include = [{"include": "all"}] * MANY
    return {"models": [{"name": "m", "columns": COLUMNS, "versions": [{"v": 1, "columns": [*include, {"name": "x"}]}]}]}


def constraints() -> dict[str, Any]:
    """A model with as many constraints as columns."""
    each = [{"type": "not_null", "columns": [name]} for name in NAMES]
    key = {"type": "primary_key", "columns": NAMES}
    return {"models": [{"name": "m", "columns": COLUMNS, "constraints": [*each, key]}]}


def labels() -> dict[str, Any]:
    """A dataset with as many categories as fields, all of which have them all."""
    categories = [f"user.x{number}" for number in range(MANY)]
    collection = {"name": "c", "fields": COLUMNS}
    return {"dataset": [{"fides_key": "d", "data_categories": categories, "collections": [collection]}]}


def key() -> dict[str, Any]:
    """A table all of whose columns are its key."""
    schema = {"columns": COLUMNS, "primaryKey": NAMES}
    return {"@context": "http://www.w3.org/ns/csvw", "url": "a.csv", "tableSchema": schema}


@pytest.mark.parametrize("make", [versions, constraints, labels, key])
def test_time_grows_with_length(make: Any) -> None:
    document = make()
    text = "\n".join(f"{name}: {json.dumps(value)}" for name, value in document.items())  # JSON is YAML
    file = Input("d.yml", data=text.encode())
    if "@context" in document:
        file = Input("d.json", data=json.dumps(document).encode())
    before = time.process_time()
    source = read(file, Options())
    assert source and not source.problems
    assert max(len(record.fields) for record in source.records) >= MANY
    assert time.process_time() - before < 10
    if make is labels:
        classify(source, default())
        assert time.process_time() - before < 30


def test_aliases_make_no_more_fields_than_a_text_pays_for() -> None:
    lines = ["apiVersion: v3.1.0", "kind: DataContract", "x: &p0 {name: a, logicalType: string}"]
    for level in range(1, 30):
        parts = f"[{{name: a, properties: [*p{level - 1}]}}, {{name: b, properties: [*p{level - 1}]}}]"
        lines.append(f"x{level}: &p{level} {{name: n, logicalType: object, properties: {parts}}}")
    lines += ["schema:", "  - name: people", "    properties: [*p29]"]
    source = read(Input("c.yaml", data="\n".join(lines).encode()), Options())
    assert source and len(source.records[0].fields) == 20_000
    assert [problem.code for problem in source.problems] == ["E002"]
