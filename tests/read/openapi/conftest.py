"""Reading OpenAPI documents the way the command does: through the registry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from minlint.model import Field, Record, Source, Span
from minlint.read import Options, read
from minlint.read.input import Input

FIXTURES = Path(__file__).parent / "fixtures"


def _load(text: str, name: str = "api.yaml", file: Path | None = None) -> Source:
    source = read(Input(name, str(file) if file else None, text.encode()), Options())
    assert source is not None
    assert (source.format, source.kind) == ("openapi", "schema")
    return source


def _brief(source: Source) -> list[str]:
    return [line for record in source.records for line in (_head(record), *map(_row, record.fields))]


def _head(record: Record) -> str:
    assert record.span
    return f"{record.name} ({record.direction}) {record.span.line}:{record.span.column}"


def _row(field: Field) -> str:
    assert field.span
    flags = (field.mandatory, "mandatory"), (field.container, "container"), (field.direction, field.direction)
    said = " ".join(word for held, word in flags if held)
    return f"  {field.span.line}:{field.span.column} {field.path} | {field.type} | {said}".rstrip(" |")


def _fields(source: Source) -> dict[str, Field]:
    return {f"{record.name}.{field.path}": field for record in source.records for field in record.fields}


def _text_at(source: Source, span: Span | None) -> str:
    assert source.text is not None
    assert span is not None
    assert span.line == span.end_line
    return source.text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


@pytest.fixture(scope="session")
def load() -> Callable[..., Source]:
    """Reads a text as a file of that name."""
    return _load


@pytest.fixture(scope="session")
def load_fixture() -> Callable[[str], Source]:
    """Reads one of the files in ``fixtures``."""
    return lambda name: _load((FIXTURES / name).read_text(encoding="utf-8"), f"api/{name}", FIXTURES / name)


@pytest.fixture(scope="session")
def brief() -> Callable[[Source], list[str]]:
    """A source as lines: ``record (direction) line:column``, then ``line:column path | type | flags`` per field."""
    return _brief


@pytest.fixture(scope="session")
def fields() -> Callable[[Source], dict[str, Field]]:
    """The fields by ``record.path``; of equal ones the last."""
    return _fields


@pytest.fixture(scope="session")
def text_at() -> Callable[[Source, Span | None], str]:
    """What stands at a place."""
    return _text_at
