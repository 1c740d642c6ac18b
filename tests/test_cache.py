"""The cache folder: whatever is wrong with it, the answer is the same; it never grows without bound."""

from __future__ import annotations

import os
import pathlib
import stat

import pytest

from minlint import cache


@pytest.fixture(autouse=True)
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """An empty cache folder that isn't there yet."""
    place = tmp_path / "cache"
    monkeypatch.setenv("MINLINT_CACHE_DIR", str(place))
    return place


def test_what_is_stored_is_found(folder: pathlib.Path) -> None:
    assert cache.load("part/one") is None
    cache.store("part/one", b"1")
    assert cache.load("part/one") == b"1"
    assert [path.name for path in (folder / "part").iterdir()] == ["one"]


def test_only_its_owner_reads_it(folder: pathlib.Path) -> None:
    cache.store("one", b"1")
    assert stat.S_IMODE((folder / "one").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_made_is_no_cache(folder: pathlib.Path) -> None:
    folder.write_text("a file where the folder should be")
    cache.store("one", b"1")
    assert cache.load("one") is None
    assert len(cache.key()) == 32


def test_each_machine_has_one_key(folder: pathlib.Path) -> None:
    first = cache.key()
    assert first == cache.key()
    (folder / "key").write_bytes(b"cut")
    assert cache.key() not in (first, b"cut")
    assert len(cache.key()) == 32


def test_what_was_used_longest_ago_goes_first() -> None:
    for age, name in enumerate(("new", "older", "oldest")):
        cache.store(name, b"x" * 100)
        os.utime(os.path.join(cache.folder(), name), (1_000_000 - age, 1_000_000 - age))
    cache.trim(250)
    assert [name for name in ("new", "older", "oldest") if cache.load(name)] == ["new", "older"]


def test_clean_leaves_nothing(folder: pathlib.Path) -> None:
    cache.store("one", b"1")
    cache.store("part/two", b"2")
    assert cache.clean() == 2
    assert [path for path in folder.rglob("*") if path.is_file()] == []
