"""The reader finds the columns and attributes that python-hcl2, a parser of its own, finds."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator
from typing import Any

import hcl2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input

LOADS: Any = hcl2.loads
HERE = pathlib.Path(__file__).parent
PATHS = {
    "aws_glue_catalog_table": (("storage_descriptor", "columns"), ("partition_keys",)),
    "aws_dynamodb_table": (("attribute",),),
    "snowflake_table": (("column",),),
    "aws_keyspaces_table": (("schema_definition", "column"),),
}


def expected(text: str) -> list[tuple[str, str, str]]:
    """Type of resource, name and type of each column that stands in a block."""
    return sorted(
        (kind, bare(column["name"]), bare(column.get("type", "")))
        for resource in LOADS(text).get("resource", ())
        for kind, named in ((bare(key), value) for key, value in resource.items() if not key.startswith("__"))
        for label, body in named.items()
        if not label.startswith("__")
        for path in PATHS.get(kind, ())
        for column in blocks(body, path)
    )


def blocks(body: Any, path: tuple[str, ...]) -> Iterator[Any]:
    for inner in body.get(path[0], ()):
        yield from blocks(inner, path[1:]) if path[1:] else [inner]


def bare(text: str) -> str:
    return text.strip('"')


def told(text: str) -> list[tuple[str, str]]:
    """Name and type of each field, those within structs left out."""
    source = read(Input("a.tf", data=text.encode()), Options())
    assert source and not source.problems
    lines = text.split("\n")
    for field in (field for record in source.records for field in record.fields):
        assert field.span and field.path.startswith(lines[field.span.line - 1][field.span.column - 1 :][:2])
    return sorted((field.path, field.type) for record in source.records for field in record.fields)


@pytest.mark.parametrize("kind", sorted(PATHS))
def test_a_fixture_is_read_as_the_reference_reads_it(kind: str) -> None:
    text = (HERE / "good" / "tables.tf").read_text(encoding="utf-8")
    start = text.index(f'resource "{kind}"')
    resource = text[start : text.index("\n}\n", start) + 3]
    letters = {"S": "string", "N": "number"}
    found = [(name, letters.get(type_, type_)) for _, name, type_ in expected(resource)]
    names = [path.removesuffix("[]") for path, type_ in told(resource) if type_ and "." not in path]
    assert names == [name for name, _ in found]


NAMES = st.sampled_from(["id", "name", "type", "column", "birth_date", "époque"])
NOISE = st.sampled_from(["", "\n", "  # } resource\n", "  // {\n", "\n/* resource { */\n", '\n  x = "${a["}"]}"\n'])
VALUES = st.sampled_from(
    ['"}"', '"a ${b["c"]} d"', "[1, {a = 2}]", "<<EOT\n}\nEOT", "[for x in y : x]", "a ? b : c", "f(\n  1,\n  2\n)"]
)


@st.composite
def resources(draw: st.DrawFn) -> str:
    parts = []
    for name in draw(st.lists(NAMES, max_size=4, unique=True)):
        extra = f"\n  extra = {draw(VALUES)}" if draw(st.booleans()) else ""
        parts.append(f'{draw(NOISE)}\n  column {{\n    name = "{name}"\n    type = "VARCHAR"{extra}\n  }}\n')
    return f'locals {{\n  a = {draw(VALUES)}\n}}\nresource "snowflake_table" "t" {{\n{"".join(parts)}\n}}\n'


@given(resources())
@settings(max_examples=60, deadline=None)
def test_any_resource_is_read_as_the_reference_reads_it(text: str) -> None:
    assert told(text) == [(name, type_) for _, name, type_ in expected(text)]
