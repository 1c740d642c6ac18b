"""Sizes as they are written, and work that is given up when its time is up, with an alarm and without."""

from __future__ import annotations

import contextlib
import importlib
import pathlib
import signal
import sys
import time

import pytest

from minlint import limits
from minlint.errors import TimeUp


@pytest.mark.parametrize(
    ("said", "number"),
    [
        *(("1000", 1000), ("1 kB", 1000), ("10MB", 10_000_000), ("1.5 GB", 1_500_000_000), ("2 tb", 2 * 10**12)),
        *(("1 KiB", 1024), ("2 MiB", 2 << 20), ("0.5GiB", 1 << 29), ("7 b", 7), ("5k", 5000)),
    ],
)
def test_sizes(said: str, number: int) -> None:
    assert limits.size(said) == number


@pytest.mark.parametrize("said", ["", "ten MB", "-1", "1 MiBB", "1 ib", "1 XB", "1e9", "1,5 MB"])
def test_what_is_no_size(said: str) -> None:
    with pytest.raises(ValueError, match="written like 10 MB"):
        limits.size(said)


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (1234, "1.2 kB"), (10**7, "10 MB")]
)
def test_sizes_in_words(number: int, said: str) -> None:
    assert limits.words(number) == said


def spin(seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


@pytest.fixture(params=["alarm", "thread"])
def means(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """An alarm where there is one; what Windows does, on any system."""
    if request.param == "thread":
        monkeypatch.delattr(signal, "setitimer", raising=False)
        monkeypatch.delattr(signal, "SIGALRM", raising=False)


@pytest.mark.usefixtures("means")
class TestWithin:
    def test_what_takes_too_long_is_given_up(self) -> None:
        started = time.monotonic()
        with pytest.raises(TimeUp), limits.within(0.1):
            spin()
        assert time.monotonic() - started < 10

    def test_what_is_done_in_time_stays(self) -> None:
        with limits.within(0.2):
            pass
        spin(0.4)  # nothing rings afterwards

    def test_what_an_engine_makes_of_it_is_no_error_of_its_own(self) -> None:
        def engine() -> None:
            try:
                spin()
            except TimeUp:
                raise RuntimeError("interrupted") from None

        with pytest.raises(TimeUp), limits.within(0.1):
            engine()

    def test_who_swallows_it_is_too_late_all_the_same(self) -> None:
        with pytest.raises(TimeUp), limits.within(0.1), contextlib.suppress(TimeUp):
            spin()

    def test_an_error_in_time_is_that_error(self) -> None:
        with pytest.raises(ValueError, match="own"), limits.within(5):
            raise ValueError("own")

    def test_an_import_is_let_finish(self, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "slowly_loaded.py").write_text("import time\ntime.sleep(0.4)\nLOADED = True\n")
        monkeypatch.syspath_prepend(str(tmp_path))
        with pytest.raises(TimeUp), limits.within(0.1):
            importlib.import_module("slowly_loaded")
            spin()
        assert sys.modules.pop("slowly_loaded").LOADED
