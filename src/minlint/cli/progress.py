"""How far a run is, on a terminal alone: one line, which is gone when there is something to say."""

from __future__ import annotations

import time
from typing import TextIO

from minlint.report._terminal import clean

PATIENCE = 1.0
"""Seconds that a run may take before it shows how far it is."""

_EVERY = 0.1  # seconds between two looks
_WIDTH = 20  # signs of the bar
_NAME = 40  # signs of a source's name


class Progress:
    """Called with how many sources are read, of how many, and which comes next; empty at the end."""

    def __init__(self, stream: TextIO, patience: float = PATIENCE) -> None:
        self.stream, self.next = stream, time.monotonic() + patience
        self.shown = False

    def __call__(self, done: int, total: int, name: str) -> None:
        """Show it, or take away what was shown."""
        now = time.monotonic()
        if not name:
            self._show("")
        elif now >= self.next and total:
            full = "█" * (_WIDTH * done // total)
            self.next = now + _EVERY
            self._show(f"{full:░<{_WIDTH}} {done} of {total}: {clean(name)[-_NAME:]}")

    def _show(self, text: str) -> None:
        if text or self.shown:
            self.stream.write(f"\r{text}\x1b[K")
            self.stream.flush()
        self.shown = bool(text)
