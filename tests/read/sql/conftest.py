"""Reading SQL texts the way the command does: through the registry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from minlint.model import Field, Record, Source
from minlint.read import Options, read
from minlint.read.input import Input

ReadSql = Callable[..., Source]


def _read(text: str, name: str = "schema.sql") -> Source:
    source = read(Input(name, data=text.encode()), Options())
    assert source is not None
    assert source.format == "sql"
    return source


@pytest.fixture(scope="session")
def read_sql() -> ReadSql:
    """Reads a text as a file of that name."""
    return _read


@pytest.fixture(scope="session")
def read_fixture() -> Callable[[str], Source]:
    """Reads one of the files in ``fixtures``."""
    folder = Path(__file__).parent / "fixtures"
    return lambda name: _read((folder / name).read_text(), name)


@pytest.fixture(scope="session")
def record() -> Callable[[Source, str], Record]:
    """The one record of that name."""

    def found(source: Source, name: str) -> Record:
        (one,) = [record for record in source.records if record.name == name]
        return one

    return found


@pytest.fixture(scope="session")
def row() -> Callable[[Field], str]:
    """A field on a line: ``12:3 name type flags``, where the flags are Mandatory, Default, Primary, Unique."""

    def line(field: Field) -> str:
        assert field.span
        flags = "".join(
            letter
            for letter, held in zip("MDPU", (field.mandatory, field.default, field.primary, field.unique), strict=True)
            if held
        )
        return f"{field.span.line}:{field.span.column} {field.path} | {field.type} | {flags}".rstrip()

    return line
