"""Signals into confidence: log-odds that add up, with the weights of ``rules/words/weights.yaml``."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from minlint.detect.words import words
from minlint.model import Detection, Evidence
from minlint.tuples import NamedTuple


class Signal(NamedTuple):
    """One thing that speaks for or against a category, in log-odds, with its evidence; None leaves no trace.

    ``name`` is that of its weight, empty for what isn't learned, and ``times`` how often it counts.
    """

    weight: float
    evidence: Evidence | None = None
    name: str = ""
    times: float = 1.0


class Candidate(NamedTuple):
    """A category with its signals. ``precision`` is a rung already known from the name."""

    category: str
    signals: tuple[Signal, ...]
    precision: str | None = None

    @property
    def odds(self) -> float:
        """The sum of the signals, in log-odds."""
        return sum([signal[0] for signal in self.signals])

    def detection(self) -> Detection:
        """The detection it amounts to, with evidence in the order in which it was found."""
        evidence = tuple(signal.evidence for signal in self.signals if signal.evidence)
        return Detection(self.category, confidence(self.odds), evidence, self.precision)


def confidence(odds: float) -> float:
    """Log-odds as a probability, rounded to what it is worth."""
    return round(1 / (1 + math.exp(-odds)), 3)


def signal(name: str, evidence: Evidence | None = None, times: float = 1.0) -> Signal:
    """A signal with its weight, by where that stands in the file: ``signals/typo``, ``base/always/person``."""
    if evidence is None and times == 1.0:
        return _plain(name)
    return Signal(weights().get(name, 0.0) * times, evidence, name, times)


@cache
def _plain(name: str) -> Signal:
    return Signal(weights().get(name, 0.0), None, name)


@cache
def weights() -> Mapping[str, float]:
    """Every weight by its name."""
    return dict(flat(words().weights))


def flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, float]]:
    """The weights of a file by their names."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{above}{key}/")
        else:
            yield f"{above}{key}", float(value)


def floor() -> float:
    """The confidence below which a detection is dropped."""
    return weights()["floor"]


@cache
def least() -> float:
    """The same as log-odds."""
    return math.log(floor() / (1 - floor()))
