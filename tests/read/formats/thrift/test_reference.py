"""The reader finds what thriftpy2, a parser of its own, finds: every field with its requiredness."""

from __future__ import annotations

import io
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thriftpy2.parser import parser
from thriftpy2.thrift import TType

from minlint.read import Options, read
from minlint.read.input import Input

PARSE: Any = parser.parse_fp
Found = tuple[str, str, bool]
"""Record, path, required."""


def expected(text: str) -> set[Found]:
    """The fields of a text's structs, and the arguments of its functions."""
    return set(found(PARSE(io.StringIO(text), "tested_thrift", enable_cache=False)))


def found(module: Any) -> Iterator[Found]:
    meta = module.__thrift_meta__
    for struct in (*meta["structs"], *meta["unions"], *meta["exceptions"]):
        yield from members(struct.__name__, struct.thrift_spec)
    for service in meta["services"]:
        for name in service.__dict__.get("thrift_services", ()):
            arguments = getattr(service, f"{name}_args", None)
            if arguments is not None and arguments.__module__ == module.__name__:
                yield from members(f"{service.__name__}.{name}", arguments.thrift_spec)


def members(record: str, spec: Any) -> Iterator[Found]:
    for type_, name, *rest in spec.values():
        steps = ""
        inner: Any = rest[0] if len(rest) > 1 else None
        while type_ in (TType.LIST, TType.SET, TType.MAP):
            steps += ".{key}" if type_ == TType.MAP else "[]"
            inner = inner[1] if type_ == TType.MAP else inner
            type_, inner = inner if isinstance(inner, tuple) else (inner, None)
        yield record, name + steps.partition(".{key}")[0], bool(rest[-1])
        if "{key}" in steps:
            yield record, name + steps, False


def told(text: str) -> set[Found]:
    """The same by the reader, each at its name."""
    source = read(Input("a.thrift", data=text.encode()), Options())
    assert source and not source.problems
    lines = text.split("\n")
    for record in source.records:
        for field in record.fields:
            assert field.span and field.path.startswith(lines[field.span.line - 1][slice(*_columns(field.span))])
    return {(record.name, field.path, field.mandatory is True) for record in source.records for field in record.fields}


def _columns(span: Any) -> tuple[int, int]:
    return span.column - 1, span.end_column - 1


def test_a_fixture_is_read_as_the_reference_reads_it() -> None:
    text = (pathlib.Path(__file__).parent / "good" / "clinic.thrift").read_text(encoding="utf-8")
    for mine, its in [  # what thriftpy2 doesn't know
        ('include "shared.thrift"\n', ""),
        ("shared.Visit", "Contact"),
        ("senum Colour", "// "),
        ('set cpp_type "x" <Guid>', "set<Guid>"),
        ("cpp_include", "// "),
        ("&Contact next", "Contact following"),
        ("namespace * clinic\n", ""),
        ("  i32 height; i32 weight,\n", ""),
        (" = []", ""),
        ('string (unicode = "true") Guid', "string Guid"),
    ]:
        text = text.replace(mine, its)
    assert told(text) == expected(text)


TYPES = st.recursive(
    st.sampled_from(["string", "i64", "bool", "A", "Guid", "E"]),
    lambda inner: st.one_of(inner.map("list<{}>".format), inner.map("map<string, {}>".format)),
    max_leaves=2,
)
NOISE = st.sampled_from(["", " ", "\n", "\r\n", " // } struct X {\n", " /* ; } */ ", "\n# { }\n", "\n/** * */\n"])


@st.composite
def structs(draw: st.DrawFn, name: str) -> str:
    names = draw(st.lists(st.sampled_from(["name", "id", "structs", "_x", "birthDate", "typedefs"]), unique=True))
    parts = []
    for number, field in enumerate(names, 1):
        label, end = draw(st.sampled_from(["required ", "optional ", ""])), draw(st.sampled_from([",", ";", " ", "\n"]))
        gap = draw(NOISE) or " "
        parts.append(f"{draw(NOISE)}{number}:{draw(NOISE)}{label}{draw(TYPES)}{gap}{field}{end}{draw(NOISE)}")
    return f"{draw(NOISE)}struct {name} {{{''.join(parts)}}}"


@given(structs("A"), structs("B"))
def test_any_struct_is_read_as_the_reference_reads_it(one: str, two: str) -> None:
    text = f"typedef string Guid\nenum E {{ X = 1, Y }}\n{one}\n{two}\n"
    assert told(text) == expected(text)


@pytest.mark.parametrize("text", ["struct A {1: list<list<", "service S { void f(1: ", "const i32 a = {", "typedef"])
def test_what_ends_too_soon_is_told(text: str) -> None:
    source = read(Input("a.thrift", data=text.encode()), Options())
    assert source and [problem.code for problem in source.problems] != []


def test_typedefs_that_double_stay_short() -> None:
    typedefs = "".join(f"typedef map<T{step + 1}, T{step + 1}> T{step}\n" for step in range(30))
    source = read(Input("a.thrift", data=f"{typedefs}struct A {{ 1: T0 a }}".encode()), Options())
    assert source and all(len(field.type) <= 1_000 for record in source.records for field in record.fields)
