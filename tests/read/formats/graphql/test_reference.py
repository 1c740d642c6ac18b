"""The reader finds what graphql-core, the reference implementation's port, finds: every field at its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from graphql import GraphQLSyntaxError, parse, print_ast
from hypothesis import given
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input
from tests.read.formats import golden

ROOTS = ("Query", "Mutation", "Subscription")
HOLDERS = ("object_type", "interface_type", "input_object_type")
PLAIN = {"String", "Int", "Float", "Boolean", "ID"}

Found = tuple[str, str, str, bool, int, int]
"""Record, path, type, mandatory, line, column."""


def expected(text: str) -> set[Found]:
    """The fields and arguments of a document, by the reference parser."""
    return set(fields(parse(text)))


def fields(document: Any) -> Iterator[Found]:
    enums = {each.name.value for each in document.definitions if each.kind == "enum_type_definition"}
    schemas = [each for each in document.definitions if each.kind == "schema_definition"]
    roots = [each.type.name.value for schema in schemas for each in schema.operation_types] or ROOTS
    for each in document.definitions:
        if not each.kind.startswith(HOLDERS):
            continue
        for field in each.fields or ():
            name = f"{each.name.value}.{field.name.value}"
            arguments = getattr(field, "arguments", None) or ()
            plain = innermost(field.type)[0] in PLAIN | enums and not arguments
            if plain or each.name.value not in roots:
                yield found(each.name.value, field)
            yield from (found(name, argument) for argument in arguments)


def found(record: str, field: Any) -> Found:
    _, depth = innermost(field.type)
    required = field.type.kind == "non_null_type" and getattr(field, "default_value", None) is None
    start = field.name.loc.start_token
    return record, field.name.value + "[]" * depth, print_ast(field.type), required, start.line, start.column


def innermost(type_: Any, depth: int = 0) -> tuple[str, int]:
    if type_.kind == "named_type":
        return type_.name.value, depth
    return innermost(type_.type, depth + (type_.kind == "list_type"))


def told(text: str) -> set[Found]:
    """The same by the reader."""
    source = read(Input("a.graphql", data=text.encode()), Options())
    assert source and not source.problems
    return {
        (record.name, field.path, field.type, bool(field.mandatory), field.span.line, field.span.column)
        for record in source.records
        for field in record.fields
        if field.span
    }


@pytest.mark.parametrize("path", golden.files("graphql", "good"))
def test_fixtures_are_read_as_the_reference_reads_them(path: str) -> None:
    text = (golden.HERE / "graphql" / path).read_text(encoding="utf-8")
    assert told(text) == expected(text)


NAMES = st.sampled_from(["id", "name", "type", "input", "extend", "on", "query", "_x1", "implements", "birthDate"])
TYPES = st.recursive(
    st.sampled_from(["String", "ID", "Date", "Colour", "A", "B"]),
    lambda inner: st.one_of(inner.map("[{}]".format), inner.filter(lambda t: not t.endswith("!")).map("{}!".format)),
    max_leaves=4,
)
NOISE = st.sampled_from(["", " ", "\n", "\r\n", " # } type X {\n", '\n"a { b"\n', '\n"""\n} # "" \\""" {\n"""\n', ","])
SPACE = st.sampled_from([" ", "\n", "\r\n  ", " # } type X {\n", ","])
DIRECTIVES = st.sampled_from(["", " @a", ' @a(b: [1, "}"], c: {d: "x"})', " @deprecated @b(n: null)"])


@st.composite
def arguments(draw: st.DrawFn) -> str:
    names = draw(st.lists(NAMES, max_size=3, unique=True))
    default = st.sampled_from(["", " = 1", ' = "a"', " = [A, B]", " = {a: 1}", " = null"])
    said = [f"{draw(NOISE)}{name}: {draw(TYPES)}{draw(default)}{draw(DIRECTIVES)}{draw(SPACE)}" for name in names]
    return f"({''.join(said)})" if said else ""


@st.composite
def documents(draw: st.DrawFn) -> str:
    parts = []
    for name in draw(st.lists(st.sampled_from(["A", "B", "Query", "Mutation"]), min_size=1, unique=True)):
        kind = draw(st.sampled_from(["type", "interface", "input"]))
        kind = "type" if name in ROOTS else kind
        members = draw(st.lists(NAMES, min_size=1, max_size=5, unique=True))
        body = "".join(
            f"{draw(NOISE)}{member}{draw(arguments()) if kind != 'input' else ''}: {draw(TYPES)}"
            f"{draw(DIRECTIVES)}{draw(SPACE)}"
            for member in members
        )
        parts.append(f"{draw(NOISE)}{kind} {name}{draw(DIRECTIVES)} {{{body}}}")
    return "\n".join([*parts, "enum Colour { RED BLUE }", "scalar Date"])


@given(documents())
def test_any_document_is_read_as_the_reference_reads_it(text: str) -> None:
    try:
        by_reference = expected(text)
    except GraphQLSyntaxError:
        return  # a description where the grammar has none
    assert told(text) == by_reference
