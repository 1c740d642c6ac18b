"""Every format with a fixture folder: its golden inventory, what is broken, what is something else, who claims what."""

from __future__ import annotations

import pathlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.model import Source
from minlint.read import Options, listed, read, reader_for
from minlint.read.input import Input
from tests.fuzzing import examples
from tests.read.formats import golden

GOOD = [(name, path) for name in golden.formats() for path in golden.files(name, "good")]
BROKEN = [(name, path) for name in golden.formats() for path in golden.files(name, "broken")]
NOISE = [
    b"",
    b"\0",
    b"\xff\xfe",
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b"'",
    b"\n",
    b"<",
    b"&",
    b"/*",
    b"#",
    b": ",
    b"(" * 300,
    b"99999999999999",
]
"""What may stand where a part of a file was taken out."""

OTHER = [(name, path) for name in golden.formats() for path in golden.files(name, "other")]


def neutral(name: str, path: str) -> Input:
    """A file under a name that says no more than the shortest suffix its format goes by, or as little as it must."""
    item = next(item for item in listed() if item.name == name)
    end = min((end for end in item.suffixes if path.lower().endswith(end)), key=len)
    named = f"neutral{end}" if not getattr(item.reader(), "NAMED", False) else path.rpartition("/")[2]
    return Input(named, data=(golden.HERE / name / path).read_bytes())


def claimants(source: Input) -> list[str]:
    """The schema formats that take a file for theirs, those that go by shape alone left out."""
    asked = [item for item in listed() if item.kind == "schema" and item.may_claim(source)]
    return [item.name for item in asked if not getattr(item.reader(), "LAST", False) and item.reader().claims(source)]


@pytest.mark.parametrize("name", golden.formats())
def test_a_folder_is_complete(name: str) -> None:
    assert name in golden.known()
    assert len(golden.files(name, "good")) >= 2
    assert golden.files(name, "broken") and golden.files(name, "other")
    rows = golden.published(name)
    assert len(rows) >= 3
    assert all(set(row) == set(golden.HEADINGS) for row in rows)
    assert all(row["by hand"] == row["by tool"] or row["difference explained"] not in ("", "none") for row in rows)


@pytest.mark.parametrize("name", golden.formats())
def test_what_is_read(name: str) -> None:
    expected = (golden.HERE / name / "golden.txt").read_text(encoding="utf-8")
    assert golden.told(name) == expected, "read it, then run python -m tests.read.formats.golden"


@pytest.mark.parametrize("name", golden.formats())
def test_its_idiom_is_understood(name: str) -> None:
    reader = next(item.reader() for item in listed() if item.name == name)
    said = (golden.HERE / name / "golden.txt").read_text(encoding="utf-8")
    none = reader.IDIOM.startswith("None")
    assert (" purpose " in said) is not none and (" allow " in said) is not none


@pytest.mark.parametrize(("name", "path"), GOOD, ids=[path for _, path in GOOD])
def test_a_file_is_claimed_by_its_format_alone(name: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(golden.HERE / name)
    reader = reader_for(golden.opened(name, path))
    assert reader and name == reader.NAME
    source = neutral(name, path)
    reader = reader_for(source)
    assert reader and name == reader.NAME
    assert claimants(source) in ([name], [])


@pytest.mark.parametrize(("name", "path"), BROKEN, ids=[path for _, path in BROKEN])
def test_a_broken_file_is_told_with_its_line(name: str, path: str) -> None:
    said = golden.told(name).partition(f"{path}: ")[2].partition("\n\n")[0]
    lines = [line for line in said.splitlines() if " E001 " in line or " E002 " in line]
    placed = re.compile(r"\s*\d+:|.*binary, not text|.*, in row \d+ of ")  # the cells of workbooks have no lines
    assert lines and all(map(placed.match, lines))


@pytest.mark.parametrize(("name", "path"), GOOD, ids=[path for _, path in GOOD])
@given(data=st.data())
@examples(30)
def test_a_damaged_file_ends_in_a_source_or_in_nothing(name: str, path: str, data: st.DataObject) -> None:
    content = (golden.HERE / name / path).read_bytes()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 40)))
    damaged = content[:start] + data.draw(st.sampled_from(NOISE)) + content[end:]
    named = path.rpartition("/")[2]
    ends = named[max(named.find("."), 0) :]
    source = read(Input(f"damaged{ends}", data=damaged), Options())
    assert source is None or isinstance(source, Source)


@pytest.mark.parametrize(("name", "path"), OTHER, ids=[path for _, path in OTHER])
def test_something_else_is_passed_over(name: str, path: str) -> None:
    reader = reader_for(golden.opened(name, path))
    assert reader is None or reader.KIND == "data"


def test_the_page_about_formats_is_up_to_date() -> None:
    page = pathlib.Path(golden.PAGE).read_text(encoding="utf-8")
    assert page == golden.page(), "run python -m tests.read.formats.golden"
