"""The reader finds what protoc, the reference compiler, finds: every field with its type, label and place."""

from __future__ import annotations

import pathlib
import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

import grpc_tools
import pytest
from google.protobuf.descriptor_pb2 import FieldDescriptorProto, FileDescriptorSet
from grpc_tools import protoc
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input

Found = tuple[str, str, bool, int, int]
"""Record, path, mandatory, line, column."""

WELL_KNOWN = pathlib.Path(grpc_tools.__file__).parent / "_proto"


def compiled(text: str, folders: Sequence[pathlib.Path] = ()) -> Any:
    """A file as the compiler understands it, None where it refuses it."""
    with tempfile.TemporaryDirectory() as place:
        path, made = pathlib.Path(place) / "tested.proto", pathlib.Path(place) / "made.bin"
        path.write_text(text, encoding="utf-8", newline="")
        paths = [f"-I{folder}" for folder in (place, *folders, WELL_KNOWN)]
        if protoc.main(["protoc", *paths, f"-o{made}", "--include_source_info", str(path)]):
            return None
        return FileDescriptorSet.FromString(made.read_bytes()).file[0]


def expected(file: Any) -> set[Found]:
    """Its fields: messages and groups by their names, maps by what they hold, extensions at what they extend."""
    places = {tuple(each.path): each.span for each in file.source_code_info.location}
    found = set()
    for index, message in enumerate(file.message_type):
        found |= set(fields(message, message.name, (4, index), places, file.package))
    return found | set(extensions(file.extension, (7,), places, file.package))


def fields(message: Any, name: str, path: tuple[int, ...], places: Any, package: str) -> Iterator[Found]:
    nested = {each.name: each for each in message.nested_type}
    for index, field in enumerate(message.field):
        inner = nested.get(field.type_name.rpartition(".")[2])
        one = found(name, field, places[(*path, 2, index, 1)])
        if inner is not None and inner.options.map_entry:
            yield (one[0], field.name, *one[2:])
            yield (one[0], f"{field.name}.{{key}}", *one[2:])
        else:
            yield one
    for index, inner in enumerate(message.nested_type):
        if not inner.options.map_entry:
            yield from fields(inner, f"{name}.{inner.name}", (*path, 3, index), places, package)
    yield from extensions(message.extension, (*path, 6), places, package)


def extensions(listed: Any, path: tuple[int, ...], places: Any, package: str) -> Iterator[Found]:
    for index, field in enumerate(listed):
        if not field.extendee.startswith(".google.protobuf."):
            yield found(field.extendee.removeprefix(f".{package}."), field, places[(*path, index, 1)])


def found(record: str, field: Any, span: Any) -> Found:
    several = field.label == FieldDescriptorProto.LABEL_REPEATED
    must = field.label == FieldDescriptorProto.LABEL_REQUIRED and not field.HasField("default_value")
    return record, field.name + "[]" * several, must, span[0] + 1, span[1] + 1


def told(text: str) -> set[Found]:
    """The same by the reader."""
    source = read(Input("a.proto", data=text.encode()), Options())
    assert source and not source.problems
    return {
        (record.name, field.path, bool(field.mandatory), field.span.line, field.span.column)
        for record in source.records
        for field in record.fields
        if field.span
    }


HERE = pathlib.Path(__file__).parent


def test_a_proto2_file_is_read_as_the_compiler_reads_it() -> None:
    text = (HERE / "good" / "legacy.proto").read_text(encoding="utf-8")
    text = text.replace("extend other.Visitor { optional string host = 100; }", "")
    file = compiled(text)
    assert file is not None and told(text) == expected(file)


@pytest.mark.parametrize("name", ["descriptor", "struct", "type", "api", "any", "source_context"])
def test_the_well_known_types_are_read_as_the_compiler_reads_them(name: str) -> None:
    text = (WELL_KNOWN / "google" / "protobuf" / f"{name}.proto").read_text(encoding="utf-8")
    file = compiled(text)
    assert file is not None and told(text) == expected(file)


NAMES = ["name", "message", "optional", "map", "group", "enum", "oneof", "stream", "reserved_", "birth_date"]
NOISE = st.sampled_from(["", " ", "\n", "\r\n", " // } message X {\n", " /* ; } */ ", "\n/*\n * { */\n"])
OPTIONS = st.sampled_from(["", " [deprecated = true]", ' [json_name = "%s;]}", deprecated = false]'])


@st.composite
def bodies(draw: st.DrawFn, two: bool, depth: int = 0) -> str:
    names = draw(st.lists(st.sampled_from(NAMES), max_size=5, unique=True))
    labels = ["optional ", "repeated ", "required "] if two else ["", "optional ", "repeated "]
    parts = []
    for number, name in enumerate(names, 1):
        label, type_ = draw(st.sampled_from(labels)), draw(st.sampled_from(["string", "int32", "A", ".p.q.A", "E"]))
        if draw(st.booleans()):
            label, type_ = "", draw(st.sampled_from(["map<string, A>", "map < int32 , .p.q.A >"]))
        gap, said = draw(NOISE) or " ", draw(OPTIONS).replace("%s", name)
        parts.append(f"{draw(NOISE)}{label}{type_}{gap}{name}{draw(NOISE)}={number}{said};{draw(NOISE)}")
    if two and draw(st.booleans()):
        parts.append(f"optional group G{depth} = 90 {{ required bytes b = 1; }}")
    if draw(st.booleans()):
        parts.append(f"oneof o{depth} {{ string s{depth} = 91; A a{depth} = 92; }}")
    if depth < 2 and draw(st.booleans()):
        parts.append(f"message N{depth} {{{draw(bodies(two, depth + 1))}}}")
    return "".join(parts)


@st.composite
def files(draw: st.DrawFn) -> str:
    two = draw(st.booleans())
    syntax = draw(NOISE) + ('syntax = "proto2";' if two else 'syntax = "proto3";')
    messages = [f"{draw(NOISE)}message {name} {{{draw(bodies(two))}}}" for name in ("A", "B")]
    return f"{syntax} package p.q; {''.join(messages)} enum E {{ E0 = 0; E1 = 1; }}"


@given(files())
@settings(max_examples=60, deadline=None)
def test_any_file_is_read_as_the_compiler_reads_it(text: str) -> None:
    file = compiled(text)
    assert file is not None and told(text) == expected(file)
