"""Catalogues and manifests as dbt-artifacts-parser has them."""

from __future__ import annotations

import json
import string
from typing import Any

from dbt_artifacts_parser.parser import parse_catalog_v1, parse_manifest_v12
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.model import Source
from minlint.read import Options, read
from minlint.read.input import Input
from tests.read.formats import golden

NAMES = st.text(string.ascii_letters + '_ä"\\日', min_size=1, max_size=12)
TYPES = st.sampled_from(["TEXT", "NUMBER(38,0)", "TIMESTAMP_NTZ", "date", "character varying(20)"])
TABLES = st.dictionaries(NAMES, st.dictionaries(NAMES, TYPES, min_size=1, max_size=5), min_size=1, max_size=4)


def parsed(document: dict[str, Any]) -> Source:
    source = read(Input("artifact.json", data=json.dumps(document).encode()), Options())
    assert source and source.format == "dbt-artifacts" and not source.problems
    return source


@given(TABLES)
@settings(max_examples=60, deadline=None)
def test_a_catalogue_is_read_as_its_parser_reads_it(tables: dict[str, dict[str, str]]) -> None:
    document = {
        "metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/catalog/v1.json"},
        "nodes": {
            f"model.shop.{name}": {
                "metadata": {"type": "BASE TABLE", "schema": "marts", "name": name},
                "columns": {
                    column: {"type": declared, "index": index, "name": column}
                    for index, (column, declared) in enumerate(columns.items())
                },
                "stats": {},
            }
            for name, columns in tables.items()
        },
        "sources": {},
    }
    nodes = parse_catalog_v1(document).nodes
    expected = {
        id_.split(".", 2)[2]: [(column.name, column.type) for column in node.columns.values()]
        for id_, node in nodes.items()
    }
    records = parsed(document).records
    assert {record.name: [(field.path, field.type) for field in record.fields] for record in records} == expected


def test_a_manifest_is_read_as_its_parser_reads_it() -> None:
    path = golden.HERE / "dbt-artifacts" / "good" / "manifest.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    columns = document["nodes"]["model.clinic.patients"]["columns"]
    model = {
        "package_name": "clinic",
        "path": "p.sql",
        "original_file_path": "p.sql",
        "fqn": ["clinic", "patients"],
        "resource_type": "model",
        "name": "patients",
        "schema": "marts",
        "alias": "patients",
        "columns": columns,
        "unique_id": "model.clinic.patients",
        "checksum": {"name": "sha256", "checksum": ""},
    }
    empty = "macros docs exposures metrics groups selectors disabled parent_map child_map group_map saved_queries"
    whole = {
        **{key: {} for key in (*empty.split(), "semantic_models", "unit_tests", "sources")},
        "metadata": document["metadata"],
        "nodes": {"model.clinic.patients": model},
    }
    (node,) = parse_manifest_v12(whole).nodes.values()
    (record,) = parsed(whole).records
    assert [field.path for field in record.fields if "." not in field.path] == list(node.columns or {})
    assert {field.path: bool(field.mandatory) for field in record.fields if "." not in field.path} == {
        name: any(constraint.type.value == "not_null" for constraint in column.constraints or ())
        for name, column in (node.columns or {}).items()
    }
