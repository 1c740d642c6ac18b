"""What a server tells of itself is what its SDL says, by graphql-core, which writes both."""

from __future__ import annotations

import json

from graphql import build_schema, introspection_from_schema, print_schema
from hypothesis import given
from hypothesis import strategies as st

from minlint.model import Field, Source
from minlint.read import Options, read
from minlint.read.input import Input
from tests.fuzzing import examples

NAMES = st.from_regex(r"[a-z][A-Za-z]{0,6}", fullmatch=True)
SCALARS = ["String", "Int", "Boolean", "ID", "Belt", "Date"]
WRAPS = st.sampled_from(["{}", "{}!", "[{}]", "[{}!]!", "[[{}]!]"])


def typed(kinds: list[str]) -> st.SearchStrategy[str]:
    return st.builds(str.format, WRAPS, st.sampled_from(kinds))


def fields(kinds: list[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(NAMES, typed(kinds), min_size=1, max_size=4)


INPUTS = fields([*SCALARS, "Address"])
TYPES = fields([*SCALARS, "Member", "Named"])


def block(kind: str, said: dict[str, str]) -> str:
    return f"{kind} {{ " + " ".join(f'"about {name}" {name}: {type_}' for name, type_ in said.items()) + " }\n"


def bare(source: Source) -> dict[str, tuple[str, list[Field]]]:
    """What is read, without its places."""
    return {
        record.name: (record.direction, [field._replace(span=None, markers=()) for field in record.fields])
        for record in source.records
    }


@given(join=INPUTS, address=fields(SCALARS), member=TYPES, visit=TYPES, taken=INPUTS)
@examples(60)
def test_introspection_says_what_the_sdl_says(
    join: dict[str, str], address: dict[str, str], member: dict[str, str], visit: dict[str, str], taken: dict[str, str]
) -> None:
    arguments = ", ".join(f"{name}: {type_}" for name, type_ in taken.items())
    sdl = (
        "enum Belt { WHITE BLACK }\nscalar Date\nunion Found = Member | Visit\n"
        + block("interface Named", {"title": "String!"})
        + block("input Address", address)
        + block("input Join", {**join, "nested": "Address"})
        + block("type Member implements Named", {**member, "title": "String!"})
        + block("type Visit", visit)
        + f"type Query {{ search({arguments}): [Found!]! me: Member }}\n"
        + 'type Mutation { join(input: Join! = {}, code: String = "a"): Member }\n'.replace(" = {}", "")
    )
    schema = build_schema(sdl)
    told = json.dumps({"data": introspection_from_schema(schema)}, indent=1)
    introspected = read(Input("schema.json", data=told.encode()), Options())
    written = read(Input("schema.graphql", data=print_schema(schema).encode()), Options())
    assert introspected and written and introspected.format == "graphql-introspection"

    assert bare(introspected) == bare(written)
    lines = told.splitlines()
    for record in introspected.records:
        for field in record.fields:
            assert field.span
            line = lines[field.span.line - 1][field.span.column - 1 : field.span.end_column - 1]
            assert line == field.name
