"""Property lists as the standard library writes them: each usage description is found, where it stands."""

from __future__ import annotations

import pathlib
import plistlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input
from tests.fuzzing import examples

GOOD = sorted((pathlib.Path(__file__).parent / "good").rglob("*.plist"))
USAGES = ["NSCameraUsageDescription", "NSContactsUsageDescription", "NSMadeUpUsageDescription"]
WORDS = st.text("aé <>&'\"-\n", max_size=12)
LISTS = st.dictionaries(st.sampled_from([*USAGES, "CFBundleName", "NSUsageDescriptions"]), WORDS, min_size=1)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_the_standard_library_finds_the_same_keys(path: pathlib.Path) -> None:
    source = read(Input(path.name, str(path)), Options())
    said = plistlib.loads(path.read_bytes())
    wanted = [key for key in said if "UsageDescription" in key]
    assert source and [field.path for record in source.records for field in record.fields] == wanted


@given(said=LISTS, inner=LISTS)
@examples(60)
def test_what_is_written_is_read(said: dict[str, str], inner: dict[str, str]) -> None:
    data = plistlib.dumps({**said, "CFBundleURLTypes": [inner]}, sort_keys=False)
    source = read(Input("Info.plist", data=data), Options())
    wanted = [key for key in said if key in USAGES]
    fields = [field for record in source.records for field in record.fields] if source else []
    assert [field.path for field in fields] == wanted
    lines = data.decode().split("\n")
    for field in fields:
        assert field.span
        assert lines[field.span.line - 1][field.span.column - 1 : field.span.end_column - 1] == field.path
