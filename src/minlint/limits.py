"""Limits on what one file may cost: how large it is, and how long it is read and looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from minlint.errors import TimeUp
from minlint.manifest.grammar import SIZE

if TYPE_CHECKING:
    from signal import Signals
    from types import FrameType

_STEPS = "kmgt"
_TICK = 0.1  # seconds until it is tried again where an import was going on
_TICKS = 10  # until it is raised again, where something swallowed it
_IMPORTS = "<frozen importlib._bootstrap"


def size(text: str) -> int:
    """A size in bytes. Raises `ValueError` for what isn't written as one."""
    if not re.match(SIZE.pattern, text):
        raise ValueError("a size is written like 10 MB, 1.5 GiB or 500000")
    number, unit = text.strip().lower().removesuffix("b"), ""
    digits = number.rstrip("i").rstrip(_STEPS).strip()
    unit = number[len(digits) :].strip()
    base = 1024 if unit.endswith("i") else 1000
    return int(float(digits) * base ** (_STEPS.index(unit[0]) + 1 if unit else 0))


def words(number: int) -> str:
    """A size for a person, in steps of a thousand: ``12.3 MB``."""
    amount, unit = float(number), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    return f"{number} bytes" if unit == "bytes" else f"{amount:.1f} {unit}".replace(".0 ", " ")


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise `TimeUp` in what is done inside once it has taken so long.

    An import that is going on is let finish: what is half loaded can't be loaded again.
    """
    import signal

    number = getattr(signal, "SIGALRM", signal.SIGTERM)  # Windows has no alarm, and sends no SIGTERM
    bell = _Bell()
    before = signal.signal(number, bell)
    stop = _ring(number, seconds)
    try:
        yield
    except Exception:
        if not bell.rung:  # else it is what an engine makes of being interrupted
            raise
    finally:
        stop()
        signal.signal(number, before)
    if bell.rung:
        raise TimeUp


class _Bell:
    """What is called at each ring."""

    def __init__(self) -> None:
        self.rung = 0

    def __call__(self, _number: int, frame: FrameType | None) -> None:
        while frame and not self.rung:
            if frame.f_code.co_filename.startswith(_IMPORTS) or frame.f_code.co_name == "__del__":
                return  # from a finaliser nothing is raised
            frame = frame.f_back
        self.rung += 1
        if self.rung % _TICKS == 1:
            raise TimeUp


def _ring(number: Signals, seconds: float) -> Callable[[], object]:
    """Ring after so long, and then again and again, until what is returned is called."""
    import signal

    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds, _TICK)
        return partial(signal.setitimer, signal.ITIMER_REAL, 0)
    from _thread import interrupt_main
    from threading import Event, Thread

    stopped = Event()

    def ring() -> None:
        wait = seconds
        while not stopped.wait(wait):
            interrupt_main(number)
            wait = _TICK

    Thread(target=ring, daemon=True).start()
    return stopped.set
