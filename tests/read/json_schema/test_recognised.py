"""Which JSON and YAML files are schemas: a hook is handed all of them, and the rest is passed over in silence."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.errors import Unreadable
from minlint.model import Problem, Reference
from minlint.read import Options, read
from minlint.read.formats import json_schema
from minlint.read.input import HEAD, Input

DIALECT = "https://json-schema.org/draft/2020-12/schema"

OTHERS: dict[str, str] = {
    "package.json": '{"name": "x", "type": "module", "properties": {"a": 1}, "definitions": {}}',
    "tsconfig.json": '{"$schema": "https://json.schemastore.org/tsconfig", // why\n "compilerOptions": {"types": []}}',
    "composer.json": '{"name": "a/b", "type": "library", "properties": {"type": "object"}}',
    "renovate.json": '{"$schema": "https://docs.renovatebot.com/renovate-schema.json", "extends": ["x"]}',
    "app.json": '{"$schema": "./app.schema.json", "type": "object", "properties": {"retries": 3}}',
    "openapi.yaml": "openapi: 3.1.0\ninfo: {title: x}\ntype: object\nproperties: {a: {type: string}}\n",
    "api.json": '{"swagger": "2.0", "definitions": {"U": {"type": "object", "properties": {"n": {"type": "string"}}}}}',
    "ci.yml": "on: push\njobs:\n  build:\n    runs-on: x\n    properties:\n      type: object\n",
    "compose.yaml": "services:\n  db:\n    image: postgres\ndefinitions: {x: 1}\n",
    "values.yaml": "properties:\n  type: object\n  replicas: 3\n",
    "template.yaml": "properties:\n  {{- range .Values.items }}\n  - a\n",
    "crd.yaml": "apiVersion: apiextensions.k8s.io/v1\nkind: X\ntype: object\nproperties: {a: {type: string}}\n",
    "many.yaml": "type: object\nproperties: {a: {type: string}}\n---\ntype: object\n",
    "mapping.json": '{"properties": {"name": {"type": "text"}, "age": {"type": "integer"}}}',
    "feature.json": '{"type": "Feature", "properties": {"name": "x"}, "geometry": null}',
    "record.avsc.json": '{"type": "record", "name": "User", "fields": [], "properties": {}}',
    "form.json": '{"type": "object", "properties": [{"name": "a"}]}',
    "list.json": '[{"properties": {"a": {"type": "string"}}, "type": "object"}]',
    "dialect-in-a-value.json": json.dumps({"validate": {"$schema": DIALECT, "properties": {"a": {}}}}),
    "only-the-dialect.json": json.dumps({"$schema": DIALECT, "retries": 3}),
    "broken.json": '{"type": "object", "properties": {"a": ',
    "empty.yaml": "# properties: nothing\n",
    "scalar.json": '"properties: type object"',
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_merely_resembles_is_passed_over(name: str) -> None:
    assert not json_schema.claims(Input(name, data=OTHERS[name].encode()))


@pytest.mark.parametrize(
    "document",
    [
        {"$schema": DIALECT, "properties": {}},
        {"$schema": "http://json-schema.org/draft-04/schema#", "type": "string"},
        {"$schema": "https://example.org/our-dialect", "type": "object", "properties": {"a": {"type": "string"}}},
        {"type": ["object", "null"], "properties": {"a": {"$ref": "#/definitions/x"}, "b": True, "c": {"enum": [1]}}},
        {"definitions": {"A": {"type": "object", "properties": {"a": {"type": ["string", "null"]}}}}},
        {"type": "array", "items": {"type": "object", "properties": {"a": {"type": "string"}}}},
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_schemas_are_claimed(document: Any, encoding: str) -> None:
    data = json.dumps(document, indent=2).encode(encoding)
    assert json_schema.claims(Input("x.json", data=data))
    assert json_schema.claims(Input("x.yaml", data=data))


def test_a_broken_file_that_says_what_it_is_names_the_place() -> None:
    text = f'{{\n  "$schema": "{DIALECT}",\n  "properties": {{"secret": {{"type": "string",}}}}\n}}'
    source = read(Input("x.json", data=text.encode()), Options())
    assert source is not None
    assert source.problems == (Problem("E001", "not valid JSON: a name in double quotes is missing", 3, 46),)
    source = read(Input("x.yaml", data=f"$schema: {DIALECT}\nproperties:\n  secret: [1\nb: 2\n".encode()), Options())
    assert source is not None
    assert [(problem.code, problem.line) for problem in source.problems] == [("E001", 4)]
    assert "secret" not in source.problems[0].reason


def test_hostile_nesting_is_unreadable() -> None:
    text = f'{{"$schema": "{DIALECT}", "properties": ' + '{"a": {"properties": ' * 5_000
    source = read(Input("x.json", data=text.encode()), Options())
    assert source is not None
    assert [problem.code for problem in source.problems] == ["E001"]


def test_a_long_file_of_data_is_judged_by_its_head() -> None:
    rows = ",\n".join('{"id": 1, "name": "a"}' for _ in range(HEAD // 10))
    source = Input("rows.json", data=f'[{rows}, {{"properties": {{"type": "object"}}}}]'.encode())
    start = time.perf_counter()
    assert not json_schema.claims(source)
    assert time.perf_counter() - start < 2


def fan_out(levels: int, width: int) -> dict[str, Any]:
    """A schema whose references multiply at each level."""
    definitions = {
        f"d{level}": {
            "type": "object",
            "properties": {f"p{n}": {"$ref": f"#/$defs/d{level + 1}"} for n in range(width)},
            "allOf": [{"$ref": f"#/$defs/d{level + 1}"}] * width,
        }
        for level in range(levels)
    }
    return {
        "$schema": DIALECT,
        "$ref": "#/$defs/d0",
        "$defs": {**definitions, f"d{levels}": {"properties": {"leaf": {"type": "string"}}}},
    }


@pytest.mark.parametrize(
    "document",
    [
        fan_out(30, 12),
        fan_out(2, 400),
        {
            "$schema": DIALECT,
            "$defs": {f"d{n}": {"$ref": f"#/$defs/d{n + 1}"} for n in range(20_000)},
            "$ref": "#/$defs/d0",
        },
        {
            "$schema": DIALECT,
            "properties": {str(n): {"$ref": "#/$defs/codes"} for n in range(10_000)},
            "$defs": {"codes": {"enum": list(range(10_000))}},
        },
        {"$schema": DIALECT, "properties": {"x" * 100_000: {"properties": {str(n): {} for n in range(5_000)}}}},
    ],
)
def test_references_that_multiply_cost_bounded_time(document: dict[str, Any]) -> None:
    source = Input("x.schema.json", data=json.dumps(document).encode())
    start = time.perf_counter()
    assert json_schema.claims(source)
    json_schema.read(source, Options())
    assert time.perf_counter() - start < 60


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)
TYPES = st.sampled_from(["string", "integer", "number", "boolean", "null"])
LEAVES: st.SearchStrategy[Any] = st.fixed_dictionaries({"type": TYPES}) | st.just(True) | st.just({})
SCHEMAS = st.recursive(
    LEAVES,
    lambda inner: (
        st.fixed_dictionaries({"type": st.just("object"), "properties": st.dictionaries(NAMES, inner, max_size=4)})
        | st.fixed_dictionaries({"type": st.just("array"), "items": inner})
    ),
    max_leaves=12,
)


def paths(schema: Any, path: str) -> list[str]:
    """The paths a nested schema should yield, by the obvious recursion."""
    if isinstance(schema, dict) and schema.get("type") == "array":
        return paths(schema["items"], path + "[]")
    inner = schema.get("properties", {}) if isinstance(schema, dict) else {}
    return [path] + [below for name, each in inner.items() for below in paths(each, f"{path}.{name}")]


@given(st.dictionaries(NAMES, SCHEMAS, max_size=4), st.sampled_from([None, 1]))
def test_every_property_is_read_and_its_place_holds_its_name(properties: dict[str, Any], indent: int | None) -> None:
    text = json.dumps({"$schema": DIALECT, "properties": properties}, indent=indent, ensure_ascii=False)
    source = json_schema.read(Input("x.json", data=text.encode()), Options())
    found = [field for record in source.records for field in record.fields]
    assert [field.path for field in found] == [p for name, each in properties.items() for p in paths(each, name)]
    lines = text.split("\n")
    for field in found:
        assert field.span is not None
        said = lines[field.span.line - 1][field.span.column - 2 : field.span.end_column]
        pointed = json.loads(said)
        assert field.path.replace("[]", "").endswith(pointed.replace("[]", ""))


WORDS = """
    $schema $id id $anchor $ref $defs definitions properties patternProperties additionalProperties items prefixItems
    allOf anyOf oneOf if then else type enum const required default title description $comment x-purpose format
"""
KEYWORDS = st.sampled_from(WORDS.split())
TARGETS = st.sampled_from(["#", "#/$defs/a", "#/properties/0", "object", "a.json", "[://"])
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | TARGETS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYWORDS | st.sampled_from("a0"), inner, max_size=4),
    max_leaves=25,
)


@given(st.dictionaries(KEYWORDS, ANYTHING, max_size=6))
def test_no_combination_of_keywords_raises_a_traceback(document: dict[str, Any]) -> None:
    source = Input("x.json", data=json.dumps({**document, "$schema": DIALECT}).encode())
    json_schema.claims(source)
    assert json_schema.read(source, Options()).path == "x.json"


@given(st.binary() | st.text().map(lambda text: f"$schema: {DIALECT}\n{text}".encode("utf-8", "replace")))
def test_no_bytes_raise_a_traceback(data: bytes) -> None:
    for name in ("x.json", "x.yaml"):
        source = Input(name, data=data)
        if json_schema.claims(source):
            try:
                json_schema.read(source, Options())
            except Unreadable as error:
                assert error.line is None or error.line >= 1


def test_definitions_that_refer_to_each_other_too_much_are_records_by_themselves() -> None:
    source = json_schema.read(Input("x.json", data=json.dumps(fan_out(2, 400)).encode()), Options())
    assert source.problems == ()
    assert {record.name: len(record.fields) for record in source.records} == {"d0": 400, "d1": 400, "d2": 1}
    middle = next(record for record in source.records if record.name == "d1")
    assert {field.references for field in middle.fields} == {Reference("d2")}
