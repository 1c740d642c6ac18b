"""A class without annotations is an entity where a context near it says so, and in its project's light."""

from __future__ import annotations

import pathlib

import pytest

from minlint.model import Source
from minlint.read import Options, read
from minlint.read.input import Input

GUEST = "public class Guest\n{\n    public int Id { get; set; }\n    public string Name { get; set; }\n}\n"
CONTEXT = "public class HotelContext : DbContext\n{\n    public DbSet<Guest> Guests { get; set; }\n}\n"
PROJECT = "<Project><PropertyGroup><Nullable>enable</Nullable></PropertyGroup></Project>\n"


@pytest.fixture
def project(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.chdir(tmp_path)
    for path, text in {"Models/Guest.cs": GUEST, "Data/HotelContext.cs": CONTEXT}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def opened(path: str) -> Source | None:
    return read(Input(path, path), Options())


def mandatory(source: Source | None) -> dict[str, bool | None]:
    assert source is not None and source.stored
    return {field.path: field.mandatory for record in source.records for field in record.fields}


def test_a_class_is_kept_where_a_context_near_it_has_a_set_of_it(project: pathlib.Path) -> None:
    assert mandatory(opened("Models/Guest.cs")) == {"Id": False, "Name": False}
    (project / "Data" / "HotelContext.cs").write_text(CONTEXT.replace("Guest>", "Room>"))
    assert opened("Models/Guest.cs") is None


def test_the_project_says_whether_a_reference_may_be_null(project: pathlib.Path) -> None:
    (project / "Hotel.csproj").write_text(PROJECT)
    assert mandatory(opened("Models/Guest.cs")) == {"Id": False, "Name": True}
