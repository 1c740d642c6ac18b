"""The reader finds what fastavro, the reference library, finds once it has written named types out."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest
from fastavro.schema import expand_schema
from hypothesis import given
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input

Found = tuple[str, str, bool]
"""Record, path, mandatory."""


def expected(schema: Any) -> list[Found]:
    """The fields of a schema, those of records within it too; maps with their values as a field of their own."""
    record: Any = expand_schema(schema)
    return [(record["name"].rpartition(".")[2], path, must) for path, must in fields(record, "", True)]


def fields(record: Any, prefix: str, demanded: bool) -> Iterator[tuple[str, bool]]:
    for field in record["fields"]:
        type_ = field["type"]
        must = demanded and not (isinstance(type_, list) and "null" in type_) and "default" not in field
        steps, records = held(type_)
        path = prefix + field["name"]
        yield path + steps.partition(".{key}")[0], must
        if "{key}" in steps:
            yield path + steps, False
        for each in records:
            yield from fields(each, f"{path}{steps}.", must and not steps and len(records) == 1)


def held(type_: Any) -> tuple[str, list[Any]]:
    """The steps to what arrays and maps hold, and the records there; a union of several is entered where it stands."""
    if isinstance(type_, list):
        found = [held(branch) for branch in type_ if branch != "null"]
        return (
            found[0] if len(found) == 1 else ("", [each for steps, records in found if not steps for each in records])
        )
    if isinstance(type_, dict) and type_["type"] in ("array", "map"):
        steps, records = held(type_["items"] if type_["type"] == "array" else type_["values"])
        return ("[]" if type_["type"] == "array" else ".{key}") + steps, records
    return "", [type_] if isinstance(type_, dict) and type_["type"] == "record" else []


def told(text: str) -> list[Found]:
    """The same by the reader, each at its name."""
    source = read(Input("a.avsc", data=text.encode()), Options())
    assert source and not source.problems
    lines = text.split("\n")
    for record in source.records:
        for field in record.fields:
            assert field.span
            line, start, _, end = field.span
            assert lines[line - 1][start - 1 : end - 1] in field.path
    return [(record.name, field.path, bool(field.mandatory)) for record in source.records for field in record.fields]


HERE = pathlib.Path(__file__).parent


def test_a_fixture_is_read_as_the_reference_reads_it() -> None:
    text = (HERE / "good" / "patient.avsc").read_text(encoding="utf-8").replace("example.other.Visit", "Md5")
    text = text.replace('"type": ["null", "Patient"]', '"type": ["null", "int"]')  # it doesn't write itself out
    assert told(text) == expected(json.loads(text))


NAMES = st.lists(st.sampled_from(["id", "name", "type", "fields", "items", "_x"]), max_size=4, unique=True)


@st.composite
def types(draw: st.DrawFn, defined: list[str], depth: int = 0) -> Any:
    kinds = ["primitive", "logical", "union"] + (["array", "map", "record", "named"] if depth < 3 else [])
    match draw(st.sampled_from(kinds)):
        case "logical":
            return {"type": "int", "logicalType": "date"}
        case "union":
            return draw(st.sampled_from([["null", "string"], ["string", "null", "int"], ["null", "bytes"]]))
        case "array":
            return {"type": "array", "items": draw(types(defined, depth + 1))}
        case "map":
            return {"type": "map", "values": draw(types(defined, depth + 1))}
        case "record":
            return draw(records(defined, depth + 1))
        case "named" if defined:
            return draw(st.sampled_from(defined))
    return draw(st.sampled_from(["string", "long", "boolean"]))


@st.composite
def records(draw: st.DrawFn, defined: list[str], depth: int = 0) -> Any:
    name = f"R{len(defined)}x{depth}{draw(st.integers(0, 10**9))}"
    made = []
    for field in draw(NAMES):
        type_ = draw(types(defined, depth))
        made.append({"name": field, "type": type_} | ({"default": None} if type_ == ["null", "string"] else {}))
    if depth:
        defined.append(name)
    return {"type": "record", "name": name, "namespace": draw(st.sampled_from(["a", "a.b"]))[:1], "fields": made}


@given(st.data(), st.sampled_from([None, 2]))
def test_any_schema_is_read_as_the_reference_reads_it(data: st.DataObject, indent: int | None) -> None:
    schema = data.draw(records([]))
    assert told(json.dumps(schema, indent=indent)) == expected(schema)


@pytest.mark.parametrize("loop", ["Node", ["null", "Node"], {"type": "array", "items": "Node"}])
def test_a_record_within_itself_is_told_once(loop: Any) -> None:
    inner = {"type": "record", "name": "Inner", "fields": [{"name": "back", "type": loop}]}
    schema = {"type": "record", "name": "Node", "fields": [{"name": "child", "type": inner}]}
    assert [path for _, path, _ in told(json.dumps(schema))] in (
        ["child", "child.back"],
        ["child", "child.back[]"],
    )
