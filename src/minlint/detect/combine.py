"""Signals into confidence: log-odds that add up, with the weights of ``rules/words/weights.yaml``."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from minlint.detect.words import words
from minlint.model import Detection, Evidence


class Signal(NamedTuple):
    """One thing that speaks for or against a category, in log-odds, with its evidence; None leaves no trace."""

    weight: float
    evidence: Evidence | None = None


class Candidate(NamedTuple):
    """A category with its signals. ``precision`` is a rung already known from the name."""

    category: str
    signals: tuple[Signal, ...]
    precision: str | None = None

    @property
    def odds(self) -> float:
        """The sum of the signals, in log-odds."""
        return sum(signal.weight for signal in self.signals)

    def detection(self) -> Detection:
        """The detection it amounts to, with evidence in the order in which it was found."""
        evidence = tuple(signal.evidence for signal in self.signals if signal.evidence)
        return Detection(self.category, confidence(self.odds), evidence, self.precision)


def confidence(odds: float) -> float:
    """Log-odds as a probability, rounded to what it is worth."""
    return round(1 / (1 + math.exp(-odds)), 3)


def weight(name: str) -> float:
    """The weight of a signal."""
    return float(words().weights["signals"][name])


def base(mode: str, role: str) -> float:
    """The log-odds of a name of a list (``always``, ``with``, ``person``) in a record about something."""
    table: dict[str, dict[str, Any]] = words().weights["base"]
    return float(table[mode][role])


def literal_base(role: str) -> float:
    """What is added for contacts, names and numbers, which a thing or an organisation can have too."""
    return float(words().weights["literal"].get(role, 0.0))


def floor() -> float:
    """The confidence below which a detection is dropped."""
    return float(words().weights["floor"])
