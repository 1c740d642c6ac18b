"""Prisma schemas that were put together from parts are read as those parts, each at its place."""

from __future__ import annotations

import pathlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.model import Field, Source
from minlint.read import Options, read
from minlint.read.input import Input

TYPES = ("String", "Int", "BigInt", "Float", "Decimal", "Boolean", "DateTime", "Json", "Bytes")
ATTRIBUTES = ('@map("a größe")', "@db.VarChar(80)", '@default("{} // \\" @id")', "@default(dbgenerated())", "@unique")
MARKS = ("", "?", "[]")

name = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,8}", fullmatch=True)
line = st.tuples(st.sampled_from(TYPES), st.sampled_from(MARKS), st.lists(st.sampled_from(ATTRIBUTES), unique=True))
lines = st.dictionaries(name, line, min_size=1, max_size=6)
gap = st.sampled_from(("\n", "\n\n", "\n  // größer 𝄞 words\n", "\n/// { words }\n", "\r\n"))


def opened(text: str) -> Source:
    source = read(Input("schema.prisma", data=text.encode()), Options())
    assert source is not None
    return source


@given(models=st.dictionaries(name, lines, min_size=1, max_size=4), gap=gap)
def test_what_is_written_is_read(models: dict[str, dict[str, tuple[str, str, list[str]]]], gap: str) -> None:
    text = gap.join(
        f"model {model} {{{gap}"
        + gap.join(f"  {field}  {kind}{mark} {' '.join(said)}" for field, (kind, mark, said) in found.items())
        + f"{gap}}}{gap}"
        for model, found in models.items()
    )
    source = opened(text)
    assert source.problems == ()
    assert {record.name: [field.path.removesuffix("[]") for field in record.fields] for record in source.records} == {
        model: list(found) for model, found in models.items()
    }
    written = text.replace("\r\n", "\n").split("\n")
    for record in source.records:
        for field in record.fields:
            kind, mark, said = models[record.name][field.path.removesuffix("[]")]
            assert span_text(written, field) == field.path.removesuffix("[]")
            given = any(word.startswith("@default") for word in said)
            assert (field.type, field.mandatory, field.default) == (kind + mark, not (mark or given), given)
            assert (field.unique, field.length) == ("@unique" in said, 80 if "@db.VarChar(80)" in said else None)


def span_text(lines: list[str], field: Field) -> str:
    assert field.span
    return lines[field.span.line - 1][field.span.column - 1 : field.span.end_column - 1]


def test_types_that_hold_each_other_end() -> None:
    text = "".join(f"type T{i} {{\n" + "".join(f"  a{j} T{(i + j) % 9}\n" for j in range(9)) + "}\n" for i in range(9))
    source = opened(f"{text}model M {{\n  first T0\n}}\n")
    assert len(source.records[0].fields) <= 10_000


def test_types_are_found_in_the_files_beside(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.prisma").write_text("model A {\n  kind Kind\n  home Address[]\n  b B?\n}\n")
    (tmp_path / "b.prisma").write_text(
        "enum Kind {\n  ONE\n}\ntype Address {\n  street String\n}\nmodel B {\n  id Int\n}\n"
    )
    source = read(Input("a.prisma", "a.prisma"), Options())
    assert source is not None
    (record,) = source.records
    assert [(field.path, field.mandatory, field.enum, field.span is None) for field in record.fields] == [
        ("kind", True, ("ONE",), False),
        ("home[]", False, (), False),
        ("home[].street", True, (), True),
        ("b", None, (), False),
    ]
